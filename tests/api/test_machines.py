"""Machines over HTTP: made, used, given another secret, ended; bound to one organisation, and to what was asked for."""

import logging
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from accreditation.models import ProviderAuthorisation
from register.access import Role
from register.clock import now, today
from register.models import Event, Machine, MachineSecret, RoleGrant
from register.services import machines
from tests.conftest import client_of
from tests.factories.accreditation import AuthorisationFactory, CourseFactory, ProviderFactory
from tests.factories.machines import ask_token, bearing, make_machine, token_of
from tests.factories.register import AssociationFactory, RegisterFactory, RoleGrantFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def provider():
    return ProviderFactory()


@pytest.fixture
def manager(provider):
    return client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider).user)


def add(client, organisation, *scopes):
    body = {"organisation": str(organisation.uuid), "name": "Leerplein"}
    body |= {"scopes": list(scopes)} if scopes else {}
    return client.post("/api/v1/machines", body, headers={"Accept-Language": "en"})


class Made:
    """What the one who asked for a machine puts in its system."""

    def __init__(self, answer):
        self.client_id, self.client_secret = answer.json()["clientId"], answer.json()["clientSecret"]
        self.url = f"/api/v1/machines/{answer.json()['uuid']}"


def test_a_manager_makes_a_machine_and_sees_its_secret_once(manager, provider):
    made = Made(add(manager, provider, "attendance:write"))

    assert bearing(token_of(made, "attendance:write")).get("/api/v1/profile").json()["roles"][0]["role"] == (
        "PROVIDER_SUBMITTER"  # the smallest that carries it
    )
    shown = manager.get(made.url).json()
    assert made.client_secret not in str(shown)
    assert (shown["scopes"], shown["lastUsedOn"]) == (["attendance:write"], today().isoformat())
    assert shown["secrets"][0]["lastUsedAt"] is not None
    assert Event.objects.filter(kind="machine.added", organisation=provider).count() == 1


def test_a_machine_for_which_nothing_was_asked_may_nothing(manager, provider):
    made = Made(add(manager, provider))

    assert ask_token(made, "attendance:write").status_code == 400
    assert bearing(token_of(made, None)).get("/api/v1/profile").status_code == 403


def test_the_old_secret_goes_on_for_the_time_that_was_said_and_a_third_never(manager, provider, monkeypatch):
    made = Made(add(manager, provider, "attendance:write"))
    first = made.client_secret
    second = manager.post(f"{made.url}/secrets", {"overlapHours": 24}).json()["clientSecret"]

    def open_(at, monkeypatch=monkeypatch):
        monkeypatch.setattr("config.http.token_endpoint.now", lambda: at)
        return [ask_token(made, secret=secret).status_code for secret in (first, second)]

    assert open_(now()) == [200, 200]
    assert open_(now() + DAY) == [401, 200]
    manager.post(f"{made.url}/secrets", {})
    assert open_(now()) == [401, 200]
    assert len(MachineSecret.objects.valid_at(now())) == 2


def test_a_stolen_secret_ends_at_once(manager, provider):
    made = Made(add(manager, provider, "attendance:write"))
    manager.post(f"{made.url}/secrets", {"overlapHours": 0})

    assert ask_token(made).status_code == 401


def test_an_ended_machine_does_nothing_from_its_next_request_on(manager, provider):
    made = Made(add(manager, provider, "attendance:write"))
    running = bearing(token_of(made, "attendance:write"))
    assert running.get("/api/v1/profile").status_code == 200

    ended = manager.post(f"{made.url}/endings", {"reason": "Another system."}).json()

    assert running.get("/api/v1/profile").status_code == 401
    assert ask_token(made).status_code == 401
    assert (ended["endReason"], ended["endedAt"] is not None) == ("Another system.", True)
    assert not RoleGrant.objects.filter(user__machine__client=made.client_id).held_on(today()).exists()
    for step in ("endings", "secrets"):
        body = {"reason": "Again."} if step == "endings" else {}
        assert manager.post(f"{made.url}/{step}", body).json()["code"] == "machine-ended"


def test_what_the_association_takes_from_the_provider_a_running_token_has_lost(provider):
    association = AssociationFactory()
    AuthorisationFactory(provider=provider, association=association)
    client = bearing(token_of(make_machine(provider, ["attendance:write"]), "attendance:write"))
    check = (
        f"/api/v1/associations/{association.uuid}/number-checks",
        {"provider": str(provider.uuid), "numbers": ["1"]},
    )
    assert client.post(*check).status_code == 200

    ProviderAuthorisation.objects.update(ends_before=today())

    assert client.post(*check).json()["code"] == "provider-not-authorised"


def test_a_machine_of_one_provider_does_nothing_of_another(provider):
    other = CourseFactory(provider=ProviderFactory())
    stranger = make_machine(other.provider, ["webhooks:write"])
    client = bearing(token_of(make_machine(provider, ["courses:write", "webhooks:write"]), "courses:write"))
    edition = {"code": "E", "startsOn": "2026-05-12", "endsOn": "2026-05-12"}

    assert client.post(f"/api/v1/courses/{other.uuid}/editions", edition).status_code == 403
    course = {"provider": str(other.provider.uuid), "code": "C", "title": "T"}
    assert client.post("/api/v1/courses", course).status_code == 400  # there is no such provider
    assert client.get("/api/v1/machines").json()["results"] == []
    assert client.get(f"/api/v1/machines/{stranger.machine.uuid}").status_code == 404


