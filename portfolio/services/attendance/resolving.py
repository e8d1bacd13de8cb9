"""What the rows of a chunk name, and what it is worth: said once for each combination, before anybody is looked up."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.db.backends.utils import CursorWrapper

from accreditation.models import AccreditationPolicy
from accreditation.rules.policy import Policy

# A course of another provider is not found, like one that does not exist. E-learning and peer groups are booked on a
# run of their course: the one of that day, else the latest.
RESOLVE = """
INSERT INTO attendance_resolved
WITH given AS (
    SELECT n.*, named_course.id AS named_course_id, found.editions,
        n.course_code <> '' OR n.course_number IS NOT NULL AS names_course,
        n.edition_code <> '' OR n.edition_number IS NOT NULL AS names_edition,
        n.meeting_code <> '' OR n.meeting_number IS NOT NULL AS names_meeting,
        n.module_code <> '' OR n.module_number IS NOT NULL AS names_module,
        c.id AS course_id, c.uuid AS course_uuid, coalesce(v.kind, c.kind) AS kind,
        e.id AS edition_id, e.uuid AS edition_uuid, e.starts_on, e.ends_on
    FROM attendance_named n
    LEFT JOIN accreditation_course named_course ON named_course.provider_id = %(provider)s
        AND (named_course.code = n.course_code OR named_course.id = n.course_number)
    LEFT JOIN LATERAL (
        SELECT min(x.id) AS id, count(*) AS editions
        FROM accreditation_edition x JOIN accreditation_course xc ON xc.id = x.course_id
        WHERE (x.code = n.edition_code OR x.id = n.edition_number) AND xc.provider_id = %(provider)s
          AND (named_course.id IS NULL OR xc.id = named_course.id)
    ) found ON true
    LEFT JOIN accreditation_edition e ON e.id = found.id AND found.editions = 1
    LEFT JOIN accreditation_courseversion v ON v.id = e.version_id
    LEFT JOIN accreditation_course c ON c.id = coalesce(e.course_id, named_course.id)
), placed AS (
    SELECT g.*, scope.registers, run.id AS run_id, module.id AS module_id, module.uuid AS module_uuid,
        coalesce(module.modules, 0) AS modules, coalesce(sittings.meetings, 0) AS meetings,
        coalesce(meeting.matching, 0) AS matching,
        CASE WHEN meeting.matching = 1 OR g.names_meeting THEN meeting.id END AS meeting_id,
        meeting.uuid AS meeting_uuid, meeting.day AS meeting_day, meeting.starts_at
    FROM given g
    LEFT JOIN LATERAL (
        SELECT coalesce(array_agg(r.id), '{}') AS registers FROM register_register r
        JOIN register_organisation a ON a.id = r.association_id
        WHERE (g.register_code = '' OR r.code = g.register_code)
          AND (g.association_code = '' OR a.code = g.association_code)
    ) scope ON g.register_code <> '' OR g.association_code <> ''
    LEFT JOIN LATERAL (
        SELECT x.id FROM accreditation_edition x WHERE x.course_id = g.course_id
        ORDER BY (g.attended_on BETWEEN x.starts_on AND x.ends_on) DESC NULLS LAST, x.id DESC LIMIT 1
    ) run ON g.edition_id IS NULL AND g.kind IN ('E_LEARNING', 'PEER_GROUP')
    LEFT JOIN LATERAL (
        SELECT min(m.id) AS id, min(m.uuid::text)::uuid AS uuid,
            (SELECT count(*) FROM accreditation_module o WHERE o.course_id = g.course_id) AS modules
        FROM accreditation_module m WHERE m.course_id = g.course_id
          AND (NOT g.names_module OR m.code = g.module_code OR m.id = g.module_number)
        HAVING count(*) = 1 OR NOT g.names_module
    ) module ON g.kind = 'E_LEARNING'
    LEFT JOIN LATERAL (
        SELECT count(*)::int AS meetings FROM accreditation_meeting m
        WHERE m.edition_id = g.edition_id AND m.status <> 'CANCELLED'
    ) sittings ON true
    LEFT JOIN LATERAL (
        SELECT min(m.id) AS id, count(*) AS matching, min(m.uuid::text)::uuid AS uuid,
            min((m.starts_at AT TIME ZONE %(zone)s)::date) AS day, min(m.starts_at AT TIME ZONE %(zone)s) AS starts_at
        FROM accreditation_meeting m
        WHERE m.edition_id = g.edition_id AND m.status <> 'CANCELLED' AND CASE
            WHEN g.names_meeting THEN m.code = g.meeting_code OR m.id = g.meeting_number
            WHEN g.attended_on IS NOT NULL THEN (m.starts_at AT TIME ZONE %(zone)s)::date = g.attended_on
            ELSE g.kind = 'PER_MEETING' END
    ) meeting ON true
), dated AS (
    SELECT p.*, CASE
        WHEN p.kind IN ('E_LEARNING', 'PEER_GROUP') THEN p.attended_on
        WHEN p.meeting_id IS NOT NULL THEN p.meeting_day
        WHEN p.attended_on IS NOT NULL THEN p.attended_on
        WHEN p.kind = 'WHOLE' OR p.starts_on = p.ends_on THEN p.ends_on
    END AS day
    FROM placed p
)
SELECT d.named, d.registers,
    CASE
        WHEN d.association_code <> '' AND NOT EXISTS (SELECT FROM register_association a
            JOIN register_organisation o ON o.id = a.organisation_ptr_id WHERE o.code = d.association_code)
            THEN 'association-unknown'
        WHEN d.registers = '{}' THEN 'register-unknown'
    END,
    d.course_id, d.kind, coalesce(d.edition_id, d.run_id),
    CASE d.kind
        WHEN 'E_LEARNING' THEN coalesce(d.module_uuid, d.course_uuid)
        WHEN 'PEER_GROUP' THEN coalesce(d.edition_uuid, d.course_uuid)
        WHEN 'PER_MEETING' THEN coalesce(CASE WHEN d.meeting_id IS NOT NULL THEN d.meeting_uuid END, d.edition_uuid)
        ELSE d.edition_uuid
    END,
    coalesce(d.kind IN ('E_LEARNING', 'PEER_GROUP'), false),
    coalesce(d.kind = 'WHOLE' AND (d.names_meeting OR d.attended_on IS NOT NULL)
             AND (d.meetings > 1 OR d.starts_on < d.ends_on), false),
    CASE WHEN d.names_meeting OR d.kind = 'PER_MEETING' THEN d.meeting_id END,
    d.meetings, d.day,
    extract(epoch FROM d.arrived_at - d.starts_at::time)::int / 60,
    EXISTS (SELECT FROM portfolio_ledgerentry l WHERE l.edition_id = coalesce(d.edition_id, d.run_id)),
    CASE
        WHEN d.names_course AND d.named_course_id IS NULL THEN 'course-unknown'
        WHEN d.names_edition AND d.editions = 0 THEN 'edition-unknown'
        WHEN d.course_id <> %(only_course)s::bigint THEN 'no-mandate'
        WHEN d.names_edition AND d.editions > 1 THEN 'edition-ambiguous'
        WHEN d.course_id IS NULL THEN 'course-missing'
        WHEN d.kind = 'E_LEARNING' AND d.names_edition THEN 'edition-not-expected'
        WHEN d.kind = 'E_LEARNING' AND d.names_meeting THEN 'meeting-not-expected'
        WHEN d.kind = 'E_LEARNING' AND d.names_module AND d.module_id IS NULL THEN 'module-unknown'
        WHEN d.kind = 'E_LEARNING' AND NOT d.names_module AND d.modules > 1 THEN 'module-missing'
        WHEN d.kind <> 'E_LEARNING' AND d.names_module THEN 'module-not-expected'
        WHEN d.kind IN ('WHOLE', 'PER_MEETING') AND NOT d.names_edition THEN 'edition-missing'
        WHEN d.names_meeting AND d.matching = 0 THEN 'meeting-unknown'
        WHEN d.attended_on IS NULL AND d.attended_on_text <> '' THEN 'date-unreadable'
        WHEN %(strict)s AND d.kind IN ('WHOLE', 'PER_MEETING') AND d.attended_on IS NOT NULL THEN 'date-not-expected'
        WHEN d.kind = 'PER_MEETING' AND d.attended_on IS NULL AND d.matching > 1 THEN 'meeting-missing'
        WHEN d.day IS NULL THEN 'date-missing'
        WHEN greatest(d.day, d.attended_on) > %(received_on)s THEN 'date-in-future'
        WHEN d.names_edition AND coalesce(d.attended_on, d.day) NOT BETWEEN d.starts_on AND d.ends_on
            THEN 'date-outside-edition'
        WHEN d.kind IN ('WHOLE', 'PER_MEETING') AND d.meetings > 0 AND d.attended_on IS NOT NULL
            AND (d.matching = 0 OR d.attended_on <> d.meeting_day) THEN 'date-without-meeting'
        WHEN d.kind = 'PER_MEETING' AND NOT d.names_meeting AND d.matching > 1 THEN 'meeting-missing'
        WHEN d.arrived_at IS NULL AND d.arrived_at_text <> '' THEN 'arrival-unreadable'
    END
