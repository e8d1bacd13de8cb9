"""Reflections, and the templates of registers on which they and conversations are prepared."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from portfolio.models.claim import Claim
from portfolio.models.goal import Goal
from portfolio.models.ledger import LedgerEntry
from register.access import Actor
from register.models import Person, Register, User


class ReflectionTemplateQuerySet(models.QuerySet["ReflectionTemplate"]):
    def visible_to(self, actor: Actor) -> "ReflectionTemplateQuerySet":
        """What a register asks is public to everyone signed in; also what it asked before."""
        return self

    def in_use(self) -> "ReflectionTemplateQuerySet":
        return self.filter(replaced_at=None)


class ReflectionTemplate(models.Model):
    """What a register asks in a reflection, or in preparation of a conversation with a peer or a manager.

    Never changed (database trigger): another one of the same code takes its place, or none does. What was written on it
    keeps it. `questions` are `{code, text: {nl, en}}`. `fact` is what a completed reflection, or a conversation that
    both signed, can be recorded as for this register: `kind`, `code` and perhaps `by` of a fact that the regulation
    asks for; empty when it counts for nothing.
    """

    class Purpose(models.TextChoices):
        REFLECTION = "REFLECTION", "a reflection"
        PEER = "PEER", "a conversation with a peer"
        MANAGER = "MANAGER", "a conversation with a manager"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="reflection_templates")
    code = models.SlugField(max_length=60)
    purpose = models.CharField(max_length=10, choices=Purpose.choices, default=Purpose.REFLECTION)
    title = models.JSONField()
    questions = models.JSONField(default=list)
    fact = models.JSONField(default=dict, blank=True)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = ReflectionTemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["register", "code"], condition=Q(replaced_at=None), name="reflection_template_one_in_use"
            )
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.code}"

    @property
    def question_codes(self) -> frozenset[str]:
        return frozenset(question["code"] for question in self.questions)


class ReflectionQuerySet(models.QuerySet["Reflection"]):
    def visible_to(self, actor: Actor) -> "ReflectionQuerySet":
        """One's own only."""
        return self.filter(person=actor.person_id) if actor.person_id else self.none()


class Reflection(models.Model):
    """What a professional thought back on, alone. On a template of a register, or freely.

    It may be about one thing: a fact in the ledger, a claim or a goal. Once it is completed it doesn't change any more.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reflections")
    template = models.ForeignKey(
        ReflectionTemplate, null=True, blank=True, on_delete=models.PROTECT, related_name="reflections"
    )
    title = models.CharField(max_length=200)
    answers = models.JSONField(default=dict, blank=True, help_text="Code of the question → what was answered.")
    text = models.TextField(blank=True)
    entry = models.ForeignKey(LedgerEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="reflections")
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="reflections")
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.SET_NULL, related_name="reflections")
    begun_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)

    objects = ReflectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(claim=None, goal=None) | Q(entry=None, goal=None) | Q(entry=None, claim=None),
                name="reflection_about_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(completed_at=None, completed_on=None)
                | Q(completed_at__isnull=False, completed_on__isnull=False),
                name="reflection_completed_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="reflection_of_person")]

    def __str__(self) -> str:
        return str(self.uuid)
