"""Keeping the last days of open cycles as their standings say them, and cancelling reminders of days that moved."""

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
                OR (s.computed_at IS NULL AND d.standing_at IS NULL AND d.last_on = c.ends_before - 1)))
    ORDER BY c.id LIMIT %(at_once)s
), said AS MATERIALIZED (
    SELECT changed.id, changed.regulation_id, changed.computed_at, one.kind, max(one."on") AS last_on
    FROM changed JOIN portfolio_standing s ON s.cycle_id = changed.id
    CROSS JOIN LATERAL jsonb_to_recordset(s.document -> 'deadlines') AS one (kind text, "on" date)
    GROUP BY 1, 2, 3, 4
    UNION ALL
    SELECT id, regulation_id, NULL, 'earn', ends_before - 1 FROM changed WHERE computed_at IS NULL
), gone AS (
    DELETE FROM notifications_deadline d USING changed WHERE d.cycle_id = changed.id
        AND NOT EXISTS (SELECT FROM said WHERE said.id = d.cycle_id AND said.kind = d.kind)
)
INSERT INTO notifications_deadline (cycle_id, regulation_id, standing_at, kind, last_on)
SELECT * FROM said ORDER BY id, kind
ON CONFLICT (cycle_id, kind) DO UPDATE
SET last_on = excluded.last_on, standing_at = excluded.standing_at, regulation_id = excluded.regulation_id
"""
FORGET = """
DELETE FROM notifications_deadline d USING register_cycle c WHERE c.id = d.cycle_id AND c.state <> 'OPEN'
"""
CANCEL = """
UPDATE notifications_notice n SET state = 'SKIPPED', reason = CASE
    WHEN EXISTS (SELECT FROM notifications_deadline d
        WHERE d.cycle_id = n.cycle_id AND d.kind = split_part(n.milestone, ':', 1)) THEN 'MOVED'
    ELSE 'NO_LONGER_APPLIES' END
WHERE n.state = 'QUEUED' AND n.event_id IS NULL AND NOT EXISTS (
    SELECT FROM notifications_deadline d
    WHERE d.cycle_id = n.cycle_id AND d.kind = split_part(n.milestone, ':', 1) AND d.last_on = n.deadline_on)
"""


def note_deadlines() -> int:
    """Bring the deadlines of every open cycle up to date. Returns how many were read anew; again, that is none."""
    noted = 0
    while found := _rows(NOTE, at_once=AT_ONCE):
        noted += found
    _rows(FORGET)
    return noted


def cancel_moved_reminders() -> int:
    """Skip what is queued about a day that is not the last one any more, and say so. Returns how many.

    The day that came instead has milestones of its own. What was sent stays as it is.
    """
    return _rows(CANCEL)


def _rows(statement: str, **values: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
