"""What associations and others found about a provider as a whole: accreditation, visits, recognitions."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.provider import Provider
from register.access import Actor, Permission
from register.models import Association, DateRange, User


class OfBothQuerySet(models.QuerySet):
    """Rows of a provider and an association."""

    def visible_to(self, actor: Actor) -> "OfBothQuerySet":
        """Those who manage the provider's courses; those of the association that authorise, advise or decide."""
        judging = (Permission.AUTHORISE_PROVIDERS, Permission.ADVISE_ACCREDITATION, Permission.DECIDE_ACCREDITATION)
        associations = frozenset[int]().union(*(actor.organisations_with(permission) for permission in judging))
        own = actor.organisations_with(Permission.MANAGE_COURSES)
        return self.filter(models.Q(provider__in=own) | models.Q(association__in=associations))


class InstitutionalAccreditationQuerySet(OfBothQuerySet):
    def held_on(self, day: date) -> "InstitutionalAccreditationQuerySet":
        return self.filter(valid_from__lte=day, valid_before__gt=day)


class InstitutionalAccreditation(models.Model):
    """An association's decision that a provider as a whole is good (instellingsaccreditatie), for a time.

    Withdrawing it ends it on a day and keeps the row.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="institutional_accreditations")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="institutional_accreditations")
    valid_from = models.DateField()
    valid_before = models.DateField()
    conditions = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    reason = models.CharField(max_length=500)
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=500, blank=True)

    objects = InstitutionalAccreditationQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="institution_accredited_once_per_day",
                expressions=[("provider", "="), ("association", "="), (DateRange("valid_from", "valid_before"), "&&")],
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, valid_before__gt=models.F("valid_from"))
                | (
                    models.Q(withdrawn_at__isnull=False, valid_before__gte=models.F("valid_from"))
                    & ~models.Q(withdrawal_reason="")
                ),
                name="institution_period_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} by {self.association}"


class Visit(models.Model):
    """A site visit (visitatie) of an association to a provider: planned, held, reported, or called off.

    `findings` is a list of what was found, each with how serious it is and by when it must be mended.
    """

    class State(models.TextChoices):
        PLANNED = "PLANNED", "planned"
        HELD = "HELD", "held"
        REPORTED = "REPORTED", "reported"
        CANCELLED = "CANCELLED", "called off"

    TRANSITIONS = {State.PLANNED: {State.HELD, State.CANCELLED}, State.HELD: {State.REPORTED}}

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="visits")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="visits")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    planned_on = models.DateField()
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=500, help_text="What the visit is about.")
    held_on = models.DateField(null=True, blank=True)
    report = models.TextField(blank=True)
    findings = models.JSONField(default=list, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why it was called off.")

    objects = OfBothQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["PLANNED", "CANCELLED"], held_on=None, report="")
                | models.Q(state="HELD", held_on__isnull=False, report="")
                | (models.Q(state="REPORTED", held_on__isnull=False) & ~models.Q(report="")),
                name="visit_state_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.planned_on}"
