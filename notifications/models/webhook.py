"""Webhooks: where an organisation wants to hear of events, with which secrets it is signed, and what became of each."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Exists, OuterRef, Q

from register.access import Actor, Permission
from register.models import Event, Organisation, Register


class WebhookSubscriptionQuerySet(models.QuerySet["WebhookSubscription"]):
    def visible_to(self, actor: Actor) -> "WebhookSubscriptionQuerySet":
        """Those of organisations whose webhooks the actor manages; of an association, for all of its registers."""
        organisations = actor.organisations_with(Permission.MANAGE_WEBHOOKS)
        others = Register.objects.filter(association=OuterRef("organisation")).exclude(
            pk__in=actor.registers_with(Permission.MANAGE_WEBHOOKS)
        )
        return self.filter(~Exists(others), organisation__in=organisations)


class WebhookSubscription(models.Model):
    """An address of an organisation that hears of these kinds of events, numbered in the order they are told.

    ACTIVE ⇄ PAUSED by its owner; ACTIVE → DISABLED by the system, with the reason, and back by its owner. What happens
    meanwhile is told afterwards. Events from `heard_from` on are told; they have been looked for up to `planned_to`.
    One worker at a time sends to the address: until `busy_until` it is that one's turn; until `handed_until` a turn may
    be waiting in the queue, and no second one is given.
    """

    class State(models.TextChoices):
        ACTIVE = "ACTIVE", "active"
        PAUSED = "PAUSED", "paused by its owner"
        DISABLED = "DISABLED", "disabled by the system"

    class Reason(models.TextChoices):
        GONE = "GONE", "the receiver answered 410: it is gone"
        FAILING = "FAILING", "nothing arrived for days"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="webhooks")
    url = models.CharField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=60))
    description = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True, help_text="Why it was disabled.")
    added_at = models.DateTimeField()
    heard_from = models.DateTimeField()
    planned_to = models.DateTimeField()
    last_sequence = models.PositiveBigIntegerField(default=0)
    handed_until = models.DateTimeField(null=True, blank=True)
    busy_until = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True, help_text="The first failure after what last arrived.")
    arrived_at = models.DateTimeField(null=True, blank=True, help_text="When something last arrived.")

    objects = WebhookSubscriptionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="DISABLED") & ~Q(reason="")) | (~Q(state="DISABLED") & Q(reason="")),
                name="webhook_disabled_says_why",
            ),
            models.CheckConstraint(condition=~Q(kinds=[]), name="webhook_of_something"),
        ]
        indexes = [models.Index(fields=["organisation"], name="webhook_of_organisation")]

    def __str__(self) -> str:
        return f"{self.uuid} {self.state}"


class WebhookSecretQuerySet(models.QuerySet["WebhookSecret"]):
    def valid_at(self, moment: datetime) -> "WebhookSecretQuerySet":
        """Those that sign now, the newest first."""
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=moment)).order_by("-id")


class WebhookSecret(models.Model):
    """A secret that signs what is sent, sealed. One that is replaced signs along until it ends."""

    subscription = models.ForeignKey(WebhookSubscription, on_delete=models.CASCADE, related_name="secrets")
    sealed = models.TextField()
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    objects = WebhookSecretQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscription"], condition=Q(ends_at=None), name="webhook_one_secret_without_end"
            )
        ]

    def __str__(self) -> str:
        return f"secret of {self.subscription_id} made {self.made_at:%Y-%m-%d}"


WAITING = ("QUEUED", "SENDING")


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def visible_to(self, actor: Actor) -> "WebhookDeliveryQuerySet":
        """Those of the subscriptions that the actor sees."""
        return self.filter(subscription__in=WebhookSubscription.objects.visible_to(actor))

    def due(self, now: datetime) -> "WebhookDeliveryQuerySet":
        """Those whose time has come, and those that a worker left behind."""
        come = Q(state="QUEUED", not_before__lte=now) | Q(state="SENDING", lease_until__lte=now)
        return self.filter(come, state__in=WAITING)  # the latter says the same again, for the index


class WebhookDelivery(models.Model):
    """One event told to one subscription; without an event a ping. `uuid` is its webhook-id, whenever it is sent.

    QUEUED → SENDING (claimed, committed before anything leaves) → SENT; back to QUEUED for later after a failure;
    PARKED after the last one; DROPPED when the receiver may not read it any more. What a worker left in SENDING is
    sent again after its lease: at least once. All that ended is QUEUED again by a replay.
    """

    class State(models.TextChoices):
        QUEUED = "QUEUED", "queued"
        SENDING = "SENDING", "sending"
        SENT = "SENT", "sent"
        PARKED = "PARKED", "parked: it did not arrive"
        DROPPED = "DROPPED", "dropped: no longer to be read by the receiver"

    uuid = models.UUIDField(unique=True, editable=False)
    subscription = models.ForeignKey(WebhookSubscription, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(Event, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    sequence = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="What the receiver last answered.")
    error = models.CharField(max_length=300, blank=True)
    planned_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "subscription"], name="webhook_delivery_once_per_event"),
            models.UniqueConstraint(fields=["subscription", "sequence"], name="webhook_delivery_one_of_a_number"),
            models.CheckConstraint(
                condition=Q(state="SENDING", lease_until__isnull=False) | (~Q(state="SENDING") & Q(lease_until=None)),
                name="webhook_sending_has_its_lease",
            ),
            models.CheckConstraint(
                condition=Q(state="SENT", sent_at__isnull=False) | (~Q(state="SENT") & Q(sent_at=None)),
                name="webhook_sent_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["subscription", "sequence"], condition=Q(state__in=WAITING), name="webhook_waiting"),
            models.Index(fields=["planned_at"], name="webhook_delivery_planned"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.sequence} {self.state}"
