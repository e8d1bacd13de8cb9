"""Which regulations come with the product, and which version of one judges a dossier."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from rules_builders import dossier, regulation

from register.rules.facts import Period
from register.rules.shipped import NoRegulation, registers, version_for, versions
from register.rules.starter import starter

YEAR = Period(date(2023, 1, 1), date(2024, 1, 1))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "loose.yaml").write_text(starter("example"), encoding="utf-8")
    tmp_path /= "regulations"
    tmp_path.mkdir()
    monkeypatch.setattr("register.rules.shipped.FOLDER", tmp_path)
    for name in ("second", "first", "empty"):
        (tmp_path / name).mkdir()
    for name, day in (("second", "2025-01-01"), ("second", "2020-01-01"), ("first", "2024-01-01")):
        text = starter("example").replace("from: 2025-01-01", f"from: {day}")
        (tmp_path / name / f"{day}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_only_folders_with_a_regulation_are_registers(folder: Path) -> None:
    assert registers() == ("first", "second")


def test_the_versions_of_a_register_are_given_the_oldest_first(folder: Path) -> None:
    found = versions.__wrapped__("second")

    assert [str(one.parts.in_force.start) for one in found] == ["2020-01-01", "2025-01-01"]


@pytest.mark.parametrize("name", ["nowhere", "empty", ".."])
def test_a_register_without_a_regulation_is_named_with_those_that_have_one(folder: Path, name: str) -> None:
    with pytest.raises(NoRegulation, match=r"No regulation is shipped for .*\. Known: first, second\."):
        versions.__wrapped__(name)


def test_the_newest_of_the_versions_that_hold_judges() -> None:
    old, new, later = (
        regulation(in_force={"from": f"{year}-01-01", "by": "cycle_start"}) for year in (2020, 2023, 2024)
    )

    assert version_for([new, later, old], dossier(cycle=YEAR), as_of=YEAR.last_day) == new


def test_where_no_version_holds_the_end_of_the_cycle_is_told() -> None:
    later = regulation(in_force={"from": "2024-01-01", "by": "cycle_start"})

    with pytest.raises(NoRegulation, match="No version of 'example' holds for a cycle that ends on 2023-12-31"):
        version_for([later], dossier(cycle=YEAR), as_of=YEAR.last_day)
