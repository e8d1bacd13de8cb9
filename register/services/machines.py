"""Machines: accounts that act for an organisation by client credentials."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from allauth.idp.oidc.models import Client
from django.db import transaction

from register.access import SCOPE_PERMISSIONS, Actor, Role
from register.errors import InvalidInput
from register.models import Organisation, User
from register.services.people import grant_role


@dataclass(frozen=True, slots=True)
class MachineCredentials:
    """What the machine's owner gets to see, once."""

    client_id: str
    client_secret: str


@transaction.atomic
def add_machine(
    *,
    name: str,
    organisation: Organisation,
    role: Role,
    scopes: list[str],
    actor: Actor | None,
    today: date,
    now: datetime,
) -> MachineCredentials:
    """Make a client for an organisation's system: one role, only these scopes, none by default, secret kept hashed."""
    if unknown := sorted(set(scopes) - set(SCOPE_PERMISSIONS)):
        raise InvalidInput(
            nl=f"Onbekende scopes: {', '.join(unknown)}. Kies uit {', '.join(SCOPE_PERMISSIONS)}.",
            en=f"Unknown scopes: {', '.join(unknown)}. Choose from {', '.join(SCOPE_PERMISSIONS)}.",
        )
    # Letters, digits, - and _ only: the same in a header, a form and a shell, encoded or not.
    secret = secrets.token_urlsafe(32)
    client = Client(name=name, type=Client.Type.CONFIDENTIAL, default_scopes="")
    client.set_scopes(scopes)
    client.set_grant_types([Client.GrantType.CLIENT_CREDENTIALS])
    client.set_secret(secret)
    account = User.objects.create_user(email=f"{client.id}@machine.invalid", is_machine=True)
    client.owner = account
    client.save()
    account.refresh_from_db(fields=["uuid"])
    grant_role(
        user=account, role=role, organisation=organisation, starts_on=today, reason=name, granted_by=actor, now=now
    )
    return MachineCredentials(client_id=client.id, client_secret=secret)
