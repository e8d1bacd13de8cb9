"""Attendance that is not listed: asked by professionals, answered by providers, decided by the office."""

from typing import Any, ClassVar
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.models import Edition, Meeting, Module
from portfolio.api.attendance_questions import (
    AnswerIn,
    AttendanceQuestionOut,
    AttendanceQuestionQuery,
    DenialStep,
    DisputeStep,
    OfficeDecisionIn,
    QuestionStep,
    RefusalStep,
    WithdrawalStep,
)
from portfolio.api.shapes import OwnRegistration
from portfolio.models import MissingAttendance
from portfolio.services import missing_attendance as services
from register.access import Permission
from register.clock import today
from register.models import Registration
from register.scoping import ScopedView
from register.scoping.inputs import Day, Input, Named, Text

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


class MissingAttendanceOut(AttendanceQuestionOut):
    """An attendance that is missing, and what became of it. `booked` is null while that is not known."""

    example: ClassVar[dict[str, Any]] = AttendanceQuestionOut.example | {
        "course": "Wondzorg",
        "provider": "wondacademie",
        "edition": "3c1f9a5e-9c3d-4a55-8e58-3a9b1d2c7f66",
        "attendedOn": "2026-10-12",
        "booked": True,
    }

    course = serializers.CharField(source="edition.course.title")
    provider = serializers.CharField(source="edition.course.provider.code")
    edition = serializers.UUIDField(source="edition.uuid")
    attendedOn = serializers.DateField(source="attended_on")
    booked = serializers.SerializerMethodField()

    def get_booked(self, missing: MissingAttendance) -> bool | None:
        batch = missing.batch
        if missing.state == MissingAttendance.State.GRANTED:
            return True
        if batch is None or batch.state != batch.State.DONE:
            return None
        return batch.refused_rows == 0


class MissingAttendanceQuery(AttendanceQuestionQuery):
    """Which questions."""

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


class _Step(QuestionStep):
    gives = {"POST": MissingAttendanceOut}
    at = "missing-attendance"
    rows = MissingAttendance.objects.select_related(*WITH_NAMES)


class MissingAttendanceConfirmationList(_Step):
    permissions = {"POST": Permission.REPORT_ATTENDANCE}
    takes = {"POST": AnswerIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that it is so: it is booked like every row you report."""
        return self.take(uuid, services.confirm_attendance)


class MissingAttendanceDenialList(_Step, DenialStep):
    pass


class MissingAttendanceDisputeList(_Step, DisputeStep):
    pass


class MissingAttendanceWithdrawalList(_Step, WithdrawalStep):
    pass


class MissingAttendanceGrantList(_Step):
    permissions = {"POST": Permission.CORRECT_LEDGER}
    takes = {"POST": OfficeDecisionIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Decide that it is so, and book it."""
        return self.take(uuid, services.grant_attendance)


class MissingAttendanceRefusalList(_Step, RefusalStep):
    pass
