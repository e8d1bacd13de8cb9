"""A provider without an account asks for one, an office lets it in, and its people take up their roles."""

from datetime import date, timedelta

import pytest

from accreditation.models import Invitation, Provider, ProviderAuthorisation, ProviderSignUp
from accreditation.services.provider_sign_ups import PER_EMAIL, PER_PLACE
from register.access import Role
from register.models import Event, RoleGrant, User
from tests.conftest import client_of
from tests.factories.accreditation import ProviderFactory
from tests.factories.provider_desk import InvitationFactory, SignUpFactory
from tests.factories.register import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
ASK = "/api/v1/provider-sign-ups"
PASSWORD = "vier gewone woorden samen"


@pytest.fixture
def body(association):
    return {
        "association": str(association.uuid),
        "name": "Académie Zorg B.V.",
        "zipCode": "3511 AB",
        "contactName": "Sanne de Wit",
        "email": "Sanne@zorg.example",
    }


@pytest.fixture
def office(staff):
    return staff(Role.REGISTRAR)


def take_up(client, invitation, **body):
    key = Invitation.objects.get(uuid=invitation["uuid"]).key
    return client.post(f"/api/v1/invitations/{invitation['uuid']}/acceptances", {"key": key} | body)


def test_from_outside_to_the_manager_of_a_provider(anonymous, office, body, association):
    asked = anonymous.post(ASK, body)
    (waiting,) = office.get(f"/api/v1/associations/{association.uuid}/provider-sign-ups?state=ASKED").json()["results"]
    accepted = office.post(f"{ASK}/{waiting['uuid']}/acceptances", {"code": "academie-zorg"})
    taken = take_up(anonymous, accepted.json(), password=PASSWORD)

    assert (asked.status_code, accepted.status_code, taken.status_code) == (201, 201, 201)
    assert set(asked.json()) == {"uuid", "askedAt"}
    provider = Provider.objects.get(code="academie-zorg")
    user = User.objects.get(email="sanne@zorg.example")
    grant = RoleGrant.objects.get(user=user)
    assert (grant.role, grant.organisation_id) == (Role.PROVIDER_MANAGER, provider.pk)
    assert user.check_password(PASSWORD)
    assert not user.is_staff
    assert ProviderAuthorisation.objects.get(provider=provider).state == "ASKED"
    sign_up = ProviderSignUp.objects.get()
    assert (sign_up.state, sign_up.provider_id, sign_up.asked_from) == ("ACCEPTED", provider.pk, "")
    kinds = set(Event.objects.values_list("kind", flat=True))
    assert {"provider-sign-up.asked", "provider-sign-up.accepted", "provider.added", "authorisation.asked"} <= kinds
    assert {"invitation.given", "invitation.accepted", "role.granted"} <= kinds


def test_a_provider_that_is_there_already_is_named_by_its_code(anonymous, body):
    ProviderFactory(name="Stichting ACADEMIE ZORG", postcode="3511AB", code="zorg")

    answer = anonymous.post(ASK, body | {"confirmed": True})

    assert (answer.status_code, answer.json()["code"]) == (409, "provider-exists")
    assert "zorg" in answer.json()["detail"]
    assert not ProviderSignUp.objects.exists()


def test_one_that_looks_like_another_says_that_it_is_not(anonymous, office, body):
    ProviderFactory(name="Academie Zorg", postcode="9711 LM", code="zorg")

    warned = anonymous.post(ASK, body)
    sure = anonymous.post(ASK, body | {"confirmed": True})
    address = f"{ASK}/{sure.json()['uuid']}/acceptances"
    warned_again = office.post(address, {"code": "nieuw"})
    accepted = office.post(address, {"code": "nieuw", "confirmed": True})

    assert (warned.status_code, warned.json()["code"]) == (409, "provider-looks-like-another")
    assert (sure.status_code, warned_again.status_code, accepted.status_code) == (201, 409, 201)
    assert Provider.objects.count() == 2


def test_an_office_that_adds_a_provider_gets_the_same_answers(office):
    ProviderFactory(name="Academie Zorg", postcode="3511 AB", code="zorg")
    same = {"code": "new", "name": "academie zorg bv", "zipCode": "3511ab"}

    assert office.post("/api/v1/providers", same).json()["code"] == "provider-exists"
    assert office.post("/api/v1/providers", same | {"zipCode": ""}).json()["code"] == "provider-looks-like-another"
    assert office.post("/api/v1/providers", same | {"zipCode": "", "confirmed": True}).status_code == 201


@pytest.mark.parametrize("decision", ["acceptances", "refusals"])
@pytest.mark.parametrize("state", ["ACCEPTED", "REFUSED"])
def test_a_sign_up_is_decided_once(office, association, state, decision):
    decided = {"decided_at": "2026-01-15T09:00:00Z", "reason": "No."}
    provider = ProviderFactory() if state == "ACCEPTED" else None
    sign_up = SignUpFactory(association=association, state=state, provider=provider, **decided)
    body = {"code": "new"} if decision == "acceptances" else {"reason": "Unknown."}

    answer = office.post(f"{ASK}/{sign_up.uuid}/{decision}", body)

    assert (answer.status_code, answer.json()["code"]) == (409, "sign-up-already-decided")


def test_a_refusal_has_a_reason_and_makes_no_provider(office, association):
    address = f"{ASK}/{SignUpFactory(association=association).uuid}/refusals"

    assert office.post(address, {"reason": ""}).status_code == 400
    refused = office.post(address, {"reason": "We do not know this organisation."})
    assert (refused.status_code, refused.json()["state"]) == (201, "REFUSED")
    assert not Provider.objects.exists()


