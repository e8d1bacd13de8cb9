"""What is written correctly and cannot be meant is refused when a regulation is checked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rules_builders import LABEL, document, words

from register.rules.command import check_files
from register.rules.document import load_file
from register.rules.problems import RegulationInvalid
from register.rules.regulation import Regulation
from register.rules.starter import starter

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
        words("a", measure={"periods": "calendar-month"}, at_least=62, **{"in": {"length": "7 years"}}),
        words("a", any=[words("b", at_least=1), words("d", at_least=1)], at_least=2),
        words("a", measure={"distinct": "tags", "among": ["x"]}, granted=1, at_least=2),
    ],
)
def test_a_norm_that_can_just_be_reached_is_not(requirement: dict[str, Any]) -> None:
    assert problems_of(requirements=[requirement]) == []


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


def test_one_category_in_two_places_of_the_tree_is_refused() -> None:
    tree = {"a": LABEL | {"includes": {"b": LABEL}}, "b": LABEL}

    with pytest.raises(RegulationInvalid) as refusal:
        Regulation.from_document(document(categories=tree))

    assert [(one.code, one.path) for one in refusal.value.problems] == [("duplicate-code", "categories.b")]


def _write(folder: Path, name: str, in_force: str) -> Path:
    file = folder / f"{name}.yaml"
    text = starter("example").replace("{from: 2025-01-01, by: cycle_start}", in_force)
    file.write_text(text, encoding="utf-8")
    return file


def test_versions_that_hold_at_once_are_named(tmp_path: Path) -> None:
    old = _write(tmp_path, "old", "{from: 2020-01-01, until: 2025-01-02, by: cycle_end}")
    new = _write(tmp_path, "new", "{from: 2025-01-01, by: cycle_end}")

    lines, sound = check_files([new, old])

    assert not sound
    assert lines[1] == f"{old}: holds at the same time as {new}; give the older one an `until`."


def test_versions_that_follow_one_another_are_in_order(tmp_path: Path) -> None:
    old = _write(tmp_path, "old", "{from: 2020-01-01, until: 2025-01-01, by: cycle_end}")
    new = _write(tmp_path, "new", "{from: 2025-01-01, by: cycle_end}")

    assert check_files([old, new])[1]


AMENDMENT = "amends: old.yaml\nin_force: {from: 2025-01-01, by: cycle_end}\n"


def _amended(folder: Path, text: str) -> Path:
    _write(folder, "old", "{from: 2020-01-01, until: 2025-01-01, by: cycle_end}")
    file = folder / "new.yaml"
    file.write_text(AMENDMENT + text, encoding="utf-8")
    return file


def test_an_amendment_replaces_what_it_names_and_leaves_the_rest(tmp_path: Path) -> None:
    file = _amended(
        tmp_path,
        "caps: [{code: cap-meeting, at: 30}]\n"
        "categories: {reading: {nl: Lezen, en: Reading}, meeting: {nl: Overleg, en: Meeting}}\n"
        "worth: [{gives: 1}]\n"
        "reminders: null\n"
        "requirements:\n"
        "  - {code: course, dropped: true}\n"
        "  - {code: new, label: {nl: n, en: n}, article: a, at_least: 1}\n",
    )

    base, whole = load_file(tmp_path / "old.yaml"), load_file(file)

    assert whole["caps"] == [{**base["caps"][0], "at": 30}]
    assert list(whole["categories"]) == ["course", "reading", "meeting"]
    assert whole["worth"] == [{"gives": 1}]
    assert "reminders" not in whole
    assert "amends" not in whole
    assert [one["code"] for one in whole["requirements"]] == ["total", "new"]
    assert whole["requirements"][0] == base["requirements"][0]
    assert whole["in_force"] == {"from": "2025-01-01", "by": "cycle_end"}


def test_a_mistake_in_an_amendment_has_the_line_of_the_amendment(tmp_path: Path) -> None:
    file = _amended(tmp_path, "requirements:\n  - code: course\n    at_leest: 3\n")

    lines, sound = check_files([file])

    assert not sound
    assert "line 5, requirements[1].at_leest" in lines[0]


@pytest.mark.parametrize("base", ["nowhere.yaml", "../old.yaml", "new.yaml", "3"])
def test_an_amendment_of_nothing_is_refused_with_the_nearest_file(tmp_path: Path, base: str) -> None:
    file = _amended(tmp_path, "")
    file.write_text(AMENDMENT.replace("old.yaml", base), encoding="utf-8")

    lines, sound = check_files([file])

    assert not sound
    assert "no regulation in the same folder" in lines[0]
    assert "old.yaml" in lines[0]
