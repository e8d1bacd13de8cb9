"""Attendance that a professional says is missing, and editions for which there is nothing to report."""

from typing import ClassVar

from django.db import models

from accreditation.models import Edition, Meeting, Module, Provider
from portfolio.catalogue import UNSETTLED
from portfolio.models.attendance import AttendanceBatch
from portfolio.models.attendance_question import (
    DECIDED_WITH_REASON,
    AttendanceQuestion,
    AttendanceQuestionQuerySet,
)
from register.access import Actor, Permission
from register.models import User


class MissingAttendance(AttendanceQuestion):
    """A professional was at an edition and is not on its list. A confirmed one is booked through `batch`."""

    PROVIDER: ClassVar[str] = "edition__course__provider"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="missing_attendances")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    module = models.ForeignKey(Module, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    attended_on = models.DateField()
    batch = models.ForeignKey(AttendanceBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = AttendanceQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "edition", "meeting", "module", "attended_on"],
                condition=models.Q(state__in=sorted(one.value for one in UNSETTLED)),
                nulls_distinct=False,
                name="missing_attendance_asked_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="CONFIRMED") | models.Q(batch__isnull=False),
                name="missing_attendance_confirmed_is_booked",
            ),
            models.CheckConstraint(condition=DECIDED_WITH_REASON, name="missing_attendance_decided_with_reason"),
        ]
        indexes = [
            models.Index(fields=["answer_by"], condition=models.Q(state="ASKED"), name="missing_attendance_waiting")
        ]

    @property
    def provider(self) -> Provider:
        return self.edition.course.provider


class NothingToReportQuerySet(models.QuerySet["NothingToReport"]):
    def visible_to(self, actor: Actor) -> "NothingToReportQuerySet":
        return self.filter(edition__course__provider__in=actor.organisations_with(Permission.REPORT_ATTENDANCE))


class NothingToReport(models.Model):
    """A provider states that no member of any register was at an edition, so that it is not overdue."""

    edition = models.OneToOneField(
        Edition, primary_key=True, on_delete=models.PROTECT, related_name="nothing_to_report"
    )
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()

    objects = NothingToReportQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.edition)
