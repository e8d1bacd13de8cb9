"""Feedback on the wire, with an example of each."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.api.competence.assessment_shapes import (
    CompetenceAnswerIn,
    CompetenceAnswerOut,
    ProfileTextOut,
    answers_out,
)
from portfolio.models import FeedbackInvitation, FeedbackRound
from register.clock import today
from register.models import Register
from register.scoping.inputs import Code, Day, Input, Named, Text, Words
from register.scoping.wording import say

LONGEST = timedelta(days=120)
QUESTION = "Hoe ziet u mij in het gesprek?"


class FeedbackInviteeIn(Input):
    """Somebody who is asked, and what they are to you."""

    example: ClassVar[dict[str, Any]] = {"email": "collega@werk.example", "relation": "COLLEAGUE"}

    email = serializers.EmailField(max_length=254)
    relation = serializers.ChoiceField(choices=FeedbackInvitation.Relation.choices)


class FeedbackInviteesIn(Input):
    """Who else is asked."""

    example: ClassVar[dict[str, Any]] = {"invited": [FeedbackInviteeIn.example]}

    invited = FeedbackInviteeIn(many=True, min_length=1, max_length=20)  # type: ignore[call-arg]


class FeedbackRoundIn(FeedbackInviteesIn):
    """Whom you ask about which competences, and until when they can answer."""

    example: ClassVar[dict[str, Any]] = {
        "register": "leerregister-klantmanagers",
        "competences": ["c-dialogue"],
        "question": QUESTION,
        "closesBefore": "2026-12-20",
        "invited": [FeedbackInviteeIn.example],
    }

    register = Named(Register, by="code")
    competences = Words(required=False, default=list, help_text="All of the profile when left out.")
    question = Text(required=False, allow_blank=True, default="", max_length=2000)
    closesBefore = Day(source="closes_before", help_text="The first day on which nobody can answer any more.")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        until = values.get("closes_before")
        if until is None or today() < until <= today() + LONGEST:
            return {}
        text = say(f"Kies een dag binnen {LONGEST.days} dagen.", f"Choose a day within {LONGEST.days} days.")
        return {"closesBefore": ErrorDetail(text, code="date-out-of-range")}


class FeedbackInvitationOut(serializers.Serializer):
    """Somebody you asked, and what they answered."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "b1f8d2f0-3a55-4b84-8f22-9a3b6c7d8e01",
        "email": "collega@werk.example",
        "relation": "COLLEAGUE",
        "invitedAt": "2026-11-22T09:00:00Z",
        "withdrawnAt": None,
        "answeredAt": "2026-11-24T09:00:00Z",
        "answers": [CompetenceAnswerOut.example],
    }

    uuid = serializers.UUIDField()
    email = serializers.CharField()
    relation = serializers.ChoiceField(choices=FeedbackInvitation.Relation.choices)
    invitedAt = serializers.DateTimeField(source="invited_at")
    withdrawnAt = serializers.DateTimeField(source="withdrawn_at", allow_null=True)
    answeredAt = serializers.DateTimeField(source="answered_at", allow_null=True)
    answers = serializers.SerializerMethodField()

    @extend_schema_field(CompetenceAnswerOut(many=True))
    def get_answers(self, invitation: FeedbackInvitation) -> list[dict[str, str]]:
        return answers_out(invitation.answers)


class FeedbackRoundOut(serializers.Serializer):
    """A question of yours to others, and their answers, which you alone see."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "b1f8d2f0-3a55-4b84-8f22-9a3b6c7d8e00",
        "register": "leerregister-klantmanagers",
        "profile": "8e4b1c07-51d2-4f2f-8ae5-3f0e7e3f9a10",
        "competences": ["c-dialogue"],
        "question": QUESTION,
        "askedAt": "2026-11-22T09:00:00Z",
        "closesBefore": "2026-12-20",
        "closedAt": None,
        "invitations": [FeedbackInvitationOut.example],
    }

    uuid = serializers.UUIDField()
    register = serializers.CharField(source="profile.register.code")
    profile = serializers.UUIDField(source="profile.uuid")
    competences = serializers.ListField(child=serializers.CharField())
    question = serializers.CharField()
    askedAt = serializers.DateTimeField(source="asked_at")
    closesBefore = serializers.DateField(source="closes_before")
    closedAt = serializers.DateTimeField(source="closed_at", allow_null=True)
    invitations = FeedbackInvitationOut(many=True)


class FeedbackStepIn(Input):
    """Nothing: the deed itself is the message."""

    example: ClassVar[dict[str, Any]] = {}


class FeedbackKeyIn(Input):
    """The key that was mailed to you."""

    example: ClassVar[dict[str, Any]] = {"key": "9qIvN0…"}

    key = Code(max_length=100)


class FeedbackAnswersIn(FeedbackKeyIn):
    """What you answer, once, with the key that was mailed to you."""

    example: ClassVar[dict[str, Any]] = FeedbackKeyIn.example | {"answers": [CompetenceAnswerIn.example]}

    answers = CompetenceAnswerIn(many=True, min_length=1, max_length=300)  # type: ignore[call-arg]


class CompetenceLevelOut(serializers.Serializer):
    """A level of the profile."""

    code = serializers.CharField()
    title = ProfileTextOut()


class AskedCompetenceOut(serializers.Serializer):
    """What you are asked about."""

    competence = serializers.CharField(source="code")
    title = ProfileTextOut()
    description = ProfileTextOut()
    indicators = ProfileTextOut(many=True)


class FeedbackQuestionsOut(serializers.Serializer):
    """What you are asked, by whom, and in which levels you can answer."""

    example: ClassVar[dict[str, Any]] = {
        "professional": "Zoë van der Brûlée",
        "question": QUESTION,
        "closesBefore": "2026-12-20",
        "levels": [{"code": "starting", "title": {"nl": "Startbekwaam", "en": "Starting"}}],
        "competences": [
            {
                "competence": "c-dialogue",
                "title": {"nl": "Voert het gesprek"},
                "description": {},
                "indicators": [{"nl": "Vraagt door"}],
            }
        ],
    }

    professional = serializers.CharField(source="round.person.full_name")
    question = serializers.CharField(source="round.question")
    closesBefore = serializers.DateField(source="round.closes_before")
    levels = serializers.SerializerMethodField()
    competences = serializers.SerializerMethodField()

    @extend_schema_field(CompetenceLevelOut(many=True))
    def get_levels(self, invitation: FeedbackInvitation) -> list[dict[str, Any]]:
        return [{"code": code, "title": title} for code, title in invitation.round.profile.profile.levels.items()]

    @extend_schema_field(AskedCompetenceOut(many=True))
    def get_competences(self, invitation: FeedbackInvitation) -> list[dict[str, Any]]:
        asked: FeedbackRound = invitation.round
        known = asked.profile.profile.competences
        return [
            {
                "competence": code,
                "title": known[code].title,
                "description": known[code].description,
                "indicators": [one.text for one in known[code].indicators],
            }
            for code in asked.competences
        ]


class FeedbackThanksOut(serializers.Serializer):
    """That your answer was kept. Only who asked you reads it."""

    example: ClassVar[dict[str, Any]] = {"answeredAt": "2026-11-24T09:00:00Z"}

    answeredAt = serializers.DateTimeField(source="answered_at")
