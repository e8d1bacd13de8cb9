"""Status lists: a random place for each credential, and the list as anybody fetches it."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count
from openbadgeslib.ob3 import add_data_integrity_proof, build_status_list_credential

from portfolio.models import Credential, StatusList
from portfolio.models.credential import LIST_SIZE
from portfolio.selectors.credentials.addresses import did_of, status_list_token_url, status_list_url
from portfolio.selectors.credentials.issuers import key_address
from portfolio.services.credentials.documents import PURPOSE, sign_token
from portfolio.services.credentials.keys import signer_of
from register.models import Association
from register.reach import past_the_wall

# Half full, a random place is free at the second try; and who looks at a list can't tell how many there are.
MOST_TAKEN = LIST_SIZE // 2
# A copy older than this is refused by verifiers: an old list can't be shown to hide a revocation.
KEPT = timedelta(hours=24)
REFRESH_MILLISECONDS = 300_000


@past_the_wall("A list is shared by everybody whose association it is of.")
def free_place(*, association: Association, now: datetime) -> tuple[StatusList, int]:
    """A place nobody has, at random, so that neighbours in a list have nothing to do with each other."""
    lists = StatusList.objects.filter(association=association).alias(taken=Count("credentials"))
    found = lists.filter(taken__lt=MOST_TAKEN).order_by("id").first() or _new_list(association, now)
    while Credential.objects.filter(status_list=found, place=(place := secrets.randbelow(LIST_SIZE))).exists():
        continue
    return found, place


def _new_list(association: Association, now: datetime) -> StatusList:
    made = StatusList.objects.create(association=association, made_at=now)
    made.refresh_from_db(fields=["uuid"])
    return made


def unsigned_list(*, status_list: StatusList, now: datetime) -> dict[str, Any]:
    """The list as it is now, for ourselves: who reads it in the database needs no proof."""
    return _body(status_list, status_list_url(status_list.uuid), _hour(now))


def published_list(*, status_list: StatusList, now: datetime) -> dict[str, Any]:
    """The list with a proof in it, as of now. Within an hour and without a revocation, the same byte for byte."""
    signer = signer_of(status_list.association)
    moment = _hour(now)
    body = _body(status_list, status_list_url(status_list.uuid), moment)
    return dict(add_data_integrity_proof(body, signer.private_pem, key_address(signer.key), created=moment))


def published_token(*, status_list: StatusList, now: datetime) -> str:
    """The list as a JWT."""
    signer = signer_of(status_list.association)
    return sign_token(_body(status_list, status_list_token_url(status_list.uuid), _hour(now)), signer)


@past_the_wall("A list says of everybody's certificates which are revoked.")
def _body(status_list: StatusList, url: str, moment: datetime) -> dict[str, Any]:
    revoked = Credential.objects.filter(status_list=status_list, revoked_at__isnull=False)
    body: dict[str, Any] = build_status_list_credential(
        did_of(status_list.association),
        url,
        PURPOSE,
        revoked.values_list("place", flat=True),
        size_bits=LIST_SIZE,
        issued=moment,
        valid_until=moment + KEPT,
        ttl=REFRESH_MILLISECONDS,
    )
    return body


def _hour(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)
