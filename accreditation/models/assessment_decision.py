"""Decisions of a register on an application, and objections against them."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.assessment import Assessment
from register.access import Actor
from register.models import User


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, actor: Actor) -> "DecisionQuerySet":
        """Whoever sees the assessment."""
        return self.filter(assessment__in=Assessment.objects.visible_to(actor))


class Decision(models.Model):
    """What a register decided, and why. Never changed (database trigger); a reconsideration is a second one.

    A grant makes one accreditation per line, in [`valid_from`, `valid_before`). `objection_until` is the last day on
    which the provider may object; against a reconsideration there is none. `source` is the decision taken over.
    """

    class Stage(models.TextChoices):
        FIRST = "FIRST", "first decision"
        RECONSIDERED = "RECONSIDERED", "after an objection"

    class Basis(models.TextChoices):
        ASSESSED = "ASSESSED", "on the advice of assessors"
        TAKEN_OVER = "TAKEN_OVER", "taken over from another register"
        SELF = "SELF", "by the provider itself, within its level of trust"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="decisions")
    stage = models.CharField(max_length=20, choices=Stage.choices, default=Stage.FIRST)
    basis = models.CharField(max_length=20, choices=Basis.choices, default=Basis.ASSESSED)
    granted = models.BooleanField()
    lines = models.JSONField(default=list, blank=True)
    tags = models.JSONField(default=list, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_before = models.DateField(null=True, blank=True)
    conditions = models.TextField(blank=True, max_length=2000)
    reasons = models.TextField(max_length=8000)
    source = models.ForeignKey(
        "Accreditation", null=True, blank=True, on_delete=models.PROTECT, related_name="taken_over_by"
    )
    objection_until = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "stage"], name="decision_once_per_stage"),
            models.CheckConstraint(condition=~models.Q(reasons=""), name="decision_has_reasons"),
            models.CheckConstraint(
                condition=(
                    models.Q(granted=True, valid_from__isnull=False, valid_before__gt=models.F("valid_from"))
                    & ~models.Q(lines=[])
                )
                | models.Q(granted=False, lines=[], valid_from=None, valid_before=None),
                name="decision_grants_something",
            ),
            models.CheckConstraint(
                condition=models.Q(basis="TAKEN_OVER", source__isnull=False)
                | (~models.Q(basis="TAKEN_OVER") & models.Q(source=None)),
                name="decision_names_what_it_takes_over",
            ),
            models.CheckConstraint(
                condition=models.Q(stage="FIRST", objection_until__isnull=False)
                | models.Q(stage="RECONSIDERED", objection_until=None),
                name="decision_open_to_one_objection",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}: {'granted' if self.granted else 'refused'}"


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def visible_to(self, actor: Actor) -> "ObjectionQuerySet":
        """Whoever sees the assessment."""
        return self.filter(decision__assessment__in=Assessment.objects.visible_to(actor))


class Objection(models.Model):
    """The provider objects (bezwaar). Too late, it says why: whether that is excused is judged by people."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="objection")
    grounds = models.TextField(max_length=8000)
    late_because = models.CharField(max_length=1000, blank=True)
    lodged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lodged_at = models.DateTimeField()

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(grounds=""), name="objection_has_grounds")]

    def __str__(self) -> str:
        return f"{self.decision}: objection"
