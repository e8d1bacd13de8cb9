"""Attendance lists as they came in, with the verdict on each row."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models import AttendanceMandate, Edition, GroupContact, Meeting, Provider
from register.access import Actor, Permission
from register.models import Person, Registration, User

UNFINISHED = ["RECEIVED", "PROCESSING"]


class AttendanceBatchQuerySet(models.QuerySet["AttendanceBatch"]):
    def unfinished(self) -> "AttendanceBatchQuerySet":
        return self.filter(state__in=UNFINISHED)

    def visible_to(self, actor: Actor) -> "AttendanceBatchQuerySet":
        """Lists of the actor's own provider, and those sent under a mandate or as a group contact of one's own."""
        own = actor.organisations_with(Permission.REPORT_ATTENDANCE)
        return self.filter(
            models.Q(provider__in=own) | models.Q(mandate__employer__in=own) | models.Q(contact__user=actor.user_id)
        )


class AttendanceBatchManager(models.Manager.from_queryset(AttendanceBatchQuerySet)):  # type: ignore[misc]
    def get_queryset(self) -> AttendanceBatchQuerySet:
        """Without the file itself, which is read once, by the booking."""
        rows: AttendanceBatchQuerySet = super().get_queryset()
        return rows.defer("content")


class AttendanceBatch(models.Model):
    """One attendance list (presentielijst) from one provider, through whichever door it came.

    The same content sent again in the same way answers with the first report, unless the provider took something back
    since: then it is a new `turn`. `processed_lines` moves in the same transaction as the rows it counts, so a
    broken-off import goes on where it stopped. `attempts` counts the runs since the last rows were booked: a list
    that breaks every worker is PARKED, with its content, and stays so until it is sent again.
    """

    class State(models.TextChoices):
        RECEIVED = "RECEIVED", "received"
        PROCESSING = "PROCESSING", "processing"
        DONE = "DONE", "done"
        PARKED = "PARKED", "parked"

    class Encoding(models.TextChoices):
        UTF_8 = "utf-8", "UTF-8"
        WINDOWS_1252 = "windows-1252", "Windows-1252"

    class Source(models.TextChoices):
        CSV = "CSV", "CSV file"
        XLSX = "XLSX", "workbook"
        JSON = "JSON", "rows in JSON"
        XML = "XML", "XML web service"
        XAPI = "XAPI", "learning record"

    class Message(models.TextChoices):
        ADD = "ADD", "these were there as well"
        REPLACE = "REPLACE", "these were there, and nobody else"
        WITHDRAW = "WITHDRAW", "these were not there"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="attendance_batches")
    contact = models.ForeignKey(
        GroupContact,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The contact of a peer group that sent it for that group.",
    )
    mandate = models.ForeignKey(
        AttendanceMandate,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attendance_batches",
        help_text="Of the organisation that reports for the provider; empty when the provider does.",
    )
    file_name = models.CharField(max_length=200, blank=True)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(help_text="The file as sent, or the rows as lines of JSON.")
    source = models.CharField(max_length=4, choices=Source.choices, default=Source.CSV)
    encoding = models.CharField(
        max_length=12, choices=Encoding.choices, blank=True, help_text="What the bytes of a CSV file were read as."
    )
    separator = models.CharField(max_length=1, blank=True, help_text="What stands between the cells of a CSV file.")
    message = models.CharField(max_length=8, choices=Message.choices, default=Message.ADD)
    test = models.BooleanField(default=False, help_text="Everything is checked and reported, nothing is booked.")
    all_or_nothing = models.BooleanField(default=False, help_text="Nothing is booked unless every row is good.")
    message_key = models.CharField(max_length=120, blank=True, help_text="The sender's own name for this message.")
    turn = models.PositiveIntegerField(default=0, help_text="How often this content came back after a change.")
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    attempts = models.PositiveSmallIntegerField(default=0)
    total_lines = models.PositiveIntegerField()
    processed_lines = models.PositiveIntegerField(default=0)
    booked_rows = models.PositiveIntegerField(default=0)
    known_rows = models.PositiveIntegerField(default=0, help_text="Good rows that were booked before.")
    noted_rows = models.PositiveIntegerField(
        default=0, help_text="Taken without a booking: noted, taken back, tested, held back or put before the office."
    )
    refused_rows = models.PositiveIntegerField(default=0)
    removed_entries = models.PositiveIntegerField(default=0, help_text="Taken off the lists that this one replaced.")
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = AttendanceBatchManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "provider",
                    "mandate",
                    "contact",
                    "digest",
                    "source",
                    "message",
                    "test",
                    "all_or_nothing",
                    "message_key",
                    "turn",
                ],
                nulls_distinct=False,
                name="attendance_batch_same_file_once",
            ),
            models.UniqueConstraint(
                fields=["provider", "message_key"],
                condition=~models.Q(message_key=""),
                name="attendance_batch_one_per_key",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    processed_lines=models.F("booked_rows")
                    + models.F("known_rows")
                    + models.F("noted_rows")
                    + models.F("refused_rows")
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

    @property
    def undivided(self) -> bool:
        """Whether the list is judged and booked as one, in one transaction, instead of chunk by chunk."""
        return self.test or self.all_or_nothing or self.message != self.Message.ADD


class AttendanceRowQuerySet(models.QuerySet["AttendanceRow"]):
    def visible_to(self, actor: Actor) -> "AttendanceRowQuerySet":
        return self.filter(batch__in=AttendanceBatch.objects.visible_to(actor))


class AttendanceRow(models.Model):
    """One line of a list and what became of it: the report that the sender reads.

    `line` is the line in the file (the header is line 1); those taken off a list that was replaced follow after the
    last. `verdict` is a code of `portfolio.services.attendance.verdicts`. The day is kept as a date, or as it was
    written when it is none.
    """

    pk = models.CompositePrimaryKey("batch_id", "line")
    # No foreign keys in the database: a batch is never removed (trigger) and is held while its rows are written; the
    # other two say what was found, and nothing is read through them. Checking each would cost more than the row.
    batch = models.ForeignKey(
        AttendanceBatch, on_delete=models.DO_NOTHING, related_name="rows", db_constraint=False, db_index=False
    )
    person = models.ForeignKey(
        Person, null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    edition = models.ForeignKey(
        Edition, null=True, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    line = models.PositiveIntegerField()
    attended_on = models.DateField(null=True)
    verdict = models.CharField(max_length=40)
    number = models.CharField(max_length=200)
    edition_code = models.CharField(max_length=200, blank=True)
    register_code = models.CharField(max_length=200, blank=True)
    association_code = models.CharField(max_length=200, blank=True)
    course_code = models.CharField(max_length=200, blank=True)
    module_code = models.CharField(max_length=200, blank=True)
    meeting_code = models.CharField(max_length=200, blank=True)
    attended_on_text = models.CharField(max_length=200, blank=True)
    arrived_at_text = models.CharField(max_length=200, blank=True)

    objects = AttendanceRowQuerySet.as_manager()

    def __str__(self) -> str:
        return f"line {self.line}: {self.verdict}"


class Presence(models.Model):
    """Somebody was at a part of an edition credited as a whole: a meeting, or a day when it has no meetings.

    The whole is booked once all it takes was attended, across any number of lists.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="presences")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="presences")
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="presences")
    on = models.DateField()
    batch = models.ForeignKey(AttendanceBatch, on_delete=models.PROTECT, related_name="presences")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "person", "on", "meeting"], nulls_distinct=False, name="presence_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}/{self.person_id} {self.on}"


