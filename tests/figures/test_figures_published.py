"""What the board is given: over whole months, by role, as data, as a file and as a page, and nobody in it."""

import csv
import io
from datetime import date
from random import Random

import pytest

from portfolio.rules.suppression import SMALLEST, may_be_told, published_counts
from register.access import Role
from register.models import Registration
from tests.conftest import client_of
from tests.factories.portfolio import make_members
from tests.factories.register import RegistrationFactory, RegulationFactory, RoleGrantFactory, UserFactory

LAST = date(2026, 10, 12)  # a day in a month that is over


def test_no_small_number_is_told_nor_found_by_subtracting():
    draw = Random(7)
    for _ in range(2000):
        counts = {
            f"group {n}": draw.choice([0, draw.randrange(12), draw.randrange(60)]) for n in range(draw.randrange(7))
        }

        total, told = published_counts(counts)

        hidden = [counts[name] for name, count in told.items() if count is None]
        assert all(count is None or count == counts[name] for name, count in told.items())
        assert all(not count or count >= SMALLEST for count in (total, *told.values()))
        if total is not None and hidden:
            assert sum(hidden) >= SMALLEST
            assert len(hidden) > 1


def test_a_part_that_names_the_rest_is_not_told():
    assert [may_be_told(part, of=40) for part in (9, 10, 30, 31, 39, 40)] == [False, True, True, False, False, True]


@pytest.fixture
def register(db):
    return RegulationFactory().register


@pytest.fixture
def board(register):
    return client_of(RoleGrantFactory(role=Role.READER, organisation=register.association).user)


def joined(board, register, **query):
    answer = board.get(f"/api/v1/registers/{register.code}/figures", {"family": "movement"} | query).json()
    (family,) = answer["families"]
    return {table["code"]: {row["code"]: row["figures"] for row in table["rows"]} for table in family["tables"]}


def test_a_few_newcomers_are_not_told_apart_from_the_stock(board, register):
    make_members(register, 30, prefix="99")
    newcomers = [RegistrationFactory(register=register, registered_on=LAST) for _ in range(3)]
    period = {"from": "2026-09-01", "until": "2026-11-01"}

    stock = joined(board, register, **period)["stock"]

    assert {code: row["count"] for code, row in stock.items()} == {
        "before": None,
        "joined": None,
        "left": 0,
        "after": 33,
    }
    assert joined(board, register, **period)["joined"]["2026-10"] == {"count": None}
    Registration.objects.filter(pk__in=[one.pk for one in newcomers]).delete()
    assert joined(board, register, **period)["stock"]["before"] == {"count": 30}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"from": "2026-01-02"}, "whole-months"),
        ({"until": "2030-01-01"}, "not-over-yet"),
        ({"from": "2026-01-01", "until": "2026-01-01"}, "end-before-start"),
    ],
)
def test_only_whole_months_that_are_over_can_be_asked(board, register, query, code):
    answer = board.get(f"/api/v1/registers/{register.code}/figures", query)

    assert answer.status_code == 400
    assert code in answer.content.decode()


def test_a_spreadsheet_gets_a_line_for_each_number_and_no_formula(board, register):
    make_members(register, 12)
    answer = board.get(
        f"/api/v1/registers/{register.code}/figures",
        {"from": "2022-01-01", "until": "2023-01-01"},
        headers={"accept": "text/csv", "accept-language": "nl"},
    )

    lines = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert lines[0] == ["onderwerp", "tabel", "groep", "omschrijving", "maat", "waarde"]
    assert ["movement", "joined", "2022-03", "2022-03", "count", "12"] in lines
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)


def test_the_page_shows_the_same_numbers_in_tables_with_bars_and_without_scripts(client, register):
    make_members(register, 40)
    user = UserFactory(is_staff=True)
    RoleGrantFactory(user=user, role=Role.READER, organisation=register.association)
    client.force_login(user)

    page = client.get(f"/admin/portfolio/figures/{register.pk}/change/", headers={"accept-language": "nl"})
    text = page.content.decode()
    main = text[text.index('class="figures"') :]

    assert page.status_code == 200
    assert '<th scope="row">in het register op de laatste dag</th>' in main
    assert main.count("<caption>") == main.count("<table>") > 10
    assert 'aria-hidden="true" focusable="false"' in main
    assert " style=" not in main
    assert "<script" not in main[: main.index("</section>")]


def test_a_page_of_a_register_of_others_does_not_exist(client, register):
    user = UserFactory(is_staff=True)
    RoleGrantFactory(user=user, role=Role.READER)
    client.force_login(user)

    assert client.get(f"/admin/portfolio/figures/{register.pk}/change/").status_code == 404
