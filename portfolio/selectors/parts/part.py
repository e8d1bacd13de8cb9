"""What a part of a dossier is: which rows of a person it has, how they are written down, and who decides how long."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.conf import settings
from django.db.models import DateTimeField, Field, Model, Q, QuerySet

from portfolio.selectors.parts.columns import written
from register.models import Person, all_of
from register.rules.wording import UNIT_WORDS

Rows = Iterator[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class During:
    """A stretch of days [start, end); without a start or an end it has none."""

    start: date | None = None
    end: date | None = None


EVER = During()


@dataclass(frozen=True, slots=True)
class Kept:
    """Why rows stay when their owner asks for erasure: a category of `portfolio/rules/retention.yaml`.

    `rows` are the rows that stay; all of them unless it says otherwise. With `nameless` they hold ids and codes only
    and stay for ever: once the term is over nobody can tell whose they were.
    """

    category: str
    rows: Q = field(default_factory=Q)
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class Files:
    """The files of rows in the store of evidence: in which fields are the key, the digest, the name and the size."""

    key: str = "key"
    digest: str = "digest"
    name: str = "file_name"
    size: str = "size"


# What units are called in a column of amounts.
UNITS: Mapping[str, tuple[str, str]] = {unit: (words[1], words[3]) for unit, words in UNIT_WORDS.items()}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the printed dossier: the key of a row, a head in two languages, how wide it is beside the others, and
    what a code is called."""

    key: str
    nl: str
    en: str
    width: int = 2
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one model that are about a person.

    `owner` is the path from a row to the person, `others` are those to whom else it is about. `fields` names the
    keys of a row as it is exported, each with the path to its value: the schema is read from the model. `on` is the
    path to the day or moment by which a row lies in a period; without one it is in every period. What law does not
    keep is removed on request, or overwritten by `emptied` where other rows lean on it. `shown` are the columns of
    the printed dossier: without any, none is printed.
    """

    name: str
    model: str
    owner: str
    fields: Mapping[str, str]
    on: str = ""
    kept: Kept | None = None
    emptied: Mapping[str, Any] | None = None
    files: Files | None = None
    shown: tuple[Column, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def rows(self) -> "QuerySet[Any]":
        return self.model_class._default_manager.all()

    @property
    def model_class(self) -> type[Model]:
        return apps.get_model(self.model)

    def of(self, person: Person, *, during: During = EVER) -> "QuerySet[Any]":
        """The rows of this person in a period, oldest first; with what was left behind when they were merged."""
        return self.rows.filter(self._in(during), **{f"{self.owner}__in": all_of(person.pk)}).order_by("pk")

    def written(self, person: Person, *, during: During = EVER) -> Rows:
        """The rows as they are exported, one at a time."""
        # By their model's field, and not by the key: a key may be the name of a field that means something else.
        for values in self.of(person, during=during).values_list(*self.fields.values()).iterator(chunk_size=500):
            yield {key: written(value) for key, value in zip(self.fields, values, strict=True)}

    def column(self, path: str) -> "Field[Any, Any]":
        """The field at the end of a path."""
        model, *rest = [self.model_class, *path.split("__")]
        column: Any = None
        for name in rest:
            column = model._meta.get_field(name)  # type: ignore[union-attr]
            model = column.related_model
        return column  # type: ignore[no-any-return]

    def _in(self, during: During) -> Q:
        if not self.on:
            return Q()
        moment = isinstance(self.column(self.on), DateTimeField)
        found = Q()
        if during.start:
            found &= Q(**{f"{self.on}__gte": _begin(during.start) if moment else during.start})
        if during.end:
            found &= Q(**{f"{self.on}__lt": _begin(during.end) if moment else during.end})
        return found


@dataclass(frozen=True, slots=True)
class Made:
    """Rows that are made for the reader and kept nowhere: nothing to restore, nothing to erase."""

    name: str
    written: Callable[..., Rows]
    schema: Mapping[str, Any]
    shown: tuple[Column, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One subject of a dossier: what its owner shares, takes along or has erased as a whole.

    What is `private` is seen by its owner alone until they share it. `place` is where it comes in the printed dossier.
    """

    key: str
    nl: str
    en: str
    tables: tuple[Table, ...]
    made: tuple[Made, ...] = ()
    private: bool = False
    place: int = 100

    @property
    def sources(self) -> tuple[Table | Made, ...]:
        return (*self.tables, *self.made)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(settings.REGISTER_TIME_ZONE))
