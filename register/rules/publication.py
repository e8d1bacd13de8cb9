"""What a register shows of its registrations to everybody, and for how long after an end. Read from data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.rules.compiler import Compiler
from register.rules.periods import Length

ENDING = frozenset({"lapsed", "struck-off", "left", "deceased"})
"""Statuses that end a registration: nothing follows them."""

Shown = Mapping[str, Length | None]


@dataclass(frozen=True, slots=True)
class Publication:
    """The part of a regulation that says what is public. What is not in it is not shown."""

    document: Mapping[str, Any]

    @property
    def names(self) -> bool:
        """Whether the register can be searched by name; by number it always can."""
        return bool(self.document.get("names", True))

    @property
    def opt_out(self) -> bool:
        """Whether somebody may keep their registration out of what is shown."""
        return bool(self.document.get("opt_out", False))

    @property
    def statuses(self) -> Shown:
        """Statuses that are shown, and how long after: after the registration ended by it, or after it passed."""
        return {one["show"].upper().replace("-", "_"): _after(one) for one in self.document["statuses"]}

    @property
    def marks(self) -> Shown:
        """Which of `endorsement` and `annotation` are shown, and how long after their end."""
        return {one["show"]: _after(one) for one in self.document.get("marks", ())}


def publication_of(document: Mapping[str, Any]) -> Publication | None:
    """What a sound regulation makes public; None when that is nothing."""
    return Publication(document["publication"]) if "publication" in document else None


def since_when(after: Length, *, on: date) -> date:
    """What ended later than this day is still shown on `on`."""
    return after.after(on, times=-1)


def _after(row: Mapping[str, Any]) -> Length | None:
    return Length.parse(row["after"]) if "after" in row else None


def check_publication(compiler: Compiler) -> None:
    """Note what cannot be meant: the same twice, or an end that is shown for no time at all."""
    node = compiler.document.get("publication")
    if not isinstance(node, Mapping):
        return
    for name in ("statuses", "marks"):
        said: set[str] = set()
        found = node.get(name)
        for n, row in enumerate(found if isinstance(found, list) else ()):
            path = ("publication", name, n)
            if not compiler.usable(path):
                continue
            if row["show"] in said:
                compiler.problem(
                    path,
                    "shown-twice",
                    nl=f"{row['show']!r} staat er al.",
                    en=f"{row['show']!r} is there already.",
                )
            if row["show"] in ENDING and "after" not in row:
                compiler.problem(
                    path,
                    "end-without-after",
                    nl="Zeg met `after` hoe lang een beëindigde registratie zichtbaar blijft.",
                    en="Say by `after` how long a registration that ended stays visible.",
                )
            said.add(row["show"])
