"""Planning: a row for every reminder that has come, once, however often and by however many planners."""

from datetime import date, datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.db import connection

from notifications.catalogue import DEADLINE_KINDS, NoticeKind
from notifications.rules.milestones import Due, milestones_due, milestones_in
from register.catalogue import REMINDED
from register.models import Regulation

# One statement per regulation and channel. The days are worked out beforehand (few: a window of two weeks for each
# milestone), so that the index on open cycles finds the rows by its bare column. Rows go in by id: planners that meet
# wait for each other, never in a circle. The Message-ID is made from the key, so that a notice that is planned again
# from a restored backup is the same message. Of planners that meet, either the key or the Message-ID may collide first,
# so the conflict names neither.
PLAN = """
INSERT INTO notifications_notice (kind, channel, person_id, registration_id, cycle_id, milestone, deadline_on,
    due_on, state, reason, attempts, not_before, message_id, subject, body, error, planned_at)
SELECT %(kind)s, %(channel)s, r.person_id, r.id, c.id, due.milestone, due.deadline_on, due.due_on,
    CASE WHEN due.reason = '' THEN 'QUEUED' ELSE 'SKIPPED' END, due.reason, 0, %(now)s,
    '<' || md5(concat_ws(' ', r.uuid, c.uuid, due.milestone, due.deadline_on, %(channel)s))::uuid || '@'
        || %(host)s || '>',
    '', '', '', %(now)s
FROM unnest(%(milestones)s::text[], %(deadlines)s::date[], %(days)s::date[], %(reasons)s::text[])
    AS due (milestone, deadline_on, due_on, reason)
JOIN register_cycle c ON c.ends_before = due.deadline_on + 1
JOIN register_registration r ON r.id = c.registration_id
WHERE c.state = 'OPEN' AND c.regulation_id = %(regulation)s
    AND c.starts_on <= due.due_on
    AND r.registered_on <= %(on)s
    AND coalesce((
        SELECT s.value FROM register_statuschange s
        WHERE s.registration_id = r.id AND s.axis = 'registration' AND s.withdrawn_at IS NULL
            AND s.starts_on <= %(on)s
        ORDER BY s.starts_on DESC LIMIT 1), 'REGISTERED') = ANY(%(reminded)s)
    AND (r.ended_before IS NULL OR r.ended_before > %(on)s)
ORDER BY c.id, due.milestone
ON CONFLICT DO NOTHING
"""


def plan_reminders(*, on: date, now: datetime) -> int:
    """Write a notice for every milestone of a running cycle that has come by the day. Returns how many are new.

    A milestone counts for two weeks (`CATCH_UP`), so a planner that was down catches up. What needs no message is
    written as SKIPPED, with the reason, so that the office sees it. A milestone before the cycle began isn't one.
    """
    planned = 0
    for regulation, document in Regulation.objects.adopted().order_by("id").values_list("id", "document"):
        for kind in DEADLINE_KINDS:
            milestones = [one for one in milestones_in(document) if one.deadline == kind.deadline]
            if due := milestones_due(milestones, on=on):
                planned += sum(_plan(regulation, kind, channel, due, on, now) for channel in kind.channels)
    return planned


def _plan(regulation: int, kind: NoticeKind, channel: str, due: list[Due], on: date, now: datetime) -> int:
    values: dict[str, Any] = {
        "kind": kind.code,
        "channel": channel,
        "regulation": regulation,
        "milestones": [each.milestone.key for each in due],
        "deadlines": [each.deadline_on for each in due],
        "days": [each.due_on for each in due],
        "reasons": [_reason(each, on) for each in due],
        "host": parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2],
        "on": on,
        "reminded": sorted(REMINDED),
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(PLAN, values)
        return int(cursor.rowcount)


def _reason(due: Due, on: date) -> str:
    if due.deadline_on < on:
        return "DEADLINE_PASSED"
    return "REPLACED" if due.replaced else ""
