"""Fees: what a provider owes a register for an application, and what became of it. No money moves here."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.provider import Provider
from register.access import Actor, Permission
from register.models import Register, User


class FeeQuerySet(models.QuerySet["Fee"]):
    def visible_to(self, actor: Actor) -> "FeeQuerySet":
        """The provider that owes it and the office of the register it is owed to."""
        return self.filter(
            models.Q(provider__in=actor.organisations_with(Permission.MANAGE_COURSES))
            | models.Q(register__in=actor.registers_with(Permission.AUTHORISE_PROVIDERS))
        )


class FeeState(models.TextChoices):
    DUE = "DUE", "due"
    PAID = "PAID", "paid"
    EXEMPT = "EXEMPT", "exempt"
    WITHDRAWN = "WITHDRAWN", "withdrawn"


class Fee(models.Model):
    """What one application costs in one register, by a line of its tariff. `pay_by` is the last day in time.

    Tariff, label and amount are kept as they were on the day the fee fell due. What was withdrawn stays so.
    """

    State = FeeState
    TRANSITIONS = {
        State.DUE: {State.PAID, State.EXEMPT, State.WITHDRAWN},
        State.PAID: {State.DUE},  # booked by mistake
        State.EXEMPT: {State.DUE},
    }

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="fees")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="fees")
    application_uuid = models.UUIDField()
    tariff = models.CharField(max_length=60)
    label = models.JSONField(help_text="The tariff's words in each language.")
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DUE)
    charged_on = models.DateField()
    charged_at = models.DateTimeField()
    pay_by = models.DateField()

    objects = FeeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application_uuid", "register"],
                condition=~models.Q(state="WITHDRAWN"),
                name="fee_once_per_application",
            ),
            models.CheckConstraint(condition=models.Q(amount__gte=0), name="fee_amount_not_negative"),
        ]
        indexes = [
            models.Index(fields=["register", "state", "charged_on"], name="fee_of_register"),
            models.Index(fields=["provider", "state"], name="fee_of_provider"),
        ]

    def __str__(self) -> str:
        return f"{self.tariff} {self.amount} {self.currency}"


class FeeChangeQuerySet(models.QuerySet["FeeChange"]):
    def visible_to(self, actor: Actor) -> "FeeChangeQuerySet":
        return self.filter(fee__in=Fee.objects.visible_to(actor))


class FeeChange(models.Model):
    """A fee was paid, exempted, withdrawn or made due again: on which day, by whom, why. The rows are the history."""

    fee = models.ForeignKey(Fee, on_delete=models.PROTECT, related_name="changes")
    state = models.CharField(max_length=10, choices=FeeState.choices)
    on = models.DateField(help_text="The day of the payment or decision.")
    reason = models.CharField(max_length=500, help_text="Why, or the reference of the payment.")
    changed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    objects = FeeChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="fee_change_has_a_reason"),
        ]
        indexes = [models.Index(fields=["fee", "id"], name="fee_change_of_fee")]

    def __str__(self) -> str:
        return f"{self.fee}: {self.state}"
