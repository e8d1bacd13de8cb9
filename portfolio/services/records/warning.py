"""Documents that end: their holder is warned in time, once for each length of time the rule names."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from portfolio.catalogue.records import RecordState
from portfolio.models import Record
from portfolio.services.records.rules import rule_of
from portfolio.services.records.trail import record_step
from register.rules.periods import Length

USUAL = (Length.parse("2 months"),)
EXPIRED = "expired"


def warn_of_endings(*, on: date, now: datetime) -> int:
    """Tell whose document ends soon, or ended, unless a later one is there. Returns how many were told.

    Of several lengths that have come only the latest speaks. Twice at once, each is told once.
    """
    rows = Record.objects.filter(sort=Record.Sort.DOCUMENT, state=RecordState.STANDING, replaced_by=None)
    ending = rows.exclude(ends_on=None).exclude(warned__contains=[EXPIRED]).order_by("id")
    return sum(_warn(record, on, now) for record in ending.iterator())


@transaction.atomic
def _warn(record: Record, on: date, now: datetime) -> bool:
    assert record.ends_on is not None
    come = [EXPIRED] if record.ends_on < on else [_name(one) for one in _lengths(record) if _day(one, record) <= on]
    new = sorted(set(come) - set(record.warned))
    if not new or _has_successor(record):
        return False
    here = Record.objects.filter(pk=record.pk, state=RecordState.STANDING, warned=record.warned)
    if not here.update(warned=[*record.warned, *new]):
        return False
    record_step("record.expired" if EXPIRED in new else "record.ending", record, None, now)
    return True


def _lengths(record: Record) -> list[Length]:
    rules = [rule_of(use) for use in record.uses.select_related("registration__register", "record")]
    return list(dict.fromkeys(length for rule in rules if rule for length in rule.warn)) or list(USUAL)


def _name(length: Length) -> str:
    return f"{length.months} months {length.days} days"


def _day(length: Length, record: Record) -> date:
    assert record.ends_on is not None
    return length.after(record.ends_on, times=-1)


def _has_successor(record: Record) -> bool:
    """Whether a later document of the same name, or for the same rule, is there already."""
    rules = [Q(uses__registration=use.registration_id, uses__rule=use.rule) for use in record.uses.all()]
    alike = Q(title=record.title)
    for one in rules:
        alike |= one
    others = Record.objects.filter(alike, person=record.person_id, sort=record.sort, state=RecordState.STANDING)
    return others.filter(ends_on__gt=record.ends_on).exists()
