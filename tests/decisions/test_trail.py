"""The chain of documents: what is changed, left out or put in afterwards is found."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from portfolio.models import DecisionDocument
from portfolio.services.decisions.trail import broken_links
from tests.database import run_sql
from tests.decisions.committee import INSTEAD, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    office = Office()
    office.taken()
    decision = office.known(office.taken())
    office.reconsider(office.hear(office.object(decision)), outcome="UPHELD", reasons="Gegrond.", instead=INSTEAD)
    return office


def tampered(sql: str) -> None:
    """As somebody who owns the tables would do it."""
    run_sql("ALTER TABLE portfolio_decisiondocument DISABLE TRIGGER USER")
    run_sql("ALTER TABLE portfolio_decision DISABLE TRIGGER USER")
    run_sql(sql)


def found(office, **head) -> list[str]:
    return [one.en for one in broken_links(office.registration.register, **head)]


def test_the_documents_of_a_register_form_one_chain(office):
    rows = list(DecisionDocument.objects.order_by("number"))

    assert [(row.number, row.kind) for row in rows] == [
        (1, "INTENDED"),
        (2, "DECIDED"),
        (3, "INTENDED"),
        (4, "DECIDED"),
        (5, "RECONSIDERED"),
    ]
    assert [row.previous for row in rows[1:]] == [row.digest for row in rows[:-1]]
    assert rows[1].body["decision"]["reasons"] == "De norm van artikel 4 is niet gehaald."
    assert found(office) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            "UPDATE portfolio_decisiondocument SET body = jsonb_set(body, '{decision,result}', '1') WHERE number = 2",
            "The content of document 2 was changed.",
        ),
        (
            "UPDATE portfolio_decision SET reasons = 'Anders.' WHERE id = (SELECT min(id) FROM portfolio_decision)",
            "reasons",
        ),
        ("UPDATE portfolio_decision SET standing = '{}' WHERE state = 'DECIDED'", "standing"),
        ("DELETE FROM portfolio_decisiondocument WHERE number = 3", "Document 3 is missing."),
    ],
)
def test_a_change_by_sql_is_found(office, change, said):
    tampered(change)

    assert any(said in one for one in found(office))


def test_a_chain_whose_end_was_cut_off_is_found_by_what_was_published(office):
    last = DecisionDocument.objects.get(number=5)
    tampered("DELETE FROM portfolio_decisiondocument WHERE number = 5")

    assert found(office) == []
    assert found(office, head=(5, last.digest)) == ["Document 5 was published and is gone."]


@pytest.mark.parametrize(
    "careless",
    [
        "UPDATE portfolio_decisiondocument SET digest = 'x'",
        "DELETE FROM portfolio_decisiondocument",
        "TRUNCATE portfolio_decisiondocument CASCADE",
        "UPDATE portfolio_decision SET result = 'full'",
        "DELETE FROM portfolio_decision",
        "INSERT INTO portfolio_decisiondocument"
        " (register_id, number, decision_id, kind, body, digest, previous, issued_at)"
        " SELECT register_id, 9, decision_id, kind, body, 'x', 'y', issued_at FROM portfolio_decisiondocument LIMIT 1",
    ],
)
def test_the_database_refuses_what_a_careless_hand_would_do(office, careless):
    with pytest.raises(IntegrityError), transaction.atomic():
        run_sql(careless)


def test_the_command_says_whether_the_trail_holds(office):
    out, err, heads = StringIO(), StringIO(), StringIO()
    call_command("trail", "verify", stdout=out)
    call_command("trail", "heads", stdout=heads)
    code = office.registration.register.code
    assert out.getvalue() == f"{code}: 5 documents, 0 broken\nThe trail holds.\n"
    assert heads.getvalue().startswith(f"{code}:5:sha256:")

    tampered("UPDATE portfolio_decisiondocument SET issued_at = now(), digest = 'sha256:x' WHERE number = 5")
    with pytest.raises(SystemExit):
        call_command("trail", "verify", "--head", heads.getvalue().strip(), stdout=out, stderr=err)
    assert "was changed" in err.getvalue()
    with pytest.raises(CommandError):
        call_command("trail", "verify", "--head", "nonsense")
