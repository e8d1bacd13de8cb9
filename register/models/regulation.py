"""Regulations as adopted documents."""

from django.contrib.postgres.functions import RandomUUID
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from register.access import Actor, Permission
from register.models.organisation import Register
from register.models.user import User


class RegulationQuerySet(models.QuerySet["Regulation"]):
    def visible_to(self, actor: Actor) -> "RegulationQuerySet":
        """Adopted rules are public to everyone signed in; a draft to those who may propose or adopt."""
        drafts = actor.registers_with(Permission.PROPOSE_REGULATION) | actor.registers_with(Permission.ADOPT_REGULATION)
        return self.filter(models.Q(state=Regulation.State.ADOPTED) | models.Q(register__in=drafts))

    def adopted(self) -> "RegulationQuerySet":
        return self.filter(state=Regulation.State.ADOPTED)


class Regulation(models.Model):
    """One version of a register's rules. In force from its date until the next adopted version's date.

    Adopted by another person than its proposer; from then on a database trigger refuses every change.
    """

    class State(models.TextChoices):
        DRAFT = "DRAFT", "draft"
        ADOPTED = "ADOPTED", "adopted"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="regulations")
    in_force_from = models.DateField()
    source = models.TextField(help_text="The YAML document as written.")
    document = models.JSONField(help_text="The same document, parsed.", encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    adopted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(null=True, blank=True)

    objects = RegulationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "in_force_from"],
                condition=models.Q(state="ADOPTED"),
                name="regulation_one_version_per_start",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(state="DRAFT", adopted_by=None, adopted_at=None)
                    | models.Q(state="ADOPTED", adopted_by__isnull=False, adopted_at__isnull=False)
                ),
                name="regulation_adopted_by_someone",
            ),
            models.CheckConstraint(
                condition=models.Q(adopted_by=None) | ~models.Q(adopted_by=models.F("proposed_by")),
                name="regulation_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register.code} {self.in_force_from}"
