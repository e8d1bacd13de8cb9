"""Every worked case of every shipped regulation comes out as stated."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from register.rules.cases import Case, differences, load_cases
from register.rules.document import load_document
from register.rules.sentences import explain
from register.rules.shipped import FOLDER, registers, version_for, versions

FILES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))
CASES = [(file.register, case) for file in map(load_cases, FILES) for case in file.cases]


@pytest.mark.parametrize(("register", "case"), CASES, ids=[case.id for _, case in CASES])
def test_the_case_comes_out_as_stated(register: str, case: Case) -> None:
    regulation = version_for(versions(register), case.dossier, as_of=case.as_of)

    standing = regulation.evaluate(case.dossier, as_of=case.as_of)

    assert differences(case, standing) == []


@pytest.mark.parametrize(("register", "case"), CASES, ids=[case.id for _, case in CASES])
def test_shares_of_facts_add_up_to_the_requirement(register: str, case: Case) -> None:
    regulation = version_for(versions(register), case.dossier, as_of=case.as_of)
    standing = regulation.evaluate(case.dossier, as_of=case.as_of)
    trees = {child.part_of for child in standing.requirements if child.part_of}

    for finding in standing.requirements:
        if finding.code in trees or regulation.parts.requirement(finding.code).granted:
            continue
        shares = [one.counted for fact in standing.facts for one in fact.toward if one.requirement == finding.name]
        assert abs(sum(shares) - finding.counted) < 0.00001 * (1 + len(shares))


def test_every_shipped_register_has_cases() -> None:
    assert {register for register, _ in CASES} == set(registers())


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*/*.yaml")), ids=lambda file: f"{file.parent.name}-{file.stem}")
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_shipped_regulation_can_be_read_aloud(file: Path, language: str) -> None:
    document = load_document(file.read_text(encoding="utf-8"))

    lines = explain(document, language=language)

    assert lines[0] == document["title"][language]
    assert file.parent.name == document["register"]
    assert file.stem == document["in_force"]["from"]
    assert not [line for line in lines if "None" in line or "{" in line]


def test_versions_of_one_register_never_hold_at_once() -> None:
    for register in registers():
        spans = [version.parts.in_force for version in versions(register)]
        for one, other in pairwise(spans):
            assert one.end is not None
            assert one.end <= other.start
