"""Files that stand side by side: versions that follow one another, and amendments of one of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from register.rules.command import check_files
from register.rules.document import load_file
from register.rules.starter import starter


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
