"""Attendance that is not listed: asked by professionals, answered by providers, decided by the office."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.models import Edition, Meeting, Module
from portfolio.api.evidence_shapes import EvidenceBriefOut
from portfolio.api.shapes import OwnRegistration
from portfolio.models import MissingAttendance
from portfolio.services import missing_attendance as services
from register.access import Actor, Permission
from register.clock import today
from register.errors import Forbidden
from register.models import Registration
from register.scoping import ScopedView
from register.scoping.inputs import Day, Input, Line, Named, Text

WITH_NAMES = ("registration__register", "edition__course__provider", "meeting", "module", "batch")


class MissingAttendanceIn(Input):
    """Where you were and how that shows. `meeting` or `module` when the course is credited by those."""

    example = {
        "registration": "8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19",
        "edition": "3c1f9a5e-9c3d-4a55-8e58-3a9b1d2c7f66",
        "attendedOn": "2026-10-12",
        "statement": "Ik tekende de presentielijst; mijn certificaat heeft nummer 2026-118.",
    }

    registration = OwnRegistration(Registration, help_text="A registration of your own.")
    edition = Named(Edition)
    meeting = Named(Meeting, required=False, allow_null=True)
    module = Named(Module, required=False, allow_null=True)
    attendedOn = Day(source="attended_on")
    statement = Text(max_length=2000)


class AnswerIn(Input):
    """What you found."""

    example = {"answer": "U stond op de reservelijst; dat is hersteld."}

    answer = Text(max_length=2000)


class DisputeIn(Input):
    """Why the provider's answer is not right."""

    example = {"dispute": "Ik was er wel: zie mijn getekende certificaat."}

    dispute = Text(max_length=2000)


class OfficeDecisionIn(Input):
    """Why it is so, or is not."""

    example = {"decision": "Het certificaat is bij de opleider nagevraagd."}

    decision = Text(max_length=2000)


class QuestionWithdrawalIn(Input):
    """That you take the question back."""

    example: ClassVar[dict[str, Any]] = {}


class MissingAttendanceOut(serializers.Serializer):
    """An attendance that is missing, and what became of it. `booked` is null while that is not known."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "5b0f5d0a-8c1e-4a9c-9d0f-3a1b2c3d4e5f",
        "registrationNumber": "0012345",
        "register": "venvn",
        "course": "Wondzorg",
        "provider": "wondacademie",
        "edition": "3c1f9a5e-9c3d-4a55-8e58-3a9b1d2c7f66",
        "attendedOn": "2026-10-12",
        "statement": MissingAttendanceIn.example["statement"],
        "state": "CONFIRMED",
        "askedAt": "2026-11-01T09:00:00Z",
        "answerBy": "2026-11-15",
        "answer": AnswerIn.example["answer"],
        "dispute": "",
        "decision": "",
        "booked": True,
        "evidence": [EvidenceBriefOut.example],
    }

    uuid = serializers.UUIDField()
    registrationNumber = serializers.CharField(source="registration.number")
    register = serializers.CharField(source="registration.register.code")
    course = serializers.CharField(source="edition.course.title")
    provider = serializers.CharField(source="edition.course.provider.code")
    edition = serializers.UUIDField(source="edition.uuid")
    attendedOn = serializers.DateField(source="attended_on")
    statement = serializers.CharField()
    state = serializers.ChoiceField(choices=[one.value for one in MissingAttendance.State])
    askedAt = serializers.DateTimeField(source="asked_at")
    answerBy = serializers.DateField(source="answer_by")
    answer = serializers.CharField()
    dispute = serializers.CharField()
    decision = serializers.CharField()
    booked = serializers.SerializerMethodField()
    evidence = EvidenceBriefOut(many=True)

    def get_booked(self, missing: MissingAttendance) -> bool | None:
        batch = missing.batch
        if missing.state == MissingAttendance.State.GRANTED:
            return True
        if batch is None or batch.state != batch.State.DONE:
            return None
        return batch.refused_rows == 0


class MissingAttendanceQuery(Input):
    """Which questions."""

    state = serializers.ChoiceField(required=False, choices=[one.value for one in MissingAttendance.State])
    register = Line(required=False, source="registration__register__code", max_length=60)
    provider = serializers.UUIDField(required=False, source="edition__course__provider__uuid")


class MissingAttendanceList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    asks = {"GET": MissingAttendanceQuery}
    takes = {"POST": MissingAttendanceIn}
    gives = {"GET": MissingAttendanceOut, "POST": MissingAttendanceOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own questions, those about your provider's courses, and those of registers you keep."""
        return self.page(MissingAttendance.objects.select_related(*WITH_NAMES).prefetch_related("evidence"))

    def post(self, request: Request) -> Response:
        """Say that you were somewhere and are not listed. The provider answers in time, else the office."""
        missing = services.ask_for_attendance(**self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(missing, at="missing-attendance")


class MissingAttendanceDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": MissingAttendanceOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One question and what became of it."""
        return self.shown(self.get_or_404(MissingAttendance.objects.select_related(*WITH_NAMES), uuid=uuid))


class _StepView(ScopedView):
    """One step on a question: whoever sees it and holds the permission there takes it, by one service."""

    gives = {"POST": MissingAttendanceOut}

    def take(self, uuid: UUID, step: Callable[..., MissingAttendance]) -> Response:
        """Take the step and answer with where the question stands now."""
        missing = self.get_or_404(MissingAttendance.objects.select_related(*WITH_NAMES), uuid=uuid)
        if self.permission is Permission.REPORT_ATTENDANCE:
            self.require(organisation_id=missing.edition.course.provider_id)
        elif self.permission is Permission.CORRECT_LEDGER:
            self.require(register_id=missing.registration.register_id)
        else:
            _require_own(missing, self.actor)
        moved = step(missing=missing, **self.body(), actor=self.actor, now=self.now())
        return self.created(moved, at="missing-attendance")


class MissingAttendanceConfirmationList(_StepView):
    permissions = {"POST": Permission.REPORT_ATTENDANCE}
    takes = {"POST": AnswerIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that it is so: it is booked like every row you report."""
        return self.take(uuid, services.confirm_attendance)


class MissingAttendanceDenialList(_StepView):
    permissions = {"POST": Permission.REPORT_ATTENDANCE}
    takes = {"POST": AnswerIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that it is not so, and why."""
        return self.take(uuid, services.deny_attendance)


class MissingAttendanceDisputeList(_StepView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": DisputeIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Put the provider's answer before the office."""
        return self.take(uuid, services.dispute_denial)


class MissingAttendanceWithdrawalList(_StepView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": QuestionWithdrawalIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take your question back."""
        return self.take(uuid, services.withdraw_question)


class MissingAttendanceGrantList(_StepView):
    permissions = {"POST": Permission.CORRECT_LEDGER}
    takes = {"POST": OfficeDecisionIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Decide that it is so, and book it."""
        return self.take(uuid, services.grant_attendance)


class MissingAttendanceRefusalList(_StepView):
    permissions = {"POST": Permission.CORRECT_LEDGER}
    takes = {"POST": OfficeDecisionIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Decide that it is not so, or cannot be shown."""
        return self.take(uuid, services.decline_attendance)


def _require_own(missing: MissingAttendance, actor: Actor) -> None:
    if missing.registration.person_id != actor.person_id:
        raise Forbidden(nl="Alleen wie de vraag stelde doet dit.", en="Only whoever asked does this.")
