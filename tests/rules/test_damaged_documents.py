"""Thousands of damaged regulations: refused with problems or read as sound, and never a traceback.

`RULES_FUZZ=10000` sets how many are tried; the seed is that of the test run, and names itself when something fails.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rules_builders import dossier, points

from register.rules.document import load_document
from register.rules.fact_refusals import FactInvalid
from register.rules.facts import Period
from register.rules.problems import RegulationInvalid
from register.rules.regulation import Regulation
from register.rules.shape import SCHEMA_FILE
from register.rules.shipped import FOLDER
from register.rules.yaml_source import as_yaml, read_yaml

HOW_MANY = int(os.environ.get("RULES_FUZZ", "200"))
TEXTS = [file.read_text(encoding="utf-8") for file in sorted(FOLDER.glob("*/*.yaml"))]
WORDS = [
    "at_least", "null", "true", "-1", "0", "1e9", "2025-02-30", "cycle end + 99 years", "registration", "{}", "[]",
    "$nobody", "per", "every-day", "attribute nothing", "99999999999999999999", "é", "'", "\t", "- ", "a: b: c", "day",
]  # fmt: skip
LAST = date(2024, 12, 31)


def damaged_text(text: str, random: Random) -> str:
    lines = text.split("\n")
    for _ in range(random.choice([1, 1, 1, 2, 5])):
        n = random.randrange(len(lines))
        match random.randrange(7):
            case 0:
                del lines[n]
            case 1:
                lines.insert(n, lines[random.randrange(len(lines))])
            case 2:
                lines[n] = " " * random.randrange(6) + lines[n].lstrip()
            case 3:
                at = random.randrange(len(lines[n]) + 1)
                lines[n] = lines[n][:at] + random.choice("{}[]:,#&*!-'\"\x00 \u00e9") + lines[n][at:]
            case 4:
                lines[n] = lines[n][: random.randrange(len(lines[n]) + 1)]
            case 5:
                lines[n] = f"{lines[n].split(':')[0]}: {random.choice(WORDS)}"
            case _:
                cells = lines[n].split(" ")
                cells[random.randrange(len(cells))] = random.choice(WORDS)
                lines[n] = " ".join(cells)
        if not lines:
            lines = [""]
    return "\n".join(lines)


def places(node: Any) -> Iterator[tuple[Any, Any]]:
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, part in list(items):
        yield node, key
        yield from places(part)


def damaged_tree(document: dict[str, Any], random: Random) -> dict[str, Any]:
    document = deepcopy(document)
    for _ in range(random.choice([1, 1, 2])):
        every = list(places(document))
        if not every:
            break
        (node, key), (other, again) = random.choice(every), random.choice(every)
        match random.randrange(5):
            case 0:
                del node[key]
            case 1:
                node[key] = deepcopy(other[again])
            case 2:
                node[key] = random.choice([None, True, -3, 0, 10**12, "", "x", [], {}, [[]], {"of": {}}, "2025-02-30"])
            case 3 if isinstance(node, dict):
                node[random.choice(["whenn", "at_least", "of", "any", "measure", "for_each", "by"])] = node.pop(key)
            case _:
                node[key] = [deepcopy(node[key])] if random.random() < 0.5 else {"is": deepcopy(node[key])}
    return document


def judge(rules: Regulation) -> None:
    """A regulation that was accepted judges a small dossier; a fact may be refused, nothing else."""
    facts = [points(3, date(2022, 5, 1), id="a"), points(3, date(2019, 5, 1), id="b", course="x")]
    earlier = [Period(date(2018, 1, 1), date(2020, 1, 1))]
    try:
        rules.evaluate(dossier(facts, earlier=earlier), as_of=LAST).to_json()
    except FactInvalid:
        return


def read_or_refused(text: str) -> Regulation | None:
    try:
        return Regulation.from_document(load_document(text))
    except RegulationInvalid as refusal:
        problems = refusal.problems
    assert problems
    assert all(one.sentence("nl") and one.sentence("en") and one.line for one in problems)
    return None


def test_damaged_texts_are_refused_or_sound(request: pytest.FixtureRequest) -> None:
    seed = request.config.getoption("randomly_seed", default=1)
    validator = Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))
    for n in range(HOW_MANY // 2):
        random = Random(f"{seed}-{n}")
        text = damaged_text(random.choice(TEXTS), random)
        try:
            rules = read_or_refused(text)
            if rules is not None:
                judge(rules)
                assert validator.is_valid(rules.document)
        except Exception as error:
            raise AssertionError(f"seed {seed}-{n}: {error!r}\n{text}") from error


def test_damaged_trees_are_refused_or_sound(request: pytest.FixtureRequest) -> None:
    seed = request.config.getoption("randomly_seed", default=1)
    for n in range(HOW_MANY // 2):
        random = Random(f"{seed}-tree-{n}")
        document = damaged_tree(read_yaml(random.choice(TEXTS)).value, random)
        try:
            rules = read_or_refused(as_yaml(document))
            if rules is not None:
                judge(rules)
        except Exception as error:
            raise AssertionError(f"seed {seed}-tree-{n}: {error!r}\n{as_yaml(document)}") from error


@pytest.mark.parametrize("text", TEXTS, ids=[text.split("register: ")[1].split("\n")[0] for text in TEXTS])
def test_what_is_certainly_broken_is_never_accepted(text: str) -> None:
    document = read_yaml(text).value
    first = document["requirements"][0]
    broken = [
        {**document, "extra": 1},
        {key: part for key, part in document.items() if key != "unit"},
        {**document, "requirements": [*document["requirements"], first]},
        {**document, "requirements": []},
        {**document, "cycle": {**document["cycle"], "starts": "2025-02-29"}},
        {**document, "in_force": {**document["in_force"], "from": "2025-13-01"}},
        {**document, "title": {"nl": "alleen Nederlands"}},
        {**document, "requirements": [{**first, "of": {"category": "no-such-thing"}}, *document["requirements"][1:]]},
        {
            **document,
            "requirements": [{**first, "at_least": {"share": 1, "of": "nobody"}}, *document["requirements"][1:]],
        },
    ]
    for one in broken:
        assert read_or_refused(as_yaml(one)) is None


def test_ten_megabytes_are_refused_at_once() -> None:
    assert read_or_refused("a: " + "x" * 10_000_000) is None


def test_every_shipped_folder_is_damaged_too() -> None:
    assert len(TEXTS) >= 30
    assert Path(FOLDER).is_dir()
