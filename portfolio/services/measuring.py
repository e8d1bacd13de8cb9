"""Reading the ledger of thousands of people as arrays, and one sample of each sort of entry among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
from django.conf import settings
from django.db import connection

from portfolio.selectors.dossiers import fact_of
from portfolio.services.running_cycles import Due, as_array, rows
from register.models import Register
from register.rules.fact_refusals import FactInvalid
from register.rules.facts import Fact
from register.rules.plan_columns import Numbers
from register.rules.plan_facts import NEVER, Facts

# LATERAL reads each person's entries by the index, in its order and without the rows of the table. What is left out
# here is left out in `portfolio.selectors.dossiers.FACTS` too: the two tell the same facts. Each answer is one value,
# in binary: hexadecimal text would cost more than the reading itself.
READ = """
COPY (WITH people AS MATERIALIZED (
    SELECT id, person, (n - 1)::int AS n
    FROM unnest(%(ids)s::bigint[], %(people)s::bigint[]) WITH ORDINALITY AS p(id, person, n)
), reversed AS MATERIALIZED (
    SELECT l.uuid FROM portfolio_ledgerentry b JOIN portfolio_ledgerentry l ON l.id = b.reverses_id
    WHERE b.person_id = ANY(%(people)s::bigint[]) AND b.reverses_id IS NOT NULL AND b.recorded_at <= %(known_at)s
)
SELECT (
    SELECT string_agg(int4send(n) || date_send(effective_on) || int8send(fingerprint){recorded}, '')
    FROM people p CROSS JOIN LATERAL (
        SELECT effective_on, fingerprint, recorded_at FROM portfolio_ledgerentry l
        WHERE person_id = p.person AND {live} ORDER BY effective_on, uuid OFFSET 0
    ) entries
), (
    SELECT string_agg(date_send(lower(during)) || date_send(coalesce(upper(during), 'infinity')), '')
    FROM people p CROSS JOIN LATERAL (
        SELECT during FROM portfolio_ledgerentry l
        WHERE person_id = p.person AND during IS NOT NULL AND {live} ORDER BY effective_on, uuid OFFSET 0
    ) spans
)) TO STDOUT (FORMAT binary)
"""
LIVE = """
(l.registration_id IS NULL OR l.registration_id = p.id) AND l.recorded_at <= %(known_at)s AND l.fingerprint <> 0
AND l.uuid NOT IN (SELECT uuid FROM reversed)
"""
RECORDED = " || timestamptz_send(recorded_at)"
# LATERAL here too: joined as a set, the planner would rather read the whole ledger.
SAMPLES = """
SELECT l.fingerprint, l.edition_id, l.uuid, l.kind, l.effective_on, lower(l.during),
       upper(l.during), nullif(l.category, ''), nullif(l.code, ''), trim_scale(l.quantity), nullif(l.unit, ''), l.tags,
       NULL, nullif(l.details, '{}')::text, false, NULL
FROM unnest(%(people)s::bigint[], %(fingerprints)s::bigint[]) AS u(person, mark) CROSS JOIN LATERAL (
    SELECT * FROM portfolio_ledgerentry WHERE person_id = u.person AND fingerprint = u.mark LIMIT 1) l
"""
ACCREDITED = """
SELECT e.id, c.code, a.category, trim_scale(a.quantity), a.unit, a.tags, a.valid_from, a.valid_before
FROM accreditation_edition e JOIN accreditation_course c ON c.id = e.course_id
JOIN accreditation_accreditation a ON a.course_id = c.id
WHERE e.id = ANY(%(editions)s::bigint[]) AND a.register_id = %(register)s AND a.decided_at <= %(known_at)s
  AND (a.replaced_at IS NULL OR a.replaced_at > %(known_at)s)
