"""One activity for several registers: entered once, submitted to each, decided by each on its own."""

import json
from decimal import Decimal

import pytest

from portfolio.models import Claim, Evidence, LedgerEntry
from register.access import Role
from tests.conftest import client_of
from tests.evidence.desk import send
from tests.factories.files import GOOD_PDF
from tests.factories.register import (
    PersonFactory,
    RegisterFactory,
    RegistrationFactory,
    RegulationFactory,
    RoleGrantFactory,
    UserFactory,
    shipped_source,
)

pytestmark = pytest.mark.django_db
TOPIC = {"type": "string", "title": {"nl": "Onderwerp", "en": "Topic"}, "minLength": 5}
PEOPLE = {"type": "integer", "title": {"nl": "Deelnemers", "en": "Participants"}, "minimum": 2}
ANSWERS = {"topic": "Drukplekken"}


def form(**other):
    base = {
        "code": "peer",
        "label": {"nl": "Intervisie", "en": "Peer review"},
        "category": "oda",
        "unit": "hour",
        "validation": "assessed",
        "form": {"properties": {"topic": TOPIC}, "required": ["topic"]},
    }
    return base | other


class Desk:
    """A professional on three registers, and an assessor of each."""

    def __init__(self) -> None:
        self.person = PersonFactory()
        self.professional = client_of(UserFactory(person=self.person))
        self.registrations, self.assessors = {}, {}
        sampled = {"validation": "until-sampled", "sampled": 0}
        asking = {"properties": {"topic": TOPIC, "people": PEOPLE}, "required": ["people"]}
        self.add("nurses", form())
        self.add("carers", form(category="accredited", form=asking))
        self.add("mentors", form(unit="point", **sampled))

    def add(self, code: str, one_form: dict) -> None:
        rules, _, _ = shipped_source("venvn").partition("\nclaims:")
        source = rules.replace("register: venvn", f"register: {code}") + f"\nclaims: {json.dumps([one_form])}\n"
        register = RegisterFactory(code=code)
        RegulationFactory(register=register, source=source)
        self.registrations[code] = RegistrationFactory(register=register, person=self.person)
        grant = RoleGrantFactory(role=Role.ASSESSOR, organisation=register.association)
        self.assessors[code] = client_of(grant.user)

    def body(self, **other) -> dict:
        return {
            "registration": str(self.registrations["nurses"].uuid),
            "category": "oda",
            "title": "Intervisie",
            "performedOn": "2026-01-10",
            "quantity": "3",
            "unit": "hour",
            "form": "peer",
            "answers": ANSWERS,
        } | other

    def submit(self, status: int = 201, **other):
        answer = self.professional.post("/api/v1/claims", self.body(**other))
        assert answer.status_code == status, answer.content
        return answer.json()

    def claims(self, first: dict) -> dict[str, dict]:
        rows = self.professional.get(f"/api/v1/claims?submission={first['submission']}").json()["results"]
        return {row["register"]: row for row in rows}

    def counted(self) -> dict[str, Decimal]:
        live = LedgerEntry.objects.live().select_related("registration__register")
        return {entry.registration.register.code: entry.quantity for entry in live}


@pytest.fixture
def desk():
    return Desk()


def test_what_is_entered_once_goes_to_each_register_that_knows_the_form_and_each_decides(desk):
    first = desk.submit(everywhere=True, answers=ANSWERS | {"people": 6})

    claims = desk.claims(first)
    assert {code: (row["category"], row["answers"]) for code, row in claims.items()} == {
        "nurses": ("oda", ANSWERS),  # is not asked with how many
        "carers": ("accredited", ANSWERS | {"people": 6}),
    }
    decided = {"nurses": {"granted": True}, "carers": {"granted": False, "reason": "Hoort niet bij dit vak."}}
    for code, decision in decided.items():
        address = f"/api/v1/claims/{claims[code]['uuid']}/decisions"
        stranger = desk.assessors["carers" if code == "nurses" else "nurses"]
        assert stranger.post(address, decision).status_code == 404
        assert desk.assessors[code].post(address, decision).status_code == 201
    assert {code: row["state"] for code, row in desk.claims(first).items()} == {
        "nurses": "GRANTED",
        "carers": "REFUSED",
    }
    assert desk.counted() == {"nurses": 3}


def test_a_register_that_counts_in_another_unit_is_told_how_much_and_has_its_own_way(desk):
    other = {"registration": str(desk.registrations["mentors"].uuid)}
    refused = desk.submit(400, alsoFor=[other])
    assert [error["location"] for error in refused["errors"]] == ["#/alsoFor/0/quantity"]

    first = desk.submit(alsoFor=[other | {"quantity": "2"}])

    states = {code: (row["state"], row["quantity"], row["unit"]) for code, row in desk.claims(first).items()}
    assert states == {"nurses": ("SUBMITTED", "3", "hour"), "mentors": ("COUNTING", "2", "point")}
    assert desk.counted() == {"mentors": 2}