FROM dated d
"""
# Which registers accredit what was named on its day, and under which rules of attendance.
VALUE = """
INSERT INTO attendance_worth
SELECT DISTINCT n.named, a.register_id,
    EXISTS (
        SELECT FROM accreditation_providerauthorisation h
        WHERE h.provider_id = %(provider)s AND h.association_id = g.association_id
          AND (h.starts_on <= n.day AND (h.ends_before IS NULL OR h.ends_before > n.day)
               OR h.starts_on <= %(received_on)s AND (h.ends_before IS NULL OR h.ends_before > %(received_on)s))
    ),
    p.presence, p.late_minutes, n.day + p.accepted, n.day + p.changed
FROM attendance_resolved n
JOIN accreditation_accreditation a ON a.course_id = n.course_id AND a.valid_from <= n.day AND a.valid_before > n.day
 AND a.replaced_at IS NULL
JOIN register_register g ON g.id = a.register_id
JOIN unnest(%(policy_registers)s::bigint[], %(policy_from)s::date[], %(policy_before)s::date[], %(presence)s::int[],
            %(late_minutes)s::int[], %(accepted)s::int[], %(changed)s::int[])
  AS p(register_id, holds_from, holds_before, presence, late_minutes, accepted, changed)
  ON p.register_id = a.register_id AND p.holds_from <= n.day AND n.day < p.holds_before
