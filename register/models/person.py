"""Natural persons: the only table of this app with names and addresses of people."""

from django.apps import apps
from django.contrib.postgres.functions import RandomUUID
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from register.access import Actor, Permission


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, actor: Actor) -> "PersonQuerySet":
        """Oneself, and the people on registers whose registrations the actor may read.

        Whoever enters registrations also sees the people they added themselves, until those are on a register.
        """
        registers = actor.registers_with(Permission.READ_REGISTRATIONS)
        registered = Person.objects.filter(registrations__register__in=registers).values("pk")
        seen = models.Q(pk=actor.person_id) | models.Q(pk__in=registered)
        if actor.may_somewhere(Permission.MANAGE_REGISTRATIONS):
            events = apps.get_model("register", "Event")._default_manager  # that model refers to this one
            added = events.filter(kind="person.added", actor=actor.user_id, person__registrations=None)
            seen |= models.Q(pk__in=added.values("person"))
        return self.filter(seen)


def all_of(person_id: int | None) -> PersonQuerySet:
    """A person and those that were merged into them: whose rows are about one and the same human being."""
    return Person.objects.filter(models.Q(pk=person_id) | models.Q(merged_into=person_id))


class PlainName(models.Func):
    """A name in lower case, without diacritics and signs, with a space before each word. The migration's function."""

    function = "plain_name"
    output_field = models.TextField()


class Person(models.Model):
    """A natural person, once, however many registers they are on. Never holds a national identity number.

    Somebody who was entered twice is `merged_into` the one that goes on, never in steps: a trigger keeps that the one
    that goes on was not merged itself, and leads what is still written about the merged one to it.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    given_name = models.CharField(max_length=100)
    prefix = models.CharField("name prefix", max_length=30, blank=True, help_text="tussenvoegsel, e.g. van der")
    family_name = models.CharField(max_length=100, db_index=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(merged_into=None) | ~models.Q(merged_into=models.F("pk")),
                name="person_not_merged_into_itself",
            )
        ]
        indexes = [
            GinIndex(
                OpClass(PlainName("given_name", "prefix", "family_name"), "gin_trgm_ops"), name="person_name_alike"
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def going_on(self) -> "Person":
        """The person themselves, or the one that they were merged into."""
        return self.merged_into or self

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.given_name, self.prefix, self.family_name) if part)
