"""The cycles of a register that are to be judged, read in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from register.models import Cycle, Register
from register.models.registration import CycleQuerySet
from register.rules.plan import Member

CHUNK = 10_000


class Due(NamedTuple):
    """A cycle that is to be judged. What comes after the regulation decides in which frame."""

    cycle_id: int
    registration_id: int
    person_id: int
    regulation_id: int
    registered_on: date
    starts_on: date
    ends_before: date
    attributes: str
    earlier: str

    @property
    def member(self) -> Member:
        return self[4:]


# Attributes as `register.selectors.attributes_on` gives them: what was known at the moment.
ATTRIBUTES = """
SELECT a.registration_id, jsonb_object_agg(a.name, a.value ORDER BY a.starts_on, a.recorded_at, a.id)::text
FROM register_registrationattribute a
WHERE a.registration_id = ANY(%(ids)s::bigint[]) AND a.starts_on <= %(on)s AND a.recorded_at <= %(known_at)s
  AND (a.ends_before IS NULL OR a.ends_before > %(on)s OR EXISTS (
      SELECT FROM register_registrationattribute b
      WHERE b.registration_id = a.registration_id AND b.name = a.name AND b.starts_on = a.ends_before
        AND b.recorded_at > %(known_at)s))
GROUP BY a.registration_id
"""
EARLIER = """
SELECT c.registration_id, jsonb_agg(jsonb_build_array(b.starts_on, b.ends_before))::text
FROM register_cycle c JOIN register_cycle b ON b.registration_id = c.registration_id AND b.ends_before <= c.starts_on
WHERE c.id = ANY(%(cycles)s::bigint[]) GROUP BY c.registration_id
"""
FIELDS = (
    "id",
    "registration_id",
    "registration__person_id",
    "regulation_id",
    "registration__registered_on",
    "starts_on",
    "ends_before",
)


def running_cycles(register: Register, on: date, now: datetime, after: int, before: int | None) -> list[Due]:
    """The first chunk of registrations with an id between, each with the cycle that is to be judged."""
    cycles = Cycle.objects.filter(registration__register=register, registration__gt=after)
    if before is not None:
        cycles = cycles.filter(registration__lt=before)
    return due_on(cycles, on=on, now=now)


def due_on(cycles: CycleQuerySet, *, on: date, now: datetime, at_most: int | None = None) -> list[Due]:
    """Those of these cycles that are to be judged, in order of registration, as many as make a chunk."""
    found = list(cycles.to_judge_on(on).order_by("registration").values_list(*FIELDS)[: at_most or CHUNK])
    ids = [as_array(row[place] for row in found) for place in (0, 1)]
    given = {"cycles": ids[0], "ids": ids[1], "on": on, "known_at": now}
    attributes, earlier = dict(rows(ATTRIBUTES, given)), dict(rows(EARLIER, given))
    return [Due._make((*row, attributes.get(row[1], ""), earlier.get(row[1], ""))) for row in found]


def ranges_of(register: Register, after: int, before: int | None) -> Iterator[tuple[int, int | None]]:
    """The registrations of a register in ranges of ids, each the size of a chunk."""
    ids = register.registrations.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)
    while True:
        last = next(iter(ids.filter(pk__gt=after)[CHUNK - 1 : CHUNK]), None)
        if last is None or (before is not None and last >= before):
            yield after, before
            return
        yield after, last + 1
        after = last


def rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def as_array(values: Iterable[object]) -> str:
    """An array of numbers or days as PostgreSQL reads it: a tenth of the price of a list of parameters."""
    return f"{{{','.join(map(str, values))}}}"
