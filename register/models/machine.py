"""Machines: systems that act for one organisation, and the secrets by which they prove themselves."""

from datetime import datetime

from allauth.idp.oidc.models import Client
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Exists, OuterRef, Q

from register.access import Actor, Permission
from register.models.organisation import Organisation, Register
from register.models.user import User


class MachineQuerySet(models.QuerySet["Machine"]):
    def visible_to(self, actor: Actor) -> "MachineQuerySet":
        """Those of organisations whose machines the actor manages; of an association, for all of its registers."""
        organisations = actor.organisations_with(Permission.MANAGE_MACHINES)
        others = Register.objects.filter(association=OuterRef("organisation")).exclude(
            pk__in=actor.registers_with(Permission.MANAGE_MACHINES)
        )
        return self.filter(~Exists(others), organisation__in=organisations)


class Machine(models.Model):
    """A system of an organisation. It has an account with one role there, and a client that asks for its tokens.

    What it may ask for is in the client's scopes. It acts for as long as its role is held: a new secret begins a new
    term. Ended, it never comes back.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="machines")
    name = models.CharField(max_length=100)
    account = models.OneToOneField(User, on_delete=models.PROTECT, related_name="machine")
    client = models.OneToOneField(Client, on_delete=models.PROTECT, related_name="machine")
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True, help_text="The last day on which it asked for anything.")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    end_reason = models.CharField(max_length=200, blank=True)

    objects = MachineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None, end_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(end_reason="")),
                name="machine_ended_by_someone_for_a_reason",
            )
        ]

    def __str__(self) -> str:
        return self.name


class MachineSecretQuerySet(models.QuerySet["MachineSecret"]):
    def valid_at(self, moment: datetime) -> "MachineSecretQuerySet":
        return self.filter(Q(ends_at=None) | Q(ends_at__gt=moment))


class MachineSecret(models.Model):
    """A secret of a machine: 256 random bits, kept as a digest only. One that is replaced may overlap the new one."""

    machine = models.ForeignKey(Machine, on_delete=models.CASCADE, related_name="secrets")
    digest = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True, help_text="From this moment on it opens nothing.")
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = MachineSecretQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["machine"], condition=Q(ends_at=None), name="machine_one_secret_without_end"
            )
        ]

    def __str__(self) -> str:
        return f"secret of {self.machine_id} made {self.made_at:%Y-%m-%d}"