def test_nobody_asks_without_end(anonymous, body):
    for n in range(PER_EMAIL.most):
        assert anonymous.post(ASK, body | {"name": f"School {n}{n}{n}"}).status_code == 201

    again = anonymous.post(ASK, body | {"email": body["email"].upper()})
    assert (again.status_code, again.json()["code"]) == (429, "too-many-requests")
    for n in range(PER_PLACE.most - PER_EMAIL.most):
        assert anonymous.post(ASK, body | {"email": f"other{n}@zorg.example"}).status_code == 201
    assert anonymous.post(ASK, body | {"email": "another@zorg.example"}).status_code == 429
    elsewhere = anonymous.post(ASK, body | {"email": "another@zorg.example"}, REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 201


@pytest.fixture
def provider(association):
    return ProviderFactory()


@pytest.fixture
def manager(provider):
    return client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider).user)


@pytest.fixture
def invite(manager, provider):
    def invited(email="new@zorg.example", role="PROVIDER_SUBMITTER", **body):
        return manager.post(
            f"/api/v1/providers/{provider.uuid}/invitations",
            {"email": email, "role": role, "reason": "New colleague."} | body,
        )

    return invited


def test_an_invitation_gives_the_role_to_the_account_of_its_address_once(anonymous, invite, provider):
    known = UserFactory(email="new@zorg.example")
    invitation = invite(email="NEW@zorg.example", endsBefore="2027-11-01").json()

    assert take_up(anonymous, invitation).status_code == 201
    assert take_up(anonymous, invitation).json()["code"] == "invitation-not-valid"
    grant = RoleGrant.objects.get(user=known)
    assert (grant.role, grant.organisation_id, grant.ends_before) == (
        "PROVIDER_SUBMITTER",
        provider.pk,
        date(2027, 11, 1),
    )
    assert (grant.reason, grant.granted_by_id is not None) == ("New colleague.", True)


def test_nobody_takes_up_what_was_not_handed_to_them(anonymous, invite):
    invitation = invite().json()
    kept = Invitation.objects.get()
    other = InvitationFactory()

    assert kept.key not in str(invitation)
    for key in ("x" * 43, other.key, str(kept.uuid), ""):
        assert take_up(anonymous, invitation, key=key).status_code in (400, 409)
    Invitation.objects.update(expires_at=kept.invited_at - timedelta(seconds=1))
    assert take_up(anonymous, invitation).status_code == 409
    assert not User.objects.filter(email="new@zorg.example").exists()


def test_a_new_account_needs_a_good_password(anonymous, invite):
    invitation = invite().json()

    for password in ("", "short", "1234567890123"):
        answer = take_up(anonymous, invitation, password=password)
        assert {error["location"] for error in answer.json()["errors"]} == {"#/password"}
    assert take_up(anonymous, invitation, password=PASSWORD).status_code == 201


def test_the_answer_to_an_invitation_does_not_tell_who_has_an_account(invite):
    UserFactory(email="known@zorg.example")

    assert set(invite(email="known@zorg.example").json()) == set(invite(email="unknown@zorg.example").json())


def test_only_roles_of_a_provider_are_offered_and_not_for_the_past(invite):
    assert invite(role="REGISTRAR").status_code == 400
    assert invite(endsBefore="2020-01-01").status_code == 400


def end(client, provider, user, role):
    body = {"user": str(user.uuid), "role": role, "reason": "Works elsewhere."}
    return client.post(f"/api/v1/providers/{provider.uuid}/role-endings", body)


def test_a_manager_lets_a_colleague_go_at_once(manager, provider):
    colleague = RoleGrantFactory(role=Role.PROVIDER_SUBMITTER, organisation=provider).user
    address = f"/api/v1/providers/{provider.uuid}"

    assert client_of(colleague).get(address).status_code == 200
    assert end(manager, provider, colleague, "PROVIDER_SUBMITTER").status_code == 201
    assert client_of(colleague).get(address).status_code == 404
    assert end(manager, provider, colleague, "PROVIDER_SUBMITTER").json()["code"] == "role-not-held"
    rows = manager.get(f"{address}/roles").json()["results"]
    ended = {row["email"]: row["endReason"] for row in rows}
    assert (ended[colleague.email], len(rows)) == ("Works elsewhere.", 2)
    assert Event.objects.filter(kind="role.ended", subject_uuid=colleague.uuid, organisation=provider).exists()


def test_the_last_manager_stays_and_a_machine_is_no_manager(manager, provider):
    mine = RoleGrant.objects.get(organisation=provider).user
    RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider, user=UserFactory(is_machine=True))
    RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider, user=UserFactory(is_active=False))

    assert end(manager, provider, mine, "PROVIDER_MANAGER").json()["code"] == "last-giver"
    RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider)
    assert end(manager, provider, mine, "PROVIDER_MANAGER").status_code == 201


def test_who_is_let_go_lets_nobody_in_any_more(anonymous, manager, provider, invite):
    invitation = invite().json()
    mine = Invitation.objects.get().invited_by
    RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider)

    end(manager, provider, mine, "PROVIDER_MANAGER")

    assert take_up(anonymous, invitation, password=PASSWORD).status_code == 409


def test_a_contact_replaces_the_one_for_the_same_purpose(manager, provider):
    address = f"/api/v1/providers/{provider.uuid}/contacts"
    for name in ("Sanne", "Joost"):
        manager.post(address, {"purpose": "INVOICES", "name": name, "email": "facturen@zorg.example"})
    manager.post(address, {"purpose": "QUALITY", "name": "Anna"})

    rows = {row["purpose"]: row["name"] for row in manager.get(address).json()["results"]}
    assert rows == {"INVOICES": "Joost", "QUALITY": "Anna"}
