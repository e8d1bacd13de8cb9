"""What records of work, declarations and documents look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.api.shapes import REGISTRATION, UNIT, OwnRegistration
from portfolio.models import Evidence, Record, RecordStatement, RecordUse
from portfolio.services.records.counting import missing_roles
from portfolio.services.records.rules import rule_of
from register.access import Actor, Permission
from register.models import Registration
from register.rules.records import RecordRule
from register.scoping.inputs import Amount, Day, Input, Line, Named, Text, Words
from register.scoping.wording import say

MOST_USES = 10
SORT = [sort.value for sort in Record.Sort]
RECORD = "7d2a40c1-3f0e-4f7b-8b7f-5f0c2f9b6a11"


class OwnRecord(Named):
    """Only what is one's own; another's, though seen, is answered like one that is missing."""

    def seen_by(self, actor: Actor) -> QuerySet[Any]:
        return super().seen_by(actor).filter(person=actor.person_id)


class RecordUseIn(Input):
    """A registration in which it is to count, by which rule of its regulation, and for which names there."""

    example = {"registration": REGISTRATION, "rule": "contract", "names": []}

    registration = OwnRegistration(Registration, help_text="A registration of your own.")
    rule = Line(max_length=60, help_text="The code of a rule at `/registers/{code}/record-rules`.")
    names = Words(required=False, default=list)


class RecordIn(Input):
    """Work with its hours, a declaration, or a document with its last day. `uses` says where it is to count."""

    example: ClassVar[dict[str, Any]] = {
        "sort": "WORK",
        "title": "Verpleegkundige",
        "organisation": "Ziekenhuis Oost",
        "from": "2024-03-01",
        "hoursPerWeek": "28",
        "uses": [RecordUseIn.example],
    }

    sort = serializers.ChoiceField(choices=SORT)
    title = Line(max_length=200, help_text="What you do there, what you declare, or what the document is.")
    organisation = Line(required=False, max_length=200, help_text="The employer, or who issued the document.")
    hoursPerWeek = Amount(required=False, source="hours_per_week", positive=True, max_digits=6)
    quantity = Amount(required=False, positive=True, max_digits=12)
    unit = serializers.ChoiceField(required=False, choices=UNIT)
    remark = Text(required=False, max_length=2000)
    evidence = OwnRecord(Evidence, required=False, allow_null=True, help_text="A file of your own that shows it.")
    replaces = OwnRecord(Record, required=False, allow_null=True, help_text="Your own record whose place it takes.")
    uses = RecordUseIn(many=True, required=False, default=list, help_text="At most ten; none: for yourself only.")

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {
            "from": Day(source="starts_on", help_text="The first day, or the day of what happened on one."),
            "until": Day(required=False, allow_null=True, source="ends_on", help_text="The last day, itself included."),
        }

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if ("quantity" in values) is not ("unit" in values):
            text = say("`quantity` en `unit` horen bij elkaar.", "`quantity` and `unit` go together.")
            return {"unit" if "quantity" in values else "quantity": ErrorDetail(text, code="required")}
        registrations = [use["registration"] for use in values.get("uses", ())]
        if len(set(registrations)) < len(registrations) or len(registrations) > MOST_USES:
            text = say("Noem elke inschrijving een keer, ten hoogste tien.", "Each registration once, at most ten.")
            return {"uses": ErrorDetail(text, code="repeated")}
        return {}


class RecordEndingIn(Input):
    """The last day, itself included; earlier than the one that is there."""

    example = {"until": "2026-10-31"}

    until = Day()


class RecordStepIn(Input):
    """Nothing more than that you do it."""

    example: ClassVar[dict[str, Any]] = {}


class RecordQuery(Input):
    """Which records."""

    sort = serializers.ChoiceField(required=False, choices=SORT)
    state = serializers.ChoiceField(required=False, choices=[one.value for one in Record.State])
    register = Line(required=False, source="uses__registration__register__code", max_length=60)


class RecordUseOut(serializers.Serializer):
    """Where a record is to count. `entry` is the ledger entry by which it does now; null while something is needed."""

    example: ClassVar[dict[str, Any]] = {
        "registration": REGISTRATION,
        "register": "big-nurse",
        "rule": "contract",
        "names": [],
        "entry": None,
    }

    registration = serializers.UUIDField(source="registration.uuid")
    register = serializers.CharField(source="registration.register.code")
    rule = serializers.CharField()
    names = serializers.ListField(child=serializers.CharField())
    entry = serializers.UUIDField(source="entry.uuid", allow_null=True, default=None)


class RecordUseDetailOut(RecordUseOut):
    """Where a record is to count, and whose statement is needed before it does."""

    example: ClassVar[dict[str, Any]] = RecordUseOut.example | {"needs": ["employer"]}

    needs = serializers.SerializerMethodField(help_text="The roles whose statement is still needed.")

    def get_needs(self, use: RecordUse) -> list[str]:
        rule = rule_of(use)
        return missing_roles(use, rule) if rule else []


class RecordOut(serializers.Serializer):
    """A record and where it counts. Staff see the uses in their own registers."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": RECORD,
        "sort": "WORK",
        "title": "Verpleegkundige",
        "organisation": "Ziekenhuis Oost",
        "from": "2024-03-01",
        "until": None,
        "hoursPerWeek": "28",
        "quantity": None,
        "unit": "",
        "remark": "",
        "evidence": None,
        "state": "STANDING",
        "replaces": None,
        "enteredOn": "2026-11-22",
        "uses": [RecordUseOut.example],
    }

    uuid = serializers.UUIDField()
    sort = serializers.ChoiceField(choices=SORT)
    title = serializers.CharField()
    organisation = serializers.CharField()
    hoursPerWeek = Amount(source="hours_per_week", allow_null=True)
    quantity = Amount(max_digits=12, allow_null=True)
    unit = serializers.CharField()
    remark = serializers.CharField()
    evidence = serializers.UUIDField(source="evidence.uuid", allow_null=True, default=None)
    state = serializers.ChoiceField(choices=[one.value for one in Record.State])
    replaces = serializers.UUIDField(source="replaces.uuid", allow_null=True, default=None)
    enteredOn = serializers.DateField(source="entered_on")
    uses = serializers.SerializerMethodField()

    use_shape: ClassVar[type[serializers.Serializer]] = RecordUseOut

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {
            "from": serializers.DateField(source="starts_on"),
            "until": serializers.DateField(source="ends_on", allow_null=True),
        }

    @extend_schema_field(RecordUseOut(many=True))
    def get_uses(self, record: Record) -> list[dict[str, Any]]:
        actor: Actor = self.context["actor"]
        registers = actor.registers_with(Permission.READ_DOSSIERS)
        own = record.person_id == actor.person_id
        seen = [use for use in record.uses.all() if own or use.registration.register_id in registers]
        return [dict(self.use_shape(use).data) for use in seen]


