"""The ledger: what happened and who vouches for it. Facts, never points."""

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from accreditation.models import Edition
from portfolio.models.attendance import AttendanceBatch
from register.access import Actor, Permission
from register.models import Person, Registration, User

# Two entries with the same fingerprint are alike in all that a rule can look at, but for the person and the days. A
# whole register is read as days and fingerprints; what the rules make of a fingerprint is asked once.
FINGERPRINT = """
CASE WHEN reverses_id IS NULL
THEN hash_record_extended(ROW(kind, category, code, quantity, unit, tags, details, edition_id, during IS NULL), 0)
ELSE 0 END
"""


class LedgerEntryQuerySet(models.QuerySet["LedgerEntry"]):
    def visible_to(self, actor: Actor) -> "LedgerEntryQuerySet":
        """One's own entries; for staff those of their register: entered for it, or of a course it accredited."""
        registers = actor.registers_with(Permission.READ_DOSSIERS)
        theirs = Q(registration__register__in=registers) | Q(
            registration=None,
            person__in=Registration.objects.filter(register__in=registers).values("person"),
            edition__course__in=Edition.objects.filter(course__accreditations__register__in=registers).values("course"),
        )
        return self.filter(Q(person=actor.person_id) | theirs) if registers else self.filter(person=actor.person_id)

    def live(self) -> "LedgerEntryQuerySet":
        """Entries that count now: neither reversed nor reversals."""
        return self.filter(reverses=None, reversed_by=None)


class LedgerEntry(models.Model):
    """One fact about a person. Never changed or removed (database trigger): a mistake is reversed by a new entry.

    Two time axes: `effective_on` is when it counts (the last day of a span, the first of an open-ended state),
    `recorded_at` when we knew. `registration` is empty for a fact that serves every registration of the person, such
    as an attendance: each register then reads its own worth from its own accreditation. `quantity` is as it happened,
    in `unit`; points are what a regulation makes of it. `details` holds the rarer fields of a fact, under the names
    of `docs/regulations.md`.
    """

    class Kind(models.TextChoices):
        ACTIVITY = "activity", "activity"
        WORK = "work", "work"
        LEAVE = "leave", "leave"
        DECLARATION = "declaration", "declaration"
        ATTESTATION = "attestation", "attestation"
        ARTEFACT = "artefact", "artefact"
        EXAM = "exam", "exam"
        APPOINTMENT = "appointment", "appointment"
        DECISION = "decision", "decision"
        STATUS = "status", "status"

    class Validation(models.TextChoices):
        PROVIDER_REPORTED = "PROVIDER_REPORTED", "reported by the provider"
        SELF_DECLARED = "SELF_DECLARED", "declared by the professional"
        ASSESSED = "ASSESSED", "assessed"
        OFFICE = "OFFICE", "entered by the register office"
        CONFIRMED = "CONFIRMED", "confirmed by somebody else"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ledger_entries")
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="ledger_entries"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.ACTIVITY)
    effective_on = models.DateField()
    during = DateRangeField(null=True, blank=True, help_text="A span [from, until); empty for a single day.")
    category = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=60, blank=True)
    quantity = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    details = models.JSONField(default=dict, blank=True)
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="ledger_entries")
    validation = models.CharField(max_length=20, choices=Validation.choices)
    source_key = models.CharField(max_length=160, unique=True, help_text="Names the source once: a repeat is refused.")
    batch = models.ForeignKey(
        AttendanceBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="ledger_entries"
    )
    reverses = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversed_by")
    reason = models.CharField(max_length=300, blank=True, help_text="Why an entry is reversed.")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.GeneratedField(
        expression=models.Func(template=FINGERPRINT, output_field=models.BigIntegerField()),
        output_field=models.BigIntegerField(),
        db_persist=True,
        help_text="The same for entries that are alike but for person and days; 0 for a reversal.",
    )

    objects = LedgerEntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "ledger entries"
        constraints = [
            models.CheckConstraint(
                condition=(Q(quantity=None) & Q(unit="")) | (Q(quantity__isnull=False) & ~Q(unit="")),
                name="ledger_quantity_has_its_unit",
            ),
            models.CheckConstraint(
                condition=Q(quantity=None) | Q(quantity__gte=0), name="ledger_quantity_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(reverses=None, reason="") | (Q(reverses__isnull=False) & ~Q(reason="")),
                name="ledger_reversal_says_why",
            ),
        ]
        indexes = [
            # One person's facts in order of time: the standing, one person or a whole register, from the index alone.
            models.Index(
                fields=["person", "effective_on", "uuid"],
                include=["fingerprint", "registration", "recorded_at"],
                name="ledger_facts",
            ),
            models.Index(
                fields=["person", "effective_on", "uuid"], condition=Q(during__isnull=False), name="ledger_spans"
            ),
            models.Index(fields=["person"], condition=Q(reverses__isnull=False), name="ledger_reversal"),
            models.Index(fields=["batch"], condition=Q(batch__isnull=False), name="ledger_of_batch"),
            models.Index(fields=["edition", "person"], condition=Q(edition__isnull=False), name="ledger_of_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.effective_on} {self.quantity or ''} {self.unit}".strip()
