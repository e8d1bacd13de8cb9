"""Decisions are made known by the message about them: terms count from the day on which it went out."""

from datetime import datetime, tzinfo

from django.db.models import Exists, OuterRef

from notifications.models import Notice
from portfolio.models import Decision
from portfolio.services.decisions.deciding import make_known

TAKEN = "decision-taken"
AT_ONCE = 500


def make_sent_decisions_known(*, zone: tzinfo, now: datetime) -> int:
    """Note of each decision whose message to the person went out on which day that was. Twice is harmless.

    A message that bounced, or of which nobody knows whether it went out, makes nothing known: the office sends a letter
    and notes the day.
    """
    sent = Notice.objects.filter(
        kind=TAKEN,
        state=Notice.State.SENT,
        event__subject_uuid=OuterRef("uuid"),
        person=OuterRef("registration__person"),
    )
    waiting = Decision.objects.filter(decided_at__isnull=False, made_known_on=None).filter(Exists(sent))
    made = 0
    for decision in waiting.order_by("pk")[:AT_ONCE]:
        notice = (
            Notice.objects.filter(kind=TAKEN, state=Notice.State.SENT, event__subject_uuid=decision.uuid)
            .order_by("sent_at")
            .first()
        )
        if notice is None or notice.sent_at is None:
            continue
        make_known(decision=decision, on=notice.sent_at.astimezone(zone).date(), actor=None, now=now)
        made += 1
    return made
