"""What is booked wrongly in a dossier, as the professional says."""

from typing import ClassVar

from django.db import models

from accreditation.models import Provider
from portfolio.catalogue import UNSETTLED
from portfolio.models.attendance_question import (
    DECIDED_WITH_REASON,
    AttendanceQuestion,
    AttendanceQuestionQuerySet,
)
from portfolio.models.ledger import LedgerEntry


class WrongAttendance(AttendanceQuestion):
    """A professional says that an entry of theirs is not right. Whoever reported it answers: `provider`, or the office.

    `right_on` and `right_quantity` are what it should have been; without either, it should not have been there. A
    confirmed or granted one is corrected by a reversal, and by `correction` where something else takes its place.
    """

    class Wrong(models.TextChoices):
        NOT_MINE = "NOT_MINE", "it was not me"
        WRONG_DAY = "WRONG_DAY", "it was on another day"
        WRONG_QUANTITY = "WRONG_QUANTITY", "it was another quantity"

    PROVIDER: ClassVar[str] = "provider"

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="wrong_attendances")
    wrong = models.CharField(max_length=14, choices=Wrong.choices)
    right_on = models.DateField(null=True, blank=True)
    right_quantity = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    provider = models.ForeignKey(
        Provider,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who reported it, if any.",
    )
    correction = models.OneToOneField(
        LedgerEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="corrects"
    )

    objects = AttendanceQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=models.Q(state__in=sorted(one.value for one in UNSETTLED)),
                name="wrong_attendance_asked_once",
            ),
            models.CheckConstraint(condition=DECIDED_WITH_REASON, name="wrong_attendance_decided_with_reason"),
            models.CheckConstraint(
                condition=models.Q(wrong="NOT_MINE", right_on=None, right_quantity=None)
                | models.Q(wrong="WRONG_DAY", right_on__isnull=False, right_quantity=None)
                | models.Q(wrong="WRONG_QUANTITY", right_on=None, right_quantity__gt=0),
                name="wrong_attendance_says_what_is_right",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["ASKED", "DENIED"]) | models.Q(provider__isnull=False),
                name="wrong_attendance_waits_for_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(correction=None) | models.Q(state__in=["CONFIRMED", "GRANTED"]),
                name="wrong_attendance_corrected_when_right",
            ),
        ]
        indexes = [
            models.Index(fields=["answer_by"], condition=models.Q(state="ASKED"), name="wrong_attendance_waiting")
        ]
