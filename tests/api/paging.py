"""Going through a list page by page while others write: which rows stood all along, and which were given."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection, transaction
from rest_framework.test import APIClient

from config.http.pagination import CursorPagination

IN_A_PAGE = 2
RESTING = """
SELECT format('ALTER TABLE %%s DROP CONSTRAINT %%I', conrelid::regclass, conname)
FROM pg_constraint WHERE contype = 'f' AND confrelid = %s::regclass
UNION ALL SELECT format('ALTER TABLE %%I DISABLE TRIGGER USER', %s)
"""


@dataclass
class Walk:
    """Somebody who read the first page of a list and goes on later. Rows by their keys."""

    client: APIClient
    table: str = ""
    key: tuple[str, ...] = ()  # the columns
    there: list[tuple[Any, ...]] = field(default_factory=list)  # when they began, in the order of the list
    given: list[tuple[Any, ...]] = field(default_factory=list)
    following: str | None = None

    def begin(self, path: str) -> None:
        self._read(f"{path}?pageSize={IN_A_PAGE}")

    def go_on(self) -> None:
        """To the end, in larger steps."""
        while self.following:
            self._read(self.following.replace(f"pageSize={IN_A_PAGE}", "pageSize=100"))

    def _read(self, url: str) -> None:
        with found_rows(self):
            answer = self.client.get(url)
        assert answer.status_code == 200, (url, answer.content)
        self.following = answer.json()["next"]

    @property
    def missed(self) -> set[tuple[Any, ...]]:
        """Those that stand since they began and were not given."""
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT {", ".join(self.key)} FROM "{self.table}" WHERE {self._among(self.there)}')
            return set(cursor.fetchall()) - set(self.given)

    def _among(self, rows: list[tuple[Any, ...]]) -> str:
        """Keys are numbers, one or several."""
        return f"({', '.join(self.key)}) IN ({', '.join('(' + ', '.join(map(str, row)) + ')' for row in rows)})"

    @property
    def doubled(self) -> set[tuple[Any, ...]]:
        return {pk for pk in self.given if self.given.count(pk) > 1}

    def disturb(self) -> None:
        """Take away a row before the place where they are, the one at it and the one after; write the others anew."""
        gone = self.there[:1] + self.there[IN_A_PAGE - 1 : IN_A_PAGE + 1]
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(RESTING, [self.table, self.table])  # whatever guards them and rests on them goes for a while
            for (statement,) in cursor.fetchall():
                cursor.execute(statement)
            cursor.execute(f'DELETE FROM "{self.table}" WHERE {self._among(gone)}')
            cursor.execute(f'UPDATE "{self.table}" SET {self.key[0]} = {self.key[0]}')


@contextmanager
def found_rows(walk: Walk) -> Iterator[None]:
    """Note the rows of the page that is read within, and at the first all rows of the list."""
    paginate = CursorPagination.paginate_queryset

    def noting(self: CursorPagination, queryset: Any, *given: Any, **named: Any) -> list[Any]:
        if not walk.table:
            described = queryset.model._meta
            walk.table, walk.key = described.db_table, tuple(one.column for one in described.pk_fields)
            walk.there = [_keys(row.pk) for row in queryset.order_by(self.ordering)]
        page = paginate(self, queryset, *given, **named)
        walk.given += [_keys(row.pk) for row in page]
        return page

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CursorPagination, "paginate_queryset", noting)
        yield


def _keys(pk: Any) -> tuple[Any, ...]:
    return pk if isinstance(pk, tuple) else (pk,)


def disturbed(walk: Walk) -> tuple[int, set[Any], set[Any]]:
    """How many rows were there; which were missed and doubled by who goes on after others wrote. It is undone."""
    if len(walk.there) <= IN_A_PAGE:
        return len(walk.there), set(), set()
    with transaction.atomic():
        walk.disturb()
        walk.go_on()
        result = len(walk.there), walk.missed, walk.doubled
        transaction.set_rollback(True)
    return result
