"""The rows of the world about attendance that is missing, and about evaluations."""

from datetime import date, timedelta
from typing import Any

from accreditation.models import Course, Edition, EvaluationInvitation
from portfolio.catalogue import MissingState
from portfolio.models import MissingAttendance
from register.clock import now, today
from tests.factories.accreditation import AccreditationFactory, CourseFactory, EditionFactory


def add_missing(world: Any) -> None:
    # The policies of the two desks have the question.
    world.rows["evaluation"] = evaluation = EvaluationInvitation.objects.create(
        edition=world["edition"],
        register=world["register"],
        person=world["person"],
        moment=EvaluationInvitation.Moment.AFTER,
        opens_on=today(),
        closes_before=today() + timedelta(days=30),
    )
    evaluation.refresh_from_db()
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


def _recent(course: Course, days: int) -> Edition:
    day = today() - timedelta(days=days)
    return EditionFactory(course=course, starts_on=day, ends_on=day)
