"""Every noun of the API is in the glossary, beside the Dutch term."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
NAMED = {noun for code in re.findall(r"`([^`]+)`", GLOSSARY) for noun in re.findall(r"/([a-z-]+)", code)}


def nouns() -> set[str]:
    paths = json.loads((ROOT / "docs/openapi.json").read_text(encoding="utf-8"))["paths"]
    return {path.split("/")[1] for path in paths} - {""}


def test_every_collection_of_the_api_has_its_dutch_term():
    assert sorted(nouns() - NAMED) == []


def test_no_line_of_the_glossary_is_there_twice():
    lines = [line for line in GLOSSARY.splitlines() if line.startswith("| ") and "---" not in line]

    assert len(lines) == len(set(lines))
