"""The heads of ledger and events: what somebody changed who could switch the triggers off is found by them."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.database import run_sql
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def heads():
    """As they were published: of a ledger with three entries."""
    registration = RegistrationFactory()
    for key in "abc":
        LedgerEntryFactory(person=registration.person, registration=registration, source_key=key)
    told = StringIO()
    call_command("trail", "heads", stdout=told)
    return [line for line in told.getvalue().split() if line.startswith("@ledger")]


def verified(heads) -> bool:
    try:
        call_command("trail", "verify", *(part for head in heads for part in ("--head", head)), stdout=StringIO())
    except SystemExit:
        return False
    return True


def past_the_triggers(sql: str) -> None:
    run_sql("ALTER TABLE portfolio_ledgerentry DISABLE TRIGGER USER")
    run_sql(sql)


def test_a_ledger_that_only_grew_holds(heads):
    LedgerEntryFactory(source_key="later")

    assert len(heads) == 1
    assert verified(heads)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE portfolio_ledgerentry SET quantity = 99 WHERE source_key = 'b'",
        "DELETE FROM portfolio_ledgerentry WHERE source_key = 'b'",
        "DELETE FROM portfolio_ledgerentry WHERE source_key = 'c'",  # the tail
        "UPDATE portfolio_ledgerentry SET id = -id WHERE source_key = 'c'",
    ],
)
def test_what_was_changed_past_the_triggers_is_found(heads, sql, capsys):
    past_the_triggers(sql)

    assert not verified(heads)
    assert "ledger: what was recorded up to" in capsys.readouterr().err
