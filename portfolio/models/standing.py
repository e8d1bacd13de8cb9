"""Stored standings: what a regulation last made of a cycle's facts."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from register.access import Actor
from register.models import Cycle, Registration


class StandingQuerySet(models.QuerySet["Standing"]):
    def visible_to(self, actor: Actor) -> "StandingQuerySet":
        return self.filter(cycle__in=Cycle.objects.visible_to(actor))


class Standing(models.Model):
    """The judgement of one cycle as of a day: a copy that can always be made again from the ledger.

    `document` is the wire form of `register.rules.standing.Standing`; `ledger_position` the id of the last entry read.
    """

    cycle = models.OneToOneField(Cycle, primary_key=True, on_delete=models.CASCADE, related_name="standing")
    as_of = models.DateField()
    met = models.BooleanField()
    outcome = models.CharField(max_length=40)
    document = models.JSONField()
    ledger_position = models.BigIntegerField()
    computed_at = models.DateTimeField()

    objects = StandingQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.cycle} {self.outcome}"


class KeptNumbers(models.Model):
    """What was measured for a standing, so that another day can be judged without reading the ledger.

    Written with the standing, in the transaction that takes its mark away. They hold as long as the registration has
    no mark, the rules and periods are those of `digest`, and `holds_before` has not come: the day on which a fact that
    lay in the future begins to count. Each number is so many parts of one `scale`th. Without a digest there is nothing
    that could hold. `confirmed_on` is the last day on which the verdict was found to be the one of the standing.
    """

    registration = models.OneToOneField(
        Registration, primary_key=True, on_delete=models.CASCADE, related_name="kept_numbers"
    )
    digest = models.CharField(max_length=64, blank=True)
    scale = models.BigIntegerField(default=1)
    numbers = ArrayField(models.BigIntegerField(), default=list, blank=True)
    holds_from = models.DateField()
    holds_before = models.DateField(null=True, blank=True)
    verdict = models.CharField(max_length=64, blank=True, help_text="Digest of the verdict on these numbers.")
    confirmed_on = models.DateField()

    class Meta:
        verbose_name_plural = "kept numbers"
        indexes = [models.Index(fields=["confirmed_on"], name="kept_numbers_outdated")]

    def __str__(self) -> str:
        return str(self.registration)


class StaleStanding(models.Model):
    """A registration whose standing must be made again; written by triggers in the transaction of the fact.

    `error` says why the last attempt failed; a new fact clears it, so that one bad dossier neither stops the others
    nor is tried for ever.
    """

    registration = models.OneToOneField(
        Registration, primary_key=True, on_delete=models.CASCADE, related_name="stale_standing"
    )
    marked_at = models.DateTimeField()
    error = models.TextField(blank=True, db_default="")

    def __str__(self) -> str:
        return str(self.registration)
