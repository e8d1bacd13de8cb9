"""Attendance that a professional says is missing, and editions for which there is nothing to report."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models import Edition, Meeting, Module
from portfolio.catalogue import UNSETTLED, MissingState
from portfolio.models.attendance import AttendanceBatch
from register.access import Actor, Permission
from register.models import Registration, User


class MissingAttendanceQuerySet(models.QuerySet["MissingAttendance"]):
    def visible_to(self, actor: Actor) -> "MissingAttendanceQuerySet":
        """One's own, those about courses of one's provider, and those of the registers one corrects."""
        return self.filter(
            models.Q(registration__person=actor.person_id)
            | models.Q(edition__course__provider__in=actor.organisations_with(Permission.REPORT_ATTENDANCE))
            | models.Q(registration__register__in=actor.registers_with(Permission.CORRECT_LEDGER))
        )


class MissingAttendance(models.Model):
    """A professional was at an edition and is not on its list. The provider answers by `answer_by`, else the office.

    States and actions: `portfolio.catalogue.MISSING_ATTENDANCE`. `statement` is what the professional says and shows;
    `answer` what the provider says, `decision` what the office decides. A confirmed one is booked through `batch`.
    """

    State = MissingState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="missing_attendances")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="missing_attendances")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    module = models.ForeignKey(Module, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    attended_on = models.DateField()
    statement = models.TextField(max_length=2000)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in MissingState], default=MissingState.ASKED
    )
    asked_at = models.DateTimeField()
    answer_by = models.DateField(help_text="The last day on which the provider answers before the office takes over.")
    answer = models.TextField(blank=True, max_length=2000)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dispute = models.TextField(blank=True, max_length=2000)
    decision = models.TextField(blank=True, max_length=2000)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(AttendanceBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = MissingAttendanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "edition", "meeting", "module", "attended_on"],
                condition=models.Q(state__in=sorted(UNSETTLED)),
                nulls_distinct=False,
                name="missing_attendance_asked_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="CONFIRMED") | models.Q(batch__isnull=False),
                name="missing_attendance_confirmed_is_booked",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["GRANTED", "DECLINED"])
                | (models.Q(decided_by__isnull=False) & ~models.Q(decision="")),
                name="missing_attendance_decided_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["answer_by"], condition=models.Q(state="ASKED"), name="missing_attendance_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.registration} · {self.edition} · {self.state}"


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
