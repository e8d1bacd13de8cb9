"""What a registration becomes by an order: the steps it was to take anyway, with the measure put over them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q

from register.catalogue import ENDED, REGISTRATION, STATUS_MOVES, Status
from register.errors import StatusCannotMove
from register.models import Registration, StatusChange

Step = tuple[date, Status]
Statuses = list[dict[str, str]]
"""The statuses of an effect, as decisions keep them."""


def steps_of(registration: Registration, *, without: UUID | None = None) -> list[Step]:
    """The statuses of a registration from day to day, as they stand, or would stand without that decision."""
    rows = StatusChange.objects.filter(registration=registration, axis=REGISTRATION)
    standing = Q(withdrawn_at=None)
    if without is not None:
        standing = (standing & (Q(ground=None) | ~Q(ground=without))) | Q(withdrawn_ground=without)
    found = rows.filter(standing).order_by("starts_on", "recorded_at").values_list("starts_on", "value")
    return [(day, Status(value)) for day, value in found]


def status_in(steps: Iterable[Step], day: date) -> Status:
    """What a registration is on a day that takes these steps."""
    return next((value for begins, value in reversed(list(steps)) if begins <= day), Status.REGISTERED)


def suspended(registration: Registration, *, starts_on: date, ends_before: date | None) -> Statuses:
    """Suspended for a while or until further notice. Afterwards it is what it would have been on that day.

    What would have ended the registration meanwhile ends it: who is suspended is not kept on the register by that.
    """
    steps = steps_of(registration)
    _refuse_where_it_cannot(registration, steps, Status.SUSPENDED, starts_on)
    later = [step for step in steps if step[0] > starts_on]
    ending = next((step for step in later if step[1] in ENDED), None)
    if ends_before is None or (ending is not None and ending[0] <= ends_before):
        return _written([(starts_on, Status.SUSPENDED), *([ending] if ending else [])])
    back = (ends_before, status_in(steps, ends_before))
    return _written([(starts_on, Status.SUSPENDED), back, *(step for step in later if step[0] > ends_before)])


def struck_off(registration: Registration, *, starts_on: date) -> Statuses:
    """Off the register from a day on."""
    _refuse_where_it_cannot(registration, steps_of(registration), Status.STRUCK_OFF, starts_on)
    return _written([(starts_on, Status.STRUCK_OFF)])


def back_from(registration: Registration, *, on: date, without: UUID) -> Statuses:
    """From a day on what it would have been without the decision that suspended it."""
    steps = steps_of(registration, without=without)
    return _written([(on, status_in(steps, on)), *(step for step in steps if step[0] > on)])


def _written(steps: Iterable[Step]) -> Statuses:
    return [{"value": value.value, "startsOn": day.isoformat()} for day, value in steps]


def _refuse_where_it_cannot(registration: Registration, steps: Iterable[Step], to: Status, day: date) -> None:
    """Raise StatusCannotMove before anybody decides: the table has no such step."""
    at = status_in(steps, day)
    if day < registration.registered_on or (at != to and to not in STATUS_MOVES[at]):
        raise StatusCannotMove(
            nl=f"Op {day} kan deze registratie niet van {at} naar {to}.",
            en=f"On {day} this registration cannot go from {at} to {to}.",
        )
