"""Judging rows: whole sets at a time, never row by row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from accreditation.models import AttendanceMandate, GroupContact, Provider
from accreditation.rules.policy import AttendanceRules
from portfolio.models import AttendanceBatch
from portfolio.services.attendance.resolving import resolve
from portfolio.services.attendance.rows import GivenRow, day_of
from portfolio.services.attendance.runs import open_runs
from portfolio.services.attendance.staging import stage
from portfolio.services.attendance.verdicts import Verdict
from portfolio.services.attendance.words import cells_of, words_about
from register.reach import past_the_wall

Message, Source = AttendanceBatch.Message, AttendanceBatch.Source

FIND = """
INSERT INTO attendance_found
SELECT s.line, s.named, s.flaw, min(w.person), nullif(max(w.person), min(w.person))
FROM attendance_stage s
JOIN attendance_resolved n ON n.named = s.named
LEFT JOIN register_registration r ON r.number = s.number
    AND (n.registers IS NULL OR r.register_id = ANY(n.registers))
LEFT JOIN LATERAL (SELECT coalesce(p.merged_into_id, p.id) AS person FROM register_person p WHERE p.id = r.person_id) w
    ON true
GROUP BY s.line, s.named, s.flaw
"""
# Who reports under a mandate takes back only what was reported under one of theirs.
OWN = """(%(employer)s::bigint IS NULL OR EXISTS (
    SELECT FROM portfolio_attendancebatch o JOIN accreditation_attendancemandate q ON q.id = o.mandate_id
    WHERE o.id = l.batch_id AND q.employer_id = %(employer)s))"""
# `held`: what the registers say that the person was on that day; the strictest rule of those that accredit it holds.
# `booked`: what the ledger has of the same; `times` counts attendances, taken back or not. It is asked row by row by
# index, which the size of the ledger does not change; left to choose, the planner reads it whole.
JUDGE = f"""
INSERT INTO attendance_judged
WITH held AS (
    SELECT f.line, count(w.register_id) > 0 AS accredited, bool_or(w.authorised) AS authorised,
        max(w.presence) AS presence, min(w.late_minutes) AS late_minutes, min(w.accepted_until) AS accepted_until,
        min(w.changed_until) AS changed_until
    FROM attendance_found f
    JOIN attendance_resolved n ON n.named = f.named AND n.problem IS NULL
    JOIN register_registration r ON r.person_id = f.person_id
     AND r.registered_on <= n.day AND (r.ended_before IS NULL OR r.ended_before > n.day)
    LEFT JOIN attendance_worth w ON w.named = f.named AND w.register_id = r.register_id
    GROUP BY f.line
), seen AS (
    SELECT f.line, f.named, f.flaw, f.person_id, f.other_id, n.edition_id, n.kind, n.day, n.meeting_id, n.part,
        n.occasion, CASE WHEN n.by_day THEN n.day END AS of_day,
        n.scope_problem, n.problem, n.minutes_late, n.booked_before, h.accredited, h.authorised, h.presence,
        h.late_minutes, h.accepted_until, coalesce(h.changed_until, n.day + %(changed)s) AS changed_until,
        n.part AND (h.presence = 2 AND n.meetings > 0 OR h.presence = 1) AS in_parts,
        'attendance/' || n.occasion || '/' || p.uuid || '/' || CASE WHEN n.by_day THEN n.day || '/' ELSE '' END AS key
    FROM attendance_found f
    JOIN attendance_resolved n ON n.named = f.named
    LEFT JOIN register_person p ON p.id = f.person_id
    LEFT JOIN held h ON h.line = f.line
), booked AS (
    SELECT s.line, x.*
    FROM seen s
    CROSS JOIN LATERAL (
        SELECT max(l.id) FILTER (WHERE b.id IS NULL) AS live_id,
            max(l.id) FILTER (WHERE b.id IS NULL AND starts_with(l.source_key, 'attendance/')
                AND {OWN}) AS reported_id,
            bool_or(b.id IS NULL AND l.batch_id = %(batch)s) AS by_this_list,
            count(*) FILTER (WHERE starts_with(l.source_key, 'attendance/')) AS times
        FROM portfolio_ledgerentry l
        LEFT JOIN portfolio_ledgerentry b ON b.reverses_id = l.id
        WHERE s.booked_before AND l.edition_id = s.edition_id AND l.person_id = s.person_id
          AND l.kind = 'activity' AND l.reverses_id IS NULL
          AND (starts_with(l.source_key, s.key)
               OR NOT starts_with(l.source_key, 'attendance/') AND (s.kind = 'WHOLE' OR l.effective_on = s.day))
    ) x
    WHERE s.problem IS NULL
), refused AS (
    SELECT s.*, b.live_id, b.reported_id, b.by_this_list, coalesce(b.times, 0) AS times,
        CASE
            WHEN s.flaw = 'cells' THEN 'cells-do-not-fit'
            WHEN s.scope_problem IS NOT NULL THEN s.scope_problem
            WHEN s.flaw = 'empty' THEN 'number-missing'
            WHEN s.person_id IS NULL AND s.flaw = 'national' THEN 'national-number'
            WHEN s.person_id IS NULL AND s.flaw = 'typed' THEN 'number-typed-as-number'
            WHEN s.person_id IS NULL THEN 'number-unknown'
            WHEN s.other_id IS NOT NULL THEN 'number-ambiguous'
            WHEN s.problem IS NOT NULL THEN s.problem
            WHEN %(withdraw)s THEN NULL
            WHEN s.accredited IS NULL THEN 'not-registered-then'
            WHEN NOT s.accredited THEN 'not-accredited-then'
            WHEN NOT s.authorised THEN 'not-authorised-then'
            WHEN s.accepted_until < %(received_on)s THEN 'too-late'
            WHEN s.minutes_late > s.late_minutes THEN 'arrived-late'
        END AS refusal
    FROM seen s LEFT JOIN booked b ON b.line = s.line
)
SELECT r.line, r.named, r.person_id, r.edition_id, r.day, r.key || r.times, r.presence,
    CASE WHEN r.refusal IS NULL THEN r.reported_id END,
    CASE
        WHEN r.refusal IS NOT NULL THEN r.refusal
        WHEN r.by_this_list THEN 'duplicate-in-file'
        WHEN r.live_id IS NOT NULL AND NOT %(withdraw)s THEN 'KNOWN'
        WHEN row_number() OVER (PARTITION BY r.person_id, r.occasion, r.of_day, r.refusal IS NULL,
            CASE WHEN r.in_parts OR r.part AND %(withdraw)s THEN coalesce(-r.meeting_id, r.day - DATE '1900-01-01') END
            ORDER BY r.line) > 1 THEN 'duplicate-in-file'
        WHEN %(withdraw)s THEN CASE
            WHEN r.reported_id IS NOT NULL AND r.changed_until < %(received_on)s THEN 'ASKED_OFFICE'
            WHEN r.reported_id IS NOT NULL THEN 'WITHDRAWN'
            WHEN EXISTS (SELECT FROM portfolio_presence x WHERE x.edition_id = r.edition_id
                AND x.person_id = r.person_id AND (r.meeting_id IS NULL OR x.meeting_id = r.meeting_id)
                AND (NOT r.part OR x.on = r.day)) THEN 'WITHDRAWN'
            WHEN r.times > 0 AND r.live_id IS NULL THEN 'WITHDRAWN_BEFORE'
            ELSE 'not-on-list' END
        WHEN r.in_parts THEN 'PRESENT'
        ELSE 'BOOKED'
    END
