"""The table of all parts of a dossier, found where their subjects are."""

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path

from django.apps import apps

from portfolio.selectors.parts.part import Part, Table


@cache
def dossier_parts() -> tuple[Part, ...]:
    """Every part there is, in the order in which a dossier is read."""
    found: list[Part] = []
    for config in apps.get_app_configs():
        room = Path(config.path) / "selectors" / "parts"
        for module in pkgutil.iter_modules([str(room)]):
            found += getattr(import_module(f"{config.name}.selectors.parts.{module.name}"), "PARTS", ())
    return tuple(sorted(found, key=lambda part: (part.place, part.key)))


@cache
def whose() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Of each model the part that it is in and the paths to whom it is about, for the looks of others."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for part in dossier_parts():
        for table in part.tables:
            found.setdefault(table.model, (part.key, (table.owner, *table.others)))
    return found


def tables() -> tuple[Table, ...]:
    """Every table of every part."""
    return tuple(table for part in dossier_parts() for table in part.tables)
