"""Machines: from credentials to a token to what it opens, through the real addresses."""

from datetime import timedelta

import pytest
from allauth.idp.oidc.models import Client as OAuthClient
from allauth.idp.oidc.models import Token
from django.db.models import F
from rest_framework.test import APIClient

from register.clock import now
from register.models import Machine, MachineSecret, RoleGrant, User
from tests.factories.accreditation import CourseFactory, ProviderFactory
from tests.factories.machines import ask_token, bearing, make_machine, token_of
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db
SCOPES = ["attendance:write", "courses:write"]
ENDED = {"ended_at": NOW, "ended_by": F("added_by"), "end_reason": "stolen"}
EDITION = {"code": "E-1", "startsOn": "2026-05-12", "endsOn": "2026-05-12"}


@pytest.fixture
def course():
    return CourseFactory(provider=ProviderFactory())


@pytest.fixture
def machine(course):
    return make_machine(course.provider, SCOPES)


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
    "the machine is ended": (lambda client: Machine.objects.filter(client=client).update(**ENDED), 401),
    "the account becomes one of a person": (
        lambda client: User.objects.filter(pk=client.owner_id).update(is_machine=False),
        401,
    ),
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
    kept = [OAuthClient.objects.get().secret, *(bytes(row.digest).hex() for row in MachineSecret.objects.all())]
    assert not any(machine.client_secret in text for text in kept)