def test_a_machine_manages_webhooks_when_that_was_asked(provider):
    client = bearing(token_of(make_machine(provider, ["webhooks:write"]), "webhooks:write"))
    body = {"url": "https://93.184.216.34/x", "kinds": ["application.granted"]}

    assert client.post("/api/v1/webhook-subscriptions", body | {"organisation": str(provider.uuid)}).status_code == 201
    elsewhere = {"organisation": str(ProviderFactory().uuid)}
    assert client.post("/api/v1/webhook-subscriptions", body | elsewhere).status_code == 400


def test_nobody_gives_a_machine_what_he_may_not_do_himself(association):
    administrator = client_of(RoleGrantFactory(role=Role.ADMINISTRATOR, organisation=association).user)
    registrar = client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=association).user)

    assert add(administrator, association, "dossiers:read").status_code == 403
    assert add(registrar, association, "webhooks:write").status_code == 403
    assert add(registrar, association, "attendance:write").status_code == 403
    assert add(registrar, association, "dossiers:read", "registrations:read").status_code == 201
    assert add(administrator, association, "webhooks:write", "registrations:read").status_code == 201
    assert add(administrator, association, "no:such").status_code == 400


def test_whoever_works_for_one_register_makes_no_machine_for_all():
    register = RegisterFactory()
    RegisterFactory(association=register.association, code="second")
    limited = RoleGrantFactory(role=Role.REGISTRAR, organisation=register.association, register=register).user

    assert add(client_of(limited), register.association, "registrations:read").status_code == 403


def test_a_thousand_requests_of_a_day_note_the_day_once(provider):
    client = bearing(token_of(make_machine(provider, ["attendance:write"]), "attendance:write"))
    client.get("/api/v1/profile")

    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/api/v1/profile")

    assert not [one["sql"] for one in asked if one["sql"].startswith(("UPDATE", "INSERT"))]
    Machine.objects.update(last_used_on=today() - DAY)
    client.get("/api/v1/profile")
    assert Machine.objects.get().last_used_on == today()


def test_what_stands_in_an_address_is_refused_and_not_logged(provider, caplog):
    machine = make_machine(provider, ["attendance:write"])
    token = token_of(machine, "attendance:write")
    secret = machine.client_secret
    caplog.set_level(logging.DEBUG)

    asked = ask_token(machine, address=f"/oauth/token?client_secret={secret}")
    form = {"grant_type": "client_credentials", "client_id": machine.client_id}
    posted = APIClient().post(f"/oauth/token?client_secret={secret}", form, format="multipart")
    used = APIClient().get(f"/api/v1/profile?access_token={token}")
    beside = bearing(token).get(f"/api/v1/profile?access_token={token}")

    assert [answer.status_code for answer in (asked, posted, used, beside)] == [400, 400, 401, 400]
    assert asked.json()["error"] == "invalid_request"
    assert secret not in caplog.text
    assert token not in caplog.text


def test_only_client_credentials_are_taken(provider):
    machine = make_machine(provider, ["attendance:write"])
    form = {"client_id": machine.client_id, "client_secret": machine.client_secret}

    def ask(**changes):
        return APIClient().post("/oauth/token", form | changes, format="multipart").status_code

    assert ask(grant_type="client_credentials") == 200
    assert {ask(grant_type=kind) for kind in ("password", "authorization_code", "refresh_token")} == {400}
    assert ask(grant_type="client_credentials", client_id="nobody") == 401


def test_a_machine_takes_back_its_own_token_and_no_other(provider):
    mine, other = make_machine(provider, ["attendance:write"]), make_machine(provider, ["attendance:write"])
    token = token_of(mine, "attendance:write")

    def revoke(machine):
        form = {"token": token, "client_id": machine.client_id, "client_secret": machine.client_secret}
        return APIClient().post("/oauth/revocation", form, format="multipart").status_code

    assert (revoke(other), bearing(token).get("/api/v1/profile").status_code) == (200, 200)
    assert (revoke(mine), bearing(token).get("/api/v1/profile").status_code) == (200, 401)


def test_a_key_goes_on_holding_when_the_token_and_the_secret_are_renewed(manager, provider):
    course = CourseFactory(provider=provider)
    made = Made(add(manager, provider, "courses:write"))

    def send(secret):
        client = bearing(ask_token(made, "courses:write", secret=secret).json()["access_token"])
        edition = {"code": "E-1", "startsOn": "2026-05-12", "endsOn": "2026-05-12"}
        return client.post(f"/api/v1/courses/{course.uuid}/editions", edition, headers={"Idempotency-Key": "order-1"})

    first, second = send(made.client_secret), send(made.client_secret)
    third = send(manager.post(f"{made.url}/secrets", {}).json()["clientSecret"])

    assert (first.status_code, second.content, third.content) == (201, first.content, first.content)
    assert course.editions.count() == 1


def test_a_new_secret_begins_a_new_term(manager, provider):
    made = Made(add(manager, provider, "attendance:write"))
    machine = Machine.objects.get()
    began = today() - 700 * DAY
    RoleGrant.objects.filter(user=machine.account).update(starts_on=began, ends_before=today() + DAY)

    renewed = manager.post(f"{made.url}/secrets", {}).json()

    assert renewed["endsBefore"] > (today() + 700 * DAY).isoformat()


def test_tokens_that_expired_go(provider):
    token_of(make_machine(provider, ["attendance:write"]), "attendance:write")

    assert (machines.forget_tokens(now=now()), machines.forget_tokens(now=now() + DAY)) == (0, 1)
