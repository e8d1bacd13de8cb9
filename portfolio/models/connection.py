"""Connections: systems that report attendance for a provider, with their keys and what they may do where."""

from datetime import datetime

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models import Provider
from register.access import Actor, Permission
from register.models import Association, User


class NextWireNumber(models.Func):
    """The next number that nobody chose: those are handed out from a million on."""

    template = "nextval('portfolio_wire_number')"
    output_field = models.PositiveBigIntegerField()


class AssociationNumber(models.Model):
    """The number by which learning systems name an association. A number handed out can be replaced by a known one."""

    association = models.OneToOneField(Association, on_delete=models.PROTECT, related_name="wire_number")
    number = models.PositiveBigIntegerField(db_default=NextWireNumber())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number"], name="association_number_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.association}"


class ConnectionQuerySet(models.QuerySet["Connection"]):
    def visible_to(self, actor: Actor) -> "ConnectionQuerySet":
        """Those of the actor's own provider, and those that report to an association whose providers they authorise."""
        links = ConnectionLink.objects.visible_to(actor)
        return self.filter(
            models.Q(provider__in=actor.organisations_with(Permission.MANAGE_CONNECTIONS))
            | models.Q(pk__in=links.values("connection"))
        )


class Connection(models.Model):
    """A system of a provider. Known by its `number`, proven by a key; acts through an account with one role."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="connections")
    number = models.PositiveBigIntegerField(db_default=NextWireNumber(), help_text="What the system sends as its name.")
    name = models.CharField(max_length=100)
    account = models.OneToOneField(User, on_delete=models.PROTECT, related_name="connection")
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ConnectionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["number"], name="connection_number_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class ConnectionKeyQuerySet(models.QuerySet["ConnectionKey"]):
    def valid_at(self, moment: datetime) -> "ConnectionKeyQuerySet":
        return self.filter(models.Q(ends_at=None) | models.Q(ends_at__gt=moment))


class ConnectionKey(models.Model):
    """A secret of a connection, kept as a salted digest only. A key that is replaced may overlap the new one."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="keys")
    salt = models.BinaryField(max_length=16)
    digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True, help_text="From this moment on it opens nothing.")
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = ConnectionKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection"], condition=models.Q(ends_at=None), name="connection_one_key_without_end"
            )
        ]

    def __str__(self) -> str:
        return f"key of {self.connection_id} made {self.made_at:%Y-%m-%d}"


class ConnectionLinkQuerySet(models.QuerySet["ConnectionLink"]):
    def visible_to(self, actor: Actor) -> "ConnectionLinkQuerySet":
        """Those with the associations whose providers the actor authorises."""
        return self.filter(association__in=actor.organisations_with(Permission.AUTHORISE_PROVIDERS))


class ConnectionLink(models.Model):
    """What a connection may do at one association: TEST → REQUESTED → ACTIVE, and back to TEST.

    Until it is ACTIVE every check is made and nothing is booked.
    """

    class Mode(models.TextChoices):
        TEST = "TEST", "test"
        REQUESTED = "REQUESTED", "test, activation requested"
        ACTIVE = "ACTIVE", "active"

    connection = models.ForeignKey(Connection, on_delete=models.PROTECT, related_name="links")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="connection_links")
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.TEST)
    changed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True, help_text="What the association said with its decision.")

    objects = ConnectionLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "association"], name="connection_linked_once"),
            models.CheckConstraint(
                condition=~models.Q(mode="ACTIVE") | models.Q(decided_by__isnull=False),
                name="connection_activated_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.connection_id} → {self.association_id} {self.mode}"


class CallCount(models.Model):
    """How often something was done by `subject` in the window that ends at `until`: the memory of the rate limits."""

    subject = models.CharField(max_length=120, primary_key=True)
    calls = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.subject}: {self.calls}"


class ErrorMail(models.Model):
    """A mail with the refused rows of one call, to the address the sender's system gave.

    QUEUED → SENDING (claimed, committed before anything leaves the house) → SENT; back to QUEUED with a later
    `not_before` after a refusal that may pass; FAILED after one that won't; UNKNOWN when nobody can tell. The text
    names people by their numbers, so it goes when the mail has gone.
    """

    class State(models.TextChoices):
        QUEUED = "QUEUED", "queued"
        SENDING = "SENDING", "sending"
        SENT = "SENT", "sent"
        FAILED = "FAILED", "failed"
        UNKNOWN = "UNKNOWN", "unknown"

    connection = models.ForeignKey(Connection, on_delete=models.PROTECT, related_name="error_mails")
    address = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["not_before"], condition=models.Q(state="QUEUED"), name="error_mail_queued"),
            models.Index(fields=["lease_until"], condition=models.Q(state="SENDING"), name="error_mail_sending"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.state}"
