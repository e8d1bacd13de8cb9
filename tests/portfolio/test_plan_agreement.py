"""A whole register judged from numbers comes out exactly as each person judged from the facts."""

from datetime import UTC, datetime
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

# A maximum on one part of an activity is the only thing in them that arrays do not hold.
NEED_FACTS = {"code95"}

pytestmark = pytest.mark.django_db


def cases_of(code):
    file = ROOT / "tests" / "rules" / "cases" / f"{code}.yaml"
    return load_cases(file).cases if file.exists() else ()


@pytest.mark.parametrize("version", VERSIONS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_the_worked_cases_come_out_the_same_from_numbers_and_from_facts(version):
    rules = Regulation.from_document(load_document(version.read_text()))
    register = RegisterFactory()
    row = RegulationFactory(register=register)
    days, tally = set(), Tally()
    for case in cases_of(version.parent.name):
        write_dossier(register, case.dossier, row)
        days.add(min(case.as_of, case.dossier.cycle.last_day))
    assert days
    for on in sorted(days):
        now = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        judged = from_plan(register, rules, on=on, now=now, tally=tally)
        assert judged == from_facts(register, rules, on=on, now=now)
    assert (tally.from_facts > 0) is (version.parent.name in NEED_FACTS)
