"""What conversations look like on the wire, to each of the two, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.api.reflection.own import LONGEST, Answers, Own, TwoWords
from portfolio.api.reflection.reflection_shapes import TEMPLATE
from portfolio.catalogue.reflection import Side
from portfolio.models import Conversation, ReflectionTemplate
from register.scoping.inputs import Day, Flag, Input, Line, Named, Text
from register.scoping.wording import say

KINDS = Conversation.Kind.choices
STATES = [one.value for one in Conversation.State]
SIDES = [one.value for one in Side]
KEY = "QH1m0c1JzB6Yt8Wn5k2Lr9Xs4Vd7Gf3P"
UUID = "e2a9b8c7-6d5f-4e3c-8b1a-0f9e8d7c6b5a"


class ConversationIn(Input):
    """Whom you ask for a conversation. A peer accepts with an account; a manager comes in by the link in the mail."""

    example: Mapping[str, Any] = {
        "kind": "MANAGER",
        "template": TEMPLATE,
        "subject": "Wat ik dit jaar wil leren",
        "name": "Joke Smit",
        "email": "j.smit@werkgever.example",
        "plannedOn": "2026-12-10",
    }

    kind = serializers.ChoiceField(choices=KINDS)
    template = Named(ReflectionTemplate, required=False, help_text="With what both prepare it.")
    subject = Line(max_length=200)
    name = Line(max_length=200, help_text="Of the other.")
    email = serializers.EmailField(max_length=254, help_text="Where the other is asked.")
    plannedOn = Day(required=False, source="planned_on")
    corrects = Own(Conversation, required=False, help_text="A conversation that both signed, to be put right.")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        old = values.get("corrects")
        if old is None or old.state == Conversation.State.SIGNED:
            return {}
        text = say("Dit gesprek is niet door beiden ondertekend; pas het gewoon aan.", "It was not signed by both.")
        return {"corrects": ErrorDetail(text, code="not-signed")}


class PreparationIn(Input):
    """Your preparation, as a whole. The other sees it once it is `shared`, which is not taken back."""

    example: Mapping[str, Any] = {"answers": {"differently": "Eerder overleggen."}, "text": "", "shared": False}

    answers = Answers(required=False, default=dict)
    text = Text(required=False, allow_blank=True, default="", max_length=LONGEST)
    shared = Flag(required=False, default=False)


class ConversationAgreementIn(Input):
    """Something one of the two does. With `duty` it becomes a personal duty of the owner, once both signed."""

    example: Mapping[str, Any] = {
        "text": "Volgt de scholing complexe wonden.",
        "side": "OWNER",
        "dueOn": "2027-06-01",
        "duty": True,
    }

    text = Line(max_length=500)
    side = serializers.ChoiceField(choices=SIDES)
    dueOn = Day(required=False, allow_null=True, source="due_on")
    duty = Flag(required=False)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if values.get("duty") and (values.get("side") != Side.OWNER or values.get("due_on") is None):
            text = say("Een plicht is van de eigenaar en heeft een einddatum.", "A duty is the owner's and has an end.")
            return {"duty": ErrorDetail(text, code="incomplete")}
        return {}


class ConversationRecordIn(Input):
    """That the conversation was held, and what was agreed: what both sign. Written anew, signatures are taken back."""

    example: Mapping[str, Any] = {
        "heldOn": "2026-12-10",
        "report": "We spraken over de overgang naar de wijk.",
        "agreements": [ConversationAgreementIn.example],
    }

    heldOn = Day(source="held_on", help_text="Not in the future.")
    report = Text(required=False, allow_blank=True, default="", max_length=LONGEST)
    agreements = serializers.ListField(required=False, default=list, child=ConversationAgreementIn(), max_length=30)


class SignatureIn(Input):
    """Which version you sign: the `revision` that you read."""

    example: Mapping[str, Any] = {"revision": 1}

    revision = serializers.IntegerField(min_value=1)


class ConversationKeyIn(Input):
    """The key from the mail."""

    example: Mapping[str, Any] = {"key": KEY}

    key = Line(max_length=100)


class GuestPreparationIn(PreparationIn, ConversationKeyIn):
    """A preparation, by whoever has the key."""

    example: Mapping[str, Any] = {**ConversationKeyIn.example, **PreparationIn.example}


class GuestRecordIn(ConversationRecordIn, ConversationKeyIn):
    """What was agreed, by whoever has the key."""

    example: Mapping[str, Any] = {**ConversationKeyIn.example, **ConversationRecordIn.example}


class GuestSignatureIn(SignatureIn, ConversationKeyIn):
    """A signature, by whoever has the key."""

    example: Mapping[str, Any] = {**ConversationKeyIn.example, **SignatureIn.example}


class GuestDutyIn(ConversationKeyIn):
    """Whether a duty that was agreed with you was fulfilled; if not, why."""

    example: Mapping[str, Any] = {**ConversationKeyIn.example, "duty": UUID, "accepted": True}

    duty = serializers.UUIDField()
    accepted = Flag()
    reason = Line(required=False, allow_blank=True, default="", max_length=500)


class PreparationOut(serializers.Serializer):
    """A preparation: your own, or the other's once it was shared."""

    example: ClassVar[dict[str, Any]] = {
        "side": "OWNER",
        "answers": {"differently": "Eerder overleggen."},
        "text": "",
        "sharedAt": "2026-12-01T19:00:00Z",
    }

    side = serializers.ChoiceField(choices=SIDES)
    answers = serializers.DictField(child=serializers.CharField())
    text = serializers.CharField()
    sharedAt = serializers.DateTimeField(source="shared_at", allow_null=True)


