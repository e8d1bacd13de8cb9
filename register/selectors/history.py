"""What a registration was on a day, as it was known at a moment: corrections later than that are not yet made."""

from dataclasses import dataclass
from datetime import date, datetime

from register.catalogue import REGISTRATION, Mark
from register.models import Registration, StatusChange
from register.selectors.public_register import Span, spans


@dataclass(frozen=True, slots=True)
class Change:
    """One change as it was known; `withdrawn_at` when it had been taken back by then."""

    axis: str
    value: str
    starts_on: date
    recorded_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class History:
    """A registration on a day. `current` is None before it began; `changes` hold also what was taken back."""

    registration: Registration
    on: date
    known_at: datetime
    current: Span | None
    endorsements: list[Span]
    annotations: list[Span]
    changes: list[Change]


def history_of(registration: Registration, *, on: date, known_at: datetime) -> History:
    """What the registration was on the day, by what was recorded up to the moment."""
    rows = StatusChange.objects.filter(registration=registration, starts_on__lte=on, recorded_at__lte=known_at)
    changes, standing = [], []
    for row in rows.order_by("starts_on", "id"):
        withdrawn_at = row.withdrawn_at if row.withdrawn_at and row.withdrawn_at <= known_at else None
        changes.append(Change(row.axis, row.value, row.starts_on, row.recorded_at, withdrawn_at))
        if withdrawn_at is None:
            standing.append(row)
    begun = registration.registered_on <= on
    last = [one for one in spans(registration, standing) if one.ends_before is None] if begun else []
    held = [one for one in last if one.value == Mark.HELD]
    return History(
        registration,
        on,
        known_at,
        current=next((one for one in last if one.axis == REGISTRATION), None),
        endorsements=[one for one in held if one.axis.startswith("endorsement:")],
        annotations=[one for one in held if one.axis.startswith("annotation:")],
        changes=changes,
    )
