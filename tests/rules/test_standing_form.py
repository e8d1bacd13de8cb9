"""The wire form standing/1: every case keeps to the published schema, adds up, and can be read as lines."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from register.rules.cases import Case, load_cases
from register.rules.command import STANDING_SCHEMA_FILE, explain_persons, reference, whole_file
from register.rules.shipped import FOLDER, load_regulation, version_for, versions
from register.rules.standing import Standing
from register.rules.standing_text import read_standing

HERE = Path(__file__).parent
SCHEMA = json.loads(STANDING_SCHEMA_FILE.read_text(encoding="utf-8"))
OTHERS = HERE / "other_bodies"
SHIPPED = [
    (file.register, case) for file in map(load_cases, sorted((HERE / "cases").glob("*.yaml"))) for case in file.cases
]
OTHER = [
    (name.name.split(".")[0], case) for name in sorted(OTHERS.glob("*.cases.yaml")) for case in load_cases(name).cases
]


def judged(register: str, case: Case) -> Standing:
    known = [load_regulation(OTHERS / f"{register}.yaml")] if (register, case) in OTHER else versions(register)
    rules = known[0] if len(known) == 1 else version_for(known, case.dossier, as_of=case.as_of)
    return rules.evaluate(case.dossier, as_of=case.as_of)


@pytest.mark.parametrize(("register", "case"), SHIPPED + OTHER, ids=[case.id for _, case in SHIPPED + OTHER])
def test_a_standing_keeps_to_the_published_form_and_adds_up(register: str, case: Case) -> None:
    standing = judged(register, case)
    wire = json.loads(json.dumps(standing.to_json()))

    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate(wire)
    names = {one["code"] + (f"[{one['qualifier']}]" if one["qualifier"] else "") for one in wire["requirements"]}
    assert {part["requirement"] for fact in wire["facts"] for part in fact["toward"]} <= names
    for one in wire["requirements"]:
        if Decimal(one["short"]) and one["unit"] != "part" and Decimal(one["counted"]) < Decimal(one["required"]):
            total = sum(Decimal(one[key]) for key in ("counted", "carriedIn", "short"))
            assert abs(total - Decimal(one["required"])) < Decimal("0.00001")


@pytest.mark.parametrize(("register", "case"), SHIPPED + OTHER, ids=[case.id for _, case in SHIPPED + OTHER])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_cut_is_read_aloud_with_its_rule(register: str, case: Case, language: str) -> None:
    standing = judged(register, case)

    lines = read_standing(standing, language=language)

    assert standing.outcome in lines[0]
    for fact in standing.facts:
        assert any(line.startswith(f"  {fact.id}: ") for line in lines)
        for cut in fact.cuts:
            assert any(cut.label[language] in line and f"[{cut.article}]" in line for line in lines)
    for finding in standing.requirements:
        assert any(f" {finding.name}, {finding.label[language]}" in line for line in lines)
    assert not [line for line in lines if "None" in line]


def test_a_person_is_explained_in_lines() -> None:
    lines, sound = explain_persons(
        FOLDER / "mfn" / "2019-01-01.yaml", HERE / "cases" / "mfn.yaml", case_id="mfn-category-cap-34", language="en"
    )

    assert sound
    assert lines[0] == "mfn-category-cap-34"
    assert lines[1] == "mfn, judged on 2024-12-31: not-met"
    assert lines[2] == "Counting window: 2022-01-01 – 2024-12-31"
    assert "  s1: worth 22 points; total 16 points" in lines
    assert "      not counted 6 points, Category 1b counts for at most 34 points [PE-systeem, categorie 1b]" in lines
    assert lines[-1] == "Deadline earn: 2024-12-31"


def test_a_case_that_is_not_there_is_named_with_the_nearest() -> None:
    lines, sound = explain_persons(
        FOLDER / "mfn" / "2019-01-01.yaml", HERE / "cases" / "mfn.yaml", case_id="mfn-exactly-mett", language="en"
    )

    assert not sound
    assert "Did you mean 'mfn-exactly-met'?" in lines[0]


def test_without_a_case_every_person_of_the_file_is_explained() -> None:
    lines, _ = explain_persons(
        FOLDER / "mfn" / "2019-01-01.yaml", HERE / "cases" / "mfn.yaml", case_id=None, language="nl"
    )

    ids = [case.id for case in load_cases(HERE / "cases" / "mfn.yaml").cases]
    assert [line for line in lines if line in ids] == ids


@pytest.mark.parametrize("which", [0, 1])
def test_a_file_that_is_not_there_is_named(which: int) -> None:
    files = [FOLDER / "mfn" / "2019-01-01.yaml", HERE / "cases" / "mfn.yaml"]
    files[which] = Path("nowhere.yaml")

    assert explain_persons(*files, case_id=None, language="nl") == (["nowhere.yaml: No such file or directory"], False)


def test_an_amended_regulation_is_written_out_whole() -> None:
    lines, sound = whole_file(OTHERS / "internal-auditor-2024.yaml")

    assert sound
    assert "register: internal-auditor" in lines
    assert not [line for line in lines if line.startswith("amends")]
    assert whole_file(Path("nowhere.yaml")) == (["nowhere.yaml: No such file or directory"], False)


@pytest.mark.parametrize("of", ["regulation", "standing"])
def test_the_reference_has_a_table_for_every_part(of: str) -> None:
    lines, sound = reference(of)

    assert sound
    assert "**the document**" in lines
    assert all(len(line.replace("\\|", "").split("|")) == 4 for line in lines if line.startswith("|"))
