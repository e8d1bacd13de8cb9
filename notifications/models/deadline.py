"""The last days that cycles have: what the planner looks in."""

from django.db import models

from register.access import Actor, Permission
from register.models import Cycle, Regulation


class DeadlineQuerySet(models.QuerySet["Deadline"]):
    def visible_to(self, actor: Actor) -> "DeadlineQuerySet":
        """Those of registers whose notices the actor may read."""
        return self.filter(regulation__register__in=actor.registers_with(Permission.READ_NOTICES))


class Deadline(models.Model):
    """The last day of one kind, such as `earn` or `apply`, of an open cycle, as its standing says.

    A copy, made again whenever the standing is (`standing_at` is its moment), so that those whose day comes are found
    by an index. A cycle that has no standing yet has the last day of its own period. An audit has `reply` or `repair`
    while that term runs, whatever its cycle is. `regulation` is the version that judges the cycle, and that says when
    reminders of it are due.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=20)
    regulation = models.ForeignKey(Regulation, on_delete=models.CASCADE, related_name="+", db_index=False)
    last_on = models.DateField(help_text="The last day on which it can be done in time.")
    begins_on = models.DateField(
        null=True, blank=True, help_text="The day from which it is asked, of a term of an audit; else the cycle's own."
    )
    standing_at = models.DateTimeField(null=True, blank=True)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cycle", "kind"], name="deadline_once_per_kind")]
        indexes = [models.Index(fields=["regulation", "kind", "last_on"], name="deadline_by_day")]

    def __str__(self) -> str:
        return f"{self.kind} {self.last_on}"
