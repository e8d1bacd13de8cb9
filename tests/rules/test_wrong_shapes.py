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
    ],
)
def test_a_row_of_the_wrong_shape_hides_no_mistake_in_the_next(part: str, row: dict[str, Any]) -> None:
    found = problems_of(**{part: ["x", {}, row]})

    assert {path for _, path in found} >= {f"{part}[0]", f"{part}[1]"}
    assert [path for _, path in found if path.startswith(f"{part}[2]")]
