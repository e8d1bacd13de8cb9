"""Courses and their editions, as their providers enter them."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accreditation.errors import CourseCodeTaken, EditionCodeTaken
from accreditation.models import Course, Edition, Provider
from register.access import Actor
from register.errors import constraint_of
from register.services.events import record_event


@transaction.atomic
def add_course(*, provider: Provider, code: str, title: str, kind: str, actor: Actor | None, now: datetime) -> Course:
    """Add a course to what a provider offers. Its code stays, through every accreditation."""
    try:
        with transaction.atomic():
            course = Course.objects.create(provider=provider, code=code, title=title, kind=kind)
    except IntegrityError as error:
        if "code" not in constraint_of(error):
            raise
        raise CourseCodeTaken(
            nl=f"De code {code} is al van een andere scholing. Kies een andere code.",
            en=f"The code {code} belongs to another course. Choose another code.",
        ) from error
    course.refresh_from_db(fields=["uuid"])
    record_event(
        kind="course.added",
        subject_type="course",
        subject_uuid=course.uuid,
        organisation_id=provider.pk,
        actor=actor,
        now=now,
    )
    return course


@transaction.atomic
def add_edition(
    *,
    course: Course,
    code: str,
    starts_on: date,
    ends_on: date,
    place: str = "",
    language: str = "nl",
    actor: Actor | None,
    now: datetime,
) -> Edition:
    """Add a run of a course. `starts_on` and `ends_on` are its first and last day, both included."""
    try:
        with transaction.atomic():
            edition = Edition.objects.create(
                course=course, code=code, starts_on=starts_on, ends_on=ends_on, place=place, language=language
            )
    except IntegrityError as error:
        if "code" not in constraint_of(error):
            raise
        raise EditionCodeTaken(
            nl=f"De code {code} is al van een andere uitvoering. Kies een andere code.",
            en=f"The code {code} belongs to another edition. Choose another code.",
        ) from error
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
