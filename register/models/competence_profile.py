"""Competence profiles as adopted documents."""

from functools import cached_property

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from register.access import Actor, Permission
from register.models.organisation import Register
from register.models.user import User
from register.rules.competences.profile import Profile


class CompetenceProfileQuerySet(models.QuerySet["CompetenceProfile"]):
    def visible_to(self, actor: Actor) -> "CompetenceProfileQuerySet":
        """What a profession asks is public to everyone signed in; a draft to those who may propose or adopt."""
        drafts = actor.registers_with(Permission.PROPOSE_REGULATION) | actor.registers_with(Permission.ADOPT_REGULATION)
        return self.filter(models.Q(adopted_at__isnull=False) | models.Q(register__in=drafts))

    def adopted(self) -> "CompetenceProfileQuerySet":
        return self.filter(adopted_at__isnull=False)


class CompetenceProfile(models.Model):
    """One version of what a register's profession asks, in force from its date until the next version's date.

    `document` fits register/rules/competences/profile.schema.json. Adopted by another person than its proposer; from
    then on a database trigger refuses every change. Codes of competences stay the same from version to version.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="competence_profiles")
    in_force_from = models.DateField()
    document = models.JSONField()
    digest = models.CharField(max_length=80)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    adopted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)

    objects = CompetenceProfileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "in_force_from"],
                condition=models.Q(adopted_at__isnull=False),
                name="competence_profile_one_per_start",
            ),
            models.CheckConstraint(
                condition=models.Q(adopted_by=None, adopted_at=None)
                | models.Q(adopted_by__isnull=False, adopted_at__isnull=False),
                name="competence_profile_adopted_by_someone",
            ),
            models.CheckConstraint(
                condition=models.Q(adopted_by=None) | ~models.Q(adopted_by=models.F("proposed_by")),
                name="competence_profile_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register.code} {self.in_force_from}"

    @cached_property
    def profile(self) -> Profile:
        """The document, read."""
        return Profile.from_document(self.document)