class AttendanceChangeQuerySet(models.QuerySet["AttendanceChange"]):
    def visible_to(self, actor: Actor) -> "AttendanceChangeQuerySet":
        """For the offices of registers that read the entry, for whom it is about, and for those who sent the list."""
        registers = actor.registers_with(Permission.CORRECT_LEDGER)
        people = Registration.objects.filter(register__in=registers).values("person")
        courses = Edition.objects.filter(course__accreditations__register__in=registers).values("pk")
        return self.filter(
            models.Q(entry__person__in=people, entry__edition__in=courses)
            | models.Q(entry__person=actor.person_id)
            | models.Q(batch__in=AttendanceBatch.objects.visible_to(actor))
        )


class AttendanceChange(models.Model):
    """A booked attendance that a provider wants to take back after its term: the register office decides."""

    class State(models.TextChoices):
        REQUESTED = "REQUESTED", "requested"
        ACCEPTED = "ACCEPTED", "accepted"
        REFUSED = "REFUSED", "refused"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    batch = models.ForeignKey(AttendanceBatch, on_delete=models.PROTECT, related_name="changes")
    entry = models.ForeignKey("portfolio.LedgerEntry", on_delete=models.PROTECT, related_name="changes")
    state = models.CharField(max_length=10, choices=State.choices, default=State.REQUESTED)
    requested_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    objects = AttendanceChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(state="REQUESTED"), name="attendance_change_asked_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="REQUESTED", decided_at=None, decided_by=None, reason="")
                | (~models.Q(state="REQUESTED") & models.Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="attendance_change_decided_by_someone",
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=models.Q(state="REQUESTED"), name="attendance_change_open")]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.state}"
