"""What becomes of a connection: added, linked to associations, active or back in test, revoked."""

from datetime import date, datetime
from uuid import uuid4

from django.db import IntegrityError, transaction

from accreditation.models import Provider
from portfolio.errors import ConnectionCannotMove, ConnectionRevoked, WireNumberTaken
from portfolio.models import AssociationNumber, Connection, ConnectionKey, ConnectionLink
from portfolio.services.connections.keys import make_key
from register.access import Actor, Role
from register.errors import constraint_of
from register.models import Association, User
from register.services.events import record_event
from register.services.roles import grant_role

Mode = ConnectionLink.Mode
# Numbers from here on are handed out; a smaller one can be chosen, such as the one a system already uses.
FIRST_HANDED_OUT = 1_000_000
TRANSITIONS: dict[Mode, frozenset[Mode]] = {
    Mode.TEST: frozenset({Mode.REQUESTED}),
    Mode.REQUESTED: frozenset({Mode.ACTIVE, Mode.TEST}),
    Mode.ACTIVE: frozenset({Mode.TEST}),
}


@transaction.atomic
def add_connection(
    *,
    provider: Provider,
    name: str,
    associations: list[Association],
    number: int | None,
    actor: Actor,
    today: date,
    now: datetime,
) -> tuple[Connection, str]:
    """A new connection of a provider, in test mode with these associations, and its key, to be shown once.

    `number` is one that the system already uses, below a million; without it one is handed out. WireNumberTaken.
    """
    account = User.objects.create_user(email=f"connection-{uuid4()}@machine.invalid", is_machine=True)
    chosen = {} if number is None else {"number": number}
    try:
        with transaction.atomic():
            connection = Connection.objects.create(
                provider=provider, name=name, account=account, added_by_id=actor.user_id, added_at=now, **chosen
            )
    except IntegrityError as error:
        if constraint_of(error) != "connection_number_once":
            raise
        raise WireNumberTaken.of(number) from error
    connection.refresh_from_db(fields=["uuid", "number"])
    account.refresh_from_db(fields=["uuid"])
    role = Role.PROVIDER_SUBMITTER
    grant_role(user=account, role=role, organisation=provider, starts_on=today, reason=name, granted_by=actor, now=now)
    _record("connection.added", connection, actor, now)
    for association in associations:
        link_association(connection=connection, association=association, actor=actor, now=now)
    return connection, make_key(connection=connection, now=now)


@transaction.atomic
def link_association(*, connection: Connection, association: Association, actor: Actor, now: datetime) -> None:
    """Let a connection send to an association as well, in test mode. Already linked: nothing changes."""
    _refuse_revoked(connection)
    number_of(association)
    _, new = ConnectionLink.objects.get_or_create(
        connection=connection, association=association, defaults={"changed_at": now}
    )
    if new:
        _record("connection.linked", connection, actor, now, association)


@transaction.atomic
def request_activation(*, connection: Connection, association: Association, actor: Actor, now: datetime) -> None:
    """Ask the association to let the connection book. Until it has decided, everything is a test."""
    _refuse_revoked(connection)
    _move(connection, association, to=Mode.REQUESTED, now=now)
    _record("connection.activation-requested", connection, actor, now, association)


@transaction.atomic
def decide_activation(
    *, connection: Connection, association: Association, granted: bool, reason: str, actor: Actor, now: datetime
) -> None:
    """Let a connection book for an association from now on, or put it (back) in test mode with a reason."""
    _refuse_revoked(connection)
    to = Mode.ACTIVE if granted else Mode.TEST
    _move(connection, association, to=to, now=now, decided_by_id=actor.user_id, reason=reason)
    kind = "connection.activated" if granted else "connection.put-in-test"
    _record(kind, connection, actor, now, association)


@transaction.atomic
def revoke_connection(*, connection: Connection, actor: Actor, now: datetime) -> Connection:
    """End a connection for good: its keys open nothing and its account can do nothing from now on."""
    if not Connection.objects.filter(pk=connection.pk, revoked_at=None).update(revoked_at=now):
        _refuse_revoked(Connection.objects.get(pk=connection.pk))
    User.objects.filter(pk=connection.account_id).update(is_active=False)
    ConnectionKey.objects.filter(connection=connection).valid_at(now).update(ends_at=now)
    _record("connection.revoked", connection, actor, now)
    connection.refresh_from_db()
    return connection


@transaction.atomic
def set_association_number(*, association: Association, number: int, actor: Actor, now: datetime) -> AssociationNumber:
    """Call an association by the number that learning systems already use for it. WireNumberTaken."""
    try:
        with transaction.atomic():
            row, _ = AssociationNumber.objects.update_or_create(association=association, defaults={"number": number})
    except IntegrityError as error:
        if constraint_of(error) != "association_number_once":
            raise
        raise WireNumberTaken.of(number) from error
    record_event(
        kind="association.numbered",
        subject_type="association",
        subject_uuid=association.uuid,
        organisation_id=association.pk,
        actor=actor,
        now=now,
        data={"number": number},
    )
    return row


def number_of(association: Association) -> AssociationNumber:
    """The number of an association, handed out when it has none yet."""
    row, new = AssociationNumber.objects.get_or_create(association=association)
    if new:
        row.refresh_from_db()
    return row


def _move(connection: Connection, association: Association, *, to: Mode, now: datetime, **values: object) -> None:
    sources = [mode for mode, targets in TRANSITIONS.items() if to in targets]
    links = ConnectionLink.objects.filter(connection=connection, association=association)
    if not links.filter(mode__in=sources).update(mode=to, changed_at=now, **values):
        raise ConnectionCannotMove.of(links.values_list("mode", flat=True).first())


def _refuse_revoked(connection: Connection) -> None:
    if connection.revoked_at is not None:
        raise ConnectionRevoked.of(connection.revoked_at)


def _record(
    kind: str, connection: Connection, actor: Actor, now: datetime, association: Association | None = None
) -> None:
    record_event(
        kind=kind,
        subject_type="connection",
        subject_uuid=connection.uuid,
        organisation_id=association.pk if association else connection.provider_id,
        actor=actor,
        now=now,
        data={"provider": str(connection.provider.uuid)},
    )