FROM refused r
"""
# Parts of a whole: each meeting that was named, else each meeting of the day, else the day.
PARTS = """
INSERT INTO attendance_parts
SELECT j.line, j.edition_id, j.person_id, m.id, coalesce((m.starts_at AT TIME ZONE %(zone)s)::date, j.day), j.presence
FROM attendance_judged j
JOIN attendance_resolved n ON n.named = j.named
LEFT JOIN accreditation_meeting m ON m.edition_id = j.edition_id AND m.status <> 'CANCELLED'
    AND CASE WHEN n.meeting_id IS NOT NULL THEN m.id = n.meeting_id
             ELSE (m.starts_at AT TIME ZONE %(zone)s)::date = j.day END
WHERE j.verdict = 'PRESENT'
"""
# The row after which all that it takes was attended becomes the booking, on the last day that was attended.
COMPLETE = """
WITH attended AS (
    SELECT p.edition_id, p.person_id, count(DISTINCT p.meeting_id) AS meetings, count(DISTINCT p.day) AS days,
        max(p.day) AS last_day, max(p.line) AS line, max(p.presence) AS presence
    FROM (
        SELECT edition_id, person_id, meeting_id, day, line, presence FROM attendance_parts
        UNION ALL
        SELECT x.edition_id, x.person_id, x.meeting_id, x.on, NULL, NULL FROM portfolio_presence x
        WHERE (x.edition_id, x.person_id) IN (SELECT edition_id, person_id FROM attendance_parts)
    ) p GROUP BY p.edition_id, p.person_id
), taken AS (
    SELECT e.id, count(m.id) AS meetings,
        CASE WHEN count(m.id) = 0 THEN e.ends_on - e.starts_on + 1
             ELSE count(DISTINCT (m.starts_at AT TIME ZONE %(zone)s)::date) END AS days
    FROM accreditation_edition e
    LEFT JOIN accreditation_meeting m ON m.edition_id = e.id AND m.status <> 'CANCELLED'
    WHERE e.id IN (SELECT edition_id FROM attendance_parts) GROUP BY e.id
)
UPDATE attendance_judged j SET verdict = 'BOOKED', day = a.last_day
FROM attended a JOIN taken t ON t.id = a.edition_id
WHERE j.line = a.line
  AND CASE WHEN a.presence = 2 THEN a.meetings >= t.meetings ELSE a.days >= t.days END
