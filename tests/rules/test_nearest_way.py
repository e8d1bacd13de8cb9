"""Of a requirement that can be met in several ways, the way that is met or nearest is shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rules_builders import LABEL, LAST_DAY, dossier, finding, points, regulation, words

from register.rules.facts import Period
from register.rules.standing import Finding

BEFORE = Period(date(2015, 1, 1), date(2020, 1, 1))
DAY = date(2021, 5, 1)


def way(code: str, **norm: Any) -> dict[str, Any]:
    return words(code, of={"tags": code}, **norm)


def shown(*ways: dict[str, Any], a: int = 0, b: int = 0, earlier: int = 0, **parts: Any) -> Finding:
    given = [
        points(a, DAY, id="a", tags=("a",)),
        points(b, DAY, id="b", tags=("b",)),
        points(earlier, date(2016, 1, 1), id="earlier", tags=("a",)),
    ]
    rules = regulation(requirements=[words("ways", any=list(ways)), *parts.pop("more", ())], **parts)
    return finding(rules.evaluate(dossier(given, earlier=[BEFORE]), as_of=LAST_DAY), "ways")


@pytest.mark.parametrize(("a", "b", "required"), [(5, 8, 10), (3, 8, 20), (10, 40, 10), (9, 20, 20), (0, 0, 10)])
def test_the_nearest_is_the_one_of_which_the_largest_share_is_reached(a: int, b: int, required: int) -> None:
    assert shown(way("a", at_least=10), way("b", at_least=20), a=a, b=b).required == required


def test_what_is_carried_brings_a_way_nearer() -> None:
    kept = [words("kept", surplus_of="a", into="a")]

    found = shown(way("a", at_least=10), way("b", at_least=10), a=2, b=4, earlier=13, carry=kept)

    assert (found.counted, found.carried_in, found.short) == (2, 3, 5)


def test_a_way_that_is_met_goes_before_a_maximum_that_is_passed_by_far() -> None:
    found = shown(way("a", at_most=2), way("b", at_least=10), a=50, b=10)

    assert (found.met, found.counted) == (True, 10)


def test_a_maximum_of_nothing_that_is_passed_is_no_nearer_than_anything_else() -> None:
    found = shown(way("a", at_most=0), way("b", at_least=10), a=3, b=1)

    assert (found.met, found.counted) == (False, 1)


def test_a_way_that_does_not_apply_is_not_shown() -> None:
    never = {"attributes": {"head": True}}

    found = shown(way("a", at_least=1, when=never), way("b", at_least=10), a=3, b=1, attributes={"head": LABEL})

    assert (found.met, found.counted) == (False, 1)