def test_what_one_register_refuses_is_told_where_it_was_asked_and_nothing_is_entered(desk):
    other = {"registration": str(desk.registrations["carers"].uuid), "answers": {"people": 1}}

    refused = desk.submit(400, alsoFor=[other])

    assert [error["location"] for error in refused["errors"]] == ["#/alsoFor/0/answers/people"]
    assert not Claim.objects.exists()


def test_an_activity_is_entered_once_for_a_registration(desk):
    other = {"registration": str(desk.registrations["carers"].uuid), "answers": {"people": 6}}
    assert desk.submit(409, alsoFor=[other, other])["code"] == "claimed-there-already"
    first = desk.submit(alsoFor=[other])

    again = desk.professional.post(f"/api/v1/claims/{first['uuid']}/registrations", {"alsoFor": [other]})

    assert again.json()["code"] == "claimed-there-already"
    assert Claim.objects.count() == 2


def test_what_was_submitted_for_one_register_is_taken_to_others_later_with_its_files(desk):
    first = desk.submit()
    send(desk.professional, GOOD_PDF, claim=first["uuid"])
    other = {"registration": str(desk.registrations["carers"].uuid), "answers": {"people": 6}}

    spread = desk.professional.post(f"/api/v1/claims/{first['uuid']}/registrations", {"alsoFor": [other]}).json()

    claims = desk.claims(spread)
    assert {code: len(row["evidence"]) for code, row in claims.items()} == {"nurses": 1, "carers": 1}
    assert Evidence.objects.values("key").distinct().count() == 2  # each register lets go of its own


def test_a_file_that_comes_later_goes_with_every_claim_that_is_still_open(desk):
    first = desk.submit(everywhere=True, answers=ANSWERS | {"people": 6})
    claims = desk.claims(first)
    send(desk.professional, GOOD_PDF, claim=claims["carers"]["uuid"])
    desk.assessors["nurses"].post(f"/api/v1/claims/{claims['nurses']['uuid']}/decisions", {"granted": True})
    alone = send(desk.professional, GOOD_PDF + b"\n")["uuid"]

    placed = desk.professional.post(f"/api/v1/evidence-files/{alone}/placements", {"claim": claims["carers"]["uuid"]})

    assert placed.status_code == 201
    assert {code: len(row["evidence"]) for code, row in desk.claims(first).items()} == {"nurses": 1, "carers": 2}


def test_a_draft_says_for_which_registers_it_is_when_it_is_submitted(desk):
    assert desk.submit(400, draft=True, everywhere=True)["errors"][0]["location"] == "#/draft"
    draft = desk.submit(draft=True, answers=ANSWERS | {"people": 6})
    address = f"/api/v1/claims/{draft['uuid']}"
    send(desk.professional, GOOD_PDF, claim=draft["uuid"])

    first = desk.professional.post(f"{address}/submissions", {"everywhere": True}).json()

    assert {code: (row["state"], len(row["evidence"])) for code, row in desk.claims(first).items()} == {
        "nurses": ("SUBMITTED", 1),
        "carers": ("SUBMITTED", 1),
    }


def test_a_correction_after_the_grant_takes_the_place_of_the_old_claims_register_by_register(desk):
    old = desk.submit(everywhere=True, answers=ANSWERS | {"people": 6})
    for code, row in desk.claims(old).items():
        desk.assessors[code].post(f"/api/v1/claims/{row['uuid']}/decisions", {"granted": True})
    assert desk.counted() == {"nurses": 3, "carers": 3}

    new = desk.submit(everywhere=True, answers=ANSWERS | {"people": 6}, quantity="2", replaces=old["uuid"])
    corrections = desk.claims(new)
    desk.assessors["nurses"].post(f"/api/v1/claims/{corrections['nurses']['uuid']}/decisions", {"granted": True})

    assert desk.counted() == {"nurses": 2, "carers": 3}
    states = {code: row["state"] for code, row in desk.claims(old).items()}
    assert states == {"nurses": "REPLACED", "carers": "GRANTED"}
    old_one = desk.professional.get(f"/api/v1/claims/{old['uuid']}").json()
    assert (old_one["state"], old_one["entry"]) == ("REPLACED", None)
    third = desk.professional.post("/api/v1/claims", desk.body(replaces=old["uuid"]))
    assert third.json()["code"] == "claim-replaced-already"
