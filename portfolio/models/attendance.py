"""Attendance lists as they came in, with the verdict on each row."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models import Edition, Provider
from register.access import Actor, Permission
from register.models import Person, User

UNFINISHED = ["RECEIVED", "PROCESSING"]


class AttendanceBatchQuerySet(models.QuerySet["AttendanceBatch"]):
    def unfinished(self) -> "AttendanceBatchQuerySet":
        return self.filter(state__in=UNFINISHED)

    def visible_to(self, actor: Actor) -> "AttendanceBatchQuerySet":
        """Lists of the actor's own provider. Nobody else sees who a provider reported."""
        return self.filter(provider__in=actor.organisations_with(Permission.REPORT_ATTENDANCE))


class AttendanceBatchManager(models.Manager.from_queryset(AttendanceBatchQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> AttendanceBatchQuerySet:
        """Without the file itself, which is read once, by the booking."""
        rows: AttendanceBatchQuerySet = super().get_queryset()
        return rows.defer("content")


class AttendanceBatch(models.Model):
    """One attendance list (presentielijst) from one provider.

    The same bytes sent again answer with the first report: `digest` is unique per provider. `processed_lines` moves
    in the same transaction as the rows it counts, so a broken-off import goes on where it stopped. `attempts` counts
    the runs since the last rows were booked: a list that breaks every worker is PARKED, with its file, and stays so
    until it is sent again.
    """

    class State(models.TextChoices):
        RECEIVED = "RECEIVED", "received"
        PROCESSING = "PROCESSING", "processing"
        DONE = "DONE", "done"
        PARKED = "PARKED", "parked"

    class Encoding(models.TextChoices):
        UTF_8 = "utf-8", "UTF-8"
        WINDOWS_1252 = "windows-1252", "Windows-1252"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="attendance_batches")
    file_name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(help_text="The file as sent.")
    encoding = models.CharField(max_length=12, choices=Encoding.choices, help_text="What the bytes were read as.")
    separator = models.CharField(max_length=1, help_text="What stands between the cells.")
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    attempts = models.PositiveSmallIntegerField(default=0)
    total_lines = models.PositiveIntegerField()
    processed_lines = models.PositiveIntegerField(default=0)
    booked_rows = models.PositiveIntegerField(default=0)
    known_rows = models.PositiveIntegerField(default=0, help_text="Good rows that were booked before.")
    refused_rows = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = AttendanceBatchManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "digest"], name="attendance_batch_same_file_once"),
            models.CheckConstraint(
                condition=models.Q(
                    processed_lines=models.F("booked_rows") + models.F("known_rows") + models.F("refused_rows")
                ),
                name="attendance_batch_every_row_accounted_for",
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(state__in=UNFINISHED),
                name="attendance_batch_unfinished",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider.code} {self.received_at:%Y-%m-%d %H:%M}"


class AttendanceRowQuerySet(models.QuerySet["AttendanceRow"]):
    def visible_to(self, actor: Actor) -> "AttendanceRowQuerySet":
        return self.filter(batch__in=AttendanceBatch.objects.visible_to(actor))


class AttendanceRow(models.Model):
    """One line of a list and what became of it: the report that the sender reads.

    `line` is the line in the file (the header is line 1). `verdict` is a code of
    `portfolio.services.attendance.verdicts`. The day is kept as a date, or as it was written when it is none.
    """

    pk = models.CompositePrimaryKey("batch_id", "line")
    batch = models.ForeignKey(AttendanceBatch, on_delete=models.PROTECT, related_name="rows")
    line = models.PositiveIntegerField()
    number = models.CharField(max_length=200)
    register_code = models.CharField(max_length=200, blank=True)
    edition_code = models.CharField(max_length=200)
    attended_on = models.DateField(null=True)
    attended_on_text = models.CharField(max_length=200, blank=True)
    # No foreign keys in the database for these two: they say what was found, and nothing is read through them.
    person = models.ForeignKey(Person, null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    edition = models.ForeignKey(Edition, null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    verdict = models.CharField(max_length=40)

    objects = AttendanceRowQuerySet.as_manager()

    def __str__(self) -> str:
        return f"line {self.line}: {self.verdict}"
