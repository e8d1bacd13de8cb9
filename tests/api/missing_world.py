"""The rows of the world about attendance that is missing, and about evaluations."""

from datetime import date, timedelta
from typing import Any

from accreditation.models import Edition
from portfolio.catalogue import MissingState
from portfolio.models import MissingAttendance
from register.clock import now, today
from tests.factories.accreditation import EditionFactory, EvaluationInvitationFactory


def add_missing(world: Any) -> None:
    world.rows["evaluation"] = EvaluationInvitationFactory(
        edition=world["edition"],
        register=world["register"],
        person=world["person"],
        policy__in_force_from=date(2026, 1, 1),  # later than the others, which ask nothing
    )
    world.rows["recent"] = _recent(world, 3)
    for days, (name, state) in enumerate(
        (("missing", MissingState.ASKED), ("denied", MissingState.DENIED), ("escalated", MissingState.ESCALATED)), 4
    ):
        edition = _recent(world, days)
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


def _recent(world: Any, days: int) -> Edition:
    day = today() - timedelta(days=days)
    return EditionFactory(course=world["course"], starts_on=day, ends_on=day)
