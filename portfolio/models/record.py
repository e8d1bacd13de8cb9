"""Records: work, declarations and documents that a professional enters once, for every register they count in."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from portfolio.catalogue.records import RecordState
from portfolio.models.evidence import Evidence
from portfolio.models.ledger import LedgerEntry
from register.access import Actor, Permission
from register.models import Person, Registration, User


class RecordQuerySet(models.QuerySet["Record"]):
    def visible_to(self, actor: Actor) -> "RecordQuerySet":
        """One's own, and those entered for a register whose dossiers one reads."""
        registers = actor.registers_with(Permission.READ_DOSSIERS)
        used = RecordUse.objects.filter(registration__register__in=registers)
        return self.filter(Q(person=actor.person_id) | Q(pk__in=used.values("record")))


class Record(models.Model):
    """Work from a day until perhaps another, a declaration made on a day, or a document with its last day.

    Entered once; each of its `uses` says in which registration it counts, by which rule. Never changed but for an
    earlier last day: what is wrong is replaced by a new record. `warned` holds the lengths of time before the last day
    of which its holder was told.
    """

    class Sort(models.TextChoices):
        WORK = "WORK", "work"
        DECLARATION = "DECLARATION", "declaration"
        DOCUMENT = "DOCUMENT", "document"

    State = RecordState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="records")
    sort = models.CharField(max_length=11, choices=Sort.choices)
    title = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True, help_text="The employer, or who issued the document.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day, itself included.")
    hours_per_week = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    quantity = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True)
    remark = models.TextField(max_length=2000, blank=True)
    evidence = models.ForeignKey(Evidence, null=True, blank=True, on_delete=models.PROTECT, related_name="records")
    state = models.CharField(
        max_length=9, choices=[(one.value, one.value) for one in RecordState], default=RecordState.STANDING
    )
    replaces = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by")
    entered_on = models.DateField(help_text="The day whose rules decide what it counts for.")
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    warned = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    objects = RecordQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")), name="record_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(sort="WORK")
                | Q(sort="DECLARATION", ends_on=None, hours_per_week=None)
                | Q(sort="DOCUMENT", hours_per_week=None, quantity=None),
                name="record_fits_its_sort",
            ),
            models.CheckConstraint(
                condition=Q(quantity=None, unit="") | (Q(quantity__gt=0) & ~Q(unit="")),
                name="record_quantity_has_its_unit",
            ),
            models.CheckConstraint(
                condition=Q(hours_per_week=None) | Q(hours_per_week__gt=0, hours_per_week__lte=168),
                name="record_hours_fit_in_a_week",
            ),
            models.UniqueConstraint(
                fields=["person", "sort", "title", "organisation", "starts_on"],
                condition=Q(state="STANDING", replaces=None),
                name="record_entered_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="record_of_person"),
            models.Index(
                fields=["ends_on"], condition=Q(sort="DOCUMENT", state="STANDING"), name="record_document_ending"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class RecordUse(models.Model):
    """A registration in which a record is to count, by which rule of its regulation. `entry` is there while it does.

    `names` are values of an attribute of the registration, such as titles, where the rule asks for which it counts.
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="uses")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="record_uses")
    rule = models.CharField(max_length=60)
    names = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    entry = models.OneToOneField(
        LedgerEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="record_use"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["record", "registration"], name="record_used_once_per_registration"),
        ]

    def __str__(self) -> str:
        return f"{self.registration} · {self.rule}"
