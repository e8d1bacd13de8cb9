"""Machines: systems that act for one organisation by client credentials; added, given another secret, ended."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.idp.oidc.models import Client, Token
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import Q

from register.access import MACHINE_ROLES, ROLE_PERMISSIONS, SCOPE_PERMISSIONS, Actor, Permission, Role
from register.errors import Forbidden, InvalidInput, MachineEnded
from register.models import Machine, MachineSecret, Organisation, RoleGrant, User
from register.services.events import record_event
from register.services.roles import close_grant, grant_role, renew_roles

# How precisely the moment is kept at which a secret was last used.
USED_WITHIN = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class MachineCredentials:
    """What the machine's owner gets to see, once."""

    machine: Machine
    client_id: str
    client_secret: str


@transaction.atomic
def add_machine(
    *, name: str, organisation: Organisation, scopes: list[str], actor: Actor, today: date, now: datetime
) -> MachineCredentials:
    """Make a client for an organisation's system: only these scopes, none by default, its secret kept as a digest.

    It gets the smallest role that carries them. Nobody gives a machine what he may not do himself: Forbidden.
    """
    role = _role_for(scopes, organisation=organisation, giver=actor)
    client = Client(name=name, type=Client.Type.CONFIDENTIAL, default_scopes="", secret=make_password(None))
    client.set_scopes(sorted(set(scopes)))
    client.set_grant_types([Client.GrantType.CLIENT_CREDENTIALS])
    account = User.objects.create_user(email=f"{client.id}@machine.invalid", is_machine=True)
    client.owner = account
    client.save()
    machine = Machine.objects.create(
        name=name, organisation=organisation, account=account, client=client, added_by_id=actor.user_id, added_at=now
    )
    machine.refresh_from_db(fields=["uuid"])
    grant_role(
        user=account, role=role, organisation=organisation, starts_on=today, reason=name, granted_by=actor, now=now
    )
    _record("machine.added", machine, actor, now, {"scopes": sorted(set(scopes))})
    return MachineCredentials(machine, client.id, _make_secret(machine, now))


