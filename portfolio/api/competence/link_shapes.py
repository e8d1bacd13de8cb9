"""Links to competences and what covers them, on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.api.competence.assessment_shapes import LABEL, ProfileTextOut
from portfolio.models import Claim, Evidence, FeedbackInvitation, LedgerEntry
from portfolio.selectors.competence.coverage import Covered
from register.models import Register
from register.scoping.inputs import Amount, Day, Input, Line, Named
from register.scoping.wording import say

THINGS = ("ledgerEntry", "claim", "evidence")
ENTRY = "0b7a1f0e-6f3c-4d55-9a57-0e1c2d3f4a55"


class CompetenceLinkIn(Input):
    """One thing of your own, and the competence it has to do with."""

    example: ClassVar[dict[str, Any]] = {
        "register": "leerregister-klantmanagers",
        "competence": "c-law",
        "ledgerEntry": ENTRY,
    }

    register = Named(Register, by="code")
    competence = Line(max_length=60)
    ledgerEntry = Named(LedgerEntry, required=False, source="entry")
    claim = Named(Claim, required=False)
    evidence = Named(Evidence, required=False)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if sum(name in values for name in ("entry", "claim", "evidence")) == 1:
            return {}
        text = say("Noem precies één van deze.", "Name exactly one of these.")
        return {name: ErrorDetail(text, code="one-of") for name in THINGS}


class CompetenceLinkOut(serializers.Serializer):
    """That something of yours has to do with a competence."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "7d0f6a90-2f1f-4a0e-8b77-1c2d3e4f5a6b",
        "register": "leerregister-klantmanagers",
        "competence": "c-law",
        "ledgerEntry": ENTRY,
        "claim": None,
        "evidence": None,
        "linkedAt": "2026-11-22T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    register = serializers.CharField(source="register.code")
    competence = serializers.CharField()
    ledgerEntry = serializers.UUIDField(source="entry.uuid", allow_null=True, default=None)
    claim = serializers.UUIDField(source="claim.uuid", allow_null=True, default=None)
    evidence = serializers.UUIDField(source="evidence.uuid", allow_null=True, default=None)
    linkedAt = serializers.DateTimeField(source="linked_at")


class CompetenceLinkQuery(Input):
    """Which links."""

    register = Line(required=False, max_length=60, source="register__code", help_text="Code of a register.")
    competence = Line(required=False, max_length=60)


class CompetenceCoverageQuery(Input):
    """Of which stretch of time."""

    since = Day(required=False, help_text="Activities and evidence from this day on; all of them when left out.")
    until = Day(required=False, help_text="Until and with this day; today when left out.")


class SelfLevelOut(serializers.Serializer):
    """Where you said to stand."""

    assessment = serializers.UUIDField()
    on = serializers.DateField()
    level = serializers.CharField()
    words = serializers.CharField()


class FeedbackLevelOut(serializers.Serializer):
    """What somebody answered."""

    invitation = serializers.UUIDField()
    relation = serializers.ChoiceField(choices=FeedbackInvitation.Relation.choices)
    on = serializers.DateField()
    level = serializers.CharField()
    words = serializers.CharField()


class CoveringActivityOut(serializers.Serializer):
    """What you did. `by`: the course or the register says so, a tag of the entry does, or you do."""

    entry = serializers.UUIDField(source="entry.uuid")
    on = serializers.DateField(source="entry.effective_on")
    title = serializers.CharField()
    quantity = Amount(source="entry.quantity", allow_null=True)
    unit = serializers.CharField(source="entry.unit")
    by = serializers.ChoiceField(choices=["COURSE", "TAG", "OWN"])


class CoveringClaimOut(serializers.Serializer):
    """What you did and asked to have counted."""

    claim = serializers.UUIDField(source="uuid")
    on = serializers.DateField(source="performed_on")
    title = serializers.CharField()
    state = serializers.CharField()


class CoveringEvidenceOut(serializers.Serializer):
    """A file that shows it."""

    evidence = serializers.UUIDField(source="uuid")
    fileName = serializers.CharField(source="file_name")
    digest = serializers.CharField(help_text="SHA-256 of what is kept.")


class CoveringGoalOut(serializers.Serializer):
    """What you want to reach."""

    goal = serializers.UUIDField(source="uuid")
    title = serializers.CharField()
    dueOn = serializers.DateField(source="due_on", allow_null=True)
    state = serializers.CharField()


class CoveredCompetenceOut(serializers.Serializer):
    """One competence that is asked of you, and all there is about it. `bare`: nothing done, shown or planned."""

    competence = serializers.CharField(source="competence.code")
    title = ProfileTextOut(source="competence.title")
    domain = ProfileTextOut(source="competence.domain")
    asked = serializers.CharField()
    level = serializers.CharField(allow_null=True, help_text="Where you last said to stand.")
    selfLevels = serializers.SerializerMethodField()
    feedback = serializers.SerializerMethodField()
    activities = CoveringActivityOut(many=True)
    claims = CoveringClaimOut(many=True)
    evidence = CoveringEvidenceOut(many=True)
    goals = CoveringGoalOut(many=True)
    bare = serializers.BooleanField()

    @extend_schema_field(SelfLevelOut(many=True))
    def get_selfLevels(self, row: Covered) -> list[dict[str, Any]]:
        return [{"assessment": str(a.uuid), "on": a.assessed_on.isoformat(), **said} for a, said in row.self_levels]

    @extend_schema_field(FeedbackLevelOut(many=True))
    def get_feedback(self, row: Covered) -> list[dict[str, Any]]:
        return [
            {"invitation": str(one.uuid), "relation": one.relation, "on": one.answered_at.date().isoformat(), **said}
            for one, said in row.feedback
            if one.answered_at
        ]


class CompetenceCoverageOut(serializers.Serializer):
    """The competences that are asked of you in a register, and what covers them."""

    example: ClassVar[dict[str, Any]] = {
        "register": "leerregister-klantmanagers",
        "profile": "8e4b1c07-51d2-4f2f-8ae5-3f0e7e3f9a10",
        "since": None,
        "until": "2026-11-22",
        "bare": [],
        "competences": [
            {
                "competence": "c-law",
                "title": LABEL,
                "domain": {},
                "asked": "starting",
                "level": "starting",
                "selfLevels": [
                    {
                        "assessment": "4c0d8a8e-6c2b-4a4d-9c70-0a7f7d3a1e22",
                        "on": "2026-11-22",
                        "level": "starting",
                        "words": "",
                    }
                ],
                "feedback": [],
                "activities": [
                    {
                        "entry": ENTRY,
                        "on": "2026-10-12",
                        "title": "Rechtmatigheid in de praktijk",
                        "quantity": "6",
                        "unit": "hour",
                        "by": "COURSE",
                    }
                ],
                "claims": [],
                "evidence": [],
                "goals": [],
                "bare": False,
            }
        ],
    }

    register = serializers.CharField()
    profile = serializers.UUIDField()
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField()
    bare = serializers.ListField(child=serializers.CharField(), help_text="Codes of the competences that are bare.")
    competences = CoveredCompetenceOut(many=True)