WHERE n.problem IS NULL
"""
ACCREDITING = """
SELECT DISTINCT a.register_id FROM attendance_resolved n
JOIN accreditation_accreditation a ON a.course_id = n.course_id
"""
# From the most lenient to the strictest: of several registers that read one attendance the strictest must be satisfied.
PRESENCE = ("any", "all-days", "all-meetings")


def resolve(cursor: CursorWrapper, given: dict[str, Any]) -> None:
    """Fill `attendance_resolved` and `attendance_worth` for what was staged."""
    cursor.execute(RESOLVE, given)
    cursor.execute("ANALYZE attendance_resolved")
    cursor.execute(ACCREDITING)
    cursor.execute(VALUE, given | _policies([register for (register,) in cursor.fetchall()]))
    cursor.execute("ANALYZE attendance_worth")


def _policies(registers: list[int]) -> dict[str, list[Any]]:
    """The rules of attendance of these registers, each with the days [from, before) on which they hold."""
    names = ("policy_registers", "policy_from", "policy_before", "presence", "late_minutes", "accepted", "changed")
    columns: dict[str, list[Any]] = {name: [] for name in names}
    for register, start, end, policy in _in_force(registers):
        rules = policy.attendance
        row = (
            register,
            start,
            end,
            PRESENCE.index(rules.presence),
            rules.late_minutes,
            rules.accepted_within_days,
            rules.changes_within_days,
        )
        for name, value in zip(names, row, strict=True):
            columns[name].append(value)
    return columns


def _in_force(registers: list[int]) -> Iterator[tuple[int, date, date, Policy]]:
    adopted = AccreditationPolicy.objects.filter(register__in=registers, adopted_at__isnull=False)
    found = groupby(adopted.order_by("register_id", "in_force_from"), key=lambda policy: policy.register_id)
    versions = {register: list(policies) for register, policies in found}
    for register in registers:
        policy, start = Policy.from_document({}), date.min
        for version in versions.get(register, []):
            if start < version.in_force_from:
                yield register, start, version.in_force_from, policy
            policy, start = Policy.from_document(version.document), version.in_force_from
        yield register, start, date.max, policy
