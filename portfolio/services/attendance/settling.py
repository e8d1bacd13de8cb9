"""The statements that do what the verdicts on a chunk say, and write its part of the report."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.backends.utils import CursorWrapper

from portfolio.models import AttendanceBatch
from portfolio.services.attendance.judging import OWN
from portfolio.services.attendance.verdicts import DONE, UNCHANGED, Verdict
from register.models import Event
from register.services.events import record_event

# In order of person, so that two imports about the same people touch the same pages and marks in the same order.
BOOK = """
INSERT INTO portfolio_ledgerentry (person_id, kind, effective_on, category, code, unit, tags, details, edition_id,
    validation, source_key, batch_id, reason, recorded_at, recorded_by_id)
SELECT person_id, 'activity', day, '', '', '', '{}', '{}', edition_id,
    'PROVIDER_REPORTED', source_key, %(batch)s, '', %(now)s, %(sender)s
FROM attendance_judged WHERE verdict = 'BOOKED' ORDER BY person_id, edition_id
"""
NOTE_PRESENCE = """
INSERT INTO portfolio_presence (edition_id, person_id, meeting_id, "on", batch_id)
SELECT DISTINCT p.edition_id, p.person_id, p.meeting_id, p.day, %(batch)s::bigint
FROM attendance_parts p JOIN attendance_judged j ON j.line = p.line AND j.verdict IN ('BOOKED', 'PRESENT')
ORDER BY p.edition_id, p.person_id ON CONFLICT DO NOTHING
"""
# Who is on the lists that this one replaces, and not on this one. An edition with a refused row keeps everybody: the
# row may be somebody mistyped. `place` puts them behind the rows of the list.
REPLACED = f"""
WITH scopes AS (
    SELECT n.edition_id, n.occasion, CASE WHEN n.by_day THEN n.day END AS day, min(w.changed_until) AS changed_until,
        min(n.named) AS named
    FROM attendance_resolved n LEFT JOIN attendance_worth w ON w.named = n.named
    WHERE n.problem IS NULL AND n.edition_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM attendance_judged j JOIN attendance_resolved o ON o.named = j.named
        WHERE o.edition_id = n.edition_id AND j.verdict = lower(j.verdict) AND j.verdict <> 'duplicate-in-file')
    GROUP BY 1, 2, 3
), gone AS (
    SELECT l.person_id, l.id AS entry_id, s.edition_id, s.named, l.effective_on AS day,
        CASE WHEN s.changed_until < %(received_on)s THEN 'ASKED_OFFICE' ELSE 'REMOVED' END AS verdict
    FROM scopes s
    JOIN portfolio_ledgerentry l ON l.edition_id = s.edition_id AND l.kind = 'activity' AND l.reverses_id IS NULL
        AND starts_with(l.source_key, 'attendance/' || s.occasion || '/') AND (s.day IS NULL OR l.effective_on = s.day)
    WHERE NOT EXISTS (SELECT FROM portfolio_ledgerentry b WHERE b.reverses_id = l.id) AND {OWN}
    UNION ALL
    SELECT p.person_id, NULL, s.edition_id, s.named, max(p.on), 'REMOVED'
    FROM scopes s JOIN portfolio_presence p ON p.edition_id = s.edition_id
    WHERE %(employer)s::bigint IS NULL AND NOT EXISTS (
        SELECT FROM portfolio_ledgerentry l WHERE l.edition_id = p.edition_id AND l.person_id = p.person_id
          AND l.reverses_id IS NULL AND NOT EXISTS (SELECT FROM portfolio_ledgerentry b WHERE b.reverses_id = l.id))
    GROUP BY p.person_id, s.edition_id, s.named
)
INSERT INTO attendance_judged (line, named, person_id, edition_id, day, entry_id, verdict)
SELECT (SELECT max(line) FROM attendance_stage) + row_number() OVER (ORDER BY g.edition_id, g.person_id, g.day),
    g.named, g.person_id, g.edition_id, g.day, g.entry_id, g.verdict
FROM gone g
WHERE NOT EXISTS (
    SELECT FROM attendance_judged j JOIN attendance_resolved n ON n.named = j.named
    JOIN attendance_resolved o ON o.named = g.named
    WHERE j.person_id = g.person_id AND n.occasion = o.occasion AND (NOT n.by_day OR n.day = g.day))
