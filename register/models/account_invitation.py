"""Invitations by which people on a register come to have an account."""

from datetime import datetime

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from register.models.organisation import Organisation
from register.models.person import Person
from register.models.signed_key import is_key_of, key_of
from register.models.user import User

SALT = "register.account-invitation"


class AccountInvitationQuerySet(models.QuerySet["AccountInvitation"]):
    def open_at(self, now: datetime) -> "AccountInvitationQuerySet":
        return self.filter(accepted_at=None, expires_at__gt=now)


class AccountInvitation(models.Model):
    """A way in for one person, waiting for whoever reads the mail of their address.

    The key is a signature of `uuid`, and kept nowhere. Taken up once, before `expires_at`: with it an account gets its
    first password, or is linked to an identity elsewhere.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="account_invitations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = AccountInvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"invitation of {self.person_id}"

    @property
    def key(self) -> str:
        """What takes it up. For the mail to its address, and nobody else."""
        return key_of(self.uuid, salt=SALT)

    @property
    def address(self) -> str:
        """Where the key goes. An account has an address of its own, which no office changes."""
        account = User.objects.filter(person=self.person_id).first()
        return account.email if account else self.person.email

    def opens_with(self, key: str) -> bool:
        """Whether this is its key."""
        return is_key_of(self.uuid, key, salt=SALT)
