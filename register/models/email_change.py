"""Changes of the address by which somebody signs in and is written to."""

from datetime import datetime

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Lower

from register.access import Actor
from register.models.signed_key import is_key_of, key_of
from register.models.user import User

SALT = "register.email-change"


class EmailChangeQuerySet(models.QuerySet["EmailChange"]):
    def visible_to(self, actor: Actor) -> "EmailChangeQuerySet":
        """Those of one's own account only."""
        return self.filter(user__isnull=False, user=actor.user_id)

    def open_at(self, now: datetime) -> "EmailChangeQuerySet":
        """Those that wait for the key."""
        return self.filter(confirmed_at=None, expires_at__gt=now)


class EmailChange(models.Model):
    """Another address for an account and its person, waiting for whoever reads the mail there.

    The key is a signature of `uuid`, mailed to the new address and kept nowhere. `expires_at` is also when another
    change took this one's place.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="email_changes")
    address = models.EmailField(help_text="The new one, in lower case.")
    old_address = models.EmailField(help_text="Of the account, when the change was asked.")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = EmailChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(address=Lower("address")), name="email_change_in_lower_case"),
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None) | models.Q(confirmed_at__lt=models.F("expires_at")),
                name="email_change_confirmed_in_time",
            ),
        ]

    def __str__(self) -> str:
        return f"change of address of {self.user_id}"

    @property
    def key(self) -> str:
        """What confirms it. For the mail to the new address, and nobody else."""
        return key_of(self.uuid, salt=SALT)

    @property
    def tells(self) -> str:
        """Which address hears of it: the new one until it is confirmed, the old one that it was."""
        return self.address if self.confirmed_at is None else self.old_address

    def opens_with(self, key: str) -> bool:
        """Whether this is its key."""
        return is_key_of(self.uuid, key, salt=SALT)