ORDER BY e.id, a.category
"""
ENTRY = (("who", ">i4"), ("day", ">i4"), ("fingerprint", ">i8"))
SPAN = (("first", ">i4"), ("end", ">i4"))
BEGIN = datetime(2000, 1, 1, tzinfo=UTC)
"""From here PostgreSQL counts days and microseconds."""
ALWAYS = (0, NEVER + 1)
LAST_DIGITS = 2**17 - 1
WRONG = -1
"""Stands for an entry that is no fact."""


Worth = tuple[Any, ...]
"""Course, category, quantity, unit and tags, as a register accredited it."""


class Sort(NamedTuple):
    """What entries with one fingerprint are: whether they cover days, and (from, until, number of the sample) for each
    stretch of days on which they count."""

    spans: bool
    counting: tuple[tuple[int, int, int], ...]


class LedgerReader:
    """Reads one register as it was known at a moment, and remembers what each fingerprint stands for."""

    def __init__(self, register: Register, *, on: date, known_at: datetime) -> None:
        self.register, self.known_at = register, known_at
        midnight = datetime.combine(on + timedelta(days=1), time(), ZoneInfo(settings.REGISTER_TIME_ZONE))
        # Looking back, an entry that was recorded after the day of judgement was not known on it.
        self.with_recorded = known_at >= midnight
        self.samples: list[Fact] = []
        self._sorts: dict[int, Sort] = {}
        self._index()

    def read(self, due: Sequence[Due]) -> tuple[Facts, set[int]]:
        """The facts of these people, and the places of those who have an entry that is no fact."""
        people = [one.person_id for one in due]
        given = {
            "ids": as_array(one.registration_id for one in due),
            "people": as_array(people),
            "known_at": self.known_at,
        }
        entries, spanning = _sent(READ.format(live=LIVE, recorded=RECORDED if self.with_recorded else ""), given)
        columns = (*ENTRY, ("recorded", ">i8")) if self.with_recorded else ENTRY
        who, day, fingerprint, *moments = _columns(entries, columns)
        recorded = days_of(moments[0]) if moments else np.zeros(len(who), dtype=np.int64)
        span_first, span_end = _columns(spanning, SPAN)
        day += BEGIN.toordinal()
        span_first += BEGIN.toordinal()
        span_end = np.minimum(span_end + BEGIN.toordinal(), NEVER)
        place = self._places(who, fingerprint, people)
        spans = self._spans[place]
        entry, like = self._counting(place, day)
        first, end = day.copy(), day + 1
        first[spans], end[spans] = span_first, span_end
        day[spans] = np.where(span_end == NEVER, span_first, span_end - 1)
        facts = Facts(self.samples, who[entry], like, day[entry], first[entry], end[entry], recorded[entry], entry)
        broken = set(facts.who[like == WRONG].tolist())
        return facts.only(like != WRONG).in_order(), broken

    def _counting(self, place: Numbers, day: Numbers) -> tuple[Numbers, Numbers]:
        """Each fact that the entries are: which entry, and its sample. An attendance is none where the register has not
        accredited the course on its day, and several where the course counts in several categories."""
        entries, likes = [], []
        for turn in range(int(self._count.max(initial=0))):
            which = np.where(turn < self._count[place], self._offset[place] + turn, 0)
            start, end, number = self._counted[which].T
            holds = np.flatnonzero((turn < self._count[place]) & (day >= start) & (day < end))
            entries.append(holds)
            likes.append(number[holds])
        if len(entries) == 1:
            return entries[0], likes[0]
        entry, like = np.concatenate([*entries, place[:0]]), np.concatenate([*likes, place[:0]])
        order = np.argsort(entry, kind="stable")
        return entry[order], like[order]

    def _places(self, who: Numbers, fingerprint: Numbers, people: Sequence[int]) -> Numbers:
        """Where each fingerprint stands among those that are known; those that are not are learned."""
        place, new = self._placed(fingerprint)
        if not len(new):
            return place
        found, index = np.unique(fingerprint[new], return_index=True)
        owners = [people[n] for n in who[new][index].tolist()]
        entries = rows(SAMPLES, {"fingerprints": as_array(found.tolist()), "people": as_array(owners)})
        accredited = self._accredited({row[1] for row in entries if row[1] is not None})
        for mark, edition, uuid, *row in entries:
            worths = [(*ALWAYS, None)] if edition is None else accredited.get(edition, [])
            counting = tuple((start, end, self._sample(str(uuid), _joined(row, worth))) for start, end, worth in worths)
            self._sorts[mark] = Sort(row[2] is not None, counting)
        self._index()
        return self._placed(fingerprint)[0]

    def _placed(self, fingerprint: Numbers) -> tuple[Numbers, Numbers]:
        """Where each fingerprint stands, and which ones are not known."""
        # They are evenly spread, so that the last digits are nearly always those of one that is known alone.
        place: Numbers = self._by_last_digits[fingerprint & LAST_DIGITS]
        other = np.flatnonzero(self._fingerprints[place] != fingerprint)
        place[other] = np.searchsorted(self._fingerprints[:-1], fingerprint[other])
        return place, other[self._fingerprints[place[other]] != fingerprint[other]]

    def _sample(self, name: str, row: list[Any]) -> int:
        try:
            self.samples.append(fact_of(name, row))
        except FactInvalid:
            return WRONG
        return len(self.samples) - 1

    def _accredited(self, editions: set[int]) -> dict[int, list[tuple[int, int, Worth | None]]]:
        """What each edition is worth in this register, and from when until when."""
        given = {"editions": as_array(editions), "register": self.register.pk, "known_at": self.known_at}
        found: dict[int, list[tuple[int, int, Worth | None]]] = {}
        for edition, *worth, start, end in rows(ACCREDITED, given) if editions else ():
            found.setdefault(edition, []).append((start.toordinal(), end.toordinal(), tuple(worth)))
        return found

    def _index(self) -> None:
        marks = sorted(self._sorts)
        sorts = [self._sorts[mark] for mark in marks]
        self._fingerprints = np.array([*marks, 0], dtype=np.int64)  # no entry has 0: it ends the list
        self._by_last_digits = np.zeros(LAST_DIGITS + 1, dtype=np.int64)
        self._by_last_digits[self._fingerprints & LAST_DIGITS] = np.arange(len(self._fingerprints))
        self._spans = np.array([one.spans for one in sorts], dtype=bool)
        self._count = np.array([len(one.counting) for one in sorts], dtype=np.int64)
        self._offset = np.cumsum(self._count) - self._count
        counted = [stretch for one in sorts for stretch in one.counting]
        self._counted = np.array(counted or [(0, 0, WRONG)], dtype=np.int64)


def _joined(row: list[Any], worth: Worth | None) -> list[Any]:
    """An entry as `portfolio.selectors.dossiers.FACTS` gives it: with the worth of its course, if it is about one."""
    if worth is None:
        return row
    kind, on, first, after, category, code, _, _, tags, _, details, _, recorded = row
    course, accredited_in, quantity, unit, more = worth
    category = accredited_in if accredited_in is not None else category
    return [kind, on, first, after, category, code, quantity, unit, [*tags, *more], course, details, True, recorded]


def _sent(statement: str, values: dict[str, Any]) -> tuple[bytes | None, ...]:
    """The values of the one row that a COPY sends."""
    with connection.cursor() as cursor, cursor.copy(cursor.mogrify(statement, values)) as copy:
        copy.set_types(["bytea", "bytea"])
        (row,) = copy.rows()
        return tuple(row)


def _columns(sent: bytes | None, columns: Sequence[tuple[str, str]]) -> list[Numbers]:
    """Columns of numbers from rows of bytes."""
    cells = np.frombuffer(sent or b"", dtype=list(columns))
    return [cells[name].astype(np.int64) for name, _ in columns]


def days_of(moments: Numbers) -> Numbers:
    """The days in the time zone of the registers; moments are microseconds since BEGIN."""
    if not len(moments):
        return moments
    zone = ZoneInfo(settings.REGISTER_TIME_ZONE)
    first, last = ((BEGIN + timedelta(microseconds=int(one))).toordinal() for one in (moments.min(), moments.max()))
    days = range(first - 1, last + 2)  # in another zone it may be the day before or after
    midnights = [datetime.combine(date.fromordinal(day), time(), zone) - BEGIN for day in days]
    begins = np.array([one // timedelta(microseconds=1) for one in midnights], dtype=np.int64)
    return days.start - 1 + np.searchsorted(begins, moments, side="right")
