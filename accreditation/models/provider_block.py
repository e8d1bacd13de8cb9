"""What keeps a provider from applying in a register."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.provider import Provider
from register.access import Actor, Permission
from register.models import Register


class ProviderBlockQuerySet(models.QuerySet["ProviderBlock"]):
    def visible_to(self, actor: Actor) -> "ProviderBlockQuerySet":
        """The provider itself, and the register's office."""
        return self.filter(
            models.Q(provider__in=actor.organisations_with(Permission.APPLY_FOR_ACCREDITATION))
            | models.Q(register__in=actor.registers_with(Permission.CHECK_APPLICATIONS))
        )

    def standing(self) -> "ProviderBlockQuerySet":
        return self.filter(lifted_at=None)


class ProviderBlock(models.Model):
    """A provider may not apply in a register, for a ground, from a moment until it is lifted. Set by what counts it."""

    class Ground(models.TextChoices):
        OVERDUE_ATTENDANCE = "OVERDUE_ATTENDANCE", "attendance is overdue"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="blocks")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=30, choices=Ground.choices)
    set_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = ProviderBlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "register", "ground"],
                condition=models.Q(lifted_at=None),
                name="provider_blocked_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider} in {self.register.code}: {self.ground}"
