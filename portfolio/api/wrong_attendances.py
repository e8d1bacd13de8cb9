"""What is booked wrongly: said by professionals, answered by whoever reported it, decided by the office."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

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
from portfolio.api.shapes import REGISTRATION, OwnRegistration
from portfolio.models import LedgerEntry, WrongAttendance
from portfolio.services import wrong_attendance as services
from register.access import Actor, Permission
from register.clock import today
from register.models import Registration
from register.scoping import ScopedView
from register.scoping.inputs import Amount, Day, Input, Named, Text
from register.scoping.wording import say

WITH_NAMES = ("registration__register", "entry__edition__course", "provider", "correction")
WRONG = [one.value for one in WrongAttendance.Wrong]


class OwnEntry(Named):
    """An entry of one's own dossier."""

    def seen_by(self, actor: Actor) -> Any:
        rows = super().seen_by(actor).filter(person=actor.person_id)
        return rows.select_related("person", "registration", "edition__course__provider", "claim")


class WrongAttendanceIn(Input):
    """Which entry of your dossier is wrong, what is right instead, and how that shows.

    `NOT_MINE`: it should not be there. `WRONG_DAY` comes with `rightOn`, `WRONG_QUANTITY` with `rightQuantity`.
    """

    example: Mapping[str, Any] = {
        "registration": REGISTRATION,
        "entry": "f3a1b0c9-58cf-4a6b-8d4e-2a5b7f0d9e10",
        "wrong": "WRONG_DAY",
        "rightOn": "2026-10-13",
        "statement": "Ik was er op de tweede dag; zie mijn certificaat.",
    }

    registration = OwnRegistration(Registration, help_text="Yours, for which the entry counts: its office has a say.")
    entry = OwnEntry(LedgerEntry)
    wrong = serializers.ChoiceField(choices=WRONG)
    rightOn = Day(required=False, source="right_on", help_text="Not in the future.")
    rightQuantity = Amount(required=False, source="right_quantity", max_digits=12, positive=True)
    statement = Text(max_length=2000)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if "wrong" not in values:
            return {}
        belongs = {"WRONG_DAY": "rightOn", "WRONG_QUANTITY": "rightQuantity"}
        found = {}
        for wrong, name in belongs.items():
            if (name in self.initial_data) is not (values["wrong"] == wrong):
                text = say(f"Dit hoort bij {wrong}, en alleen daarbij.", f"This belongs to {wrong}, and to that alone.")
                found[name] = ErrorDetail(text, code="not-with-wrong")
        return found


class WrongAttendanceOut(AttendanceQuestionOut):
    """An entry that is said to be wrong, and what became of it.

    `provider` answers; null when nobody reported it, and then the office does. `correction` is the entry that took its
    place.
    """

    example: ClassVar[dict[str, Any]] = AttendanceQuestionOut.example | {
        "entry": "f3a1b0c9-58cf-4a6b-8d4e-2a5b7f0d9e10",
        "course": "Wondzorg",
        "provider": "wondacademie",
        "wrong": "WRONG_DAY",
        "rightOn": "2026-10-13",
        "rightQuantity": None,
        "statement": WrongAttendanceIn.example["statement"],
        "correction": "1be2a1c4-58cf-4a6b-8d4e-2a5b7f0d9e77",
    }

    entry = serializers.UUIDField(source="entry.uuid")
    course = serializers.CharField(source="entry.edition.course.title", allow_null=True, default=None)
    provider = serializers.CharField(source="provider.code", allow_null=True, default=None)
    wrong = serializers.ChoiceField(choices=WRONG)
    rightOn = serializers.DateField(source="right_on", allow_null=True)
    rightQuantity = Amount(source="right_quantity", max_digits=12, allow_null=True)
    correction = serializers.UUIDField(source="correction.uuid", allow_null=True, default=None)


class WrongAttendanceQuery(AttendanceQuestionQuery):
    """Which questions."""

    provider = serializers.UUIDField(required=False, source="provider__uuid")


class WrongAttendanceList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    asks = {"GET": WrongAttendanceQuery}
    takes = {"POST": WrongAttendanceIn}
    gives = {"GET": WrongAttendanceOut, "POST": WrongAttendanceOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own questions, those for your provider to answer, and those of registers you keep."""
        return self.page(WrongAttendance.objects.select_related(*WITH_NAMES).prefetch_related("evidence"))

    def post(self, request: Request) -> Response:
        """Say that an entry of your dossier is wrong. Whoever reported it answers in time, else the office."""
        question = services.ask_for_correction(**self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(question, at="wrong-attendance")


class WrongAttendanceDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": WrongAttendanceOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One question and what became of it."""
        return self.shown(self.get_or_404(WrongAttendance.objects.select_related(*WITH_NAMES), uuid=uuid))


class _Step(QuestionStep):
    gives = {"POST": WrongAttendanceOut}
    at = "wrong-attendance"
    rows = WrongAttendance.objects.select_related(*WITH_NAMES, "entry__person", "entry__registration")


class WrongAttendanceConfirmationList(_Step):
    permissions = {"POST": Permission.REPORT_ATTENDANCE}
    takes = {"POST": AnswerIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that it is so: what you reported is taken back, and what is right is booked."""
        return self.take(uuid, services.correct_as_provider)


class WrongAttendanceDenialList(_Step, DenialStep):
    pass


class WrongAttendanceDisputeList(_Step, DisputeStep):
    pass


class WrongAttendanceWithdrawalList(_Step, WithdrawalStep):
    pass


class WrongAttendanceGrantList(_Step):
    permissions = {"POST": Permission.CORRECT_LEDGER}
    takes = {"POST": OfficeDecisionIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Decide that it is so: the entry is taken back, and what is right is booked."""
        return self.take(uuid, services.correct_as_office)


class WrongAttendanceRefusalList(_Step, RefusalStep):
    pass
