"""Keeping the last days of open cycles as their standings say them, and cancelling reminders of days that moved."""

from django.conf import settings
from django.db import connection

AT_ONCE = 20_000

# A cycle is looked at when its standing is another one than was read, or when other rules judge it. Without a standing
# it is the end of the cycle itself. Which documents are read is settled first: they are large, and few are new.
NOTE = """
WITH changed AS MATERIALIZED (
    SELECT c.id, c.regulation_id, c.ends_before, s.computed_at
    FROM register_cycle c LEFT JOIN portfolio_standing s ON s.cycle_id = c.id
    WHERE c.state = 'OPEN' AND NOT EXISTS (
        SELECT FROM notifications_deadline d
        WHERE d.cycle_id = c.id AND d.regulation_id = c.regulation_id
            AND (d.standing_at = s.computed_at
                OR (s.computed_at IS NULL AND d.standing_at IS NULL AND d.kind = 'earn'
                    AND d.last_on = c.ends_before - 1)))
    ORDER BY c.id LIMIT %(at_once)s
), said AS MATERIALIZED (
    SELECT changed.id, changed.regulation_id, changed.computed_at, one.kind, max(one."on") AS last_on
    FROM changed JOIN portfolio_standing s ON s.cycle_id = changed.id
    CROSS JOIN LATERAL jsonb_to_recordset(s.document -> 'deadlines') AS one (kind text, "on" date)
    GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT id, regulation_id, NULL, 'earn', ends_before - 1 FROM changed WHERE computed_at IS NULL
), gone AS (
    DELETE FROM notifications_deadline d USING changed WHERE d.cycle_id = changed.id AND d.begins_on IS NULL
        AND NOT EXISTS (SELECT FROM said WHERE said.id = d.cycle_id AND said.kind = d.kind)
)
INSERT INTO notifications_deadline (cycle_id, regulation_id, standing_at, kind, last_on)
SELECT * FROM said ORDER BY id, kind
ON CONFLICT (cycle_id, kind) DO UPDATE
SET last_on = excluded.last_on, standing_at = excluded.standing_at, regulation_id = excluded.regulation_id
"""
FORGET = """
DELETE FROM notifications_deadline d USING register_cycle c
WHERE c.id = d.cycle_id AND c.state <> 'OPEN' AND d.begins_on IS NULL
"""
# The terms that run in audits: the first is to reply, the others are to repair. Few, so all are compared.
AUDITS = """
WITH running AS MATERIALIZED (
    SELECT a.cycle_id, c.regulation_id, CASE WHEN t.number = 1 THEN 'reply' ELSE 'repair' END AS kind,
        min(t.reply_by) AS last_on, min((t.opened_at AT TIME ZONE %(zone)s)::date) AS begins_on
    FROM portfolio_auditround t JOIN portfolio_audit a ON a.id = t.audit_id JOIN register_cycle c ON c.id = a.cycle_id
    WHERE t.ended_at IS NULL GROUP BY 1, 2, 3
), over AS (
    DELETE FROM notifications_deadline d WHERE d.begins_on IS NOT NULL AND NOT EXISTS (
        SELECT FROM running WHERE running.cycle_id = d.cycle_id AND running.kind = d.kind)
)
INSERT INTO notifications_deadline AS d (cycle_id, regulation_id, kind, last_on, begins_on)
SELECT * FROM running ORDER BY cycle_id, kind
ON CONFLICT (cycle_id, kind) DO UPDATE
SET last_on = excluded.last_on, begins_on = excluded.begins_on, regulation_id = excluded.regulation_id
WHERE (d.last_on, d.begins_on, d.regulation_id) <> (excluded.last_on, excluded.begins_on, excluded.regulation_id)
"""
CANCEL = """
UPDATE notifications_notice n SET state = 'SKIPPED', reason = CASE
    WHEN EXISTS (SELECT FROM notifications_deadline d
        WHERE d.cycle_id = n.cycle_id AND d.kind = split_part(n.milestone, ':', 1)) THEN 'MOVED'
    ELSE 'NO_LONGER_APPLIES' END
WHERE n.state = 'QUEUED' AND n.cycle_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM notifications_deadline d
    WHERE d.cycle_id = n.cycle_id AND d.kind = split_part(n.milestone, ':', 1) AND d.last_on = n.deadline_on)
"""


def note_deadlines() -> int:
    """Bring the deadlines of open cycles, and of the terms of audits, up to date.

    Returns how many were read anew; again, that is none.
    """
    noted = 0
    while found := _rows(NOTE, at_once=AT_ONCE):
        noted += found
    _rows(FORGET)
    return noted + _rows(AUDITS, zone=settings.REGISTER_TIME_ZONE)


def cancel_moved_reminders() -> int:
    """Skip what is queued about a day that is not the last one any more, and say so. Returns how many.

    The day that came instead has milestones of its own. What was sent stays as it is.
    """
    return _rows(CANCEL)


def _rows(statement: str, **values: int | str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
