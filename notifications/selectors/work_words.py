"""What can be said of records and of what others are asked to state about them."""

from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.formats import date_format

from portfolio.models import Record, RecordStatement

Words = dict[str, Any]


def record_words(uuid: UUID, language: str) -> Words:
    """A record for its owner: what it is and its last day."""
    record = Record.objects.get(uuid=uuid)
    return _words(record, language) | {"due_on": record.ends_on, "path": f"records/{record.uuid}"}


def statement_words(uuid: UUID, language: str) -> Words:
    """A statement: while it is asked with the key and the day until which, afterwards with what was answered."""
    statement = RecordStatement.objects.select_related("record__person").get(uuid=uuid)
    record = statement.record
    words = _words(record, language) | {"reason": statement.remark}
    if statement.state != RecordStatement.State.ASKED:
        return words | {"path": f"records/{record.uuid}"}
    return words | {
        "detail": f"{record.person.full_name} · {words['detail']}",
        "key": statement.key,
        "due_on": statement.expires_at.date(),
        "path": f"record-statements/{statement.uuid}/confirmations",
    }


def _words(record: Record, language: str) -> Words:
    use = record.uses.select_related("registration__register__association").order_by("pk").first()
    register = use.registration.register if use else None
    with translation.override(language):
        days = [date_format(day, "j F Y") for day in (record.starts_on, record.ends_on) if day]
    parts = (record.title, record.organisation, " – ".join(days))
    return {
        "title": "",
        "provider": "",
        "register": register.name if register else "",
        "association": register.association.name if register else "",
        "detail": " · ".join(part for part in parts if part),
        "due_on": None,
        "reason": "",
    }
