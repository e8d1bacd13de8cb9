"""Organisations: the associations that keep registers and, in the app above, the providers."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from register.access import Actor


class Organisation(models.Model):
    """A body that users hold roles for. Its kind is the table that extends it: an association or a provider."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class AssociationQuerySet(models.QuerySet["Association"]):
    def visible_to(self, actor: Actor) -> "AssociationQuerySet":
        """Which associations keep registers is public to everyone who is signed in."""
        return self


class Association(Organisation):
    """A professional association (beroepsvereniging): keeps registers and sets their rules. The tenant."""

    objects = AssociationQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "association"


class EmployerQuerySet(models.QuerySet["Employer"]):
    def visible_to(self, actor: Actor) -> "EmployerQuerySet":
        """Which employers take part is known to everyone who is signed in."""
        return self


class Employer(Organisation):
    """An organisation where professionals work. It sees what they share with it, and figures without persons."""

    objects = EmployerQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "employer"


class RegisterQuerySet(models.QuerySet["Register"]):
    def visible_to(self, actor: Actor) -> "RegisterQuerySet":
        """That a register exists, and its rules, are public to everyone who is signed in."""
        return self


class Register(models.Model):
    """A professional register (beroepsregister) kept by one association."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="registers")
    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)

    objects = RegisterQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
