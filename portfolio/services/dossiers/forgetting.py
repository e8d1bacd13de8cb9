"""Taking rows of a dossier away for good, whatever leans on them; files go after the rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection, models, router
from django.db.models import QuerySet

from portfolio.selectors.parts.table import tables
from portfolio.selectors.retention import doomed
from register.models import Person


@dataclass
class Gone:
    """What went: how many rows of each model, and the keys of the files that are to go now."""

    rows: Counter[str] = field(default_factory=Counter)
    files: list[str] = field(default_factory=list)


def forget_rows(*, people: Iterable[int], asked: bool, on: date) -> Gone:
    """Remove or empty what goes of these people's dossiers. To be called in a transaction, which it leaves whole.

    First is looked what goes, everywhere, and then it goes: a row that another one of them leans on is still counted.
    """
    chosen = Person.objects.filter(pk__in=list(people))
    found = [(table, _keys(doomed(table, people=chosen, asked=asked, on=on))) for table in tables()]
    gone = Gone()
    going: dict[type[models.Model], set[Any]] = {}
    for table, keys in found:
        gone.rows[table.model] += len(keys)
        if table.files and keys:
            gone.files += table.rows.filter(pk__in=keys).values_list(table.files.key, flat=True)
        if table.emptied is None:
            going.setdefault(table.model_class, set()).update(keys)
    _add_what_belongs_to_it(going)
    for model, doomed_keys in going.items():
        _loosen(model, doomed_keys, going)
    for table, keys in found:
        if table.emptied is not None and keys:
            table.rows.filter(pk__in=keys).update(**table.emptied)
    for model, doomed_keys in going.items():
        if doomed_keys:
            rows: Any = model._default_manager.filter(pk__in=doomed_keys)
            rows._raw_delete(router.db_for_write(model))
    # Should something that stays lean on a row that went, this fails here, and nothing went.
    connection.check_constraints()
    return gone


def _keys(rows: "QuerySet[Any]") -> list[Any]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _add_what_belongs_to_it(going: dict[type[models.Model], set[Any]]) -> None:
    """What exists only with a row that goes, goes with it, as its model says (CASCADE)."""
    looked: list[tuple[type[models.Model], set[Any]]] = list(going.items())
    while looked:
        model, keys = looked.pop()
        for relation in model._meta.related_objects:
            column: Any = relation.field
            if not keys or column.remote_field.on_delete is not models.CASCADE or column.null:
                continue
            belonging = relation.related_model._meta.base_manager.filter(**{f"{column.name}__in": keys})
            more = set(belonging.values_list("pk", flat=True)) - going.get(relation.related_model, set())
            if more:
                going.setdefault(relation.related_model, set()).update(more)
                looked.append((relation.related_model, more))


def _loosen(model: type[models.Model], keys: set[Any], going: dict[type[models.Model], set[Any]]) -> None:
    """Let rows that stay, and may do without, no longer name those that go."""
    if not keys:
        return
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete) or relation.many_to_many:
            continue
        column: Any = relation.field  # type: ignore[union-attr]
        leaning = relation.related_model._meta.base_manager.filter(**{f"{column.name}__in": keys})  # type: ignore[union-attr]
        if relation.related_model._meta.auto_created:  # type: ignore[union-attr]
            leaning._raw_delete(router.db_for_write(model))
        elif column.null:
            leaning.exclude(pk__in=going.get(relation.related_model, set())).update(**{column.name: None})  # type: ignore[arg-type]