"""
REVERSE = """
INSERT INTO portfolio_ledgerentry (person_id, registration_id, kind, effective_on, during, category, code, quantity,
    unit, tags, details, edition_id, validation, source_key, batch_id, reverses_id, reason, recorded_at, recorded_by_id)
SELECT l.person_id, l.registration_id, l.kind, l.effective_on, l.during, l.category, l.code, l.quantity,
    l.unit, '{}', '{}', l.edition_id, 'PROVIDER_REPORTED', 'reversal/' || l.uuid, %(batch)s, l.id,
    CASE j.verdict WHEN 'REMOVED' THEN 'Not on the list that replaced it.' ELSE 'Withdrawn by the provider.' END,
    %(now)s, %(sender)s
FROM attendance_judged j JOIN portfolio_ledgerentry l ON l.id = j.entry_id
WHERE j.verdict IN ('WITHDRAWN', 'REMOVED') ORDER BY l.person_id, l.id
RETURNING uuid, person_id
"""
FORGET_PRESENCE = """
DELETE FROM portfolio_presence x USING attendance_judged j JOIN attendance_resolved n ON n.named = j.named
WHERE j.verdict IN ('WITHDRAWN', 'REMOVED') AND x.edition_id = j.edition_id AND x.person_id = j.person_id
  AND (j.verdict = 'REMOVED' OR NOT n.part
       OR CASE WHEN n.meeting_id IS NULL THEN x.on = n.day ELSE x.meeting_id = n.meeting_id END)
"""
ASK_OFFICE = """
INSERT INTO portfolio_attendancechange (batch_id, entry_id, state, requested_at, reason)
SELECT %(batch)s, j.entry_id, 'REQUESTED', %(now)s, '' FROM attendance_judged j WHERE j.verdict = 'ASKED_OFFICE'
ON CONFLICT DO NOTHING
"""
# The registers that read what is asked, as `registers_reading` says of one entry.
OFFICES_ASKED = """
SELECT g.register_id, o.association_id, count(DISTINCT c.id)
FROM portfolio_attendancechange c
JOIN portfolio_ledgerentry e ON e.id = c.entry_id
JOIN accreditation_edition d ON d.id = e.edition_id
JOIN register_registration g ON g.person_id = e.person_id
JOIN register_register o ON o.id = g.register_id
WHERE c.batch_id = %(batch)s AND EXISTS (
    SELECT FROM accreditation_accreditation a WHERE a.course_id = d.course_id AND a.register_id = g.register_id
)
GROUP BY g.register_id, o.association_id ORDER BY g.register_id
"""
ANYTHING_REFUSED = "SELECT EXISTS (SELECT FROM attendance_judged WHERE verdict = lower(verdict))"
SET_ASIDE = "UPDATE attendance_judged SET verdict = %(told)s WHERE verdict = ANY(%(done)s)"
# Whoever is not in the list gets a line of the report by a number of theirs.
STAGE_REMOVED = """
INSERT INTO attendance_stage (line, number, named, flaw)
SELECT j.line, coalesce(r.number, ''), j.named, 'removed' FROM attendance_judged j
LEFT JOIN LATERAL (
    SELECT g.number FROM register_registration g
    WHERE g.person_id = j.person_id ORDER BY g.registered_on DESC, g.id LIMIT 1
) r ON true
WHERE j.line > %(last)s
"""
REPORT = """
WITH names AS MATERIALIZED (
    SELECT n.*,
        coalesce(course_number::text, course_code) AS course, coalesce(module_number::text, module_code) AS module,
        coalesce(edition_number::text, edition_code) AS edition,
        coalesce(meeting_number::text, meeting_code) AS meeting,
        CASE WHEN attended_on IS NULL THEN attended_on_text ELSE '' END AS no_day
    FROM attendance_named n
)
INSERT INTO portfolio_attendancerow (batch_id, line, number, register_code, association_code, course_code, module_code,
    edition_code, meeting_code, attended_on, attended_on_text, arrived_at_text, person_id, edition_id, verdict)