class ConversationAgreementOut(serializers.Serializer):
    """Something one of the two does."""

    example: ClassVar[dict[str, Any]] = dict(ConversationAgreementIn.example)

    text = serializers.CharField()
    side = serializers.ChoiceField(choices=SIDES)
    dueOn = serializers.DateField(source="due_on", allow_null=True)
    duty = serializers.BooleanField()


class ConversationDutyOut(serializers.Serializer):
    """A duty that came of it, and how far it is."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": UUID,
        "title": "Volgt de scholing complexe wonden.",
        "dueOn": "2027-06-01",
        "state": "REPORTED",
        "account": "Afgerond in mei, zie mijn certificaat.",
    }

    uuid = serializers.UUIDField()
    title = serializers.CharField()
    dueOn = serializers.DateField(source="due_on")
    state = serializers.CharField()
    account = serializers.CharField()


class ConversationQuestionOut(serializers.Serializer):
    """A question to prepare with."""

    example: ClassVar[dict[str, Any]] = {"code": "differently", "text": TwoWords.example}

    code = serializers.CharField()
    text = serializers.DictField(child=serializers.CharField())


class ConversationOut(serializers.Serializer):
    """A conversation as one of the two sees it: `side` is yours. `revision` is what there is to sign."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "c4d5e6f7-a8b9-4c0d-9e1f-2a3b4c5d6e7f",
        "side": "OWNER",
        "kind": "MANAGER",
        "state": "HELD",
        "subject": "Wat ik dit jaar wil leren",
        "owner": "Zoë van der Brûlée",
        "other": "Joke Smit",
        "template": TEMPLATE,
        "questions": [ConversationQuestionOut.example],
        "corrects": None,
        "plannedOn": "2026-12-10",
        "heldOn": "2026-12-10",
        "report": "We spraken over de overgang naar de wijk.",
        "agreements": [ConversationAgreementOut.example],
        "revision": 1,
        "ownerSignedAt": "2026-12-10T16:00:00Z",
        "otherSignedAt": None,
        "preparations": [PreparationOut.example],
        "duties": [],
        "proposedAt": "2026-11-22T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    side = serializers.SerializerMethodField()
    kind = serializers.ChoiceField(choices=KINDS)
    state = serializers.ChoiceField(choices=STATES)
    subject = serializers.CharField()
    owner = serializers.CharField(source="person.full_name")
    other = serializers.CharField(source="name")
    template = serializers.UUIDField(source="template.uuid", allow_null=True, default=None)
    questions = ConversationQuestionOut(source="template.questions", many=True, default=[])
    corrects = serializers.UUIDField(source="corrects.uuid", allow_null=True, default=None)
    plannedOn = serializers.DateField(source="planned_on", allow_null=True)
    heldOn = serializers.DateField(source="held_on", allow_null=True)
    report = serializers.CharField()
    agreements = ConversationAgreementOut(many=True)
    revision = serializers.IntegerField()
    ownerSignedAt = serializers.DateTimeField(source="owner_signed_at", allow_null=True)
    otherSignedAt = serializers.DateTimeField(source="other_signed_at", allow_null=True)
    preparations = serializers.SerializerMethodField()
    duties = ConversationDutyOut(many=True)
    proposedAt = serializers.DateTimeField(source="proposed_at")

    def _side(self, conversation: Conversation) -> Side:
        mine = conversation.person_id == self.context["actor"].person_id
        return Side.OWNER if mine else Side.OTHER

    @extend_schema_field(serializers.ChoiceField(choices=SIDES))
    def get_side(self, conversation: Conversation) -> str:
        return self._side(conversation).value

    @extend_schema_field(PreparationOut(many=True))
    def get_preparations(self, conversation: Conversation) -> list[dict[str, Any]]:
        side = self._side(conversation)
        agreed = conversation.state != Conversation.State.PROPOSED  # until then nobody knows who the other is
        seen = [
            one for one in conversation.preparations.all() if one.side == side or (one.shared_at is not None and agreed)
        ]
        return [dict(PreparationOut(one).data) for one in seen]


class ConversationQuery(Input):
    """Which conversations."""

    state = serializers.ChoiceField(required=False, choices=STATES)
    kind = serializers.ChoiceField(required=False, choices=KINDS)
