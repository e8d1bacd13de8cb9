"""What is written correctly and cannot be meant is refused when a regulation is checked."""

from __future__ import annotations

from typing import Any

import pytest
from rules_builders import LABEL, document, words

from register.rules.problems import RegulationInvalid
from register.rules.regulation import Regulation

CATEGORIES = {"learning": LABEL | {"includes": {"course": LABEL, "meeting": LABEL}}, "reading": LABEL}
COURSE = {"category": "course"}
EACH_ROLE = {"values": ["trainer", "assessor"], "as": "role"}


def problems_of(**parts: Any) -> list[tuple[str, str]]:
    try:
        Regulation.from_document(document(categories=CATEGORIES, **parts))
    except RegulationInvalid as refusal:
        return [(problem.code, problem.path) for problem in refusal.problems]
    return []


def five(of: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    return [words("a", of=of, at_least=5, **more)]


def cap(**more: Any) -> list[dict[str, Any]]:
    return [words("c", **{"of": {"category": "learning"}, "per": "cycle", "at": 4, **more})]


@pytest.mark.parametrize(
    "requirement",
    [
        words("a", measure={"distinct": "tags", "among": ["x", "y"]}, at_least=3),
        words("a", measure="weekly_hours", of={"kind": "work"}, at_least=169),
        words("a", measure={"periods": "calendar-month"}, at_least=62),
        words("a", measure={"periods": "calendar-year"}, at_least=7),
        words("a", any=[words("b", at_least=1), words("d", at_least=1)], at_least=3),
    ],
)
def test_a_norm_that_nobody_can_reach_is_refused(requirement: dict[str, Any]) -> None:
    assert problems_of(requirements=[requirement]) == [("never-met", "requirements[0].at_least")]


@pytest.mark.parametrize(
    "requirement",
    [
        words("a", measure={"distinct": "tags", "among": ["x", "y"]}, at_least=2),
        words("a", measure={"distinct": "tags", "among": {"prefix": "x"}}, at_least=20),
        words("a", measure="weekly_hours", of={"kind": "work"}, at_least=168),
        words("a", measure={"periods": "calendar-month"}, at_least=61),
        words("a", measure={"periods": "calendar-year"}, at_least=6),
        words("a", measure={"periods": "cycle-year"}, at_least=6),
        words("a", measure={"periods": "calendar-month"}, at_least=62, **{"in": {"length": "7 years"}}),
        words("a", any=[words("b", at_least=1), words("d", at_least=1)], at_least=2),
        words("a", measure={"distinct": "tags", "among": ["x"]}, granted=1, at_least=2),
        words("a", measure={"distinct": "tags", "among": ["x", "$titles"]}, at_least=9),
        words("a", any=[words("b", for_each={"series": "cycle-year"}, at_least=1), words("d", at_least=1)], at_least=6),
        words("a", any=[words("b", of={"role": "$role"}, for_each=EACH_ROLE, at_least=1)], at_least=2),
    ],
)
def test_a_norm_that_can_just_be_reached_is_not(requirement: dict[str, Any]) -> None:
    assert problems_of(requirements=[requirement], attributes={"titles": LABEL}) == []


def test_a_norm_inside_another_requirement_is_looked_at_as_well() -> None:
    inside = words("b", measure={"distinct": "tags", "among": ["x"]}, at_least=2)

    assert problems_of(requirements=[words("a", all=[words("d", all=[inside])])]) == [
        ("never-met", "requirements[0].all[0].all[0].at_least")
    ]


@pytest.mark.parametrize(("months", "sound"), [(5, True), (6, False)])
def test_weeks_touch_no_more_months_than_they_can(months: int, sound: bool) -> None:
    requirement = words("a", measure={"periods": "calendar-month"}, at_least=months)

    assert (
        problems_of(cycle={"length": "16 weeks", "starts": "registration"}, requirements=[requirement]) == []
    ) is sound


@pytest.mark.parametrize(("norm", "sound"), [(0, True), (1, False)])
def test_a_norm_of_nothing_is_met_by_what_is_refused(norm: int, sound: bool) -> None:
    refuse = [{"when": {"category": "learning"}, "reason": "no", "label": LABEL, "article": "a"}]

    assert (problems_of(refuse=refuse, requirements=[words("a", of=COURSE, at_least=norm)]) == []) is sound


def test_a_requirement_of_which_everything_is_refused_cannot_be_met() -> None:
    refuse = [{"when": {"category": "learning"}, "reason": "no", "label": LABEL, "article": "a"}]

    assert problems_of(refuse=refuse, requirements=five(COURSE)) == [("never-met", "requirements[0].of")]
    assert problems_of(refuse=refuse, requirements=five({"category": ["course", "reading"]})) == []


@pytest.mark.parametrize(
    ("caps", "requirements"),
    [
        (cap(), five(COURSE)),
        (cap(of={}), five(COURSE)),
        (cap(per="window"), five(COURSE, **{"in": {"length": "1 year"}})),
        (cap(toward=["a"]), five(COURSE)),
        (cap(per="calendar-year"), five(COURSE, for_each={"series": "calendar-year"})),
    ],
)
def test_a_maximum_below_a_minimum_it_feeds_is_refused(caps: Any, requirements: Any) -> None:
    assert problems_of(caps=caps, requirements=requirements) == [("cap-below-minimum", "caps[0].at")]


@pytest.mark.parametrize(
    ("caps", "requirements"),
    [
        (cap(at=5), five(COURSE)),
        (cap(of={"category": "meeting"}), five(COURSE)),
        (cap(of={"category": "learning", "tags": "x"}), five(COURSE)),
        (cap(of={"kind": "work"}), five(COURSE)),
        (cap(measure="count"), five(COURSE)),
        (cap(part="x"), five(COURSE)),
        (cap(spares={"tags": "x"}), five(COURSE)),
        (cap(when={"attributes": {"titles": "x"}}), five(COURSE)),
        (cap(toward=["b"]), [*five(COURSE), words("b", at_least=1)]),
        (cap(), five(COURSE, **{"in": {"length": "7 years"}})),
        (cap(), five(COURSE, measure="count")),
        (cap(), five({"kind": "work"}, unit="hour")),
        (cap(), five(COURSE, granted=1)),
        (cap(per="calendar-year"), five(COURSE)),
        (cap(per="day"), five(COURSE, for_each={"series": "calendar-year"})),
        (cap(per="calendar-year"), five(COURSE, for_each={"series": "calendar-year", "consecutive": 2})),
        (cap(), five({"any": [{"category": "course"}, {"kind": "exam"}]})),
    ],
)
def test_a_maximum_that_leaves_room_is_not(caps: Any, requirements: Any) -> None:
    assert problems_of(caps=caps, requirements=requirements, attributes={"titles": LABEL}) == []


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ({"worth": [{"gives": 2}, {"when": {"tags": "x"}, "gives": 3}]}, "worth[1]"),
        ({"worth": [{"when": {"category": "learning"}, "gives": 2}, {"when": COURSE, "per": "1 hour"}]}, "worth[1]"),
        ({"requirements": [words("a", at_least=[{"is": 1}, {"is": 2}])]}, "requirements[0].at_least[1]"),
        (
            {"outcomes": [{"is": "x", "label": LABEL}, {"is": "y", "label": LABEL, "met": "all"}]},
            "outcomes[1]",
        ),
        ({"cycle": {"length": "1 year", "starts": [{"is": "01-01"}, {"is": "08-01"}]}}, "cycle.starts[1]"),
        ({"requirements": [words("a", at_least=[{"is": 1}, {"is": 2}, {"is": 3}])]}, "requirements[0].at_least[1]"),
        (
            {"worth": [{"when": COURSE, "gives": 2}, {"when": COURSE, "gives": 3}, {"gives": 1}]},
            "worth[1]",
        ),
        (
            {"outcomes": [{"is": code, "label": LABEL} for code in "xyz"]},
            "outcomes[1]",
        ),
    ],
)
def test_a_row_below_one_that_always_fits_is_refused(parts: dict[str, Any], path: str) -> None:
    assert problems_of(**parts) == [("never-read", path)]


