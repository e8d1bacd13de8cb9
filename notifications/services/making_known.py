"""Decisions are made known by the message about them: terms count from the day on which it went out."""

from datetime import datetime, tzinfo

from django.db.models import OuterRef, Subquery

from notifications.models import Notice
from portfolio.models import Decision
from portfolio.services.decisions.deciding import make_known

TAKEN = ("decision-taken", "decision-taken-by-rule")
AT_ONCE = 500


def make_sent_decisions_known(*, zone: tzinfo, now: datetime) -> int:
    """Note of each decision whose message to the person went out on which day that was. Twice is harmless.

    A message that bounced, or of which nobody knows whether it went out, makes nothing known: the office sends a letter
    and notes the day, with the notice or with the decision.
    """
    sent = Notice.objects.filter(
        kind__in=TAKEN,
        state__in=[Notice.State.SENT, Notice.State.BY_OFFICE],
        event__subject_uuid=OuterRef("uuid"),
        person=OuterRef("registration__person"),
    )
    first = sent.order_by("sent_at").values("sent_at")[:1]
    waiting = Decision.objects.filter(decided_at__isnull=False, made_known_on=None).annotate(sent_at=Subquery(first))
    found = list(waiting.exclude(sent_at=None).order_by("pk")[:AT_ONCE])
    for decision in found:
        make_known(decision=decision, on=decision.sent_at.astimezone(zone).date(), actor=None, now=now)
    return len(found)
