"""The cycles of a register that are to be judged, read in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from portfolio.selectors.dossiers import HOLDER
from register.models import Register, Registration
from register.rules.plan import Member

CHUNK = 10_000


class Due(NamedTuple):
    """A cycle that is to be judged. The member decides in which frame."""

    registration_id: int
    cycle_id: int
    person_id: int
    regulation_id: int
    member: Member


# All tables are read for these registrations alone: the planner would not carry a bound from one to the other, and
# every chunk would read what lies before it too.
CYCLES = f"""
SELECT c.registration_id, c.id, {HOLDER}, c.regulation_id, r.registered_on, c.starts_on, c.ends_before,
       c.ends_before > %(on)s OR c.state = 'OPEN'
FROM register_cycle c JOIN register_registration r ON r.id = c.registration_id
WHERE c.registration_id = ANY(%(ids)s::bigint[]) AND r.id = ANY(%(ids)s::bigint[]) AND c.starts_on <= %(on)s
ORDER BY c.registration_id, c.starts_on
"""
# Attributes as `register.selectors.attributes_on` gives them: what was known at the moment.
ATTRIBUTES = """
SELECT a.registration_id, json_object_agg(a.name, a.value ORDER BY a.name, a.starts_on, a.recorded_at, a.id)::text
FROM register_registrationattribute a
WHERE a.registration_id = ANY(%(ids)s::bigint[]) AND a.starts_on <= %(on)s AND a.recorded_at <= %(known_at)s
  AND (a.ends_before IS NULL OR a.ends_before > %(on)s OR EXISTS (
      SELECT FROM register_registrationattribute b
      WHERE b.registration_id = a.registration_id AND b.name = a.name AND b.starts_on = a.ends_before
        AND b.recorded_at > %(known_at)s))
GROUP BY a.registration_id
"""


def chunks_of(register: Register, after: int, before: int | None) -> Iterator[list[int]]:
    """The ids of the registrations of a register that lie between, so many at a time."""
    while ids := registrations_after(after, register_id=register.pk, before=before):
        yield ids
        after = ids[-1]


def registrations_after(
    after: int, *, register_id: int, before: int | None = None, at_most: int | None = None
) -> list[int]:
    """The next ids of registrations, as many as make a chunk."""
    rows = Registration.objects.filter(register=register_id, pk__gt=after)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.order_by("pk").values_list("pk", flat=True)[: at_most or CHUNK])


def due_on(registrations: Iterable[int], *, on: date, now: datetime) -> list[Due]:
    """Of each of these registrations the cycle that is to be judged, if any, in order of registration.

    The same cycles as those of `CycleQuerySet.to_judge_on`.
    """
    given = {"ids": as_array(registrations), "on": on, "known_at": now}
    attributes = dict(rows(ATTRIBUTES, given))
    found: list[Due] = []
    before: tuple[tuple[date, date], ...] = ()
    cycles = rows(CYCLES, given)
    for row, after in zip(cycles, [*(row[0] for row in cycles[1:]), None], strict=False):
        registration, cycle, person, regulation, registered_on, starts_on, ends_before, to_judge = row
        if after == registration:  # the last one that has begun is judged
            before = (*before, (starts_on, ends_before))
            continue
        if to_judge:
            member = registered_on, starts_on, ends_before, attributes.get(registration, ""), before
            found.append(Due(registration, cycle, person, regulation, member))
        before = ()
    return found


def rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def as_array(values: Iterable[object]) -> str:
    """An array of numbers or days as PostgreSQL reads it: a tenth of the price of a list of parameters."""
    return f"{{{','.join(map(str, values))}}}"
