"""A carry rule says which surplus fills which shortage; one that leaves it open is refused."""

from __future__ import annotations

from typing import Any

import pytest
from rules_builders import document, words

from register.rules.problems import RegulationInvalid
from register.rules.regulation import Regulation

EACH_ROLE = {"values": ["trainer", "assessor"], "as": "role"}


def problems_of(**parts: Any) -> list[tuple[str, str]]:
    try:
        Regulation.from_document(document(**parts))
    except RegulationInvalid as refusal:
        return [(problem.code, problem.path) for problem in refusal.problems]
    return []


@pytest.mark.parametrize(("source", "target"), [("each", "each"), ("total", "each"), ("total", "total")])
def test_a_surplus_is_carried_for_each_value_or_from_one_to_all(source: str, target: str) -> None:
    each = words("each", of={"role": "$role"}, at_least=1, for_each=EACH_ROLE)

    assert (
        problems_of(
            requirements=[each, words("total", at_least=1)],
            carry=[words("x", surplus_of=source, into=target)],
        )
        == []
    )


@pytest.mark.parametrize("repeat", [{"series": "calendar-year"}, {"rolling": "1 year"}])
@pytest.mark.parametrize("nested", [False, True])
def test_a_surplus_of_the_cycle_is_no_surplus_over_the_norm_of_one_stretch(
    repeat: dict[str, Any], nested: bool
) -> None:
    each = words("each", at_least=1, for_each=repeat)
    tree = words("tree", all=[words("each", at_least=1, for_each={"rolling": "1 year"})])
    if "series" in repeat:
        tree = words("tree", all=[words("each", at_least=1)], for_each=repeat)

    for target in ("total", "each"):
        assert problems_of(
            requirements=[tree if nested else each, words("total", at_least=1)],
            carry=[words("x", surplus_of="each", into=target)],
        ) == [("carried-from-stretch", "carry[0].surplus_of")]


def test_a_surplus_is_not_used_again_in_every_year() -> None:
    years = words("years", at_least=1, for_each={"series": "calendar-year"})

    assert problems_of(
        requirements=[years, words("total", at_least=1)], carry=[words("x", surplus_of="total", into="years")]
    ) == [("carried-into-stretches", "carry[0].into")]


@pytest.mark.parametrize(
    "broken", [{"code": "broken"}, "no rule", {**words("broken"), "surplus_of": 5, "into": "total"}]
)
def test_a_rule_that_cannot_be_read_hides_nothing_about_the_next(broken: Any) -> None:
    years = words("years", at_least=1, for_each={"series": "calendar-year"})

    found = problems_of(
        requirements=[years, words("total", at_least=1)],
        carry=[broken, words("x", surplus_of="total", into="years")],
    )

    assert ("carried-into-stretches", "carry[1].into") in found
    assert any(path.startswith("carry[0]") for _, path in found)
