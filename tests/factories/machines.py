"""Machines as their owners make them, and how they ask for tokens."""

from base64 import b64encode

from rest_framework.test import APIClient

from register.access import Role
from register.clock import now, today
from register.models import Organisation
from register.selectors import actor_for
from register.services.machines import MachineCredentials, add_machine
from tests.conftest import MachineClient
from tests.factories.register import RoleGrantFactory


def make_machine(
    organisation: Organisation, scopes: list[str], *, by: Role = Role.PROVIDER_MANAGER
) -> MachineCredentials:
    """A machine of an organisation, made by somebody who holds a role there."""
    giver = RoleGrantFactory(role=by, organisation=organisation).user
    actor = actor_for(giver, on=today())
    return add_machine(name="LMS", organisation=organisation, scopes=scopes, actor=actor, today=today(), now=now())


def ask_token(machine, scope=None, *, secret=None, address="/oauth/token"):
    """The answer of the token address."""
    basic = b64encode(f"{machine.client_id}:{secret or machine.client_secret}".encode()).decode()
    form = {"grant_type": "client_credentials"} | ({"scope": scope} if scope is not None else {})
    return APIClient().post(address, form, format="multipart", HTTP_AUTHORIZATION=f"Basic {basic}")


def bearing(token):
    """A client that sends this token."""
    return MachineClient(headers={"Authorization": f"Bearer {token}"})


def token_of(machine, scope):
    return ask_token(machine, scope).json()["access_token"]
