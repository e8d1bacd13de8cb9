"""Editions of courses and their meetings, as their providers announce them."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accreditation.errors import EditionCodeTaken, NotOfThisKind
from accreditation.models import Course, CourseVersion, Edition
from register.access import Actor
from register.errors import constraint_of
from register.services.events import record_event


@transaction.atomic
def add_edition(
    *,
    course: Course,
    code: str,
    starts_on: date,
    ends_on: date,
    place: str = "",
    online: bool | None = None,
    language: str = "nl",
    capacity: int | None = None,
    actor: Actor | None,
    now: datetime,
) -> Edition:
    """Announce a run of a course, under its newest version.

    `starts_on` and `ends_on` are its first and last day, both included. What has no place is online; what has one is
    when `online` says so.
    """
    try:
        with transaction.atomic():
            edition = Edition.objects.create(
                course=course,
                version=CourseVersion.objects.newest_of(course),
                code=code,
                starts_on=starts_on,
                ends_on=ends_on,
                place=place,
                online=not place if online is None else online,
                language=language,
                capacity=capacity,
            )
    except IntegrityError as error:
        match constraint_of(error):
            case "edition_code_once_per_course":
                raise EditionCodeTaken(
                    nl=f"De code {code} is al van een andere uitvoering van deze scholing. Kies een andere code.",
                    en=f"The code {code} belongs to another edition of this course. Choose another code.",
                ) from error
            case "e_learning_has_no_place":
                raise NotOfThisKind(
                    nl="E-learning is overal te volgen. Laat de plaats leeg.",
                    en="E-learning is followed anywhere. Leave the place empty.",
                ) from error
        raise
    edition.refresh_from_db(fields=["uuid"])
    record_event(
        kind="edition.added",
        subject_type="edition",
        subject_uuid=edition.uuid,
        organisation_id=course.provider_id,
        actor=actor,
        now=now,
    )
    return edition
