"""Schemes that help pay for development: grants, rights in a collective agreement, budgets of employers."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from register.access import Actor
from register.models import Association


class IncentiveSchemeQuerySet(models.QuerySet["IncentiveScheme"]):
    def visible_to(self, actor: Actor) -> "IncentiveSchemeQuerySet":
        """What there is to have is public to everyone signed in."""
        return self


class IncentiveScheme(models.Model):
    """What somebody can have for their development, for whom and until when, as an association found it.

    `condition` says for whom, in the words of accreditation/rules/scheme_conditions.py; an empty one is for everybody.
    `valid_before` is the first day on which it is over, `apply_by` the last day to ask for it.
    """

    class Kind(models.TextChoices):
        GRANT = "GRANT", "grant"
        RIGHT = "RIGHT", "right in a collective agreement"
        BUDGET = "BUDGET", "budget of an employer"

    class Per(models.TextChoices):
        ONCE = "ONCE", "once"
        YEAR = "YEAR", "a year"
        WEEK = "WEEK", "a week"
        COURSE = "COURSE", "a course"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="incentive_schemes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    title = models.JSONField(help_text="In nl, en or both.")
    summary = models.JSONField(
        default=dict, blank=True, help_text="What it is and how to ask for it, in nl, en or both."
    )
    condition = models.JSONField(default=dict, blank=True)
    amount = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=20, blank=True, help_text="EUR, hour, half-day, percent, …")
    per = models.CharField(max_length=10, choices=Per.choices, blank=True)
    valid_from = models.DateField()
    valid_before = models.DateField(null=True, blank=True)
    apply_by = models.DateField(null=True, blank=True)
    source = models.URLField(max_length=500, help_text="Where it can be read.")
    checked_on = models.DateField(help_text="When the association last read the source.")

    objects = IncentiveSchemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_before=None) | Q(valid_before__gt=F("valid_from")), name="scheme_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(amount=None, unit="") | (Q(amount__gt=0) & ~Q(unit="")), name="scheme_amount_has_its_unit"
            ),
        ]
        indexes = [models.Index(fields=["association", "-id"], name="scheme_of_association")]

    def __str__(self) -> str:
        return next(iter(self.title.values()), str(self.uuid))
