"""What requests for erasure look like on the wire, with an example of each."""

from collections.abc import Iterable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portfolio.models import Erasure
from portfolio.selectors.holds import HOLDS, holds_of
from register.clock import today
from register.scoping.inputs import Input

LINE: dict[str, Any] = {
    "part": "claims",
    "title": {"nl": "Opgevoerde activiteiten", "en": "Claims"},
    "table": "claims",
    "goes": 2,
    "stays": 11,
    "ground": {"nl": "besluiten en wat eraan voorafging", "en": "decisions and what preceded them"},
    "nameless": False,
    "until": "2031-03-01",
}


HELD = {"kind": "objection", "nl": HOLDS["objection"].nl, "en": HOLDS["objection"].en}


class ErasureIn(Input):
    """That what law does not keep is forgotten."""

    example: ClassVar[dict[str, Any]] = {}


class ErasureAgreementIn(Input):
    """That you agree, as the second person of the office."""

    example: ClassVar[dict[str, Any]] = {}


class ErasureWithdrawalIn(Input):
    """That the request is taken back."""

    example: ClassVar[dict[str, Any]] = {}


class ErasureWordsOut(serializers.Serializer):
    """A sentence in both languages."""

    example: ClassVar[dict[str, Any]] = LINE["ground"]

    nl = serializers.CharField()
    en = serializers.CharField()


class ErasureLineOut(serializers.Serializer):
    """Of one table how many rows go and how many stay, on which ground and until when.

    `until` is null while a registration runs. What is `nameless` stays for ever, and nobody can tell whose it was once
    the names are gone.
    """

    example: ClassVar[dict[str, Any]] = LINE

    part = serializers.CharField()
    title = ErasureWordsOut()
    table = serializers.CharField()
    goes = serializers.IntegerField()
    stays = serializers.IntegerField()
    ground = ErasureWordsOut(allow_null=True)
    nameless = serializers.BooleanField()
    until = serializers.DateField(allow_null=True)


class ErasureHoldOut(serializers.Serializer):
    """What keeps a dossier from being forgotten for now."""

    example: ClassVar[dict[str, Any]] = HELD

    kind = serializers.ChoiceField(choices=list(HOLDS))
    nl = serializers.CharField()
    en = serializers.CharField()


def in_words(holds: Iterable[str]) -> list[dict[str, str]]:
    """What holds a dossier, as it is told."""
    return [{"kind": kind, "nl": HOLDS[kind].nl, "en": HOLDS[kind].en} for kind in holds]


class ErasurePreviewOut(serializers.Serializer):
    """What an erasure would do today. Nothing happened."""

    example: ClassVar[dict[str, Any]] = {"lines": [LINE], "heldBy": [HELD]}

    lines = ErasureLineOut(many=True)
    heldBy = ErasureHoldOut(many=True, source="held_by")


class ErasureOut(serializers.Serializer):
    """A request to forget, and what became of it. `receipt` is filled in once it was carried out.

    What the office asks for somebody waits until a second person of the office agreed (`needsAgreement`).
    """

    example: ClassVar[dict[str, Any]] = {
        "uuid": "2d9f6c1b-7c0e-4d5a-8f65-0b1a2c3d4e5f",
        "person": "8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19",
        "state": "DONE",
        "askedAt": "2026-11-01T09:00:00Z",
        "startsAt": "2026-11-15T09:00:00Z",
        "needsAgreement": False,
        "agreedAt": None,
        "erasedAt": "2026-11-15T12:00:00Z",
        "finishedAt": "2026-11-15T12:00:02Z",
        "receipt": [LINE],
        "heldBy": [],
    }

    uuid = serializers.UUIDField()
    person = serializers.UUIDField(source="person.uuid")
    state = serializers.ChoiceField(choices=Erasure.State.values)
    askedAt = serializers.DateTimeField(source="asked_at")
    startsAt = serializers.DateTimeField(source="not_before")
    needsAgreement = serializers.SerializerMethodField()
    agreedAt = serializers.DateTimeField(source="agreed_at", allow_null=True)
    erasedAt = serializers.DateTimeField(source="erased_at", allow_null=True)
    finishedAt = serializers.DateTimeField(source="finished_at", allow_null=True)
    receipt = ErasureLineOut(many=True)
    heldBy = serializers.SerializerMethodField(help_text="Why it waits, although it was asked.")

    @extend_schema_field(ErasureHoldOut(many=True))
    def get_heldBy(self, erasure: Erasure) -> list[dict[str, str]]:
        if erasure.state != Erasure.State.ASKED:
            return []
        if not hasattr(erasure, "hold_objection"):  # it was made or moved just now
            return in_words(holds_of(erasure.person_id, on=today()))
        return in_words(kind for kind in HOLDS if getattr(erasure, f"hold_{kind}"))

    def get_needsAgreement(self, erasure: Erasure) -> bool:
        by_owner = erasure.asked_by.person_id == erasure.person_id
        return erasure.state == Erasure.State.ASKED and not by_owner and erasure.agreed_by_id is None
