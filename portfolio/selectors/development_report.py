"""The year of one professional as it may be published: what they did, in which registers, and nothing private."""

from datetime import date
from decimal import Decimal
from typing import Any

from portfolio.models import LedgerEntry
from register.models import Person, Registration
from register.rules.amounts import plain


def development_report(person: Person, *, year: int) -> dict[str, Any]:
    """Registrations of the year, activities in order of time, and amounts by unit. Reversed entries are left out."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    registrations = Registration.objects.filter(person=person, registered_on__lt=after).select_related("register")
    running = [
        one for one in registrations.order_by("register__code") if not (one.ended_before and one.ended_before <= first)
    ]
    entries = (
        LedgerEntry.objects.live()
        .filter(person=person, kind=LedgerEntry.Kind.ACTIVITY, effective_on__gte=first, effective_on__lt=after)
        .select_related("edition__course__provider", "registration__register", "claim")
        .order_by("effective_on", "id")
    )
    activities = [_told(entry) for entry in entries]
    totals: dict[str, Decimal] = {}
    for one in activities:
        if one["unit"]:
            totals[one["unit"]] = totals.get(one["unit"], Decimal(0)) + Decimal(one["quantity"])
    return {
        "schema": "development-report/1",
        "year": year,
        "name": person.full_name,
        "registrations": [{"register": one.register.name, "number": one.number} for one in running],
        "activities": activities,
        "totals": [{"unit": unit, "quantity": plain(amount)} for unit, amount in sorted(totals.items())],
    }


def _told(entry: LedgerEntry) -> dict[str, Any]:
    course = entry.edition.course if entry.edition else None
    claim = getattr(entry, "claim", None)
    return {
        "on": entry.effective_on.isoformat(),
        "title": course.title if course else claim.title if claim else entry.category,
        "provider": course.provider.name if course else "",
        "category": entry.category,
        "quantity": plain(entry.quantity) if entry.quantity is not None else "",
        "unit": entry.unit,
    }
