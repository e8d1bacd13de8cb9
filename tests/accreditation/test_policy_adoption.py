"""Accreditation policies over HTTP: proposed by one person, adopted by another, read by everybody."""

import pytest
from django.db import IntegrityError, transaction

from accreditation.models import AccreditationPolicy
from register.access import Role
from register.models import Event
from tests.conftest import client_of
from tests.factories.provider_desk import POLICY, PolicyFactory
from tests.factories.register import PersonFactory, RegisterFactory, RegulationFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
BODY = {"inForceFrom": "2026-01-01", "document": {"advices": 3}}


@pytest.fixture
def register():
    return RegisterFactory()


@pytest.fixture
def office(register):
    def client(role, **user):
        return client_of(RoleGrantFactory(role=role, organisation=register.association, user=UserFactory(**user)).user)

    return client


@pytest.fixture
def address(register):
    return f"/api/v1/registers/{register.code}/accreditation-policies"


def test_a_proposal_holds_once_another_person_adopts_it(office, address, register):
    registrar, committee, reader = office(Role.REGISTRAR), office(Role.COMMITTEE), office(Role.READER)
    proposed = registrar.post(address, BODY)
    rules = f"/api/v1/registers/{register.code}/accreditation-rules"
    before = reader.get(f"{rules}?on=2026-03-01").json()

    adopted = committee.post(f"{proposed['Location']}/adoptions", {})
    after = reader.get(f"{rules}?on=2026-03-01").json()

    assert (proposed.status_code, adopted.status_code) == (201, 201)
    assert (before["inForceFrom"], before["document"]["advices"]) == (None, 2)
    assert (after["inForceFrom"], after["document"]["advices"]) == ("2026-01-01", 3)
    assert after["document"]["terms"]["answer"] == 14
    assert reader.get(f"{rules}?on=2025-12-31").json()["document"]["advices"] == 2
    events = Event.objects.filter(subject_uuid=adopted.json()["uuid"]).order_by("id")
    assert [event.kind for event in events] == ["accreditation-policy.proposed", "accreditation-policy.adopted"]


def test_a_draft_exists_only_for_those_who_may_propose_or_adopt(office, address):
    draft = office(Role.REGISTRAR).post(address, BODY)["Location"]

    assert office(Role.COMMITTEE).get(draft).status_code == 200
    assert office(Role.READER).get(draft).status_code == 404
    assert office(Role.READER).get(address).json()["results"] == []
    assert len(office(Role.ADMINISTRATOR).get(address).json()["results"]) == 1


def test_nobody_adopts_their_own_proposal_nor_through_a_second_account(office, register, address):
    person = PersonFactory()
    both = office(Role.REGISTRAR, person=person)
    draft = both.post(address, BODY)["Location"]
    policy = AccreditationPolicy.objects.get()
    RoleGrantFactory(user=policy.proposed_by, role=Role.COMMITTEE, organisation=register.association)

    answer = both.post(f"{draft}/adoptions", {})

    assert (answer.status_code, answer.json()["code"]) == (409, "four-eyes-required")
    with pytest.raises(IntegrityError, match="accreditation_policy_four_eyes"), transaction.atomic():
        AccreditationPolicy.objects.update(adopted_by=policy.proposed_by, adopted_at=policy.proposed_at)


def test_an_adopted_policy_never_changes_and_has_its_day_for_itself(office, address):
    registrar, committee = office(Role.REGISTRAR), office(Role.COMMITTEE)
    first, second = (registrar.post(address, BODY)["Location"] for _ in range(2))
    committee.post(f"{first}/adoptions", {})

    for draft in (first, second):
        answer = committee.post(f"{draft}/adoptions", {})
        assert (answer.status_code, answer.json()["code"]) == (409, "accreditation-policy-already-adopted")
    with pytest.raises(IntegrityError), transaction.atomic():
        AccreditationPolicy.objects.filter(adopted_at__isnull=False).update(document={})


def test_every_problem_is_named_with_its_place_in_the_reader_s_language(office, address):
    document = {"advice": 2, "terms": {"answer": -1}}

    dutch = office(Role.REGISTRAR).post(address, BODY | {"document": document})
    english = office(Role.REGISTRAR).post(address, BODY | {"document": document}, headers={"accept-language": "en"})

    assert (dutch.status_code, dutch.json()["code"]) == (400, "accreditation-policy-invalid")
    assert {error["location"] for error in dutch.json()["errors"]} == {"#/document/advice", "#/document/terms/answer"}
    assert dutch.json()["errors"][0]["detail"] != english.json()["errors"][0]["detail"]
    assert not AccreditationPolicy.objects.exists()


def test_words_are_those_of_the_register_s_own_regulation_and_of_other_registers(office, register, address):
    RegulationFactory(register=register)
    trust = [POLICY["trust"][1] | {"self_accredits": {"at_most": "4", "categories": ["accredited", "yoga"]}}]
    document = {"trust": trust, "reuse_from": [register.code]}

    answer = office(Role.REGISTRAR).post(address, BODY | {"document": document})

    places = {error["location"]: error["detail"] for error in answer.json()["errors"]}
    assert set(places) == {"#/document/trust/0/self_accredits/categories/1", "#/document/reuse_from/0"}
    assert "accredited" in places["#/document/trust/0/self_accredits/categories/1"]


def test_what_became_unsound_since_it_was_proposed_is_not_adopted(office, register):
    draft = PolicyFactory(
        register=register, adopted_by=None, adopted_at=None, document={"reuse_from": ["a-register-that-went"]}
    )

    answer = office(Role.COMMITTEE).post(f"/api/v1/accreditation-policies/{draft.uuid}/adoptions", {})

    assert (answer.status_code, answer.json()["code"]) == (400, "accreditation-policy-invalid")
