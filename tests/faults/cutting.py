"""Ending the database connection of a request while it writes, and seeing whether anything of it stayed."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from django.db import connection, transaction
from django.urls import reverse

from tests.api.permission_matrix import Line, address_of, body_of
from tests.api.world import World
from tests.worker.processes import database_url

WRITES = ("INSERT", "UPDATE", "DELETE", "COPY", "WITH")
# Calls are counted before they are carried out: one that failed was a call all the same.
TABLES = """
SELECT string_agg(format('SELECT %L, count(*), sum(hashtextextended(row::text, 0)::numeric) FROM %I AS row',
                         relname, relname), ' UNION ALL ' ORDER BY relname)
FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    AND relname <> 'portfolio_callcount'
"""


def everything() -> dict[str, tuple]:
    """How many rows each table has, and a digest of them."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        cursor.execute(cursor.fetchone()[0])
        return {name: (count, digest) for name, count, digest in cursor.fetchall()}


def end_connection() -> None:
    """As when the server ends it: the next statement fails."""
    pid = connection.connection.info.backend_pid
    with psycopg.connect(database_url(), autocommit=True) as other:
        assert other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid]).fetchone() == (True,)


@dataclass
class Scissors:
    """Counts the writes of what runs; cuts just before the one that is `at`, or before the commit after the last."""

    at: int | None
    writes: int = 0
    struck: bool = False
    depth: int = 0  # of the transaction blocks around the last write

    def __call__(self, execute, statement, params, many, context):
        if str(statement).lstrip().upper().startswith(WRITES):
            self.writes += 1
            self.depth = len(connection.atomic_blocks)
            if self.writes == self.at:
                self.strike()
        return execute(statement, params, many, context)

    def strike(self) -> None:
        end_connection()
        self.struck = True


@contextmanager
def cutting(at: int | None, *, after: int | None = None) -> Iterator[Scissors]:
    """Cut before write number `at`; or, once `after` writes were done, before the commit of the last."""
    scissors = Scissors(at)
    commit = connection._commit

    def commit_or_cut():
        if after is not None and scissors.writes == after and not scissors.struck:
            scissors.strike()
        return commit()

    connection._commit = commit_or_cut
    try:
        with connection.execute_wrapper(scissors):
            yield scissors
    finally:
        del connection._commit
        if scissors.struck:
            connection.close()


def send(world: World, line: Line):
    """The request of the line, by the first role that gets something done by it."""
    status = min(line.statuses)
    client = world.client(line.statuses[status].replace("*", "member").split()[0])
    path = reverse(line.route, kwargs=address_of(line, world))
    body = body_of(line.body, world)
    if isinstance(body, str):
        return client.generic("POST", path, body, content_type="text/csv")
    if "file" in body:
        return client.post(path, body, format="multipart")
    return client.generic(line.method, path, json.dumps(body), "application/json")


def moments_of(world: World, line: Line) -> list[int | None]:
    """Where the request can be cut: before each write and, as None, before its commit. What it did is undone."""
    with transaction.atomic():
        with cutting(None) as counted:
            answer = send(world, line)
        transaction.set_rollback(True)
    assert answer.status_code == min(line.statuses), answer.content
    moments: list[int | None] = [*range(1, counted.writes + 1)]
    return [*moments, None] if counted.depth > 1 else moments


def cut_everywhere(world: World, lines: Iterable[Line]) -> list[str]:
    """Cut the connection before each write of each request and before its commit: what was then not as it must be."""
    wrong, before = [], everything()
    for line in lines:
        moments = moments_of(world, line)
        last = max(at or 0 for at in moments)
        for at in moments:
            with cutting(at, after=None if at else last) as scissors:
                answer = send(world, line)
            assert scissors.struck, f"{line}: the connection was not cut at {at or 'the commit'}"
            if answer.status_code != 503 or answer.json()["code"] != "unavailable" or "Retry-After" not in answer:
                wrong.append(f"{line} at {at or 'the commit'}: {answer.status_code} {answer.content[:200]!r}")
        after = everything()
        wrong += [f"{line} left something in {table}" for table in after if after[table] != before[table]]
        before = after
    return wrong
