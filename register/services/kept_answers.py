"""Carrying out a request once, however often it is sent: its key and its effect are committed together or not at all.

After draft-ietf-httpapi-idempotency-key-header. See docs/decisions/0040-machines-keys-and-repeats.md.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

import orjson
from cryptography.fernet import Fernet, InvalidToken
from django.db import OperationalError, connection, transaction
from django.utils.crypto import salted_hmac
from psycopg.errors import LockNotAvailable

from register.errors import KeyInUse, KeyUsedOtherwise
from register.models import KeptAnswer

KEPT_FOR = timedelta(days=31)
FORGOTTEN_AT_ONCE = 10_000
# Whoever sends again at once waits this long for the first to end, and is told to come back when it takes longer.
PATIENCE = "2s"
CLAIM = """
INSERT INTO register_keptanswer (organisation_id, user_id, key, request, answer, given_at)
VALUES (%(organisation)s, %(user)s, %(key)s, %(request)s, '', %(now)s) ON CONFLICT DO NOTHING RETURNING id
"""


@dataclass(frozen=True, slots=True)
class KeyOwner:
    """Whose keys these are: of an organisation, for all its machines together, or of one account."""

    organisation_id: int | None = None
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What went back: the body as the text it was."""

    status: int
    headers: dict[str, str]
    body: str


def answer_once(
    *, owner: KeyOwner, key: str, request: bytes, work: Callable[[], Answer], now: datetime
) -> tuple[Answer, bool]:
    """Carry out `work` unless this key was used before; the answer, and whether it is one from before.

    `request` is the digest by which another request under the same key is known: KeyUsedOtherwise. While the first is
    carried out elsewhere this waits a moment, then raises KeyInUse. What `work` refused, by raising or by a status from
    400 on, leaves nothing: the same key may be tried again.
    """
    mark = _digest(f"{owner.organisation_id}/{owner.user_id}/{key}", use="key")
    with transaction.atomic():
        claimed = _claim(owner, mark, request, now)
        if claimed is not None:
            answer = work()
            if answer.status >= 400:
                transaction.set_rollback(True)
            else:
                sealed = _box(key).encrypt(orjson.dumps(asdict(answer)))
                KeptAnswer.objects.filter(pk=claimed).update(answer=sealed)
            return answer, False
        kept = KeptAnswer.objects.get(organisation=owner.organisation_id, user=owner.user_id, key=mark)
    if bytes(kept.request) != request:
        raise KeyUsedOtherwise(
            nl="Deze Idempotency-Key is al gebruikt voor een ander verzoek. Geef elk nieuw verzoek een eigen sleutel.",
            en="This Idempotency-Key was used for another request. Give each new request a key of its own.",
        )
    return _opened(kept, key), True


def forget_answers(*, now: datetime) -> int:
    """Let the answers go that were kept their term. Returns how many."""
    old = KeptAnswer.objects.filter(given_at__lt=now - KEPT_FOR).order_by("given_at").values("pk")[:FORGOTTEN_AT_ONCE]
    forgotten, _ = KeptAnswer.objects.filter(pk__in=old).delete()
    return forgotten


def _claim(owner: KeyOwner, mark: bytes, request: bytes, now: datetime) -> int | None:
    """The row of this key if it is new; none when it was there. Waits for whoever is making it."""
    row = {"organisation": owner.organisation_id, "user": owner.user_id, "key": mark, "request": request, "now": now}
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            cursor.execute(CLAIM, row)
            found = cursor.fetchone()
            cursor.execute("SET LOCAL lock_timeout TO DEFAULT")
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        raise KeyInUse(
            nl="Het eerste verzoek met deze Idempotency-Key loopt nog. Stuur het straks opnieuw.",
            en="The first request with this Idempotency-Key is still being carried out. Send it again in a moment.",
        ) from error
    return int(found[0]) if found else None


def _opened(kept: KeptAnswer, key: str) -> Answer:
    try:
        return Answer(**orjson.loads(_box(key).decrypt(bytes(kept.answer))))
    except InvalidToken as error:  # the secret of the installation was replaced since
        raise KeyInUse(
            nl="Dit verzoek is al uitgevoerd; het antwoord is niet meer te lezen. Vraag op wat er nu is.",
            en="This request was carried out already; its answer cannot be read any more. Ask for what is there now.",
        ) from error


def _box(key: str) -> Fernet:
    """Opens an answer for whoever has the key. The secret of the installation guards keys that can be guessed."""
    return Fernet(urlsafe_b64encode(_digest(key, use="answer")))


def _digest(text: str, *, use: str) -> bytes:
    return salted_hmac(f"idempotency/{use}", text, algorithm="sha256").digest()
