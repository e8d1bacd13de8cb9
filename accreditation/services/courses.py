"""Courses and their versions, as their providers enter them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accreditation.errors import CourseCodeTaken, NotOfThisKind
from accreditation.models import Course, CourseVersion, Provider
from register.access import Actor
from register.errors import constraint_of
from register.services.events import record_event

# What a version says of a course: the names that `revise_course` changes.
CONTENTS = (
    "title",
    "kind",
    "summary",
    "programme",
    "objectives",
    "target_group",
    "teachers",
    "competences",
    "languages",
    "study_load",
)


@transaction.atomic
def add_course(
    *, provider: Provider, code: str, title: str, kind: str, actor: Actor | None, now: datetime, **contents: Any
) -> Course:
    """Add a course to what a provider offers. Its code stays, through every accreditation.

    `contents` are further fields of its first version.
    """
    try:
        with transaction.atomic():
            course = Course.objects.create(provider=provider, code=code, title=title, kind=kind)
    except IntegrityError as error:
        if constraint_of(error) != "course_code_once_per_provider":
            raise
        raise CourseCodeTaken(
            nl=f"De code {code} is bij u al van een andere scholing. Kies een andere code.",
            en=f"The code {code} belongs to another course of yours. Choose another code.",
        ) from error
    _write_version(course, {"number": 1, "title": title, "kind": kind, **contents}, actor, now)
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
def revise_course(*, course: Course, changes: Mapping[str, Any], actor: Actor | None, now: datetime) -> CourseVersion:
    """Change what a course says of itself, by names of `CONTENTS`: a new version, which later editions run under.

    Editions that were announced and accreditations that were decided keep the version they have. What changes nothing
    makes no version.
    """
    if unknown := set(changes) - set(CONTENTS):
        raise TypeError(f"A version of a course has no {', '.join(sorted(unknown))}.")
    Course.objects.select_for_update(no_key=True).get(pk=course.pk)
    newest = CourseVersion.objects.newest_of(course)
    changed = sorted(name for name, value in changes.items() if getattr(newest, name) != value)
    if not changed:
        return newest
    contents = {name: getattr(newest, name) for name in CONTENTS} | dict(changes)
    try:
        with transaction.atomic():
            version = _write_version(course, {"number": newest.number + 1, **contents}, actor, now)
    except IntegrityError as error:
        if constraint_of(error) != "modules_are_of_e_learning":
            raise
        raise NotOfThisKind(
            nl="Deze scholing heeft modules en blijft daarom e-learning.",
            en="This course has modules and therefore stays e-learning.",
        ) from error
    course.refresh_from_db(fields=["title", "kind"])
    record_event(
        kind="course.revised",
        subject_type="course",
        subject_uuid=course.uuid,
        organisation_id=course.provider_id,
        actor=actor,
        now=now,
        data={"version": version.number, "changed": changed},
    )
    return version


def _write_version(course: Course, values: Mapping[str, Any], actor: Actor | None, now: datetime) -> CourseVersion:
    version = CourseVersion.objects.create(
        course=course, created_by_id=actor.user_id if actor else None, created_at=now, **values
    )
    version.refresh_from_db(fields=["uuid"])
    return version
