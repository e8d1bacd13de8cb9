"""Self-assessments on the wire, with an example of each."""

from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portfolio.models import SelfAssessment
from register.models import Register
from register.scoping.inputs import Day, Input, Line, Named, Text, Words

ASSESSMENT = "4c0d8a8e-6c2b-4a4d-9c70-0a7f7d3a1e22"
LABEL = {"nl": "Werkt volgens de wet", "en": "Works within the law"}


class ProfileTextOut(serializers.Serializer):
    """Words in Dutch, in English, or in both."""

    nl = serializers.CharField(required=False)
    en = serializers.CharField(required=False)


class CompetenceAnswerIn(Input):
    """One competence: a level of the profile, words, or both."""

    example: ClassVar[dict[str, Any]] = {"competence": "c-law", "level": "starting", "words": "Besluiten leg ik uit."}

    competence = Line(max_length=60)
    level = Line(required=False, allow_blank=True, max_length=60)
    words = Text(required=False, allow_blank=True, max_length=4000)


class CompetenceAnswerOut(serializers.Serializer):
    """What was said of one competence."""

    example: ClassVar[dict[str, Any]] = {"competence": "c-law", "level": "starting", "words": "Besluiten leg ik uit."}

    competence = serializers.CharField()
    level = serializers.CharField(help_text="Empty when only words were given.")
    words = serializers.CharField()


def answers_out(answers: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    """Kept answers as they are sent."""
    return [{"competence": code, **answer} for code, answer in answers.items()]


class SelfAssessmentIn(Input):
    """Where you stand, by competence, in the profile that is in force that day."""

    example: ClassVar[dict[str, Any]] = {
        "register": "leerregister-klantmanagers",
        "assessedOn": "2026-11-22",
        "specialisations": [],
        "answers": [CompetenceAnswerIn.example],
    }

    register = Named(Register, by="code")
    assessedOn = Day(required=False, source="assessed_on", help_text="Today when left out.")
    specialisations = Words(required=False, default=list)
    answers = CompetenceAnswerIn(many=True, min_length=1, max_length=300)  # type: ignore[call-arg]


class SelfAssessmentOut(serializers.Serializer):
    """Where you said to stand on a day."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": ASSESSMENT,
        "register": "leerregister-klantmanagers",
        "profile": "8e4b1c07-51d2-4f2f-8ae5-3f0e7e3f9a10",
        "assessedOn": "2026-11-22",
        "specialisations": [],
        "answers": [CompetenceAnswerOut.example],
        "recordedAt": "2026-11-22T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    register = serializers.CharField(source="profile.register.code")
    profile = serializers.UUIDField(source="profile.uuid")
    assessedOn = serializers.DateField(source="assessed_on")
    specialisations = serializers.ListField(child=serializers.CharField())
    answers = serializers.SerializerMethodField()
    recordedAt = serializers.DateTimeField(source="recorded_at")

    @extend_schema_field(CompetenceAnswerOut(many=True))
    def get_answers(self, assessment: SelfAssessment) -> list[dict[str, str]]:
        return answers_out(assessment.answers)


class SelfAssessmentQuery(Input):
    """Which ones."""

    register = Line(required=False, max_length=60, source="profile__register__code", help_text="Code of a register.")


class SelfAssessmentComparisonQuery(Input):
    """With which moment, and against what."""

    with_ = Named(
        SelfAssessment,
        source="before",
        required=False,
        help_text="The one before it if left out; itself if it is the first.",
    )
    against = Line(required=False, max_length=60, help_text="A level asked of all; what the profile asks if left out.")

    def get_fields(self) -> dict[str, serializers.Field]:
        fields = super().get_fields()
        return {name.rstrip("_"): field for name, field in fields.items()}


class CompetenceStepOut(serializers.Serializer):
    """One competence at two moments. `steps` is null unless both say a level; `short` in levels below `asked`."""

    example: ClassVar[dict[str, Any]] = {
        "competence": "c-law",
        "title": LABEL,
        "before": "starting",
        "after": "proficient",
        "steps": 1,
        "asked": "proficient",
        "short": 0,
    }

    competence = serializers.CharField(source="code")
    title = ProfileTextOut()
    before = serializers.CharField(allow_null=True)
    after = serializers.CharField(allow_null=True)
    steps = serializers.IntegerField(allow_null=True)
    asked = serializers.CharField(allow_null=True, help_text="Null for a competence that is not asked of you.")
    short = serializers.IntegerField()


class SelfAssessmentComparisonOut(serializers.Serializer):
    """Two moments of self-assessment side by side."""

    example: ClassVar[dict[str, Any]] = {
        "before": SelfAssessmentOut.example | {"assessedOn": "2025-11-20"},
        "after": SelfAssessmentOut.example,
        "competences": [CompetenceStepOut.example],
    }

    before = SelfAssessmentOut()
    after = SelfAssessmentOut()
    competences = CompetenceStepOut(many=True)
