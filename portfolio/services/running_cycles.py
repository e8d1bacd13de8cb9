"""The running cycles of a register, read in bulk: whom a mass judgement is about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from register.models import Register

CHUNK = 10_000


class Due(NamedTuple):
    """A running cycle as it is read in bulk. What comes after the regulation decides which frame it is judged in."""

    cycle_id: int
    registration_id: int
    person_id: int
    regulation_id: int
    registered_on: date
    starts_on: date
    ends_before: date
    attributes: str
    earlier: str


# Attributes as `register.selectors.attributes_on` gives them: what was known at the moment.
DUE = """
SELECT c.id, r.id, r.person_id, c.regulation_id, r.registered_on, c.starts_on, c.ends_before,
       coalesce((SELECT jsonb_object_agg(a.name, a.value ORDER BY a.starts_on, a.recorded_at, a.id)
                 FROM register_registrationattribute a
                 WHERE a.registration_id = r.id AND a.starts_on <= %(on)s AND a.recorded_at <= %(known_at)s
                   AND (a.ends_before IS NULL OR a.ends_before > %(on)s OR EXISTS (
                       SELECT FROM register_registrationattribute b
                       WHERE b.registration_id = r.id AND b.name = a.name AND b.starts_on = a.ends_before
                         AND b.recorded_at > %(known_at)s)))::text, ''),
       {earlier}
FROM register_registration r
JOIN register_cycle c ON c.registration_id = r.id AND c.starts_on <= %(on)s AND c.ends_before > %(on)s
WHERE r.register_id = %(register)s AND r.id > %(after)s AND r.id < %(before)s
ORDER BY r.id LIMIT %(chunk)s
"""
EARLIER = """
coalesce((SELECT jsonb_agg(jsonb_build_array(b.starts_on, b.ends_before)) FROM register_cycle b
          WHERE b.registration_id = r.id AND b.ends_before <= c.starts_on)::text, '')
"""
RANGES = """
SELECT id FROM (
    SELECT id, row_number() OVER (ORDER BY id) AS n FROM register_registration
    WHERE register_id = %(register)s AND id > %(after)s AND id < %(before)s) r
WHERE n %% %(chunk)s = 0 ORDER BY id
"""
NO_END = 2**62


def running_cycles(register: Register, on: date, now: datetime, after: int, before: int | None) -> list[Due]:
    """The first chunk of registrations with an id between, each with its running cycle."""
    given = {
        "register": register.pk,
        "on": on,
        "known_at": now,
        "after": after,
        "before": before or NO_END,
        "chunk": CHUNK,
    }
    return list(map(Due._make, rows(DUE.format(earlier=EARLIER), given)))


def ranges_of(register: Register, after: int, before: int | None) -> Iterator[tuple[int, int | None]]:
    """The registrations of a register in ranges of ids, each the size of a chunk."""
    lasts = rows(RANGES, {"register": register.pk, "after": after, "before": before or NO_END, "chunk": CHUNK})
    for (last,) in lasts:
        yield after, last + 1
        after = last
    yield after, before


def rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
