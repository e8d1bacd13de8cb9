"""Simulations: what a version of the rules would make of everybody on a register, before it is law."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from register.access import Actor, Permission
from register.models import Registration, Regulation, User

UNFINISHED = ["QUEUED", "RUNNING"]


def makers_of_rules(actor: Actor) -> frozenset[int]:
    """Ids of the registers whose rules the actor may propose or adopt."""
    return actor.registers_with(Permission.PROPOSE_REGULATION) | actor.registers_with(Permission.ADOPT_REGULATION)


class SimulationQuerySet(models.QuerySet["Simulation"]):
    def unfinished(self) -> "SimulationQuerySet":
        return self.filter(state__in=UNFINISHED)

    def visible_to(self, actor: Actor) -> "SimulationQuerySet":
        """For those who may propose or adopt the rules of the register."""
        return self.filter(regulation__register__in=makers_of_rules(actor))


class Simulation(models.Model):
    """Every running cycle of a register judged twice: by the version it has, and by the one that is tried.

    `position` is the last registration judged; it moves with the counts, so that a broken-off run goes on where it
    stopped. `in_force` and `tried` count registrations: `met`, `notMet`, and by requirement those that are `short`.
    All of it is judged as of one day from what was known at one moment.
    """

    class State(models.TextChoices):
        QUEUED = "QUEUED", "queued"
        RUNNING = "RUNNING", "running"
        DONE = "DONE", "done"
        PARKED = "PARKED", "parked"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    regulation = models.ForeignKey(Regulation, on_delete=models.PROTECT, related_name="simulations")
    as_of = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Runs since the last progress.")
    total = models.PositiveIntegerField()
    judged = models.PositiveIntegerField(default=0)
    unjudged = models.PositiveIntegerField(default=0, help_text="Dossiers that could not be read or judged.")
    position = models.BigIntegerField(default=0)
    in_force = models.JSONField(default=dict)
    tried = models.JSONField(default=dict)
    gained = models.PositiveIntegerField(default=0, help_text="Short by the rules in force, not by those tried.")
    lost = models.PositiveIntegerField(default=0, help_text="Short by the rules tried, not by those in force.")
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(help_text="Also the moment of which the facts are known.")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = SimulationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["regulation", "as_of"],
                condition=Q(state__in=UNFINISHED),
                name="simulation_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(judged__gte=F("gained") + F("lost")), name="simulation_changes_are_judged"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.regulation} as of {self.as_of}"


class SimulationChangeQuerySet(models.QuerySet["SimulationChange"]):
    def visible_to(self, actor: Actor) -> "SimulationChangeQuerySet":
        """Persons: for those who may read their dossiers, besides making the rules."""
        readers = actor.registers_with(Permission.READ_DOSSIERS) & makers_of_rules(actor)
        return self.filter(simulation__regulation__register__in=readers)


class SimulationChange(models.Model):
    """A registration that meets the rules in one of the two versions only. `short` says of what, and how much."""

    simulation = models.ForeignKey(Simulation, on_delete=models.CASCADE, related_name="changes")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    met = models.BooleanField(help_text="By the rules that are tried.")
    outcome_in_force = models.CharField(max_length=40)
    outcome_tried = models.CharField(max_length=40)
    short = models.JSONField(default=dict)

    objects = SimulationChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["simulation", "registration"], name="simulation_change_once"),
        ]

    def __str__(self) -> str:
        return f"{self.registration} {self.outcome_in_force} → {self.outcome_tried}"
