"""Warning in time of the last day of personal duties, and telling both sides that it has passed."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from portfolio.catalogue.reflection import DutyState
from portfolio.models import Duty
from portfolio.services.duties import record_duty
from register.models import Register
from register.rules.periods import Length
from register.selectors import regulation_in_force, rules_of

DEADLINE = "duty"
USUAL: Sequence[Length] = (Length(months=1), Length(days=7))
"""How long before, where no regulation says otherwise."""


def warn_of_duties(*, today: date, now: datetime) -> int:
    """Warn of each open duty whose next warning has come, or whose last day has passed, once. How many."""
    duties = Duty.objects.filter(state=DutyState.OPEN).select_related("registration__register")
    lengths: dict[int, Sequence[Length]] = {}
    told = 0
    for duty in duties.order_by("id").iterator(chunk_size=500):
        before = USUAL
        if duty.registration is not None:
            register = duty.registration.register
            if register.pk not in lengths:
                lengths[register.pk] = _lengths(register, today)
            before = lengths[register.pk]
        day = _warned_for(duty, before, today)
        if day is not None and (duty.warned_on is None or duty.warned_on < day):
            told += _warn(duty, day, now)
    return told


def _lengths(register: Register, today: date) -> Sequence[Length]:
    regulation = regulation_in_force(register, on=today)
    said = rules_of(regulation).reminders if regulation else ()
    return tuple(Length.parse(one.before) for one in said if one.deadline == DEADLINE) or USUAL


def _warned_for(duty: Duty, before: Sequence[Length], today: date) -> date | None:
    """The last day of warning that has come since the duty began; a later one speaks for those before it."""
    days = [length.after(duty.due_on, times=-1) for length in before] + [duty.due_on + timedelta(days=1)]
    return max((day for day in days if duty.begun_at.date() < day <= today), default=None)


@transaction.atomic
def _warn(duty: Duty, day: date, now: datetime) -> bool:
    unwarned = Duty.objects.filter(Q(warned_on=None) | Q(warned_on__lt=day), pk=duty.pk, state=DutyState.OPEN)
    if not unwarned.update(warned_on=day):
        return False
    record_duty("duty.overdue" if day > duty.due_on else "duty.due-soon", duty, None, now)
    return True
