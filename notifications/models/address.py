"""Addresses: those that a person gave beside their mail address, and those that are dead."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Lower

from notifications.models.notice import Notice
from register.access import Actor, Permission
from register.models import Person


class DeadAddressQuerySet(models.QuerySet["DeadAddress"]):
    def visible_to(self, actor: Actor) -> "DeadAddressQuerySet":
        """One's own, and those of the people on registers, or readers of associations, whose notices one may read."""
        registers = actor.registers_with(Permission.READ_NOTICES)
        organisations = actor.organisations_with(Permission.READ_NOTICES)
        registered = Person.objects.filter(registrations__register__in=registers).values("pk")
        return self.filter(
            models.Q(person__isnull=False, person=actor.person_id)
            | models.Q(person__in=registered)
            | models.Q(notice__event__register__in=registers)
            | models.Q(notice__event__register=None, notice__event__organisation__in=organisations)
        )

    def standing(self) -> "DeadAddressQuerySet":
        """Those that still count: not cleared, and still the address of the person they were found with."""
        return self.filter(
            models.Q(person=None) | models.Q(address=Lower("person__email")) | ~models.Q(channel="email"),
            cleared_at=None,
        )


class DeadAddress(models.Model):
    """An address that nothing should be sent to: mail comes back for good, or its reader called it spam.

    It is the address that is dead, not the person: who gets another one is reached again at once. `detail` is what the
    mail server said.
    """

    class Reason(models.TextChoices):
        BOUNCED = "BOUNCED", "mail comes back for good"
        COMPLAINED = "COMPLAINED", "its reader called a message spam"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    channel = models.CharField(max_length=20)
    address = models.CharField(max_length=254, help_text="In lower case.")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="dead_addresses")
    notice = models.ForeignKey(
        Notice, null=True, blank=True, on_delete=models.SET_NULL, related_name="found_dead", help_text="What came back."
    )
    reason = models.CharField(max_length=10, choices=Reason.choices)
    detail = models.CharField(max_length=500, blank=True)
    found_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True, blank=True)

    objects = DeadAddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "dead addresses"
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "address"], condition=models.Q(cleared_at=None), name="dead_address_once"
            ),
            models.CheckConstraint(condition=models.Q(address=Lower("address")), name="dead_address_in_lower_case"),
        ]
        indexes = [models.Index(fields=["person"], name="dead_address_of_person")]

    def __str__(self) -> str:
        return f"{self.channel} {self.reason}"


class ContactAddressQuerySet(models.QuerySet["ContactAddress"]):
    def visible_to(self, actor: Actor) -> "ContactAddressQuerySet":
        """One's own only."""
        return self.filter(person__isnull=False, person=actor.person_id)


class ContactAddress(models.Model):
    """Where a person is reached by a channel other than mail, such as a telephone number. Used once it is verified.

    It is verified by a code that was sent there and is kept nowhere: it is made of the row and `code_asked_at`. The row
    stays when the number goes (`address` is empty then), and with it how many codes were asked for.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_addresses")
    channel = models.CharField(max_length=20)
    address = models.CharField(max_length=254, blank=True)
    added_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True, blank=True)
    code_asked_at = models.DateTimeField(null=True, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    codes_asked = models.PositiveSmallIntegerField(default=0, help_text="On the day of the last one.")
    tries = models.PositiveSmallIntegerField(default=0, help_text="How often a code was tried since it was sent.")

    objects = ContactAddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "contact addresses"
        constraints = [
            models.UniqueConstraint(fields=["person", "channel"], name="contact_address_once_per_channel"),
            models.CheckConstraint(
                condition=models.Q(verified_at=None) | ~models.Q(address=""), name="contact_address_verified_is_there"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} of {self.person_id}"
