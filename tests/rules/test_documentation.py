"""Every example in the guide for officers is a sound regulation, a part of one, or cases that come out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from register.rules.cases import differences, read_cases
from register.rules.document import load_document
from register.rules.regulation import Regulation
from register.rules.yaml_source import read_yaml

GUIDE = Path(__file__).parents[2] / "docs" / "regulations.md"
BLOCKS = re.findall(r"```yaml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.DOTALL)
WHOLE = [block for block in BLOCKS if "in_force:" in block]
CASES = [block for block in BLOCKS if "\ncases:" in block]
PARTS = [block for block in BLOCKS if block not in WHOLE + CASES]


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
