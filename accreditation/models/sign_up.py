"""How a provider and its people come to an account: asked for by anybody, let in by somebody."""

from datetime import datetime

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.provider import Provider
from register.access import PROVIDER_ROLES, Actor, Permission
from register.models import Association, User
from register.models.signed_key import is_key_of, key_of

SALT = "provider-invitation"


class ProviderSignUpQuerySet(models.QuerySet["ProviderSignUp"]):
    def visible_to(self, actor: Actor) -> "ProviderSignUpQuerySet":
        """The office that is asked. Who asks has no account yet, and gets an answer by mail."""
        return self.filter(association__in=actor.organisations_with(Permission.AUTHORISE_PROVIDERS))


class ProviderSignUp(models.Model):
    """Somebody outside asks an association for the account of a provider that is not there yet.

    The office accepts it, which makes the provider, or refuses it with a reason. `asked_from` is a digest of the
    address it came from, kept until the decision only, to keep anyone from asking without end.
    """

    class State(models.TextChoices):
        ASKED = "ASKED", "asked"
        ACCEPTED = "ACCEPTED", "accepted"
        REFUSED = "REFUSED", "refused"

    TRANSITIONS = {State.ASKED: {State.ACCEPTED, State.REFUSED}}

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="provider_sign_ups")
    name = models.CharField(max_length=200)
    postcode = models.CharField(max_length=7)
    sort = models.CharField(max_length=60, blank=True)
    contact_name = models.CharField(max_length=200)
    email = models.EmailField()
    telephone = models.CharField(max_length=30, blank=True)
    motivation = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_from = models.CharField(max_length=64, blank=True)
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    provider = models.OneToOneField(Provider, null=True, blank=True, on_delete=models.PROTECT, related_name="sign_up")

    objects = ProviderSignUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="ASKED", decided_at=None, provider=None)
                | models.Q(state="ACCEPTED", decided_at__isnull=False, provider__isnull=False)
                | (models.Q(state="REFUSED", decided_at__isnull=False, provider=None) & ~models.Q(reason="")),
                name="provider_sign_up_state_fits",
            ),
        ]
        indexes = [models.Index(fields=["asked_at"], name="provider_sign_up_asked")]

    def __str__(self) -> str:
        return self.name


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def visible_to(self, actor: Actor) -> "InvitationQuerySet":
        """The managers of the provider it is for."""
        return self.filter(provider__in=actor.organisations_with(Permission.MANAGE_PROVIDER))

    def open_at(self, now: datetime) -> "InvitationQuerySet":
        return self.filter(accepted_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """A role at a provider, waiting for the person at this address to take it up with the key that was mailed there.

    The key is a signature of `uuid`, and kept nowhere. Taken up once, before `expires_at`.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in PROVIDER_ROLES])
    ends_before = models.DateField(null=True, blank=True, help_text="First day on which the role is over.")
    reason = models.CharField(max_length=200)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(accepted_by=None, accepted_at=None)
                | models.Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="invitation_accepted_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} · {self.provider}"

    @property
    def key(self) -> str:
        """What takes it up. For the mail to its address, and nobody else."""
        return key_of(self.uuid, salt=SALT)

    def opens_with(self, key: str) -> bool:
        """Whether this is its key."""
        return is_key_of(self.uuid, key, salt=SALT)
