"""Planning: a row for every reminder that has come, once, however often and by however many planners."""

from datetime import date, datetime
from email.utils import parseaddr

from django.conf import settings
from django.db import connection

from notifications.selectors.planned import PLANNED, Coming, come_by, facts_of
from notifications.services.deadlines import cancel_moved_reminders, note_deadlines
from register.models import Regulation

# One statement per regulation. Rows go in by id: planners that meet wait for each other, never in a circle. The
# Message-ID is made from the key, so that a notice that is planned again from a restored backup is the same message.
# Of planners that meet, either the key or the Message-ID may collide first, so the conflict names neither.
PLAN = f"""
INSERT INTO notifications_notice (kind, channel, person_id, registration_id, cycle_id, milestone, deadline_on,
    due_on, state, reason, attempts, not_before, message_id, subject, body, error, planned_at)
SELECT due.kind, due.channel, r.person_id, r.id, c.id, due.milestone, due.last_on, due.due_on,
    CASE WHEN due.reason = '' THEN 'QUEUED' ELSE 'SKIPPED' END, due.reason, 0, %(now)s,
    '<' || md5(concat_ws(' ', r.uuid, c.uuid, due.milestone, due.last_on, due.channel))::uuid || '@'
        || %(host)s || '>',
    '', '', '', %(now)s
{PLANNED}
ORDER BY c.id, due.milestone
ON CONFLICT DO NOTHING
"""


def plan_reminders(*, on: date, now: datetime) -> int:
    """Write a notice for every milestone of an open cycle that has come by the day. Returns how many are new, and how
    many were cancelled because their deadline moved.

    A milestone counts for two weeks (`CATCH_UP`), so a planner that was down catches up. What needs no message is
    written as SKIPPED, with the reason, so that the office sees it. A milestone before the cycle began isn't one.
    """
    note_deadlines()
    changed = cancel_moved_reminders()
    for regulation, document in Regulation.objects.adopted().order_by("id").values_list("id", "document"):
        if coming := come_by(document, on=on):
            changed += _plan(regulation, coming, now)
    return changed


def _plan(regulation: int, coming: list[Coming], now: datetime) -> int:
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    with connection.cursor() as cursor:
        cursor.execute(PLAN, facts_of(regulation, coming) | {"now": now, "host": host})
        return int(cursor.rowcount)
