"""The statements that judge a chunk of rows and book the good ones: whole sets at a time, never row by row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from portfolio.models import AttendanceBatch
from portfolio.services.attendance.lists import ListRow
from portfolio.services.attendance.verdicts import Verdict

# Kept from one chunk to the next by the connection; emptied by each.
STAGES = """
CREATE TEMP TABLE IF NOT EXISTS attendance_stage (
    line int NOT NULL, number text NOT NULL, register_code text NOT NULL, edition_code text NOT NULL,
    attended_on date, attended_on_text text NOT NULL, fits boolean NOT NULL
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS attendance_found (
    line int NOT NULL, person_id bigint, persons int, edition_id bigint, edition_uuid uuid, course_id bigint,
    starts_on date, ends_on date
) ON COMMIT DELETE ROWS;
CREATE TEMP TABLE IF NOT EXISTS attendance_judged (
    line int NOT NULL, person_id bigint, edition_id bigint, source_key text, verdict text NOT NULL
) ON COMMIT DELETE ROWS;
DELETE FROM attendance_stage; DELETE FROM attendance_found; DELETE FROM attendance_judged;
"""
COPY_STAGE = "COPY attendance_stage FROM STDIN"

# Whose number, and which edition of this provider: someone else's edition is not found, like one that does not exist.
FIND = """
INSERT INTO attendance_found
SELECT s.line, n.person_id, coalesce(n.persons, 0), e.id, e.uuid, e.course_id, e.starts_on, e.ends_on
FROM attendance_stage s
LEFT JOIN (
    SELECT t.line, min(r.person_id) AS person_id, count(DISTINCT r.person_id)::int AS persons
    FROM attendance_stage t
    JOIN register_registration r ON r.number = t.number
    JOIN register_register g ON g.id = r.register_id AND (t.register_code = '' OR g.code = t.register_code)
    GROUP BY t.line
) n ON n.line = s.line
LEFT JOIN (
    SELECT e.* FROM accreditation_edition e
    JOIN accreditation_course c ON c.id = e.course_id WHERE c.provider_id = %(provider)s
) e ON e.code = s.edition_code
"""

# `held`: lines whose person was registered that day, and whether one of those registers accredits the course.
# `booked`: what the ledger has of the same person and edition; `times` counts attendances, taken back or not. It is
# asked row by row by index, which the size of the ledger does not change; left to choose, the planner reads it whole.
JUDGE = """
INSERT INTO attendance_judged
WITH held AS (
    SELECT f.line, bool_or(a.id IS NOT NULL) AS accredited
    FROM attendance_found f
    JOIN attendance_stage s ON s.line = f.line
    JOIN register_registration r ON r.person_id = f.person_id
     AND r.registered_on <= s.attended_on AND (r.ended_before IS NULL OR r.ended_before > s.attended_on)
    LEFT JOIN accreditation_accreditation a ON a.course_id = f.course_id AND a.register_id = r.register_id
     AND a.valid_from <= s.attended_on AND a.valid_before > s.attended_on
    GROUP BY f.line
), booked AS (
    SELECT f.line, x.live, x.by_this_list, x.times
    FROM attendance_found f
    CROSS JOIN LATERAL (
        SELECT bool_or(b.id IS NULL) AS live, bool_or(b.id IS NULL AND l.batch_id = %(batch)s) AS by_this_list,
               count(*) FILTER (WHERE l.source_key LIKE 'attendance/%%') AS times
        FROM portfolio_ledgerentry l
        LEFT JOIN portfolio_ledgerentry b ON b.reverses_id = l.id
        WHERE l.edition_id = f.edition_id AND l.person_id = f.person_id
          AND l.kind = 'activity' AND l.reverses_id IS NULL
    ) x
), refused AS (
    SELECT s.line, f.person_id, f.edition_id, f.edition_uuid, b.live, b.by_this_list, coalesce(b.times, 0) AS times,
        CASE
            WHEN NOT s.fits THEN 'cells-do-not-fit'
            WHEN s.register_code <> '' AND NOT EXISTS (SELECT FROM register_register g WHERE g.code = s.register_code)
                THEN 'register-unknown'
            WHEN f.persons = 0 THEN 'number-unknown'
            WHEN f.persons > 1 THEN 'number-ambiguous'
            WHEN f.edition_id IS NULL THEN 'edition-unknown'
            WHEN s.attended_on IS NULL THEN 'date-unreadable'
            WHEN s.attended_on > %(received_on)s THEN 'date-in-future'
            WHEN s.attended_on NOT BETWEEN f.starts_on AND f.ends_on THEN 'date-outside-edition'
            WHEN h.line IS NULL THEN 'not-registered-then'
            WHEN NOT h.accredited THEN 'not-accredited-then'
        END AS problem
    FROM attendance_stage s
    JOIN attendance_found f ON f.line = s.line
    LEFT JOIN held h ON h.line = s.line
    LEFT JOIN booked b ON b.line = s.line
)
SELECT r.line, r.person_id, r.edition_id,
    'attendance/' || r.edition_uuid || '/' || p.uuid || '/' || r.times,
    CASE
        WHEN r.problem IS NOT NULL THEN r.problem
        WHEN r.by_this_list THEN 'duplicate-in-file'
        WHEN r.live THEN 'KNOWN'
        WHEN row_number() OVER (PARTITION BY r.edition_id, r.person_id, r.problem ORDER BY r.line) > 1
            THEN 'duplicate-in-file'
        ELSE 'BOOKED'
    END
FROM refused r LEFT JOIN register_person p ON p.id = r.person_id
"""

# In order of person, so that two imports about the same people touch the same pages and marks in the same order.
BOOK = """
INSERT INTO portfolio_ledgerentry (person_id, kind, effective_on, category, code, unit, tags, details, edition_id,
    validation, source_key, batch_id, reason, recorded_at, recorded_by_id)
SELECT j.person_id, 'activity', s.attended_on, '', '', '', '{}', '{}', j.edition_id,
    'PROVIDER_REPORTED', j.source_key, %(batch)s, '', %(now)s, %(sender)s
FROM attendance_judged j JOIN attendance_stage s ON s.line = j.line
WHERE j.verdict = 'BOOKED' ORDER BY j.person_id, j.edition_id
ON CONFLICT (source_key) DO NOTHING
"""
KNOWN_AFTER_ALL = """
UPDATE attendance_judged j SET verdict = 'KNOWN'
WHERE j.verdict = 'BOOKED' AND NOT EXISTS (
    SELECT FROM portfolio_ledgerentry l WHERE l.source_key = j.source_key AND l.batch_id = %(batch)s)
"""
REPORT = """
INSERT INTO portfolio_attendancerow (batch_id, line, number, register_code, edition_code, attended_on,
    attended_on_text, person_id, edition_id, verdict)
SELECT %(batch)s, s.line, s.number, s.register_code, s.edition_code, s.attended_on,
    CASE WHEN s.attended_on IS NULL THEN s.attended_on_text ELSE '' END, j.person_id, j.edition_id, j.verdict
FROM attendance_stage s JOIN attendance_judged j ON j.line = s.line ORDER BY s.line
"""
COUNT = "SELECT verdict, count(*) FROM attendance_judged GROUP BY verdict"


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of a chunk."""

    booked: int
    known: int
    refused: int

    @property
    def rows(self) -> int:
        return self.booked + self.known + self.refused


def judge_and_book(*, batch: AttendanceBatch, rows: Iterable[ListRow], received_on: date, now: datetime) -> Counts:
    """Judge one chunk, book its good rows and write its part of the report, in the caller's transaction.

    The caller holds the lock of the provider, so that nobody else books the same editions meanwhile.
    """
    given = {
        "batch": batch.pk,
        "provider": batch.provider_id,
        "sender": batch.received_by_id,
        "received_on": received_on,
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(STAGES)
        with cursor.copy(COPY_STAGE) as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute("ANALYZE attendance_stage")
        cursor.execute(FIND, given)
        cursor.execute("ANALYZE attendance_found")
        cursor.execute(JUDGE, given)
        good = "SELECT count(*) FROM attendance_judged WHERE verdict = 'BOOKED'"
        cursor.execute(good)
        (expected,) = cursor.fetchone()
        cursor.execute(BOOK, given)
        if cursor.rowcount != expected:
            cursor.execute(KNOWN_AFTER_ALL, given)
        cursor.execute(REPORT, given)
        cursor.execute(COUNT)
        counts = {Verdict(verdict): count for verdict, count in cursor.fetchall()}
    booked, known = counts.pop(Verdict.BOOKED, 0), counts.pop(Verdict.KNOWN, 0)
    return Counts(booked=booked, known=known, refused=sum(counts.values()))
