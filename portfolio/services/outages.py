"""Terms that end while the system cannot be reached run on: nobody is late by an outage."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from portfolio.models import AuditRound, Decision, Renewal
from portfolio.services.audit_cases.moving import record as record_audit
from portfolio.services.decisions.moving import record as record_decision
from portfolio.services.renewals.moving import record as record_renewal
from register.access import Actor
from register.rules.periods import Length
from register.rules.terms import last_day

Record = Callable[[str, Any, Actor | None, datetime], None]
Term = tuple[models.QuerySet[Any], str, Callable[[Any], None]]


def lengthen_terms(*, first: date, last: date, now: datetime) -> int:
    """Let each term whose last day is in the outage, from its `first` day to its `last`, end on the next working day.

    These are the terms for a view, for objection, to ask for renewal and to answer an audit. Each person is told. Run
    again it finds nothing more to do; broken off, it goes on. Returns how many terms were lengthened.
    """
    until = last_day(last, Length.parse("1 day"), legal=True)
    lengthened = 0
    for rows, field, tell in _terms(now):
        for row in rows.filter(**{f"{field}__range": (first, last)}).order_by("pk").iterator():
            with transaction.atomic():
                same = Q(pk=row.pk) & Q(**{field: getattr(row, field)})
                if rows.filter(same).update(**{field: until}):
                    tell(row)
                    lengthened += 1
    return lengthened


def _terms(now: datetime) -> Iterator[Term]:
    of_registration = "registration__register__association"
    decisions = Decision.objects.select_related(of_registration)
    yield decisions.filter(state=Decision.State.INTENDED), "view_until", _telling(record_decision, "decision", now)
    taken = decisions.filter(state__in=[Decision.State.DECIDED, Decision.State.FINAL])
    open_to_objection = taken.exclude(objections__decided_at__isnull=False)  # there is one objection to a decision
    yield open_to_objection, "objection_until", _telling(record_decision, "decision", now)
    renewals = Renewal.objects.select_related(f"cycle__{of_registration}").filter(submitted_at=None)
    yield renewals, "submit_by", _telling(record_renewal, "renewal", now)
    rounds = AuditRound.objects.select_related(f"audit__{of_registration}").filter(ended_at=None)
    tell = _telling(record_audit, "audit", now)
    yield rounds, "reply_by", lambda row: tell(row.audit)


def _telling(record: Record, subject: str, now: datetime) -> Callable[[Any], None]:
    return lambda row: record(f"{subject}.term-lengthened", row, None, now)
