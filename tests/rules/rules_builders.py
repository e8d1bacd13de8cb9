"""Small regulations and dossiers for the tests of the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from register.rules.facts import Dossier, Fact, Period, Person
from register.rules.regulation import Regulation
from register.rules.standing import Finding, Standing

LABEL = {"nl": "woord", "en": "word"}
CYCLE = Period(date(2020, 1, 1), date(2025, 1, 1))
LAST_DAY = date(2024, 12, 31)


def words(code: str, **keys: Any) -> dict[str, Any]:
    """A part of a document with its code, words and article."""
    return {"code": code, "label": LABEL, "article": "art. 1", **keys}


def document(**parts: Any) -> dict[str, Any]:
    """A sound document with one requirement of ten points, changed by `parts`."""
    return {
        "register": "example",
        "title": LABEL,
        "source": "a test",
        "in_force": {"from": "2000-01-01", "by": "cycle_start"},
        "unit": "point",
        "cycle": {"length": "5 years", "starts": "registration"},
        "requirements": [words("total", at_least=10)],
        **parts,
    }


def regulation(**parts: Any) -> Regulation:
    return Regulation.from_document(document(**parts))


def points(number: int | str, on: date, *, id: str = "f", **fields: Any) -> Fact:
    return Fact(**{"id": id, "on": on, "quantity": Decimal(number), "unit": "point", **fields})


def dossier(
    facts: Iterable[Fact] = (),
    *,
    cycle: Period = CYCLE,
    earlier: Iterable[Period] = (),
    attributes: Mapping[str, object] | None = None,
    registered_on: date | None = None,
) -> Dossier:
    person = Person(registered_on or cycle.start, attributes or {})
    return Dossier(person, cycle, tuple(earlier), tuple(facts))


def finding(standing: Standing, name: str) -> Finding:
    return next(one for one in standing.requirements if one.name == name)


def regulation_facts(rules, given):
    return rules.evaluate(dossier(given), as_of=LAST_DAY).facts
