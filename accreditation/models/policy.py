"""Accreditation policies as adopted documents."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from register.access import Actor, Permission
from register.models import Register, User


class AccreditationPolicyQuerySet(models.QuerySet["AccreditationPolicy"]):
    def visible_to(self, actor: Actor) -> "AccreditationPolicyQuerySet":
        """How a register accredits is public to everyone signed in; a draft to those who may propose or adopt."""
        drafts = actor.registers_with(Permission.PROPOSE_REGULATION) | actor.registers_with(Permission.ADOPT_REGULATION)
        return self.filter(models.Q(adopted_at__isnull=False) | models.Q(register__in=drafts))


class AccreditationPolicy(models.Model):
    """One version of how a register accredits, in force from its date until the next one's.

    `document` fits accreditation/rules/policy.schema.json. Adopted at once by its proposer's colleague: it takes two
    people, and a database trigger refuses every change afterwards.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="accreditation_policies")
    in_force_from = models.DateField()
    document = models.JSONField()
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    adopted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)

    objects = AccreditationPolicyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "accreditation policies"
        constraints = [
            models.UniqueConstraint(
                fields=["register", "in_force_from"],
                condition=models.Q(adopted_at__isnull=False),
                name="accreditation_policy_one_per_start",
            ),
            models.CheckConstraint(
                condition=models.Q(adopted_by=None, adopted_at=None)
                | models.Q(adopted_by__isnull=False, adopted_at__isnull=False),
                name="accreditation_policy_adopted_by_someone",
            ),
            models.CheckConstraint(
                condition=models.Q(adopted_by=None) | ~models.Q(adopted_by=models.F("proposed_by")),
                name="accreditation_policy_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register.code} {self.in_force_from}"
