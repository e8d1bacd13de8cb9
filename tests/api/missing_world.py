"""The rows of the world about attendance that is missing, and about evaluations."""

from datetime import date, timedelta
from typing import Any

from accreditation.models import Course, Edition, EvaluationInvitation
from portfolio.catalogue import MissingState
from portfolio.models import AttendanceChange, MissingAttendance
from register.clock import now, today
from tests.factories.accreditation import AccreditationFactory, CourseFactory, EditionFactory
from tests.factories.portfolio import LedgerEntryFactory


def add_missing(world: Any) -> None:
    # The policies of the two desks have the question.
    world.rows["evaluation"] = _evaluation(world, world["edition"])
    course = CourseFactory(provider=world["provider"])
    AccreditationFactory(course=course, register=world["register"], valid_before=date(2999, 1, 1))
    world.rows["recent"] = _recent(course, 3)
    for days, (name, state) in enumerate(
        (("missing", MissingState.ASKED), ("denied", MissingState.DENIED), ("escalated", MissingState.ESCALATED)), 4
    ):
        edition = _recent(course, days)
        missing = MissingAttendance.objects.create(
            registration=world["registration"],
            edition=edition,
            attended_on=edition.starts_on,
            statement="Ik was er.",
            state=state,
            asked_at=now(),
            answer_by=today() + timedelta(days=7),
        )
        missing.refresh_from_db()
        world.rows[name] = missing


def add_one_more_missing(world: Any) -> None:
    """One more row in each list of these."""
    edition = EditionFactory(course=world["recent"].course, starts_on=today(), ends_on=today())
    _evaluation(world, edition)
    batch, person = world["batch"], world["stranger_cycle"].registration.person
    entry = LedgerEntryFactory(person=person, edition=edition, source_key=f"attendance/{edition.uuid}/0")
    AttendanceChange.objects.create(batch=batch, entry=entry, requested_at=now())


def _evaluation(world: Any, edition: Edition) -> EvaluationInvitation:
    evaluation = EvaluationInvitation.objects.create(
        edition=edition,
        register=world["register"],
        person=world["person"],
        moment=EvaluationInvitation.Moment.AFTER,
        opens_on=today(),
        closes_before=today() + timedelta(days=30),
    )
    evaluation.refresh_from_db()
    return evaluation


def _recent(course: Course, days: int) -> Edition:
    day = today() - timedelta(days=days)
    return EditionFactory(course=course, starts_on=day, ends_on=day)
