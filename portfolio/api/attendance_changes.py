"""Attendance that providers want to take back after their term, before the register office."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.attendance_shapes import AttendanceChangeOut, AttendanceChangeQuery, ChangeDecision
from portfolio.models import AttendanceChange
from portfolio.services.attendance.changes import decide_change
from register.access import Permission
from register.scoping import ScopedView

WITH_NAMES = ("entry__person", "entry__edition", "batch__provider")


class AttendanceChangeList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": AttendanceChangeQuery}
    gives = {"GET": AttendanceChangeOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """For an office those of its registers, for a sender those of its lists, for a professional one's own."""
        return self.page(AttendanceChange.objects.select_related(*WITH_NAMES))


class AttendanceChangeDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": AttendanceChangeOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One change and what was decided."""
        return self.shown(self.get_or_404(AttendanceChange.objects.select_related(*WITH_NAMES), uuid=uuid))


class AttendanceChangeDecisionList(ScopedView):
    permissions = {"POST": Permission.CORRECT_LEDGER}
    takes = {"POST": ChangeDecision}
    gives = {"POST": AttendanceChangeOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take the attendance back, or leave it in the ledger. Decided once, and never about one's own dossier."""
        change = self.get_or_404(AttendanceChange.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.require_somewhere()
        decided = decide_change(change=change, **self.body(), decided_by=self.actor, now=self.now())
        return self.created(decided, at="attendance-change")
