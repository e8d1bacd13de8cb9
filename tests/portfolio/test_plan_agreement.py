"""A whole register judged from numbers comes out exactly as each person judged from the facts."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from portfolio.services.whole_register import Tally
from register.rules.cases import load_cases
from register.rules.document import load_document
from register.rules.regulation import Regulation
from tests.factories.register import RegisterFactory, RegulationFactory
from tests.portfolio.plan_builders import from_facts, from_plan, write_dossier

ROOT = Path(__file__).parents[2]
VERSIONS = sorted((ROOT / "register" / "regulations").glob("*/*.yaml"))

pytestmark = pytest.mark.django_db


def cases_of(code):
    file = ROOT / "tests" / "rules" / "cases" / f"{code}.yaml"
    return load_cases(file).cases if file.exists() else ()


@pytest.mark.parametrize("version", VERSIONS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_the_worked_cases_come_out_the_same_from_numbers_and_from_facts(version):
    rules = Regulation.from_document(load_document(version.read_text()))
    register = RegisterFactory()
    row = RegulationFactory(register=register)
    days = set()
    for case in cases_of(version.parent.name):
        write_dossier(register, case.dossier, row)
        days.add(min(case.as_of, case.dossier.cycle.last_day))
    assert days
    for on in sorted(days):
        now = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        assert from_plan(register, rules, on=on, now=now) == from_facts(register, rules, on=on, now=now)


@pytest.mark.parametrize("code", ["venvn", "mfn", "gdc", "leerregister-klantmanagers", "nirpa", "hpcsa"])
def test_most_people_of_a_register_of_sums_and_counts_are_judged_from_numbers(code):
    version = [file for file in VERSIONS if file.parent.name == code][-1]
    rules = Regulation.from_document(load_document(version.read_text()))
    register = RegisterFactory()
    row = RegulationFactory(register=register)
    cases = [case for case in cases_of(code) if case.dossier.cycle.end > case.as_of - timedelta(days=1)]
    tally = Tally()
    for case in cases:
        write_dossier(register, case.dossier, row)
    for on in {min(case.as_of, case.dossier.cycle.last_day) for case in cases}:
        from_plan(register, rules, on=on, now=datetime(on.year, on.month, on.day, 12, tzinfo=UTC), tally=tally)

    assert tally.from_numbers > tally.from_facts