@pytest.mark.parametrize(
    "parts",
    [
        {"worth": [{"per": "1 hour"}, {"when": {"tags": "x"}, "gives": 3}]},
        {"worth": [{"when": COURSE, "gives": 2}, {"when": {"category": "learning"}, "gives": 1}, {"gives": 0}]},
        {"worth": [{"when": {"kind": "exam"}, "gives": 2}, {"gives": 1}]},
        {"outcomes": [{"is": "y", "label": LABEL, "met": "all"}, {"is": "x", "label": LABEL}]},
    ],
)
def test_rows_that_are_read_are_not(parts: dict[str, Any]) -> None:
    assert problems_of(**parts) == []


@pytest.mark.parametrize(
    ("parts", "code", "path"),
    [
        ({"caps": [*cap(at=50), *cap(at=60)]}, "duplicate-code", "caps[1].code"),
        ({"carry": [words("x", surplus_of="total", into="total")] * 2}, "duplicate-code", "carry[1].code"),
        (
            {
                "requirements": [
                    words("roles", all=[words("each", of={"role": "$role"}, at_least=1)], for_each=EACH_ROLE),
                    words("total", at_least=1),
                ],
                "carry": [words("x", surplus_of="each", into="total")],
            },
            "carried-from-each",
            "carry[0].into",
        ),
        (
            {
                "requirements": [words(code, at_least=1) for code in ("a", "b", "d")],
                "share_out": [{"among": ["a", "b"], "each": "unit"}, {"among": ["b", "d"], "each": "unit"}],
            },
            "shared-twice",
            "share_out[1].among[0]",
        ),
        (
            {"requirements": [words("a", all=[words("b", at_least=1)], for_each={"rolling": "1 year"})]},
            "rolling-needs-measure",
            "requirements[0].for_each",
        ),
        (
            {"requirements": [words("a", of={"given": {"measured": {"at_least": 1}}}, at_least=1)]},
            "measures-in-given",
            "requirements[0].of.given",
        ),
        (
            {"requirements": [words("a", of={"given": {"any": [{"number": {"of": 1, "above": 0}}]}}, at_least=1)]},
            "measures-in-given",
            "requirements[0].of.given",
        ),
        (
            {"cycle": {"starts": "registration", "length": [{"when": {"attributes": {"x": 1}}, "is": "1 year"}]}},
            "no-last-row",
            "cycle.length",
        ),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(parts: dict[str, Any], code: str, path: str) -> None:
    assert (code, path) in problems_of(**parts)


@pytest.mark.parametrize(
    "parts",
    [
        {"share_out": [{"among": ["a", "b"], "each": "unit"}, {"among": ["b", "d"], "each": "unit"}]},
        {"caps": [*cap(at=50), *cap(at=60)]},
    ],
)
def test_what_is_given_twice_is_told_once(parts: dict[str, Any]) -> None:
    requirements = [words(code, at_least=1) for code in ("a", "b", "d")]

    assert len(problems_of(requirements=requirements, **parts)) == 1


def test_each_row_below_one_that_always_fits_is_told_once() -> None:
    assert problems_of(worth=[{"gives": 1}, {"gives": 2}, {"gives": 3}]) == [
        ("never-read", "worth[1]"),
        ("never-read", "worth[2]"),
    ]


def test_one_category_in_two_places_of_the_tree_is_refused() -> None:
    tree = {"a": LABEL | {"includes": {"b": LABEL}}, "b": LABEL}

    with pytest.raises(RegulationInvalid) as refusal:
        Regulation.from_document(document(categories=tree))

    assert [(one.code, one.path) for one in refusal.value.problems] == [("duplicate-code", "categories.b")]
