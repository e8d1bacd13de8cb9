"""Fees over HTTP: what is owed to whom, in a list, in totals and in a file for bookkeeping."""

import csv
import io
from datetime import date
from uuid import uuid4

import pytest

from accreditation.models import Fee
from register.access import Role
from tests.conftest import client_of
from tests.factories.accreditation import ProviderFactory
from tests.factories.provider_desk import FeeFactory
from tests.factories.register import RegisterFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
CSV = {"accept": "text/csv"}


@pytest.fixture
def register(association):
    return RegisterFactory(association=association)


@pytest.fixture
def office(staff):
    return staff(Role.REGISTRAR)


def read(answer, delimiter):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def test_the_office_records_a_payment_and_the_provider_reads_it(office, register):
    fee = FeeFactory(register=register)
    manager = client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=fee.provider).user)
    address = f"/api/v1/fees/{fee.uuid}/changes"

    paid = office.post(address, {"state": "PAID", "on": "2026-01-20", "reason": "Bank 14"})
    again = office.post(address, {"state": "PAID", "on": "2026-01-20", "reason": "Bank 14"})

    assert (paid.status_code, paid.json()["state"]) == (201, "PAID")
    assert (again.status_code, again.json()["code"]) == (409, "fee-cannot-move")
    (change,) = manager.get(address).json()["results"]
    assert (change["state"], change["on"], change["reason"]) == ("PAID", "2026-01-20", "Bank 14")
    assert change["changedBy"]


def test_what_is_unpaid_is_found_by_the_application(office, register):
    application = uuid4()
    unpaid = FeeFactory(register=register, application_uuid=application)
    FeeFactory(register=register)

    rows = office.get(f"/api/v1/fees?application={application}&state=DUE").json()["results"]

    assert [row["uuid"] for row in rows] == [str(unpaid.uuid)]
    assert (rows[0]["amount"], rows[0]["label"], rows[0]["payBy"]) == ("225.50", "Gewoon", "2026-01-29")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("from=2026-02-01&until=2026-02-01", 1),
        ("from=2026-02-02", 0),
        ("until=2026-01-31", 1),
        ("payableBefore=2026-01-30", 2),
        ("state=PAID", 0),
        ("register=venvn", 2),
    ],
)
def test_a_list_keeps_what_was_asked_for(office, register, query, count):
    FeeFactory(register=register, charged_on=date(2026, 2, 1))
    FeeFactory(register=register, charged_on=date(2026, 1, 31))

    assert len(office.get(f"/api/v1/fees?{query}").json()["results"]) == count


def test_totals_are_per_register_state_and_currency_of_what_may_be_seen(office, register):
    other = RegisterFactory(code="nova")
    for changes in ({}, {}, {"state": "PAID"}, {"amount": "10.00", "currency": "USD"}):
        FeeFactory(register=register, **changes)
    FeeFactory(register=other)

    totals = office.get(f"/api/v1/fee-totals?association={register.association.uuid}").json()["totals"]

    assert [(row["state"], row["currency"], row["count"], row["amount"]) for row in totals] == [
        ("DUE", "EUR", 2, "451.00"),
        ("DUE", "USD", 1, "10.00"),
        ("PAID", "EUR", 1, "225.50"),
    ]


def test_the_file_for_bookkeeping_is_as_the_reader_s_spreadsheet_has_it(office, register):
    FeeFactory(register=register, amount="1225.50", provider__name="Académie; Zorg")

    (dutch,) = read(office.get("/api/v1/fees", headers=CSV), ";")
    (english,) = read(office.get("/api/v1/fees", headers=CSV | {"accept-language": "en"}), ",")

    assert (dutch["bedrag"], dutch["aanbieder"], dutch["omschrijving"]) == ("1225,50", "Académie; Zorg", "Gewoon")
    assert (english["amount"], english["provider"], english["description"]) == ("1225.50", "Académie; Zorg", "Usual")
    assert dutch["verschuldigd op"] == "2026-01-15"


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+31", "-1", "@sum", "\tx", "\rx"])
def test_no_cell_of_the_file_becomes_a_formula(office, register, name):
    FeeFactory(register=register, provider__name=name)

    (row,) = read(office.get("/api/v1/fees", headers=CSV), ";")

    assert row["aanbieder"].startswith("'")


def test_the_file_holds_what_was_asked_for_and_may_be_seen_and_streams(office, register, django_assert_max_num_queries):
    Fee.objects.bulk_create(FeeFactory.build_batch(30, register=register, provider=ProviderFactory()))
    FeeFactory(register=register, state="PAID")
    FeeFactory(register=RegisterFactory(code="nova"))

    with django_assert_max_num_queries(5):
        answer = office.get("/api/v1/fees?state=DUE", headers=CSV)
        rows = read(answer, ";")

    assert (answer.streaming, len(rows)) == (True, 30)
    assert answer["Content-Disposition"] == 'attachment; filename="fees.csv"'


def test_a_wrong_question_for_the_file_is_answered_with_a_problem(office):
    answer = office.get("/api/v1/fees?state=LOST", headers=CSV)

    assert (answer.status_code, answer.json()["errors"][0]["location"]) == (400, "#/state")
