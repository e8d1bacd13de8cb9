"""Conflicts of interest: who may not advise or decide on a course, by rule, and how one declares an interest."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accreditation.errors import ConflictOfInterest, InterestAlreadyDeclared
from accreditation.models import Assessment, Course, CourseVersion, DeclaredInterest, Provider
from accreditation.selectors.interests import INTERESTS, interests_in
from register.access import Actor
from register.errors import constraint_of
from register.services.events import record_event


def refuse_interested(*, user_id: int, course: Course, version: CourseVersion | None = None, on: date) -> None:
    """Raise ConflictOfInterest when the account works for the provider, teaches the course or declared an interest.

    Teachers are those of the version, or else of the newest.
    """
    ground = interests_in(course, on=on, users=[user_id], version=version).get(user_id)
    if ground is not None:
        nl, en = INTERESTS[ground]
        raise ConflictOfInterest(nl=nl, en=en)


def refuse_interested_in(assessment: Assessment, *, user_id: int, on: date) -> None:
    """Raise ConflictOfInterest for whoever may not advise or decide on what was put forward in this register."""
    course, version = assessment.application.course, assessment.put_forward.version
    refuse_interested(user_id=user_id, course=course, version=version, on=on)


@transaction.atomic
def declare_interest(
    *, provider: Provider | None = None, course: Course | None = None, reason: str, actor: Actor, now: datetime
) -> DeclaredInterest:
    """Say that one has an interest in a provider or in one course, and so does not advise or decide on it."""
    try:
        with transaction.atomic():
            interest = DeclaredInterest.objects.create(
                user_id=actor.user_id, provider=provider, course=course, reason=reason, declared_at=now
            )
    except IntegrityError as error:
        if constraint_of(error) != "interest_declared_once":
            raise
        raise InterestAlreadyDeclared(
            nl="Dit belang hebt u al opgegeven.", en="You have declared this interest already."
        ) from error
    interest.refresh_from_db(fields=["uuid"])
    _record("interest.declared", interest, actor, now)
    return interest


@transaction.atomic
def end_interest(*, interest: DeclaredInterest, actor: Actor, now: datetime) -> DeclaredInterest:
    """Say that a declared interest is over. Said again, it changes nothing."""
    if DeclaredInterest.objects.filter(pk=interest.pk, ended_at=None).update(ended_at=now):
        _record("interest.ended", interest, actor, now)
    interest.refresh_from_db(fields=["ended_at"])
    return interest


def _record(kind: str, interest: DeclaredInterest, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="interest",
        subject_uuid=interest.uuid,
        person_id=actor.person_id,
        actor=actor,
        now=now,
    )
