"""Proof of notice as a file: for spreadsheets, and as a statement on paper."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils import translation
from django.utils.formats import date_format

from notifications.models import Notice
from notifications.selectors.proofs import proof_of
from portfolio.services.documents.rendering import render
from register.models import Person
from register.services.spreadsheets import as_csv

COLUMNS = {
    "nl": (
        "bericht", "persoon", "register", "soort", "naam", "wettelijk", "langs", "onderwerp", "aan", "Message-ID",
        "stand", "gepland op", "verzonden op", "in verzamelbericht", "vingerafdruk (SHA-256)",
    ),
    "en": (
        "notice", "person", "register", "kind", "name", "statutory", "by", "subject", "to", "Message-ID",
        "state", "planned at", "sent at", "in digest", "fingerprint (SHA-256)",
    ),
}  # fmt: skip
ROWS_AT_ONCE = 1000
MOST_ON_PAPER = 500


def proofs_as_csv(notices: QuerySet[Notice], language: str) -> Iterator[str]:
    """The lines of proof of some of `proofs()`, oldest first, safe to open. Moments are in UTC."""
    rows = notices.order_by("pk").iterator(chunk_size=ROWS_AT_ONCE)
    return as_csv(COLUMNS[language], (_cells(row, language) for row in rows), language=language)


def proof_document(*, person: Person, notices: QuerySet[Notice], language: str, now: datetime) -> bytes:
    """A statement (PDF) of the newest of `proofs()` to a person, at most MOST_ON_PAPER, with how many there were."""
    newest = list(notices.order_by("-pk")[:MOST_ON_PAPER])
    with translation.override(language):
        data = {
            "name": person.full_name,
            "madeOn": _moment(now),
            "count": notices.count(),
            "rows": [_row(proof_of(row, language)) for row in newest],
        }
    return render("notices", data, language=language, now=now)


def _cells(row: Notice, language: str) -> tuple[str, ...]:
    return tuple(_cell(value) for value in proof_of(row, language).values())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _row(proof: Any) -> list[str]:
    when = _moment(proof["sent_at"]) if proof["sent_at"] else "–"
    what = f"{proof['name']}: {proof['subject']}" if proof["subject"] else proof["name"]
    return [when, what, proof["sent_to"] or "–", proof["state"], proof["message_id"], proof["fingerprint"] or "–"]


def _moment(moment: datetime) -> str:
    return date_format(moment.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE)), "j F Y H:i")
