"""Claims: activities that professionals enter themselves."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from portfolio.models.ledger import LedgerEntry
from register.access import Actor, Permission
from register.models import Registration, User


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, actor: Actor) -> "ClaimQuerySet":
        return self.filter(
            models.Q(registration__person=actor.person_id)
            | models.Q(registration__register__in=actor.registers_with(Permission.READ_DOSSIERS))
        )


class Claim(models.Model):
    """An activity a professional says they did, and what an assessor decided about it.

    A grant books one ledger entry; a refusal says why. Decided once: the state moves by one conditional update.
    """

    class State(models.TextChoices):
        SUBMITTED = "SUBMITTED", "submitted"
        GRANTED = "GRANTED", "granted"
        REFUSED = "REFUSED", "refused"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="claims")
    category = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    performed_on = models.DateField()
    quantity = models.DecimalField(max_digits=9, decimal_places=3)
    unit = models.CharField(max_length=20)
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SUBMITTED)
    submitted_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    entry = models.OneToOneField(LedgerEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="claim")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    models.Q(state="SUBMITTED", decided_at=None, entry=None)
                    | models.Q(state="GRANTED", decided_at__isnull=False, entry__isnull=False)
                    | (models.Q(state="REFUSED", decided_at__isnull=False, entry=None) & ~models.Q(reason=""))
                ),
                name="claim_state_fits",
            ),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="claim_quantity_positive"),
        ]
        indexes = [models.Index(fields=["registration", "-submitted_at"], name="claim_of_registration")]

    def __str__(self) -> str:
        return self.title