@transaction.atomic
def replace_machine_secret(
    *, machine: Machine, overlap: timedelta, actor: Actor, today: date, now: datetime
) -> MachineCredentials:
    """Give a machine a new secret and a new term. The last one opens for `overlap` longer; any before it end now."""
    held = Machine.objects.select_for_update(no_key=True, of=("self",)).select_related("account").get(pk=machine.pk)
    _refuse_ended(held)
    kept = MachineSecret.objects.filter(machine=held)
    kept.filter(ends_at__gt=now).update(ends_at=now)
    kept.filter(ends_at=None).update(ends_at=now + overlap)
    renew_roles(account=held.account, actor=actor, today=today, now=now)
    _record("machine.secret-replaced", held, actor, now, {"overlapHours": int(overlap.total_seconds() // 3600)})
    return MachineCredentials(held, held.client_id, _make_secret(held, now))


@transaction.atomic
def end_machine(*, machine: Machine, reason: str, actor: Actor, today: date, now: datetime) -> Machine:
    """End a machine for good: its secrets open nothing and its running tokens do nothing from now on. MachineEnded."""
    running = Machine.objects.filter(pk=machine.pk, ended_at=None)
    if not running.update(ended_at=now, ended_by_id=actor.user_id, end_reason=reason):
        _refuse_ended(Machine.objects.get(pk=machine.pk))
    User.objects.filter(pk=machine.account_id).update(is_active=False)
    MachineSecret.objects.filter(machine=machine).valid_at(now).update(ends_at=now)
    Token.objects.filter(client=machine.client_id).delete()
    for grant in RoleGrant.objects.filter(user=machine.account_id, ended_at=None, ends_before__gt=today):
        close_grant(grant=grant, reason=reason, actor=actor, today=today, now=now)
    _record("machine.ended", machine, actor, now, {})
    machine.refresh_from_db()
    return machine


def recognise_machine(*, client_id: str, secret: str, now: datetime) -> Machine | None:
    """The machine with this client id, if the secret is one of its valid ones; none for whatever other reason."""
    valid = MachineSecret.objects.valid_at(now).filter(
        machine__client=client_id, machine__ended_at=None, machine__account__is_active=True
    )
    digest = _digest(secret)
    for kept in valid.select_related("machine__client"):
        if hmac.compare_digest(bytes(kept.digest), digest):
            if kept.last_used_at is None or now - kept.last_used_at >= USED_WITHIN:
                MachineSecret.objects.filter(pk=kept.pk).update(last_used_at=now)
            return kept.machine
    return None


def note_use(machine: Machine, *, today: date) -> None:
    """Remember the day of the last request: a write a day, however many requests."""
    if machine.last_used_on != today:
        unnoted = Q(last_used_on=None) | Q(last_used_on__lt=today)
        Machine.objects.filter(unnoted, pk=machine.pk).update(last_used_on=today)


def forget_tokens(*, now: datetime) -> int:
    """Let tokens go that have expired. Returns how many."""
    forgotten, _ = Token.objects.filter(expires_at__lt=now).delete()
    return int(forgotten)


def _role_for(scopes: list[str], *, organisation: Organisation, giver: Actor) -> Role:
    """The smallest role that carries the scopes, of the kind that the giver has there."""
    if unknown := sorted(set(scopes) - set(SCOPE_PERMISSIONS)):
        raise InvalidInput(
            nl=f"Onbekende scopes: {', '.join(unknown)}. Kies uit {', '.join(SCOPE_PERMISSIONS)}.",
            en=f"Unknown scopes: {', '.join(unknown)}. Choose from {', '.join(SCOPE_PERMISSIONS)}.",
        )
    needed: frozenset[Permission] = frozenset().union(*(SCOPE_PERMISSIONS[scope] for scope in scopes))
    if missing := [one for one in needed if not giver.may(one, organisation_id=organisation.pk)]:
        raise Forbidden(
            nl=f"U geeft een systeem niet wat u zelf niet mag ({', '.join(sorted(missing))}).",
            en=f"You cannot give a system what you may not do yourself ({', '.join(sorted(missing))}).",
        )
    held = {grant.role for grant in giver.grants if grant.organisation_id == organisation.pk}
    fitting = [roles for family, roles in MACHINE_ROLES if held & family.keys()]
    for role in fitting[0] if fitting else ():
        if needed <= ROLE_PERMISSIONS[role]:
            return role
    raise InvalidInput(
        nl="Geen rol draagt al deze scopes samen. Voeg een systeem toe voor elk.",
        en="No role carries all of these scopes together. Add a machine for each.",
    )


def _make_secret(machine: Machine, now: datetime) -> str:
    # Letters, digits, - and _ only: the same in a header, a form and a shell, encoded or not.
    secret = secrets.token_urlsafe(32)
    MachineSecret.objects.create(machine=machine, digest=_digest(secret), made_at=now)
    return secret


def _digest(secret: str) -> bytes:
    """A plain digest is enough: nobody guesses 256 random bits, however fast."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).digest()


def _refuse_ended(machine: Machine) -> None:
    if machine.ended_at is not None:
        raise MachineEnded(
            nl=f"Dit systeem is op {machine.ended_at:%d-%m-%Y} beëindigd. Voeg een nieuw toe.",
            en=f"This machine was ended on {machine.ended_at:%d-%m-%Y}. Add a new one.",
        )


def _record(kind: str, machine: Machine, actor: Actor, now: datetime, data: dict[str, object]) -> None:
    record_event(
        kind=kind,
        subject_type="machine",
        subject_uuid=machine.uuid,
        organisation_id=machine.organisation_id,
        actor=actor,
        now=now,
        data=data,
    )
