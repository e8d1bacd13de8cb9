"""A part of the wrong shape is refused by name, and hides no other mistake."""

from __future__ import annotations

from typing import Any

import pytest
from rules_builders import LABEL, document, words

from register.rules.problems import RegulationInvalid
from register.rules.regulation import Regulation

TOTAL = words("total", at_least=10)
STRANGE = words("strange", of={"category": "nowhere"}, at_least=1)
"""A requirement of the right shape, with a mistake of its own."""
THAT_MISTAKE = ("unknown-category", "requirements[1].of.category")


def problems_of(**parts: Any) -> set[tuple[str, str]]:
    with pytest.raises(RegulationInvalid) as refusal:
        Regulation.from_document(document(**parts))
    return {(problem.code, problem.path) for problem in refusal.value.problems}


@pytest.mark.parametrize("wrong", ["x", 3, ["x"], {"x": "y"}, None])
@pytest.mark.parametrize(
    "part",
    [
        "caps", "carry", "claims", "records", "worth", "refuse", "outcomes", "share_out", "deadlines", "reminders",
        "window", "windows", "categories", "attributes", "procedure", "publication", "cycle", "in_force",
    ],
)  # fmt: skip
def test_a_part_of_the_wrong_shape_hides_no_mistake_in_a_requirement(part: str, wrong: Any) -> None:
    assert THAT_MISTAKE in problems_of(requirements=[TOTAL, STRANGE], **{part: wrong})


@pytest.mark.parametrize(
    "wrong",
    [
        "x",
        {},
        {"code": 3},
        {"code": "w"},
        words("w", any="x"),
        words("w", any=["x"]),
        words("w", all=[{"code": "v", "any": 3}]),
        words("w", at_least=1, for_each="x"),
        words("w", at_least=1, for_each={"as": 3}),
        words("w", at_least="x"),
        words("w", at_least=["x"]),
        words("w", at_least={"of": 3, "share": 1}),
        words("w", at_least=1, measure=3),
        words("w", at_least=1, measure={}),
        words("w", at_least=1, of="x"),
        words("w", at_least=1, of={"any": "x"}),
        words("w", at_least=1, granted={}),
        words("w", at_least=1, adjust="x"),
        words("w", at_least=1, **{"in": 3}),
    ],
)
def test_a_requirement_of_the_wrong_shape_hides_no_mistake_in_another_nor_in_a_maximum(wrong: Any) -> None:
    found = problems_of(requirements=[wrong, STRANGE], caps=[words("c", per="fortnight", at=1)])

    assert {THAT_MISTAKE, ("unknown-series", "caps[0].per")} <= found
    assert any(path.startswith("requirements[0]") for _, path in found)


@pytest.mark.parametrize(
    ("place", "row", "more"),
    [
        (("re_entry",), {"asks": "repair", "article": "1"}, {}),
        (("renewal", "proposals"), {"outcome": "nowhere", "grants": "full"}, {}),
        (("renewal", "proposals"), {"outcome": "met", "grants": "shorter"}, {"re_entry": "x"}),
        (("renewal", "by_rule", "outcomes"), "nowhere", {"terms": 3}),
        (("re_entry",), {"asks": "extra", "article": "1"}, {"renewal": {"proposals": 3, "by_rule": "x"}}),
        (("re_entry",), {"asks": "extra", "article": "1"}, {"renewal": 3}),
    ],
)
def test_a_row_of_a_procedure_of_the_wrong_shape_hides_no_mistake_in_the_next(
    place: tuple[str, ...], row: Any, more: dict[str, Any]
) -> None:
    node: Any = [3, {}, row]
    for name in reversed(place):
        node = {name: node}

    found = problems_of(procedure=node | more, outcomes=["x"])

    path = ".".join(("procedure", *place))
    assert {where for _, where in found} >= {"outcomes[0]", f"{path}[0]", f"{path}[1]"}
    assert [where for _, where in found if where.startswith(f"{path}[2]")]


@pytest.mark.parametrize(
    ("part", "row"),
    [
        ("caps", words("c", per="fortnight", at=1)),
        ("carry", words("c", surplus_of="nowhere", into="total")),
        ("share_out", {"among": ["nowhere", "total"], "each": "unit"}),
        ("outcomes", {"is": "x", "label": LABEL, "not_met": ["nowhere"]}),
        ("worth", {"when": {"category": "nowhere"}, "gives": 1}),
        ("refuse", {"when": {"category": "nowhere"}, "reason": "no", "label": LABEL, "article": "a"}),
        ("deadlines", {"kind": "record", "until": "cycle nowhere"}),
        ("reminders", {"deadline": "nowhere", "before": "1 month"}),
        ("window", {"extend": {"category": "nowhere"}}),
        ("records", {"code": "r", "label": LABEL, "sort": "work", "fact": {"kind": "work", "category": "nowhere"}}),
        ("claims", {"code": "c", "label": LABEL, "category": "nowhere"}),
    ],
)
def test_a_row_of_the_wrong_shape_hides_no_mistake_in_the_next(part: str, row: dict[str, Any]) -> None:
    found = problems_of(**{part: ["x", {}, {}, row]})

    assert {path for _, path in found} >= {f"{part}[0]", f"{part}[1]"}
    assert [path for _, path in found if path.startswith(f"{part}[3]")]
    assert "duplicate-code" not in {code for code, _ in found}


@pytest.mark.parametrize("more", [{}, {"names": 3}, {"marks": "x"}, {"marks": ["x"]}])
def test_a_row_of_a_publication_of_the_wrong_shape_hides_no_mistake_in_the_next(more: dict[str, Any]) -> None:
    found = problems_of(publication={"statuses": [3, {}, {"show": "left"}], **more})

    assert ("end-without-after", "publication.statuses[2]") in found


def test_a_window_of_the_wrong_shape_hides_no_mistake_in_the_next() -> None:
    found = problems_of(windows={"x": 3, "y": {"from": "cycle nowhere", "until": "cycle end"}})

    assert {("wrong-type", "windows.x"), ("bad-date", "windows.y.from")} <= found


def test_what_is_left_of_a_row_without_a_key_that_means_nothing_is_not_held_against_the_rest() -> None:
    assert problems_of(worth=[{"whenn": {"tags": "law"}, "gives": 2}, {"gives": 3}]) == {
        ("unknown-key", "worth[0].whenn")
    }
