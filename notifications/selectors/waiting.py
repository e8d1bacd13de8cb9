"""How much of the outbox waits."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from notifications.models import Notice
from register.selectors.waiting import Waiting, waiting

UNSETTLED = (Notice.State.QUEUED, Notice.State.SENDING, Notice.State.UNKNOWN)


@dataclass(frozen=True, slots=True)
class WaitingNotices:
    """`due` are those whose time has come."""

    by_state: dict[str, int]
    due: Waiting


def waiting_notices(*, now: datetime) -> WaitingNotices:
    """Notices that are not settled."""
    rows = Notice.objects.filter(state__in=UNSETTLED).order_by()
    found = dict(rows.values("state").annotate(count=Count("pk")).values_list("state", "count"))
    due = Notice.objects.filter(state=Notice.State.QUEUED, not_before__lte=now)
    return WaitingNotices({state: found.get(state, 0) for state in UNSETTLED}, waiting(due, "not_before", now=now))
