"""The rows of the world about attendance that is missing, and about evaluations."""

from datetime import date, timedelta
from typing import Any

from accreditation.models import Course, Edition, EvaluationInvitation
from portfolio.catalogue import QuestionState
from portfolio.models import AttendanceChange, LedgerEntry, MissingAttendance, WrongAttendance
from register.clock import now, today
from register.models import Registration
from tests.factories.accreditation import AccreditationFactory, CourseFactory, EditionFactory
from tests.factories.portfolio import LedgerEntryFactory


def add_missing(world: Any) -> None:
    # The policies of the two desks have the question.
    world.rows["evaluation"] = _evaluation(world, world["edition"])
    course = CourseFactory(provider=world["provider"])
    AccreditationFactory(course=course, register=world["register"], valid_before=date(2999, 1, 1))
    world.rows["recent"] = _recent(course, 3)
    for days, (name, state) in enumerate(
        (("missing", QuestionState.ASKED), ("denied", QuestionState.DENIED), ("escalated", QuestionState.ESCALATED)), 4
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
    _add_wrong(world, course)


def _add_wrong(world: Any, course: Course) -> None:
    """Attendances that were reported, of which three are said to be wrong."""
    states = (None, QuestionState.ASKED, QuestionState.DENIED, QuestionState.ESCALATED)
    for days, (name, state) in enumerate(
        zip(("reported", "wrong", "wrong_denied", "wrong_escalated"), states, strict=True), 10
    ):
        edition = _recent(course, days)
        entry = LedgerEntryFactory(
            person=world["person"],
            edition=edition,
            effective_on=edition.ends_on,
            category="",
            quantity=None,
            unit="",
            validation=LedgerEntry.Validation.PROVIDER_REPORTED,
            recorded_at=now(),
        )
        world.rows[name] = entry if state is None else wrong_attendance(world["registration"], entry, state)


def wrong_attendance(registration: Registration, entry: LedgerEntry, state: QuestionState) -> WrongAttendance:
    """A professional says that this was somebody else."""
    wrong = WrongAttendance.objects.create(
        registration=registration,
        entry=entry,
        wrong=WrongAttendance.Wrong.NOT_MINE,
        statement="Ik was er die dag niet.",
        provider=entry.edition.course.provider,
        state=state,
        asked_at=now(),
        answer_by=today() + timedelta(days=7),
    )
    wrong.refresh_from_db()
    return wrong


def add_one_more_missing(world: Any) -> None:
    """One more row in each list of these."""
    edition = EditionFactory(course=world["recent"].course, starts_on=today(), ends_on=today())
    _evaluation(world, edition)
    reported = LedgerEntryFactory(person=world["person"], edition=edition, validation="PROVIDER_REPORTED")
    wrong_attendance(world["registration"], reported, QuestionState.ASKED)
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
