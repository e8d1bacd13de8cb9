"""What a verifier asks for: documents of issuers and status lists. Ours from the database, others only if allowed."""

import json
import re
from datetime import datetime
from http import HTTPStatus

from django.conf import settings

from portfolio.models import StatusList
from portfolio.selectors.credentials.addresses import did_document_url, did_of, status_list_url
from portfolio.selectors.credentials.issuers import did_document
from portfolio.services.credentials.status_lists import unsigned_list
from register.models import Association
from register.services.outside import call_outside

SECONDS, MOST_BYTES = 20, 5 * 1024 * 1024
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class NotFetched(Exception):
    """The address is not ours and nothing is fetched from elsewhere, or it could not be reached."""


class Fetcher:
    """Gives what an address holds, as of a moment; remembers in `missed` what it could not give.

    Addresses of others are fetched only with CREDENTIAL_FETCH, as `register.services.outside` does it: over TLS, from
    hosts of the world outside, bounded in size and time, not redirected.
    """

    def __init__(self, *, now: datetime) -> None:
        self.now = now
        self.missed: list[str] = []

    def __call__(self, url: str) -> bytes:
        if (own := _own_document(url)) is not None:
            return own
        try:
            if not settings.CREDENTIAL_FETCH:
                raise NotFetched(url)
            return _fetched(url)
        except Exception as error:  # whatever a strange server does: then it is not known
            self.missed.append(url)
            raise NotFetched(url) from error

    def own_list(self, url: str) -> bytes | None:
        """The list at the address when it is ours, as of the moment; it has no proof, for it comes from no stranger."""
        lists = re.escape(status_list_url("")) + rf"({UUID})(?:\.jwt)?"
        found = re.fullmatch(lists, url)
        row = found and StatusList.objects.filter(uuid=found[1]).select_related("association").first()
        if not (found and row):
            return None
        return json.dumps(unsigned_list(status_list=row, now=self.now)).encode()


def _fetched(url: str) -> bytes:
    answer = call_outside(url, seconds=SECONDS, most_bytes=MOST_BYTES)
    if answer.status != HTTPStatus.OK or len(answer.body) >= MOST_BYTES:
        raise NotFetched(url)
    return answer.body


def _own_document(url: str) -> bytes | None:
    code = url.removesuffix("/did.json").rpartition("/")[2]
    association = Association.objects.filter(code=code).first()
    if association is None or did_document_url(did_of(association)) != url:
        return None
    return json.dumps(did_document(association)).encode()
