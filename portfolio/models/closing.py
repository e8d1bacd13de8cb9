"""Closings: what was made of a cycle when nothing more could be done for it."""

from django.db import models

from register.access import Actor, Permission
from register.models import Cycle


class CycleClosingQuerySet(models.QuerySet["CycleClosing"]):
    def visible_to(self, actor: Actor) -> "CycleClosingQuerySet":
        """One's own, and those of registers whose dossiers the actor may read."""
        return self.filter(
            models.Q(cycle__registration__person=actor.person_id)
            | models.Q(cycle__registration__register__in=actor.registers_with(Permission.READ_DOSSIERS))
        )


class CycleClosing(models.Model):
    """The standing on which a cycle was closed. Never changed (database trigger), whatever comes in later.

    `met: false` takes nothing away: what follows from it is decided by people. `document` is the wire form of the
    standing as of the day of closing, `ledger_position` the id of the last entry read,
    `carried_out` what each requirement passes on, by its name.
    """

    cycle = models.OneToOneField(Cycle, primary_key=True, on_delete=models.PROTECT, related_name="closing")
    as_of = models.DateField()
    met = models.BooleanField()
    outcome = models.CharField(max_length=40)
    document = models.JSONField()
    carried_out = models.JSONField(default=dict)
    regulation_digest = models.CharField(max_length=80)
    ledger_position = models.BigIntegerField()
    closed_at = models.DateTimeField()

    objects = CycleClosingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.cycle} {self.outcome}"
