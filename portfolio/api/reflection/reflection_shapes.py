"""What reflections and their templates look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.api.reflection.own import LONGEST, Answers, Own, TwoWords
from portfolio.api.shapes import REGISTRATION, OwnRegistration
from portfolio.models import Claim, Goal, LedgerEntry, ReflectionTemplate
from register.models import Registration
from register.scoping.inputs import Input, Line, Named, Text
from register.scoping.wording import say

CODE = r"^[a-z0-9][a-z0-9-]*$"
PURPOSES = ReflectionTemplate.Purpose.choices
TEMPLATE = "b7a1c3d5-0f2e-4b6a-8c9d-1e3f5a7b9c0d"
PLACES = ("entry", "claim", "goal")


class TemplateQuestionIn(Input):
    """One question."""

    example: Mapping[str, Any] = {"code": "differently", "text": TwoWords.example}

    code = serializers.RegexField(CODE, max_length=60)
    text = TwoWords()


class TemplateFactIn(Input):
    """As which fact it counts: one that the regulation asks for by kind and code, perhaps with or by whom."""

    example: Mapping[str, Any] = {"kind": "artefact", "code": "reflection-report"}

    kind = serializers.ChoiceField(choices=["artefact", "appointment", "attestation"])
    code = Line(max_length=60)
    by = Line(required=False, max_length=60)


class TemplateIn(Input):
    """What the register asks. Takes the place of the template in use with the same code."""

    example: Mapping[str, Any] = {
        "code": "yearly-reflection",
        "purpose": "REFLECTION",
        "title": {"nl": "Jaarlijkse reflectie", "en": "Yearly reflection"},
        "questions": [TemplateQuestionIn.example],
        "fact": TemplateFactIn.example,
    }

    code = serializers.RegexField(CODE, max_length=60)
    purpose = serializers.ChoiceField(choices=PURPOSES)
    title = TwoWords()
    questions = serializers.ListField(child=TemplateQuestionIn(), allow_empty=False, max_length=30)
    fact = TemplateFactIn(required=False, default=dict, help_text="Left out when it counts for nothing.")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        codes = [one["code"] for one in values.get("questions", [])]
        if len(set(codes)) == len(codes):
            return {}
        text = say("Twee vragen hebben dezelfde code.", "Two questions have the same code.")
        return {"questions": ErrorDetail(text, code="repeated")}


class TemplateOut(serializers.Serializer):
    """What a register asks in a reflection, or before a conversation. Once published it does not change."""

    example: ClassVar[dict[str, Any]] = {
        **TemplateIn.example,
        "uuid": TEMPLATE,
        "register": "leerregister-klantmanagers",
        "publishedAt": "2026-01-15T09:00:00Z",
        "replacedAt": None,
    }

    uuid = serializers.UUIDField()
    register = serializers.CharField(source="register.code")
    code = serializers.CharField()
    purpose = serializers.ChoiceField(choices=PURPOSES)
    title = serializers.DictField(child=serializers.CharField())
    questions = serializers.ListField(child=serializers.DictField())
    fact = serializers.DictField(child=serializers.CharField(), help_text="Empty when it counts for nothing.")
    publishedAt = serializers.DateTimeField(source="published_at")
    replacedAt = serializers.DateTimeField(source="replaced_at", allow_null=True)


class TemplateQuery(Input):
    """Which templates."""

    purpose = serializers.ChoiceField(required=False, choices=PURPOSES)
    code = Line(required=False, max_length=60)


class ReflectionChangeIn(Input):
    """What changes of a reflection that is not completed; `answers` as a whole."""

    example: Mapping[str, Any] = {"answers": {"differently": "Eerder overleggen."}}

    title = Line(required=False, max_length=200)
    answers = Answers(required=False)
    text = Text(required=False, allow_blank=True, max_length=LONGEST)
    entry = Own(LedgerEntry, required=False, help_text="What it is about: one of these three, or nothing.")
    claim = Own(Claim, owner="registration__person", required=False)
    goal = Own(Goal, required=False)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        about = [name for name in PLACES if name in values]
        text = say("Een reflectie gaat over één ding.", "A reflection is about one thing.")
        return {name: ErrorDetail(text, code="one-of") for name in about[1:]}


class ReflectionIn(ReflectionChangeIn):
    """What you think back on. On a template of a register, or freely. Seen by nobody else."""

    example: Mapping[str, Any] = {
        "template": TEMPLATE,
        "title": "De scholing wondzorg, een half jaar later",
        "answers": {"differently": "Ik overleg eerder met de huisarts."},
        "text": "",
        "entry": "f3a1b0c9-58cf-4a6b-8d4e-2a5b7f0d9e10",
    }

    template = Named(ReflectionTemplate, required=False)
    title = Line(max_length=200)


class ReflectionOut(serializers.Serializer):
    """A reflection of yours. Once completed it does not change."""

    example: ClassVar[dict[str, Any]] = {
        **ReflectionIn.example,
        "uuid": "d1f0a7c2-3b4e-4d5f-9a6b-7c8d9e0f1a2b",
        "claim": None,
        "goal": None,
        "begunAt": "2026-11-22T09:00:00Z",
        "completedAt": None,
    }

    uuid = serializers.UUIDField()
    template = serializers.UUIDField(source="template.uuid", allow_null=True, default=None)
    title = serializers.CharField()
    answers = serializers.DictField(child=serializers.CharField())
    text = serializers.CharField()
    entry = serializers.UUIDField(source="entry.uuid", allow_null=True, default=None)
    claim = serializers.UUIDField(source="claim.uuid", allow_null=True, default=None)
    goal = serializers.UUIDField(source="goal.uuid", allow_null=True, default=None)
    begunAt = serializers.DateTimeField(source="begun_at")
    completedAt = serializers.DateTimeField(source="completed_at", allow_null=True)


class ReflectionQuery(Input):
    """Which reflections."""

    entry = serializers.UUIDField(required=False, source="entry__uuid")
    claim = serializers.UUIDField(required=False, source="claim__uuid")
    goal = serializers.UUIDField(required=False, source="goal__uuid")


class ReflectionDeclarationIn(Input):
    """For which registration of yours it counts. Of what you wrote nothing goes along."""

    example: Mapping[str, Any] = {"registration": REGISTRATION}

    registration = OwnRegistration(Registration)
