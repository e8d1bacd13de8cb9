"""What a reader of a notice may want beside the standing: editions that fit in the time that is left."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from accreditation.models import Accreditation
from portfolio.models import LedgerEntry
from register.models import Person, Register

EDITIONS_SHOWN = 3
EDITIONS_READ = 60  # several editions of one course may come first


@dataclass(frozen=True, slots=True)
class FittingEdition:
    """One edition that a member could still take and what it brings; `place` is empty for one that is online."""

    title: str
    provider: str
    starts_on: date
    place: str
    quantity: Decimal
    unit: str


def fitting_editions(
    *, register: Register, person: Person, categories: Collection[str], after: date, until: date, since: date
) -> list[FittingEdition]:
    """Up to three editions within (after, until] that count for the register, one per course, the soonest first.

    Editions whose accreditation is in one of the categories go before the others. Courses that the person has
    attended since the day `since` are left out.
    """
    attended = LedgerEntry.objects.live().filter(person=person, effective_on__gte=since, edition__isnull=False)
    rows = (
        _accredited(register, after=after, until=until)
        .exclude(course__in=attended.values("edition__course"))
        .order_by(*_needed_first(categories), "course__editions__starts_on", "course__editions")
    )
    of_course: dict[int, FittingEdition] = {}
    for row in rows.values(
        "course", "course__title", "course__provider__name", "course__editions__starts_on", "course__editions__place",
        "quantity", "unit",
    )[:EDITIONS_READ]:  # fmt: skip
        of_course.setdefault(row["course"], _edition(row))
    return list(of_course.values())[:EDITIONS_SHOWN]


def _accredited(register: Register, *, after: date, until: date) -> QuerySet[Accreditation]:
    """A row per edition that lies within the days and begins while its course's accreditation holds."""
    return Accreditation.objects.in_force().filter(
        register=register,
        course__editions__starts_on__gt=after,
        course__editions__ends_on__lte=until,
        course__editions__starts_on__gte=F("valid_from"),
        course__editions__starts_on__lt=F("valid_before"),
    )


def _needed_first(categories: Collection[str]) -> list[Case]:
    if not categories:
        return []
    return [Case(When(category__in=categories, then=Value(0)), default=Value(1), output_field=IntegerField())]


def _edition(row: Mapping[str, Any]) -> FittingEdition:
    return FittingEdition(
        title=row["course__title"],
        provider=row["course__provider__name"],
        starts_on=row["course__editions__starts_on"],
        place=row["course__editions__place"],
        quantity=row["quantity"],
        unit=row["unit"],
    )
