"""What figures are made of: tables with a label in two languages, in which nobody is found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection

from portfolio.rules.suppression import published_counts
from register.models import Register
from register.reach import WHOLE, past_the_wall
from register.rules.periods import add_months

Label = Mapping[str, str]
Value = int | Decimal | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which register, over which whole months [start, end), told on which day."""

    register: Register
    start: date
    end: date
    on: date

    @classmethod
    def of(cls, register: Register, *, on: date, start: date | None = None, end: date | None = None) -> "Asked":
        """Without a period the last twelve months that are over."""
        end = end or on.replace(day=1)
        return cls(register, start or add_months(end, -12), end, on)

    @property
    def facts(self) -> dict[str, Any]:
        """The same, for a statement."""
        zone = settings.REGISTER_TIME_ZONE
        return {"register": self.register.pk, "start": self.start, "end": self.end, "on": self.on, "zone": zone}

    @property
    def months(self) -> list[str]:
        """Each month of the period, as 2026-03."""
        return months_between(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Row:
    """One group and what is told of it; None is what would be of too few people."""

    code: str
    label: Label
    figures: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Table:
    """Groups side by side. `measures` are the columns, the first of which is drawn; `total` is of all groups."""

    code: str
    label: Label
    measures: Mapping[str, Label]
    rows: tuple[Row, ...]
    total: Mapping[str, Value] | None = None


def named(nl: str, en: str) -> Label:
    return {"nl": nl, "en": en}


COUNT = {"count": named("aantal", "number")}


def counted(code: str, label: Label, counts: Mapping[str, int], labels: Mapping[str, Label]) -> Table:
    """A table of numbers of people: groups too small to be told, and what would give them away, are left out."""
    total, told = published_counts(counts)
    rows = tuple(Row(name, labels.get(name) or named(name, name), {"count": told[name]}) for name in counts)
    return Table(code, label, COUNT, rows, {"count": total})


def day_of(moment: str) -> str:
    """SQL for the day of a moment, as the registers count their days."""
    return f"({moment} AT TIME ZONE %(zone)s)::date"


def in_period(day: str) -> str:
    """SQL for whether a day is in the period."""
    return f"({day} >= %(start)s AND {day} < %(end)s)"


@past_the_wall(WHOLE)
def selected(statement: str, facts: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return list(cursor.fetchall())


def filled(rows: Iterable[tuple[str, int]], names: Sequence[str]) -> dict[str, int]:
    """The counts of these groups in this order, nought where there is none; then those that were not foreseen."""
    found = dict(rows)
    return {name: found.get(name, 0) for name in names} | {k: n for k, n in found.items() if k not in names}


def months_between(start: date, end: date) -> list[str]:
    """Each month in [start, end), as 2026-03."""
    months, month = [], start.replace(day=1)
    while month < end:
        months.append(f"{month:%Y-%m}")
        month = add_months(month, 1)
    return months
