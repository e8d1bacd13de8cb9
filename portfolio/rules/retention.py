"""Terms of law: how many years what is kept stays after a registration ended, and on which ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path(__file__).with_suffix(".yaml")


class RetentionInvalid(ValueError):
    """A file of terms that cannot be used; the message says where and why."""


@dataclass(frozen=True, slots=True)
class Term:
    """`years` after the end of the registration, and the ground in Dutch and English."""

    years: int
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The term of each category, and of each register that has its own."""

    categories: Mapping[str, Term]
    registers: Mapping[str, Mapping[str, Term]]

    def of(self, category: str, register: str | None = None) -> Term:
        """The term of a category, for one register when it has its own."""
        return self.registers.get(register or "", {}).get(category) or self.categories[category]

    @classmethod
    def from_file(cls, path: Path) -> Terms:
        """The terms of a YAML file. Raises RetentionInvalid."""
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        if not isinstance(document, dict) or set(document) - {"categories", "registers"}:
            raise RetentionInvalid(f"{path}: expected categories and registers")
        shipped = cls.shipped().categories if path != SHIPPED else None
        categories = _terms(document.get("categories") or {}, f"{path}: categories")
        if shipped is not None:
            if unknown := sorted(set(categories) - set(shipped)):
                raise RetentionInvalid(f"{path}: unknown categories {', '.join(unknown)}")
            categories = {**shipped, **categories}
        registers = {
            str(code): _terms(terms or {}, f"{path}: {code}")
            for code, terms in (document.get("registers") or {}).items()
        }
        for code, terms in registers.items():
            if unknown := sorted(set(terms) - set(categories)):
                raise RetentionInvalid(f"{path}: {code} has unknown categories {', '.join(unknown)}")
        return cls(categories, registers)

    @classmethod
    def shipped(cls) -> Terms:
        """The terms that come with the product."""
        return cls.from_file(SHIPPED)


def years_before(day: date, years: int) -> date:
    """The same day some years ago; of 29 February the day before where that does not exist."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _terms(given: Any, where: str) -> dict[str, Term]:
    if not isinstance(given, dict):
        raise RetentionInvalid(f"{where}: expected a category and its term")
    return {str(category): _term(term, f"{where}: {category}") for category, term in given.items()}


def _term(given: Any, where: str) -> Term:
    if not isinstance(given, dict) or set(given) != {"years", "nl", "en"}:
        raise RetentionInvalid(f"{where}: expected years, nl and en")
    years = given["years"]
    if type(years) is not int or not 0 <= years <= 100:
        raise RetentionInvalid(f"{where}: years is a whole number from 0 to 100")
    return Term(years, str(given["nl"]), str(given["en"]))
