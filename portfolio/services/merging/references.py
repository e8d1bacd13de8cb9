"""Rows that say whose they are, and follow when persons are joined or parted."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction

from portfolio.catalogue.merging import FOLLOWS
from register.models import Person

Keys = dict[str, list[int]]
"""The rows that followed, by `app.Model.field`."""


def follow(*, source: Person, target: Person) -> Keys:
    """Let everything follow that says it is of the source. What the target has already, stays behind."""
    found: Keys = {}
    for name in FOLLOWS:
        rows, field = _rows(name)
        keys = list(rows.filter(**{field: source}).order_by("pk").values_list("pk", flat=True))
        if moved := _move(name, keys, source, target):
            found[name] = moved
    return found


def return_to(moved: Mapping[str, Iterable[int]], *, source: Person, target: Person) -> Keys:
    """Let the rows that followed the target to the source go back, as far as they are still there."""
    return {name: back for name in FOLLOWS if (back := _move(name, list(moved.get(name, ())), source, target))}


def _move(name: str, keys: list[int], source: Person, target: Person) -> list[int]:
    """Move the rows at once; when one of them clashes with what the target has, one by one without those."""
    rows, field = _rows(name)
    here = rows.filter(**{field: source})
    try:
        with transaction.atomic():
            whole = list(here.filter(pk__in=keys).values_list("pk", flat=True))
            here.filter(pk__in=whole).update(**{field: target})
            return sorted(whole)
    except IntegrityError:
        return [key for key in keys if len(keys) > 1 and _move(name, [key], source, target)]


def _rows(name: str) -> tuple[Any, str]:
    model, field = name.rsplit(".", 1)
    return apps.get_model(model)._default_manager.all(), field
