"""A competence profile as the code reads it: levels in order, competences, and what is asked of whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

Text = Mapping[str, str]
"""Words in Dutch (`nl`), in English (`en`), or in both."""


def words(text: Text, language: str) -> str:
    """The words in this language; in the other one when there are no others."""
    return text.get(language) or next(iter(text.values()), "")


@dataclass(frozen=True, slots=True)
class Indicator:
    """By what one sees a competence; at which level, when it says so."""

    code: str
    text: Text
    level: str | None


@dataclass(frozen=True, slots=True)
class Competence:
    """What somebody of the profession can do. `asked` is the level asked of everybody it is for."""

    code: str
    title: Text
    description: Text
    domain: Text
    asked: str
    specialisations: frozenset[str]
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A sound document, read. `levels` are codes with their titles, from the lowest to the highest."""

    title: Text
    levels: Mapping[str, Text]
    specialisations: Mapping[str, Text]
    competences: Mapping[str, Competence]
    asks: Mapping[str, Mapping[str, str]]

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Profile:
        """Read a document without problems."""
        levels = {level["code"]: level["title"] for level in document["levels"]}
        asked = document.get("asked") or next(iter(levels))
        specialisations = document.get("specialisations", [])
        return cls(
            title=document["title"],
            levels=levels,
            specialisations={one["code"]: one["title"] for one in specialisations},
            competences={one["code"]: _competence(one, asked) for one in document["competences"]},
            asks={one["code"]: one.get("asks", {}) for one in specialisations},
        )

    def rank(self, level: str | None) -> int:
        """The place of a level, from 1; 0 for none, and for one that this profile does not have."""
        return next((rank for rank, code in enumerate(self.levels, start=1) if code == level), 0)

    def asked_of(self, specialisations: Collection[str]) -> dict[str, str]:
        """Competence to the level asked of somebody with these specialisations: the highest, where several ask."""
        found = {}
        for code, competence in self.competences.items():
            if competence.specialisations and competence.specialisations.isdisjoint(specialisations):
                continue
            levels = [competence.asked, *(self.asks[one][code] for one in specialisations if code in self.asks[one])]
            found[code] = max(levels, key=self.rank)
        return found


def _competence(one: Mapping[str, Any], asked: str) -> Competence:
    return Competence(
        code=one["code"],
        title=one["title"],
        description=one.get("description", {}),
        domain=one.get("domain", {}),
        asked=one.get("asked", asked),
        specialisations=frozenset(one.get("for", ())),
        indicators=tuple(Indicator(i["code"], i["text"], i.get("level")) for i in one.get("indicators", ())),
    )
