"""What professionals keep about their work and each other, and which fact comes of it: read from a regulation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from register.rules.compiler import Compiler
from register.rules.periods import Length
from register.rules.problems import Path


class Sort(StrEnum):
    """What a record is about."""

    WORK = "work"
    DECLARATION = "declaration"
    DOCUMENT = "document"
    SESSION = "session"
    VISIT = "visit"


class AttestedBy(StrEnum):
    """Whose word says that a session of a peer group was held and who was there."""

    CHAIR = "chair"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class Need:
    """Somebody else whose statement is needed before a record counts; `registered`: from the same register."""

    role: str
    registered: bool


@dataclass(frozen=True, slots=True)
class RecordRule:
    """One sort of record that counts, as `records` of a regulation describes it."""

    document: Mapping[str, Any]

    @property
    def code(self) -> str:
        return str(self.document["code"])

    @property
    def label(self) -> Mapping[str, str]:
        label: Mapping[str, str] = self.document["label"]
        return label

    @property
    def sort(self) -> Sort:
        return Sort(self.document["sort"])

    @property
    def fact(self) -> Mapping[str, Any]:
        """What the fact is: its kind, and where they are given category, code, by, role, format and tags."""
        fact: Mapping[str, Any] = self.document["fact"]
        return fact

    @property
    def unit(self) -> str:
        """The unit in which a quantity is asked; empty where none is."""
        return str(self.document.get("unit", ""))

    @property
    def needs(self) -> tuple[Need, ...]:
        """Who else has a word in it. Without any, one's own statement counts."""
        return tuple(Need(one["role"], one.get("registered", False)) for one in self.document.get("needs", ()))

    @property
    def names_in(self) -> str:
        """`tags` or `registrations` where the professional says for what it counts; empty where that is not asked."""
        return str(self.document.get("names", {}).get("in", ""))

    @property
    def names_of(self) -> str:
        """The attribute of the registration whose values may be named."""
        return str(self.document.get("names", {}).get("of", ""))

    @property
    def evidence(self) -> bool:
        """Whether a file is needed."""
        return bool(self.document.get("evidence", False))

    @property
    def warn(self) -> tuple[Length, ...]:
        """How long before its last day the holder of a document is warned."""
        return tuple(Length.parse(one) for one in self.document.get("warn", ()))

    @property
    def attested_by(self) -> AttestedBy:
        return AttestedBy(self.document.get("attested_by", AttestedBy.EVERYONE))

    @property
    def least_people(self) -> int:
        """How many have to be there for a session to count."""
        return int(self.document.get("least_people", 2))

    @property
    def outcome(self) -> bool:
        """Whether the register reads the outcome of a visit, and nothing else of it."""
        return bool(self.document.get("outcome", False))

    def valid_before(self, starts_on: date) -> date | None:
        """The first day on which a document of that day is certainly no longer valid, or None without a term."""
        return Length.parse(self.document["valid"]).after(starts_on) if "valid" in self.document else None


def record_rules_of(document: Mapping[str, Any]) -> Mapping[str, RecordRule]:
    """The rules about records of a sound regulation by their code."""
    return {node["code"]: RecordRule(node) for node in document.get("records") or ()}


_ONLY: Mapping[str, frozenset[str]] = {
    "unit": frozenset({"work", "declaration"}),
    "needs": frozenset({"work", "declaration", "document"}),
    "names": frozenset({"work", "declaration"}),
    "evidence": frozenset({"work", "declaration", "document"}),
    "valid": frozenset({"document"}),
    "warn": frozenset({"document"}),
    "attested_by": frozenset({"session"}),
    "least_people": frozenset({"session"}),
    "outcome": frozenset({"visit"}),
}


def check_records(compiler: Compiler) -> None:
    """Note what cannot be meant: a category or attribute that is not there, a key of another sort, a role twice."""
    for n, node in enumerate(compiler.rows("records")):
        path: Path = ("records", n)
        if not compiler.usable(path):
            continue
        _check_names(node, path, compiler)
        for key, sorts in _ONLY.items():
            if key in node and node["sort"] not in sorts:
                compiler.problem(
                    (*path, key),
                    "not-of-sort",
                    nl=f"{key!r} zegt niets over {node['sort']}.",
                    en=f"{key!r} says nothing about {node['sort']}.",
                    expected=" or ".join(sorted(sorts)),
                )
        roles = [one["role"] for one in node.get("needs", ())]
        if len(set(roles)) < len(roles):
            compiler.problem(
                (*path, "needs"),
                "role-twice",
                nl="Elke rol wordt een keer gevraagd.",
                en="Each role is asked once.",
            )


def _check_names(node: Mapping[str, Any], path: Path, compiler: Compiler) -> None:
    category = node["fact"].get("category")
    if category is not None and category not in compiler.categories:
        what = ("unknown-category", "De categorie", "category")
        compiler.unknown((*path, "fact", "category"), what, category, compiler.categories)
    known = compiler.document.get("attributes") or {}
    attribute = node.get("names", {}).get("of")
    if attribute is not None and attribute not in known:
        what = ("unknown-attribute", "Het kenmerk", "attribute")
        compiler.unknown((*path, "names", "of"), what, attribute, known)