"""
NOTED_BEFORE = """
UPDATE attendance_judged j SET verdict = 'KNOWN'
WHERE j.verdict = 'PRESENT' AND NOT EXISTS (
    SELECT FROM attendance_parts p WHERE p.line = j.line AND NOT EXISTS (
        SELECT FROM portfolio_presence x WHERE x.edition_id = p.edition_id AND x.person_id = p.person_id
          AND x.on = p.day AND x.meeting_id IS NOT DISTINCT FROM p.meeting_id))
"""


@dataclass(frozen=True, slots=True)
class RowVerdict:
    """What a row is or would be told."""

    row: GivenRow
    verdict: Verdict

    def words(self, language: str) -> tuple[str, str]:
        """The sentence and what to do, in `nl` or `en`."""
        return words_about(self.verdict, cells_of(self.row), language)


@past_the_wall("A list is compared with all registrations.")
def judge_rows(
    *,
    provider: Provider,
    rows: Sequence[GivenRow],
    source: str,
    now: datetime,
    message: str = Message.ADD,
    mandate: AttendanceMandate | None = None,
    contact: GroupContact | None = None,
) -> list[RowVerdict]:
    """Judge a small set of rows at once, in their order, and keep nothing: what is good is ACCEPTED.

    `source` is the door (`AttendanceBatch.Source`): XML is strict about dates of physical courses. The same rows
    given to `receive_rows` get the same verdicts, unless something changes in between.
    """
    given = arguments(
        provider_id=provider.pk, source=source, message=message, received_at=now, mandate=mandate, contact=contact
    )
    with transaction.atomic(), connection.cursor() as cursor:
        judge(cursor, rows, given)
        cursor.execute("SELECT line, verdict FROM attendance_judged")
        verdicts = dict(cursor.fetchall())
    return [RowVerdict(row, Verdict(verdicts[row.line]).in_a_test) for row in rows]


def arguments(
    *,
    provider_id: int,
    source: str,
    message: str,
    received_at: datetime,
    mandate: AttendanceMandate | None,
    contact: GroupContact | None,
    batch_id: int | None = None,
) -> dict[str, Any]:
    """What the statements need to know about a list."""
    limited = mandate or contact
    return {
        "provider": provider_id,
        "batch": batch_id,
        "only_course": limited.course_id if limited else None,
        "employer": mandate.employer_id if mandate else None,
        "strict": source == Source.XML,
        "withdraw": message == Message.WITHDRAW,
        "received_on": day_of(received_at),
        "changed": AttendanceRules().changes_within_days,
        "zone": settings.REGISTER_TIME_ZONE,
    }


def judge(
    cursor: CursorWrapper, rows: Iterable[GivenRow], given: dict[str, Any], *, booked_at: datetime | None = None
) -> int:
    """Leave a verdict for each row in `attendance_judged`; returns how many rows there were.

    What will be booked, at `booked_at`, gets the runs of courses that it needs.
    """
    count = stage(cursor, rows)
    resolve(cursor, given)
    if booked_at is not None:
        open_runs(cursor, now=booked_at)
    cursor.execute(FIND)
    cursor.execute(JUDGE, given)
    cursor.execute(PARTS, given)
    if cursor.rowcount:
        cursor.execute("ANALYZE attendance_judged; ANALYZE attendance_parts")
        cursor.execute(COMPLETE, given)
        cursor.execute(NOTED_BEFORE)
    return count