SELECT %(batch)s, j.line, CASE WHEN j.verdict = 'national-number' THEN '' ELSE s.number END,
    n.register_code, n.association_code, n.course, n.module, n.edition, n.meeting,
    CASE WHEN s.flaw = 'removed' THEN j.day ELSE n.attended_on END, n.no_day, n.arrived_at_text,
    j.person_id, j.edition_id, j.verdict
FROM attendance_judged j
JOIN attendance_stage s ON s.line = j.line
JOIN names n ON n.named = j.named
ORDER BY j.line
"""
COUNT = "SELECT verdict, count(*), count(*) FILTER (WHERE line > %(last)s) FROM attendance_judged GROUP BY verdict"


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of a chunk; `removed` are entries that were not in it."""

    booked: int
    known: int
    noted: int
    refused: int
    removed: int

    @property
    def rows(self) -> int:
        return self.booked + self.known + self.noted + self.refused


def settle(cursor: CursorWrapper, *, batch: AttendanceBatch, given: dict[str, Any], now: datetime) -> Counts:
    """Do what the verdicts say, unless it is a test or all or nothing and not all is good; then report."""
    given = given | {"now": now, "sender": batch.received_by_id}
    cursor.execute("SELECT coalesce(max(line), 0) FROM attendance_stage")
    (last,) = cursor.fetchone()
    if batch.message == AttendanceBatch.Message.REPLACE:
        cursor.execute(REPLACED, given)
        cursor.execute(STAGE_REMOVED, {"last": last})
    if told := _held_back(cursor, batch):
        cursor.execute(SET_ASIDE, {"told": told, "done": [str(verdict) for verdict in DONE]})
    else:
        _carry_out(cursor, batch, given, now)
    cursor.execute(REPORT, given)
    cursor.execute(COUNT, {"last": last})
    return _counts(cursor.fetchall())


def _held_back(cursor: CursorWrapper, batch: AttendanceBatch) -> Verdict | None:
    """What good rows are told instead of being carried out; None when they are."""
    if batch.test:
        return Verdict.ACCEPTED
    if batch.all_or_nothing:
        cursor.execute(ANYTHING_REFUSED)
        (refused,) = cursor.fetchone()
        return Verdict.HELD_BACK if refused else None
    return None


def _carry_out(cursor: CursorWrapper, batch: AttendanceBatch, given: dict[str, Any], now: datetime) -> None:
    if batch.message != AttendanceBatch.Message.WITHDRAW:
        cursor.execute(BOOK, given)
        cursor.execute(NOTE_PRESENCE, given)
    if batch.message != AttendanceBatch.Message.ADD:
        cursor.execute(REVERSE, given)
        _record_reversals(cursor.fetchall(), batch, now)
        cursor.execute(FORGET_PRESENCE)
        cursor.execute(ASK_OFFICE, given)
        if cursor.rowcount:
            cursor.execute(OFFICES_ASKED, given)
            _record_requests(cursor.fetchall(), batch, now)


def _record_requests(asked: list[Any], batch: AttendanceBatch, now: datetime) -> None:
    """That the office of each register has so many changes to decide on; which, it finds in its list."""
    for register, association, changes in asked:
        record_event(
            kind="attendance.change-requested",
            subject_type="attendance-batch",
            subject_uuid=batch.uuid,
            register_id=register,
            organisation_id=association,
            actor=None,
            now=now,
            data={"provider": str(batch.provider.uuid), "changes": changes},
        )


def _record_reversals(reversals: list[Any], batch: AttendanceBatch, now: datetime) -> None:
    Event.objects.bulk_create(
        (
            Event(
                kind="ledger.reversed",
                subject_type="ledger-entry",
                subject_uuid=uuid,
                actor_id=batch.received_by_id,
                organisation_id=batch.provider_id,
                person_id=person,
                recorded_at=now,
            )
            for uuid, person in reversals
        ),
        batch_size=1000,
    )


def _counts(found: list[Any]) -> Counts:
    rows = {Verdict(verdict): total - removed for verdict, total, removed in found}
    refused = sum(count for verdict, count in rows.items() if verdict.refused)
    booked, known = rows.get(Verdict.BOOKED, 0), sum(rows.get(verdict, 0) for verdict in UNCHANGED)
    return Counts(
        booked=booked,
        known=known,
        refused=refused,
        noted=sum(rows.values()) - booked - known - refused,
        removed=sum(removed for *_, removed in found),
    )
