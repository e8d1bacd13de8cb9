"""Goals: what a professional wants to have learned or changed, in steps with dates. Seen by nobody else."""

from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from portfolio.catalogue.reflection import GoalState
from portfolio.models.ledger import LedgerEntry
from register.access import Actor
from register.models import Person, Registration


class GoalQuerySet(models.QuerySet["Goal"]):
    def visible_to(self, actor: Actor) -> "GoalQuerySet":
        """One's own only."""
        return self.filter(person=actor.person_id) if actor.person_id else self.none()


class Goal(models.Model):
    """What a professional wants to reach by a day, and why. States and actions: `portfolio.catalogue.reflection.GOALS`.

    `competences` are codes or uuids of a profile. `requirements` are codes of the regulation of `registration`.
    `entries` are facts in the ledger that were done for it.
    """

    State = GoalState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="goals")
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="goals"
    )
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True, help_text="What it is for, and how one will know that it was reached.")
    due_on = models.DateField(null=True, blank=True)
    competences = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    requirements = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    entries = models.ManyToManyField(LedgerEntry, blank=True, related_name="goals")
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in GoalState], default=GoalState.OPEN
    )
    set_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = GoalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="OPEN", closed_at=None) | (~Q(state="OPEN") & Q(closed_at__isnull=False)),
                name="goal_state_fits",
            ),
            models.CheckConstraint(
                condition=Q(requirements=[]) | Q(registration__isnull=False), name="goal_requirements_have_a_register"
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="goal_of_person")]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def entry_uuids(self) -> list[UUID]:
        return [entry.uuid for entry in self.entries.all()]


class GoalStep(models.Model):
    """One step on the way to a goal, in its place."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="steps")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["goal", "place"], name="goal_step_once_per_place")]

    def __str__(self) -> str:
        return str(self.place)