class RecordStatementOut(serializers.Serializer):
    """What somebody else is asked to state about a record, and what came of it."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "3e9b8d4f-0d5e-4c68-b1d5-9a4a0f3b7c22",
        "record": RECORD,
        "role": "EMPLOYER",
        "name": "A. de Boer",
        "state": "ASKED",
        "askedAt": "2026-11-22T09:00:00Z",
        "expiresAt": "2027-01-21T09:00:00Z",
        "answeredAt": None,
        "remark": "",
    }

    uuid = serializers.UUIDField()
    record = serializers.UUIDField(source="record.uuid")
    role = serializers.ChoiceField(choices=[role.value for role in RecordStatement.Role])
    name = serializers.CharField()
    state = serializers.ChoiceField(choices=[one.value for one in RecordStatement.State])
    askedAt = serializers.DateTimeField(source="asked_at")
    expiresAt = serializers.DateTimeField(source="expires_at")
    answeredAt = serializers.DateTimeField(source="answered_at", allow_null=True)
    remark = serializers.CharField()


class RecordDetailOut(RecordOut):
    """A record, where it counts or what is needed for that, and what others stated."""

    example: ClassVar[dict[str, Any]] = RecordOut.example | {
        "uses": [RecordUseDetailOut.example],
        "statements": [RecordStatementOut.example],
    }
    use_shape = RecordUseDetailOut

    statements = RecordStatementOut(many=True)

    @extend_schema_field(RecordUseDetailOut(many=True))
    def get_uses(self, record: Record) -> list[dict[str, Any]]:
        return super().get_uses(record)


class NeedOut(serializers.Serializer):
    """Somebody whose statement is needed; `registered` when they are to be on the same register."""

    example: ClassVar[dict[str, Any]] = {"role": "employer", "registered": False}

    role = serializers.CharField()
    registered = serializers.BooleanField()


class RecordRuleOut(serializers.Serializer):
    """A rule by which records count: what is asked, whose statement is needed, and for what may be named."""

    example: ClassVar[dict[str, Any]] = {
        "code": "contract",
        "label": {"nl": "Contracturen", "en": "Contract hours"},
        "sort": "work",
        "unit": "",
        "needs": [{"role": "employer", "registered": False}],
        "namesOf": "",
        "evidence": False,
    }

    code = serializers.CharField()
    sort = serializers.CharField()
    unit = serializers.CharField(help_text="The unit of the quantity that is asked; empty where none is.")
    needs = serializers.SerializerMethodField()
    namesOf = serializers.CharField(source="names_of", help_text="The attribute whose values may be named.")
    evidence = serializers.BooleanField(help_text="Whether a file is needed.")

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {"label": serializers.DictField(child=serializers.CharField())}

    @extend_schema_field(NeedOut(many=True))
    def get_needs(self, rule: RecordRule) -> list[dict[str, Any]]:
        return [{"role": need.role, "registered": need.registered} for need in rule.needs]


class RecordRulesOut(serializers.Serializer):
    """The rules about records of a register today. Without any, records count there for nothing."""

    example: ClassVar[dict[str, Any]] = {"rules": [RecordRuleOut.example]}

    rules = RecordRuleOut(many=True)
