"""Every example in the guide for officers is a sound regulation, a part of one, or cases that come out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from register.rules.amendment import amended
from register.rules.cases import differences, read_cases
from register.rules.document import load_document
from register.rules.reference import schema_tables
from register.rules.regulation import Regulation
from register.rules.yaml_source import read_yaml

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "regulations.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
AMENDMENTS = [block for block in BLOCKS if block.startswith("amends:")]
WHOLE = [block for block in BLOCKS if "in_force:" in block and block not in AMENDMENTS]
CASES = [block for block in BLOCKS if "\ncases:" in block]
PARTS = [block for block in BLOCKS if block not in WHOLE + CASES + AMENDMENTS]


@pytest.mark.parametrize("text", WHOLE)
def test_a_whole_example_is_sound(text: str) -> None:
    assert Regulation.from_document(load_document(text)).register == "example"


@pytest.mark.parametrize("text", PARTS, ids=[block.split(":")[0] for block in PARTS])
def test_a_part_fits_the_running_example(text: str) -> None:
    part: dict[str, Any] = read_yaml(text).value

    assert Regulation.from_document({**load_document(WHOLE[1]), **part})


@pytest.mark.parametrize("text", CASES)
def test_the_example_cases_come_out(text: str) -> None:
    regulation = Regulation.from_document(load_document(WHOLE[1]))

    for case in read_cases(text).cases:
        assert differences(case, regulation.evaluate(case.dossier, as_of=case.as_of)) == []


@pytest.mark.parametrize("text", AMENDMENTS)
def test_an_amendment_lies_over_the_running_example(text: str) -> None:
    whole = amended(load_document(WHOLE[1]), read_yaml(text)).value

    rules = Regulation.from_document(whole)

    assert [(one["code"], one["at_least"]) for one in rules.document["requirements"]] == [("total", 80)]


@pytest.mark.parametrize("name", ["regulation", "standing"])
def test_the_reference_is_what_the_schema_says(name: str) -> None:
    page = {"regulation": "regulations", "standing": "standing"}[name]
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    schema = json.loads((ROOT / "register" / "rules" / f"{name}.schema.json").read_text(encoding="utf-8"))

    written = text.split("<!-- reference -->\n")[1].split("\n\n<!-- end of reference -->")[0]

    assert written == "\n".join(schema_tables(schema))
