"""Which schemes are for somebody: what is known of them laid against the condition of each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from accreditation.models import IncentiveScheme
from accreditation.rules.scheme_conditions import FACTS, judge
from register.models import Person, Registration
from register.selectors import attributes_on

NAMED = {"titles": "title"}
"""Properties of registrations that are facts under another name; the others under their own."""


@dataclass(frozen=True, slots=True)
class Match:
    """A scheme that is for somebody, or that may be: once the facts in `asks` are known, one can tell."""

    scheme: IncentiveScheme
    asks: tuple[str, ...]

    @property
    def fits(self) -> bool:
        return not self.asks


def schemes_on(day: date) -> QuerySet[IncentiveScheme]:
    """The schemes that hold on a day and can still be asked for."""
    return IncentiveScheme.objects.filter(
        Q(valid_before=None) | Q(valid_before__gt=day), Q(apply_by=None) | Q(apply_by__gte=day), valid_from__lte=day
    )


def matches_of(person: Person, *, said: Mapping[str, str | Decimal], on: date, known_at: datetime) -> list[Match]:
    """The schemes for a person on a day; first those that are surely theirs, then what ends soonest.

    `said` are facts that the person tells about themselves; they go before what the registers know.
    """
    known = known_of(person, on=on, known_at=known_at) | {name: {value} for name, value in said.items()}
    found = []
    for scheme in schemes_on(on).select_related("association"):
        verdict = judge(scheme.condition, known)
        if verdict.holds is not False:
            found.append(Match(scheme, tuple(sorted(verdict.asks))))
    return sorted(found, key=lambda one: (bool(one.asks), _last_day(one.scheme), one.scheme.pk))


def known_of(person: Person, *, on: date, known_at: datetime) -> dict[str, set[str | Decimal]]:
    """What the registers know of a person on a day, as far as conditions ask for it."""
    registrations = list(Registration.objects.filter(person=person, registered_on__lte=on).select_related("register"))
    known: dict[str, set[str | Decimal]] = {"register": {one.register.code for one in registrations}}
    if registrations:
        known["years_registered"] = {Decimal(max(_years(one.registered_on, on) for one in registrations))}
    for attributes in attributes_on([one.pk for one in registrations], on=on, known_at=known_at).values():
        for name, value in attributes.items():
            fact = NAMED.get(name, name)
            if fact in FACTS:
                known.setdefault(fact, set()).update(_values(value))
    return known


def _values(value: Any) -> set[str | Decimal]:
    values = value if isinstance(value, list) else [value]
    return {one if isinstance(one, str) else Decimal(str(one)) for one in values if isinstance(one, str | int | float)}


def _years(since: date, on: date) -> int:
    return on.year - since.year - ((on.month, on.day) < (since.month, since.day))


def _last_day(scheme: IncentiveScheme) -> date:
    return min(filter(None, (scheme.apply_by, scheme.valid_before)), default=date.max)
