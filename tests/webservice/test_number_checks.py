"""Numbers looked at beforehand: right or not, never whose, and not without end."""

import pytest

from accreditation.models import ProviderAuthorisation
from register.access import Role
from register.models import Event
from tests.conftest import client_of
from tests.factories.register import PersonFactory, RegisterFactory, RegistrationFactory, RoleGrantFactory


@pytest.fixture
def check(school):
    reporter = client_of(RoleGrantFactory(role=Role.PROVIDER_SUBMITTER, organisation=school.provider).user)

    def post(*numbers: str, of: str = f"associations/{school.register.association.uuid}"):
        body = {"provider": str(school.provider.uuid), "numbers": list(numbers)}
        return reporter.post(f"/api/v1/{of}/number-checks", body)

    return post


def results(answer) -> dict[str, str]:
    assert answer.status_code == 200, answer.content
    assert all(set(each) == {"number", "result"} for each in answer.json()["results"])
    return {each["number"]: each["result"] for each in answer.json()["results"]}


def test_a_number_is_valid_unknown_or_ambiguous(school, check):
    second = RegisterFactory(code="second", association=school.register.association)
    RegistrationFactory(register=second, number="0012345", person=PersonFactory())
    RegistrationFactory(register=RegisterFactory(code="foreign"), number="888")

    found = results(check("0012345", "NIP-00123456", "12345", "888"))

    assert found == {"0012345": "AMBIGUOUS", "NIP-00123456": "VALID", "12345": "UNKNOWN", "888": "UNKNOWN"}
    assert results(check("0012345", of="registers/second")) == {"0012345": "VALID"}


def test_one_person_with_the_same_number_in_two_registers_is_valid(school, check):
    second = RegisterFactory(code="second", association=school.register.association)
    person = school.register.registrations.get(number="0012345").person
    RegistrationFactory(register=second, number="0012345", person=person)

    assert results(check("0012345")) == {"0012345": "VALID"}


def test_a_registration_that_ended_is_unknown(school, check):
    school.register.registrations.filter(number="0012345").update(ended_before="2024-01-01")

    assert results(check("0012345")) == {"0012345": "UNKNOWN"}


def test_each_look_leaves_an_event_without_the_numbers(school, check):
    check("0012345", "1")

    event = Event.objects.get(kind="numbers.checked")
    assert (event.organisation_id, event.data) == (school.provider.pk, {"numbers": 2, "valid": 1})


def test_only_so_many_numbers_are_looked_at_in_an_hour(check, settings):
    settings.NUMBER_CHECKS_PER_HOUR = 3

    answers = [check("1", "2").status_code for _ in range(2)]

    assert answers == [200, 429]


@pytest.mark.parametrize("numbers", [[], ["1"] * 101, ["1" * 41], [""], ["a\nb"]])
def test_a_call_has_one_to_a_hundred_numbers(check, numbers):
    assert check(*numbers).status_code == 400


def test_a_provider_that_is_not_authorised_looks_at_nothing(check):
    ProviderAuthorisation.objects.all().delete()

    answer = check("0012345")

    assert (answer.status_code, answer.json()["code"]) == (409, "provider-not-authorised")
