"""The inventory of personal data: of every column what it is for, how long it stays and whether it is taken along.

What each column holds stands beside the models, in `<app>/models/personal_data.yaml`; the words for it in
`portfolio/rules/personal_data.yaml`. Retention and export are read from the parts of the dossier, so they say what the
system does.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.apps import apps

from portfolio import rules
from portfolio.rules.retention import Terms
from portfolio.selectors.parts.part import Table
from portfolio.selectors.parts.table import tables

WORDS = Path(rules.__file__).with_name("personal_data.yaml")
ABOUT_THE_TABLE = frozenset({"purpose", "kept"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its kind, under which keys it is exported, and why not when it is not."""

    name: str
    kind: str
    exported: tuple[str, ...]
    withheld: str


@dataclass(frozen=True, slots=True)
class Holding:
    """One table with data about people: for what, on which ground, how long, and its columns."""

    model: str
    purpose: str
    ground: str
    kept: str
    columns: tuple[Column, ...]


@cache
def words() -> Mapping[str, Any]:
    """Purposes, kinds, terms, and the tables in which nobody is."""
    return dict(yaml.safe_load(WORDS.read_text(encoding="utf-8")))


@cache
def described() -> Mapping[str, Mapping[str, Any]]:
    """What every app says of its tables: model → purpose, perhaps `kept`, and kind → columns."""
    found: dict[str, Any] = {}
    for config in apps.get_app_configs():
        path = Path(config.path) / "models" / "personal_data.yaml"
        if path.exists():
            found |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


def kinds_of(model: str) -> dict[str, list[str]]:
    """The columns of a table that are described, each with its kinds: exactly one when the description is right."""
    found: dict[str, list[str]] = defaultdict(list)
    for kind, columns in described()[model].items():
        for column in columns if kind not in ABOUT_THE_TABLE else ():
            found[column].append(kind)
    return found


def holdings() -> Iterator[Holding]:
    """Every table about people, by name of the model."""
    for model, said in sorted(described().items()):
        purpose = words()["purposes"][said["purpose"]]
        of_dossier = [table for table in tables() if table.model == model]
        yield Holding(
            model=model,
            purpose=purpose["en"],
            ground=purpose["ground"],
            kept="; ".join(dict.fromkeys(map(_kept, of_dossier))) or words()["kept"][said["kept"]],
            columns=tuple(
                _column(model, name, kind, of_dossier) for name, (kind, *_) in sorted(kinds_of(model).items())
            ),
        )


def _column(model: str, name: str, kind: str, of_dossier: list[Table]) -> Column:
    exported = {
        f"{table.name}.{key}"
        for table in of_dossier
        for key, path in table.fields.items()
        if path.partition("__")[0] == name
    }
    withheld = "" if exported else words()["kinds"][kind].get("withheld", "")
    return Column(name, kind, tuple(sorted(exported)), withheld if of_dossier else "work of an organisation")


def _kept(table: Table) -> str:
    """How long the rows of a table of the dossier stay, as `retention.yaml` ships it."""
    terms = Terms.shipped()
    own = f"erased on request; else {terms.of('own').years} years after the last registration ended"
    if table.kept is None:
        return own
    term = terms.of(table.kept.category)
    if table.kept.nameless:
        return f"stays; names nobody {term.years} years after the last registration ended ({term.en})"
    kept = f"{term.years} years after the last registration ended ({term.en})"
    return f"{kept}, other rows: {own}" if table.kept.rows else kept
