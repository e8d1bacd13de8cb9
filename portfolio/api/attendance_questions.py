"""What questions about an attendance have in common on the wire, and the steps that are taken on them."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.evidence_shapes import EvidenceBriefOut
from portfolio.catalogue import QuestionState
from portfolio.services.attendance_questions import (
    decline_question,
    deny_question,
    dispute_denial,
    withdraw_question,
)
from register.access import Actor, Permission
from register.errors import Forbidden
from register.scoping import ScopedView
from register.scoping.inputs import Input, Line, Text

QUESTION_STATES = [one.value for one in QuestionState]


class AnswerIn(Input):
    """What you found."""

    example = {"answer": "U stond op de reservelijst; dat is hersteld."}

    answer = Text(max_length=2000)


class DisputeIn(Input):
    """Why the provider's answer is not right."""

    example = {"disagreement": "Ik was er wel: zie mijn getekende certificaat."}

    disagreement = Text(max_length=2000, source="dispute")


class OfficeDecisionIn(Input):
    """Why it is so, or is not."""

    example = {"decision": "Het certificaat is bij de opleider nagevraagd."}

    decision = Text(max_length=2000)


class QuestionWithdrawalIn(Input):
    """That you take the question back."""

    example: ClassVar[dict[str, Any]] = {}


class AttendanceQuestionOut(serializers.Serializer):
    """A question about an attendance, and what became of it."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "5b0f5d0a-8c1e-4a9c-9d0f-3a1b2c3d4e5f",
        "registrationNumber": "0012345",
        "register": "venvn",
        "statement": "Ik tekende de presentielijst; mijn certificaat heeft nummer 2026-118.",
        "state": "CONFIRMED",
        "askedAt": "2026-11-01T09:00:00Z",
        "answerBy": "2026-11-15",
        "answer": AnswerIn.example["answer"],
        "disagreement": "",
        "decision": "",
        "evidence": [EvidenceBriefOut.example],
    }

    uuid = serializers.UUIDField()
    registrationNumber = serializers.CharField(source="registration.number")
    register = serializers.CharField(source="registration.register.code")
    statement = serializers.CharField()
    state = serializers.ChoiceField(choices=QUESTION_STATES)
    askedAt = serializers.DateTimeField(source="asked_at")
    answerBy = serializers.DateField(source="answer_by")
    answer = serializers.CharField()
    disagreement = serializers.CharField(source="dispute")
    decision = serializers.CharField()
    evidence = EvidenceBriefOut(many=True)


class AttendanceQuestionQuery(Input):
    """Which questions."""

    state = serializers.ChoiceField(required=False, choices=QUESTION_STATES)
    register = Line(required=False, source="registration__register__code", max_length=60)


class QuestionStep(ScopedView):
    """One step on a question: whoever sees it and holds the permission there takes it, by one service."""

    at: ClassVar[str]  # the name of the address of one question
    rows: ClassVar[QuerySet[Any]]

    def take(self, uuid: UUID, step: Callable[..., Any]) -> Response:
        """Take the step and answer with where the question stands now."""
        question = self.get_or_404(self.rows.all(), uuid=uuid)
        if self.permission is Permission.REPORT_ATTENDANCE:
            self.require(organisation_id=question.provider.pk if question.provider else 0)
        elif self.permission is Permission.CORRECT_LEDGER:
            self.require(register_id=question.registration.register_id)
        else:
            _require_own(question, self.actor)
        return self.created(step(question=question, **self.body(), actor=self.actor, now=self.now()), at=self.at)


class DenialStep(QuestionStep):
    permissions = {"POST": Permission.REPORT_ATTENDANCE}
    takes = {"POST": AnswerIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that it is not so, and why."""
        return self.take(uuid, deny_question)


class DisputeStep(QuestionStep):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": DisputeIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Put the provider's answer before the office."""
        return self.take(uuid, dispute_denial)


class WithdrawalStep(QuestionStep):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": QuestionWithdrawalIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take your question back."""
        return self.take(uuid, withdraw_question)


class RefusalStep(QuestionStep):
    permissions = {"POST": Permission.CORRECT_LEDGER}
    takes = {"POST": OfficeDecisionIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Decide that it is not so, or cannot be shown."""
        return self.take(uuid, decline_question)


def _require_own(question: Any, actor: Actor) -> None:
    if question.registration.person_id != actor.person_id:
        raise Forbidden(nl="Alleen wie de vraag stelde doet dit.", en="Only whoever asked does this.")
