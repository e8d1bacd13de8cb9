"""Documents that lie over others: what they change, how deep, and on which line a mistake is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rules_builders import LABEL, document, words

from register.rules.amendment import amended
from register.rules.document import load_file
from register.rules.problems import RegulationInvalid
from register.rules.yaml_source import as_yaml, read_yaml

BASE = document(
    categories={"course": LABEL, "reading": LABEL},
    requirements=[
        words("total", at_least=10),
        words("both", all=[words("law", of={"tags": "law"}, at_least=3), words("art", of={"tags": "art"}, at_least=2)]),
    ],
)


def over(base: dict[str, Any], text: str) -> dict[str, Any]:
    whole: dict[str, Any] = amended(base, read_yaml(f"amends: old.yaml\n{text}")).value
    return whole


def places_in(folder: Path, text: str) -> list[tuple[str, int]]:
    (folder / "old.yaml").write_text(as_yaml(BASE), encoding="utf-8")
    file = folder / "new.yaml"
    file.write_text(f"amends: old.yaml\n{text}", encoding="utf-8")
    with pytest.raises(RegulationInvalid) as refusal:
        load_file(file)
    return [(problem.path, problem.line) for problem in refusal.value.problems]


def test_a_requirement_inside_another_is_changed_by_its_code() -> None:
    whole = over(BASE, "requirements:\n  - {code: both, all: [{code: art, at_least: 5}]}\n")

    law, art = whole["requirements"][1]["all"]
    assert law == BASE["requirements"][1]["all"][0]
    assert art == {**BASE["requirements"][1]["all"][1], "at_least": 5}


def test_a_key_of_a_rule_is_taken_away() -> None:
    whole = over(BASE, "requirements:\n  - {code: both, all: [{code: law, of: null}]}\n")

    assert "of" not in whole["requirements"][1]["all"][0]


def test_a_part_that_the_older_document_lacks_is_added() -> None:
    caps = "caps:\n  - {code: most, label: {nl: a, en: a}, article: a, per: cycle, at: 3}\n"

    assert [one["code"] for one in over(BASE, caps)["caps"]] == ["most"]


def test_a_category_is_taken_away_by_name() -> None:
    assert over(BASE, "categories: {reading: null}\n")["categories"] == {"course": LABEL}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("requirements:\n  - {code: total, at_least: 3}\n  - at_least: 4\n", ("requirements[1]", 4)),
        ("requirements:\n  - code: total\n    at_least: -3\n", ("requirements[0].at_least", 4)),
        ("requirements:\n  - code: total\n    of: {categori: x}\n", ("requirements[0].of.categori", 4)),
        ("unit: point\nrequirements:\n  - code: new\n    article: a\n    at_least: 1\n", ("requirements[2]", 4)),
        ("unit: point\ncategories:\n  reading:\n    nl: Lezen\n", ("categories.reading", 4)),
        ("cycle:\n  length: 5 years\n", ("cycle", 2)),
        ("unit: none\n", ("unit", 2)),
        ("title: {nl: a, en: b}\ncycle: null\n", ("", 1)),
    ],
)
def test_a_mistake_is_found_on_the_line_of_the_amendment_that_makes_it(
    tmp_path: Path, text: str, place: tuple[str, int]
) -> None:
    assert {found for found in places_in(tmp_path, text) if found[1] >= place[1]} == {place}
