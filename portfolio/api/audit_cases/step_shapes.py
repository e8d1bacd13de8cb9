"""What is sent in the audit of one person, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers

from portfolio.api.audit_cases.audit_shapes import ENTRY, ITEM
from portfolio.api.decision_shapes import StatusEffectIn
from portfolio.catalogue.audit_cases import Verdict
from portfolio.models import AuditItem, LedgerEntry
from register.access import Actor
from register.scoping.inputs import Amount, Day, Flag, Input, Line, Named, Text


class OwnEntry(Named):
    """A fact of one's own."""

    def seen_by(self, actor: Actor) -> QuerySet[Any]:
        return super().seen_by(actor).filter(person=actor.person_id)


class AuditItemIn(Input):
    """A fact of your own that was recorded after the draw."""

    example: ClassVar[Mapping[str, Any]] = {"entry": ENTRY, "explanation": "In november alsnog bijgeschreven."}

    entry = OwnEntry(LedgerEntry)
    explanation = Text(required=False, allow_blank=True, default="", max_length=5_000)


class AuditExplanationIn(Input):
    """What shows the item."""

    example: ClassVar[Mapping[str, Any]] = {"explanation": "Het certificaat staat op mijn meisjesnaam."}

    explanation = Text(max_length=5_000)


class AuditReplyIn(Input):
    """That this is all."""

    example: ClassVar[Mapping[str, Any]] = {"explanation": "Alles staat erbij."}

    explanation = Text(required=False, allow_blank=True, default="", max_length=5_000)


class AuditExtensionIn(Input):
    """Until when more time is asked, and why. No medical detail, please."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Ik ben tot half januari op reis.", "wishedUntil": "2027-01-20"}

    reason = Text(max_length=2_000)
    wishedUntil = Day(source="wished_until")


class AuditExtensionAnswerIn(Input):
    """Whether there is more time, until which day if it is another than was wished, and why not."""

    example: ClassVar[Mapping[str, Any]] = {"granted": True}

    granted = Flag()
    until = Day(required=False, default=None)
    answer = Text(required=False, allow_blank=True, default="", max_length=2_000)


class AuditAssignmentIn(Input):
    """Who audits; without one the auditor with the least in hand who may."""

    example: ClassVar[Mapping[str, Any]] = {}

    auditor = serializers.UUIDField(required=False, default=None)


class AuditReasonIn(Input):
    """Why."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Wij studeerden samen."}

    reason = Line(max_length=500)


class AuditVerdictIn(Input):
    """What is made of one item. PARTLY is for a quantity in the unit of its entry; what is less says why."""

    example: ClassVar[Mapping[str, Any]] = {
        "item": ITEM,
        "verdict": "PARTLY",
        "quantity": "4",
        "reason": "Vier uur staan op het certificaat.",
    }

    item = Named(AuditItem)
    verdict = serializers.ChoiceField(choices=[one.value for one in Verdict])
    quantity = Amount(required=False, positive=True)
    reason = Text(required=False, allow_blank=True, max_length=2_000)


class AuditVerdictsIn(Input):
    """Verdicts on items: all of them are taken, or none."""

    example: ClassVar[Mapping[str, Any]] = {"verdicts": [AuditVerdictIn.example]}

    verdicts = serializers.ListField(child=AuditVerdictIn(), min_length=1, max_length=500)


class AuditRepairIn(Input):
    """What is to be repaired, and by when if it is another day than the regulation gives."""

    example: ClassVar[Mapping[str, Any]] = {"asks": "Toon zes uur scholing uit deze periode."}

    asks = Text(max_length=5_000)
    until = Day(required=False, default=None)


class AuditProposalIn(Input):
    """Preparing the decision. Without reasons those of the verdicts; statuses are what you propose on top of them."""

    example: ClassVar[Mapping[str, Any]] = {}

    reasons = Text(required=False, max_length=10_000)
    statuses = serializers.ListField(child=StatusEffectIn(), required=False, max_length=10)
