"""Orders of a disciplinary body: what it ruled, with its document, each beside the decision that gives it effect."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from portfolio.models.decision import Decision
from register.access import Actor, Permission
from register.models import Registration


class DisciplinaryOrderQuerySet(models.QuerySet["DisciplinaryOrder"]):
    def visible_to(self, actor: Actor) -> "DisciplinaryOrderQuerySet":
        """One's own once it has effect, and those of registers for which the actor prepares or takes decisions."""
        registers = actor.registers_with(Permission.PREPARE_DECISIONS) | actor.registers_with(Permission.TAKE_DECISIONS)
        return self.filter(
            Q(decision__registration__person=actor.person_id, decision__decided_at__isnull=False)
            | Q(decision__registration__register__in=registers)
        )


class DisciplinaryOrder(models.Model):
    """What a disciplinary body ruled about somebody, as it came in. Never changed (database trigger).

    The `decision` gives it effect, prepared by who entered it and taken by another. A suspension ends by itself before
    `ends_before`, or lasts. LIFTED ends an earlier order from a day on; QUASHED takes it back from its first day: then
    `against` names that one. The ruling itself is a PDF in the store under `key`, there before this row.
    """

    class Measure(models.TextChoices):
        SUSPENSION = "SUSPENSION", "suspension"
        STRIKE_OFF = "STRIKE_OFF", "strike-off"
        LIFTED = "LIFTED", "lifted"
        QUASHED = "QUASHED", "quashed on appeal"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="disciplinary_order")
    measure = models.CharField(max_length=10, choices=Measure.choices)
    body = models.CharField(max_length=200, help_text="Who ruled.")
    reference = models.CharField(max_length=100, help_text="The number of the case there.")
    ruled_on = models.DateField()
    starts_on = models.DateField(help_text="The first day on which it holds.")
    ends_before = models.DateField(null=True, blank=True)
    against = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=100, unique=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    entered_at = models.DateTimeField()

    objects = DisciplinaryOrderQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_before=None) | Q(measure="SUSPENSION", ends_before__gt=F("starts_on")),
                name="disciplinary_order_suspension_ends",
            ),
            models.CheckConstraint(
                condition=Q(measure__in=["LIFTED", "QUASHED"], against__isnull=False)
                | Q(measure__in=["SUSPENSION", "STRIKE_OFF"], against=None),
                name="disciplinary_order_against_one",
            ),
            models.CheckConstraint(condition=~Q(body="") & ~Q(reference=""), name="disciplinary_order_says_whose"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.reference}"

    @property
    def registration(self) -> Registration:
        return self.decision.registration
