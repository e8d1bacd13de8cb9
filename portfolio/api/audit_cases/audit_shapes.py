"""What the audit of one person looks like on the wire, with an example of each."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portfolio.api.evidence_shapes import EvidenceBriefOut
from portfolio.api.shapes import REGISTRATION
from portfolio.api.standing_shape import FINDING, Label, StandingOut
from portfolio.catalogue.audit_cases import ANSWERING, AuditState, Verdict
from portfolio.models import Audit, AuditItem, AuditRound
from register.access import Permission
from register.scoping.inputs import Amount, Input, Line

AUDIT = "3f1d7a52-64f0-4f0b-8a3e-52a4f6c0b7d1"
ITEM = "b8a0d1c6-7b1e-4d5e-9f43-0c8e5a1d2f60"
ENTRY = "f3a1b0c9-58cf-4a6b-8d4e-2a5b7f0d9e10"
STATES = [one.value for one in AuditState]


class AuditExtensionOut(serializers.Serializer):
    """A request for more time, and the answer."""

    reason = serializers.CharField()
    wishedUntil = serializers.DateField(source="wished_until")
    askedAt = serializers.DateTimeField(source="asked_at")
    granted = serializers.BooleanField(allow_null=True, help_text="Null: it waits, and the term does not end.")
    until = serializers.DateField(allow_null=True)
    answer = serializers.CharField()
    answeredAt = serializers.DateTimeField(source="answered_at", allow_null=True)


class AuditShortfallOut(serializers.Serializer):
    """A requirement that falls short."""

    code = serializers.CharField()
    label = Label()  # type: ignore[assignment]
    article = serializers.CharField()
    short = Amount()
    unit = serializers.CharField()


class AuditRoundOut(serializers.Serializer):
    """A term in which something may be shown: the reply (1), or a repair. `met` and `short` are what was found then."""

    number = serializers.IntegerField()
    asks = serializers.CharField()
    openedAt = serializers.DateTimeField(source="opened_at")
    replyBy = serializers.DateField(source="reply_by", help_text="The last day on which it is in time.")
    handedInAt = serializers.DateTimeField(source="handed_in_at", allow_null=True)
    explanation = serializers.CharField()
    endedAt = serializers.DateTimeField(source="ended_at", allow_null=True)
    extensions = AuditExtensionOut(many=True)
    foundAt = serializers.DateTimeField(source="found_at", allow_null=True)
    met = serializers.SerializerMethodField(help_text="Null until it was found.")
    short = serializers.SerializerMethodField()

    @extend_schema_field(serializers.BooleanField(allow_null=True))
    def get_met(self, one: AuditRound) -> bool | None:
        return None if one.finding is None else bool(one.finding["met"])

    @extend_schema_field(AuditShortfallOut(many=True))
    def get_short(self, one: AuditRound) -> list[dict[str, Any]]:
        rows = (one.finding or {}).get("requirements", ())
        short = [row for row in rows if not row["met"] and not row["advisory"]]
        return [dict(AuditShortfallOut(row).data) for row in short]


class AuditOut(serializers.Serializer):
    """The audit of one registration about one cycle. It is the `matter` of the decision that ends it.

    `met` says whether the requirements are met on what is known; that it was verified is something else, and is what a
    decision on an audit says.
    """

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": AUDIT,
        "run": "0d0cbd1e-5d3f-4a0e-8e4f-6a7a4f0f5a11",
        "registration": REGISTRATION,
        "register": "venvn",
        "cycle": "0f3f6a9c-2c4a-4a43-9e57-9e8f1c0a2d11",
        "state": "ASKED",
        "drawnAt": "2026-11-22T10:00:00Z",
        "replyBy": "2026-12-21",
        "auditor": None,
        "rounds": [
            {
                "number": 1,
                "asks": "",
                "openedAt": "2026-11-22T10:05:00Z",
                "replyBy": "2026-12-21",
                "handedInAt": None,
                "explanation": "",
                "endedAt": None,
                "extensions": [],
                "foundAt": None,
                "met": None,
                "short": [],
            }
        ],
        "returnedBecause": "",
        "cancelledBecause": "",
        "endedAt": None,
    }

    uuid = serializers.UUIDField()
    run = serializers.UUIDField(source="run.uuid")
    registration = serializers.UUIDField(source="registration.uuid")
    register = serializers.CharField(source="registration.register.code")
    cycle = serializers.UUIDField(source="cycle.uuid")
    state = serializers.ChoiceField(choices=STATES)
    drawnAt = serializers.DateTimeField(source="drawn_at")
    replyBy = serializers.SerializerMethodField(help_text="The last day of the term that runs; null when none does.")
    auditor = serializers.SerializerMethodField(help_text="The account that has it in hand; for the office alone.")
    rounds = AuditRoundOut(many=True)
    returnedBecause = serializers.SerializerMethodField(help_text="For the office and the auditor.")
    cancelledBecause = serializers.CharField(source="cancelled_because")
    endedAt = serializers.DateTimeField(source="ended_at", allow_null=True)

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_replyBy(self, audit: Audit) -> Any:
        running = [one.reply_by for one in audit.rounds.all()] if audit.state in ANSWERING else []
        return running[-1].isoformat() if running else None

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_auditor(self, audit: Audit) -> str | None:
        office = self.context["actor"].registers_with(Permission.PREPARE_AUDITS)
        known = audit.auditor is not None and audit.registration.register_id in office
        return str(audit.auditor.uuid) if known and audit.auditor else None

    def get_returnedBecause(self, audit: Audit) -> str:
        own = audit.registration.person_id == self.context["actor"].person_id
        return "" if own else audit.returned_because


class AuditQuery(Input):
    """Which audits."""

    state = serializers.ChoiceField(required=False, choices=STATES)
    register = Line(required=False, source="registration__register__code", max_length=60)
    registration = serializers.UUIDField(required=False, source="registration__uuid")
    run = serializers.UUIDField(required=False, source="run__uuid")


class AuditedFactOut(serializers.Serializer):
    """The ledger entry that is to be shown. `from` and `until` are the first and last day of a span."""

    uuid = serializers.UUIDField()
    kind = serializers.CharField()
    effectiveOn = serializers.DateField(source="effective_on")
    category = serializers.CharField()
    quantity = Amount(allow_null=True)
    unit = serializers.CharField()
    course = serializers.CharField(source="edition.course.title", allow_null=True, default=None)
    claim = serializers.CharField(source="claim.title", allow_null=True, default=None)
    validation = serializers.CharField()
    recordedAt = serializers.DateTimeField(source="recorded_at")


class AuditEvidenceOut(EvidenceBriefOut):
    """A file that shows an item: sent for this audit, or when the activity was claimed."""

    addedAt = serializers.DateTimeField(source="added_at")
    addedAfterDraw = serializers.SerializerMethodField()

    def get_addedAfterDraw(self, evidence: Any) -> bool:
        return bool(evidence.added_at > self.context["audit"].drawn_at)


class AuditItemOut(serializers.Serializer):
    """One fact to show, with what was said and sent about it, and what the auditor makes of it.

    `counted` is what it counted for at the draw. The person reads verdicts once something follows from them.
    """

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": ITEM,
        "entry": {
            "uuid": ENTRY,
            "kind": "activity",
            "effectiveOn": "2025-10-03",
            "category": "course",
            "quantity": "6",
            "unit": "hour",
            "course": None,
            "claim": "Wondzorg in de wijk",
            "validation": "SELF_DECLARED",
            "recordedAt": "2025-10-09T08:15:00Z",
        },
        "counted": "6",
        "addedAfterDraw": False,
        "reversedSinceDraw": False,
        "explanation": "Certificaat bijgevoegd.",
        "evidence": [EvidenceBriefOut.example | {"addedAt": "2026-12-01T19:00:00Z", "addedAfterDraw": True}],
        "verdict": "",
        "quantity": None,
        "reason": "",
        "judgedAt": None,
    }

    uuid = serializers.UUIDField()
    entry = AuditedFactOut()
    counted = serializers.SerializerMethodField()
    addedAfterDraw = serializers.SerializerMethodField()
    reversedSinceDraw = serializers.SerializerMethodField()
    explanation = serializers.CharField()
    evidence = serializers.SerializerMethodField()
    verdict = serializers.ChoiceField(choices=[one.value for one in Verdict], allow_blank=True)
    quantity = Amount(allow_null=True, help_text="What is accepted of it, where that is a part.")
    reason = serializers.CharField()
    judgedAt = serializers.DateTimeField(source="judged_at", allow_null=True)

    @extend_schema_field(Amount())
    def get_counted(self, item: AuditItem) -> str:
        counted: Mapping[UUID, Decimal] = self.context["counted"]
        return Amount().to_representation(counted.get(item.entry.uuid, Decimal()))

    def get_addedAfterDraw(self, item: AuditItem) -> bool:
        return item.added_at is not None

    def get_reversedSinceDraw(self, item: AuditItem) -> bool:
        return item.entry.uuid in self.context["reversed"]

    @extend_schema_field(AuditEvidenceOut(many=True))
    def get_evidence(self, item: AuditItem) -> list[dict[str, Any]]:
        claim = getattr(item.entry, "claim", None)
        files = [*(claim.evidence.all() if claim else ()), *item.evidence.all()]
        return [dict(AuditEvidenceOut(one, context=self.context).data) for one in files]

    def to_representation(self, instance: AuditItem) -> dict[str, Any]:
        shown = super().to_representation(instance)
        if self.context["verdicts_shown"]:
            return shown
        return {**shown, "verdict": "", "quantity": None, "reason": "", "judgedAt": None}


class AuditConflictOut(serializers.Serializer):
    """That somebody cannot audit this person. They see no more of it."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Wij studeerden samen.", "declaredAt": "2026-11-23T08:00:00Z"}

    reason = serializers.CharField()
    declaredAt = serializers.DateTimeField(source="declared_at")


class AuditPersonOut(serializers.Serializer):
    """Whose certificates they should be."""

    name = serializers.CharField()
    number = serializers.CharField()


class AuditDossierOut(serializers.Serializer):
    """What is audited: the standing as it was at the draw, with what counted in it, and the items to show."""

    example: ClassVar[Mapping[str, Any]] = {
        "audit": AUDIT,
        "person": {"name": "A. de Vries", "number": "0012345"},
        "drawnAt": "2026-11-22T10:00:00Z",
        "standing": StandingOut.example | {"requirements": [FINDING]},
        "items": [AuditItemOut.example],
    }

    audit = serializers.UUIDField()
    person = AuditPersonOut()
    drawnAt = serializers.DateTimeField()
    standing = StandingOut(allow_null=True, help_text="Null until it is written down, right after the draw.")
    items = serializers.ListField(child=AuditItemOut())
