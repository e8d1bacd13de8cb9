"""Rules that the language was not written for: regulations in the manner of other bodies, with worked cases."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from register.rules.cases import Case, differences, load_cases
from register.rules.document import load_document, load_file
from register.rules.regulation import Regulation
from register.rules.sentences import explain
from register.rules.shipped import load_regulation, version_for
from register.rules.yaml_source import as_yaml

FOLDER = Path(__file__).parent / "other_bodies"
CASE_FILES = sorted(FOLDER.glob("*.cases.yaml"))
RULE_FILES = sorted(set(FOLDER.glob("*.yaml")) - set(CASE_FILES))
CASES = [(file.register, case) for file in map(load_cases, CASE_FILES) for case in file.cases]


@cache
def regulations() -> list[Regulation]:
    return [load_regulation(file) for file in RULE_FILES]


def versions_of(register: str) -> list[Regulation]:
    return [rules for rules in regulations() if rules.register == register]


@pytest.mark.parametrize(("register", "case"), CASES, ids=[case.id for _, case in CASES])
def test_the_case_comes_out_as_stated(register: str, case: Case) -> None:
    regulation = version_for(versions_of(register), case.dossier, as_of=case.as_of)

    standing = regulation.evaluate(case.dossier, as_of=case.as_of)

    assert differences(case, standing) == []


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: file.stem)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_rules_can_be_read_aloud(file: Path, language: str) -> None:
    lines = explain(load_file(file), language=language)

    assert not [line for line in lines if "None" in line or "{" in line]


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: file.stem)
def test_written_out_as_one_document_the_rules_are_the_same(file: Path) -> None:
    document = load_file(file)

    assert load_document(as_yaml(document)) == document
