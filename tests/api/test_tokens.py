"""Machines: from credentials to a token to what it opens, through the real addresses."""

from base64 import b64encode
from datetime import timedelta

import pytest
from allauth.idp.oidc.models import Client as OAuthClient
from allauth.idp.oidc.models import Token
from rest_framework.test import APIClient

from register.access import Role
from register.clock import now, today
from register.models import RoleGrant, User
from register.services.machines import add_machine
from tests.conftest import MachineClient
from tests.factories.accreditation import CourseFactory, ProviderFactory

pytestmark = pytest.mark.django_db
SCOPES = ["attendance:write", "courses:write"]
EDITION = {"code": "E-1", "startsOn": "2026-05-12", "endsOn": "2026-05-12"}


@pytest.fixture
def course():
    return CourseFactory(provider=ProviderFactory())


@pytest.fixture
def machine(course):
    return add_machine(
        name="LMS",
        organisation=course.provider,
        role=Role.PROVIDER_MANAGER,
        scopes=SCOPES,
        actor=None,
        today=today(),
        now=now(),
    )


def ask_token(machine, scope=None, *, secret=None):
    basic = b64encode(f"{machine.client_id}:{secret or machine.client_secret}".encode()).decode()
    form = {"grant_type": "client_credentials"} | ({"scope": scope} if scope is not None else {})
    return APIClient().post("/oauth/token", form, format="multipart", HTTP_AUTHORIZATION=f"Basic {basic}")


def bearing(token):
    return MachineClient(headers={"Authorization": f"Bearer {token}"})


def token_of(machine, scope):
    return ask_token(machine, scope).json()["access_token"]


def test_a_token_opens_what_its_scopes_and_the_role_allow(machine, course):
    answer = ask_token(machine, "courses:write")
    client = bearing(answer.json()["access_token"])

    assert (answer.status_code, answer.json()["token_type"], answer.json()["expires_in"]) == (200, "Bearer", 600)
    assert answer["Cache-Control"] == "no-store"
    assert client.get("/api/v1/profile").json()["scopes"] == ["courses:write"]
    assert client.post(f"/api/v1/courses/{course.uuid}/editions", EDITION).status_code == 201
    assert client.get("/api/v1/job-runs").status_code == 403


def test_a_token_for_which_no_scope_was_asked_opens_nothing(machine):
    client = bearing(token_of(machine, None))

    assert client.get("/api/v1/profile").status_code == 403
    assert "scopes" in client.get("/api/v1/courses", HTTP_ACCEPT_LANGUAGE="en").json()["detail"]


def test_a_scope_that_the_machine_was_not_given_is_refused(machine):
    assert ask_token(machine, "dossiers:read").status_code >= 400
    assert not Token.objects.exists()


def test_a_wrong_secret_gets_no_token(machine):
    assert ask_token(machine, "courses:write", secret="wrong").status_code == 401
    assert not Token.objects.exists()


def take_scope(client):
    client.set_scopes(["attendance:write"])
    client.save()


WITHDRAWALS = {
    "the scope is taken away": (take_scope, 403),
    "the role is taken away": (lambda client: RoleGrant.objects.filter(user=client.owner).delete(), 403),
    "the account is closed": (lambda client: User.objects.filter(pk=client.owner_id).update(is_active=False), 401),
    "the token has expired": (lambda _: Token.objects.update(expires_at=now() - timedelta(seconds=1)), 401),
    "the client is removed": (lambda client: client.delete(), 401),
    "the owner is a person": (lambda client: User.objects.filter(pk=client.owner_id).update(is_machine=False), 401),
}


@pytest.mark.parametrize("what", WITHDRAWALS)
def test_a_withdrawal_works_on_the_next_request(machine, course, what):
    client = bearing(token_of(machine, "courses:write"))
    withdraw, status = WITHDRAWALS[what]

    withdraw(OAuthClient.objects.get(id=machine.client_id))

    assert client.post(f"/api/v1/courses/{course.uuid}/editions", EDITION).status_code == status


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer a b", "Bearer x", "Bearer \xe9", "bearer  ", "Bearer " + "x" * 5000]
)
def test_a_bad_token_is_401_and_never_an_anonymous_visitor(db, header):
    answer = APIClient().get("/api/v1/registers", HTTP_AUTHORIZATION=header)

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Bearer realm="api"')
    assert answer.json()["code"] == "not-authenticated"


def test_a_token_in_the_address_is_not_read(machine):
    token = token_of(machine, "courses:write")

    assert APIClient().get(f"/api/v1/registers?access_token={token}").status_code == 401


def test_a_token_is_kept_as_a_hash_only(machine):
    token = token_of(machine, "courses:write")

    assert token not in Token.objects.get().hash
    assert machine.client_secret not in OAuthClient.objects.get().secret
