"""No citizen service number comes in: not in a text, a file name or a list, however it is written."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accreditation.rules.files.recognising import media_type_of
from accreditation.rules.files.refusal import Refused
from portfolio.errors import AttendanceFileRefused
from portfolio.models import AttendanceRow
from portfolio.services.attendance.receiving import receive_attendance_list
from register.access import Actor, Role
from register.rules.national_numbers import national_numbers_in, passes_the_test
from tests.conftest import client_of
from tests.factories.portfolio import make_school
from tests.factories.register import NOW, RegistrationFactory, RoleGrantFactory
from tests.portfolio.attendance_desk import book

NUMBER = "123456782"
SPEC = Path(__file__).parents[2] / "docs" / "openapi.json"


@st.composite
def numbers(draw):
    """Citizen service numbers: eight digits, and a ninth that makes the sum a multiple of eleven."""
    digits = [draw(st.integers(1, 9)), *draw(st.lists(st.integers(0, 9), min_size=7, max_size=7))]
    last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
    digits[-1:] = [] if last == 10 else [digits[-1]]
    return "".join(map(str, [*digits, last])) if last < 10 else NUMBER


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    number=numbers(),
    groups=st.sampled_from([(9,), (3, 3, 3), (4, 2, 3), (2, 2, 2, 3), (4, 5)]),
    between=st.sampled_from([" ", ".", "-", "\u00a0"]),
    before=st.sampled_from(["", "bsn ", "BSN:", "(", "mijn nummer is ", "op 22-11-2026 ", "x"]),
    after=st.sampled_from(["", ".", ") en meer", " 2026", "x"]),
)
def test_a_number_is_found_however_it_is_written(number, groups, between, before, after):
    cut, parts = iter(number), []
    for length in groups:
        parts.append("".join(next(cut) for _ in range(length)))

    assert number in set(national_numbers_in(before + between.join(parts) + after))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(number=numbers(), place=st.integers(0, 8), other=st.integers(1, 9))
def test_one_digit_off_is_no_such_number(number, place, other):
    digits = list(number)
    digits[place] = str((int(digits[place]) + other) % 10)

    assert not passes_the_test("".join(digits))  # the weights have no factor in common with eleven


@pytest.mark.parametrize(
    "text",
    [
        "op 22-11-2026 om 9 uur",
        "2026-11-22 3 uur en 15 minuten",
        "06 12345678",
        "+31 6 12345678",
        "+31 20 1234563 en +31(0)20 123 45 63",
        "BIG 19012345601",
        "0012345",
        "000000000",
        "001234568",
        "12345678",
        "1234567821",
        "12345678 2",
        "1 23456782",
        "123.456 782",
        "123/456/782",
        "3f2b9a52-1234-4678-8123-123456782123",
        "€ 1.250,00 voor 24 uur",
    ],
)
def test_days_amounts_telephones_and_numbers_of_ours_are_none(text):
    assert list(national_numbers_in(text)) == []


def test_the_name_of_a_file_holds_none():
    with pytest.raises(Refused) as refused:
        media_type_of(b"%PDF-1.7 and so on", name="diploma 1234.56.782.pdf")

    assert refused.value.code == "national-number"
    assert "1234" not in refused.value.nl + refused.value.en


@pytest.mark.parametrize("number", ["VZ2419857", "12345678x", "１２３４５６７８２", ""])
def test_what_is_not_nine_digits_is_none(number):
    assert not passes_the_test(number)


def test_a_body_and_a_query_are_refused_without_repeating_it(person, professional):
    told = professional.post("/api/v1/goals", {"title": "Vragen", "purpose": f"Mijn BSN is {NUMBER}."}, format="json")
    asked = professional.get("/api/v1/catalogue/courses", {"text": "123.456.782"})

    for answer, place in ((told, "#/purpose"), (asked, "#/text")):
        assert answer.status_code == 400
        assert [(one["code"], one["location"]) for one in answer.json()["errors"]] == [("national-number", place)]
        assert "456" not in answer.content.decode()


def test_a_registration_number_that_looks_like_one_may_be_written_by_who_can_see_it(person, professional):
    body = {"title": "Vragen", "purpose": f"Ik sta ingeschreven onder {NUMBER}."}
    assert professional.post("/api/v1/goals", body, format="json").status_code == 400

    mine = RegistrationFactory(person=person, number=NUMBER)
    office = client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=mine.register.association).user)

    assert professional.post("/api/v1/goals", body, format="json").status_code == 201
    found = office.get("/api/v1/registrations", {"number": NUMBER}).json()["results"]
    assert [one["number"] for one in found] == [NUMBER]


@pytest.fixture
def school(db):
    return make_school()


def test_in_a_list_it_is_nobody_and_left_out_of_the_report(school):
    member = RegistrationFactory(register=school.register, number="0012345")
    batch = book(school.send(school.list_of([NUMBER, member.number])))
    rows = dict(AttendanceRow.objects.filter(batch=batch).values_list("verdict", "number"))

    assert rows == {"national-number": "", "BOOKED": member.number}
    with pytest.raises(AttendanceFileRefused):
        receive_attendance_list(
            provider=school.provider, content=b"", file_name=f"{NUMBER}.csv", actor=Actor(user_id=1), now=NOW
        )


def test_nothing_in_the_api_is_called_after_it():
    named = {key.lower() for key in _keys(json.loads(SPEC.read_text()))}

    assert not {key for key in named if "bsn" in key or "burgerservice" in key or "sofinummer" in key}


def _keys(value):
    if isinstance(value, dict):
        yield from value
        yield str(value.get("name", ""))
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _keys(one)
