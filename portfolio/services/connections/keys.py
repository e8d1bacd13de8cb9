"""Keys of connections: made, shown once, kept as salted digests, replaced with an overlap, recognised."""

import hashlib
import hmac
import secrets
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction

from portfolio.errors import ConnectionRevoked
from portfolio.models import Connection, ConnectionKey
from portfolio.services.connections.limits import count_failure, too_many_failures
from register.access import Actor
from register.reach import past_the_wall
from register.services.events import record_event
from register.services.roles import renew_roles

# Systems in the field keep the key as a long whole number: 18 digits without a leading zero fit in 64 bits.
SMALLEST, LARGEST = 10**17, 10**18 - 1
# A key has some 59 bits. Each guess at a stolen digest costs this many rounds, each call a few milliseconds.
ROUNDS = 20_000
# How precisely the moment of last use is kept: a busy system writes it once a minute.
USED_WITHIN = timedelta(minutes=1)
NO_SALT = bytes(16)


def make_key(*, connection: Connection, now: datetime) -> str:
    """A new key, for its owner's eyes once. The caller has ended the others."""
    key = str(SMALLEST + secrets.randbelow(LARGEST - SMALLEST + 1))
    salt = secrets.token_bytes(16)
    ConnectionKey.objects.create(connection=connection, salt=salt, digest=_digest(key, salt), made_at=now)
    return key


@transaction.atomic
def replace_key(*, connection: Connection, overlap: timedelta, actor: Actor, today: date, now: datetime) -> str:
    """Give a connection a new key and a new term. The last one opens for `overlap` longer; any before it end now."""
    connections = Connection.objects.select_for_update(no_key=True, of=("self",)).select_related("account")
    held = connections.get(pk=connection.pk)
    if held.revoked_at is not None:
        raise ConnectionRevoked.of(held.revoked_at)
    ConnectionKey.objects.filter(connection=held, ends_at__gt=now).update(ends_at=now)
    ConnectionKey.objects.filter(connection=held, ends_at=None).update(ends_at=now + overlap)
    key = make_key(connection=held, now=now)
    renew_roles(account=held.account, actor=actor, today=today, now=now)
    record_event(
        kind="connection.key-replaced",
        subject_type="connection",
        subject_uuid=held.uuid,
        organisation_id=held.provider_id,
        actor=actor,
        now=now,
        data={"overlapHours": int(overlap.total_seconds() // 3600)},
    )
    return key


@past_the_wall("Who comes with a number and a key has no account yet.")
def recognise_connection(*, number: str, key: str, source: str, now: datetime) -> Connection | None:
    """The connection with this number, if the key is one of its valid keys; none for whatever other reason.

    An unknown number, a revoked connection and a wrong key take the same work and give the same answer. After too
    many wrong keys for a number from one `source`, or from all together, no key is looked at for a while.
    """
    if too_many_failures(number=number, source=source, now=now):
        return None
    connection = _named(number)
    keys = list(ConnectionKey.objects.filter(connection=connection).valid_at(now)) if connection else []
    found = next((row for row in keys if _fits(key, bytes(row.salt), bytes(row.digest))), None)
    if not keys:
        _fits(key, NO_SALT, b"")
    if connection is None or found is None:
        count_failure(number=number, source=source, now=now)
        return None
    _note_use(connection, found, now)
    return connection


def _named(number: str) -> Connection | None:
    # The largest number a column holds has 19 digits.
    if not (number.isascii() and number.isdigit() and len(number) <= 18):
        return None
    rows = Connection.objects.select_related("provider", "account")
    return rows.filter(number=int(number), revoked_at=None, account__is_active=True).first()


def _note_use(connection: Connection, key: ConnectionKey, now: datetime) -> None:
    if key.last_used_at is None or now - key.last_used_at >= USED_WITHIN:
        ConnectionKey.objects.filter(pk=key.pk).update(last_used_at=now)
        Connection.objects.filter(pk=connection.pk).update(last_used_at=now)


def _fits(key: str, salt: bytes, digest: bytes) -> bool:
    return hmac.compare_digest(_digest(key, salt), digest)


def _digest(key: str, salt: bytes) -> bytes:
    return hashlib.pbkdf2_hmac("sha256", key.encode("utf-8", "replace"), salt, ROUNDS)


def default_overlap() -> timedelta:
    """How long a replaced key goes on working when nobody says otherwise."""
    return timedelta(days=settings.CONNECTION_KEY_OVERLAP_DAYS)
