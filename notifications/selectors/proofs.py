"""The log as proof of notice: what went to whom, when, where to, as which message, with a fingerprint of its words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from notifications.catalogue import KINDS
from notifications.catalogue.names import called
from notifications.models import Notice
from notifications.models.notice import NoticeQuerySet

RELATED = ("person", "digest")


class Fingerprint(Func):
    """SHA-256 of a text in UTF-8, in hexadecimal; null of an empty one."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = TextField()


def proofs() -> NoticeQuerySet:
    """All notices with their fingerprint; what is in a digest went as that did."""
    return (
        Notice.objects.all()
        .select_related(*RELATED)
        .defer("body", "digest__body")
        .annotate(
            register_code=Coalesce("registration__register__code", "event__register__code"),
            fingerprint=Fingerprint(NullIf(F("body"), Value(""))),
            went_at=Coalesce("digest__sent_at", "sent_at"),
            went_as=Coalesce("digest__message_id", "message_id"),
            went_to=Coalesce("digest__sent_to", "sent_to"),
            outcome=Coalesce("digest__state", "state"),
        )
    )


def proof_of(notice: Any, language: str) -> Mapping[str, Any]:
    """One line of proof. The address is masked: who must know it has it, and the fingerprint of the words is exact."""
    kind = KINDS.get(notice.kind)
    went: datetime | None = notice.went_at
    return {
        "uuid": notice.uuid,
        "person": notice.person.uuid if notice.person else None,
        "register": notice.register_code,
        "kind": notice.kind,
        "name": called(kind, language) if kind else notice.kind,
        "statutory": kind.statutory if kind else False,
        "channel": notice.channel,
        "subject": notice.subject,
        "sent_to": masked(notice.went_to),
        "message_id": notice.went_as,
        "state": notice.outcome,
        "planned_at": notice.planned_at,
        "sent_at": went,
        "digest": notice.digest.uuid if notice.digest else None,
        "fingerprint": notice.fingerprint,
    }


def masked(address: str) -> str:
    """An address by which its owner knows it and nobody else does: z•••@person.example, •••78."""
    if not address:
        return ""
    name, at, domain = address.partition("@")
    return f"{name[:1]}•••@{domain}" if at else f"•••{address[-2:]}"
