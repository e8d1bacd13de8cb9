"""What the ledger and the trail held up to a row, in one digest: published elsewhere, it shows what was changed since.

Triggers and rights keep both from changing; who may switch triggers off is found by this alone. The digest is of the
rows in their order, by blocks of ids, so that it needs no memory and PostgreSQL does the work. A column that is added
empty leaves it as it is.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from portfolio.models import LedgerEntry
from register.models import Event

TABLES = {"ledger": LedgerEntry._meta.db_table, "events": Event._meta.db_table}
# What was recorded longer ago than this has been committed: no transaction lives that long.
SETTLED = timedelta(hours=1)
BLOCKS = """
SELECT count(*), sha256(string_agg(sha256(convert_to(jsonb_strip_nulls(to_jsonb(one))::text, 'UTF8')), '' ORDER BY id))
FROM {table} one WHERE id <= %s GROUP BY id / 10000 ORDER BY id / 10000
"""


@dataclass(frozen=True, slots=True)
class Head:
    """The last row that a digest is of, and the digest."""

    number: int
    digest: str


def head_of(name: str, *, now: datetime) -> Head | None:
    """The head of `ledger` or `events` at this moment, but for what may be under way still. None: there is nothing."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(id) FROM {TABLES[name]} WHERE recorded_at <= %s", [now - SETTLED])
        (last,) = cursor.fetchone() or (None,)
    return None if last is None else Head(last, digest_up_to(name, last))


def digest_up_to(name: str, number: int) -> str:
    """The digest of all rows up to this one."""
    whole = hashlib.sha256()
    with connection.cursor() as cursor:
        cursor.execute(BLOCKS.format(table=TABLES[name]), [number])
        for count, block in cursor.fetchall():
            whole.update(count.to_bytes(8) + bytes(block))
    return whole.hexdigest()
