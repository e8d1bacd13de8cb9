"""Renewals: what a person asks for at the end of a cycle, and how far the answer is."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from portfolio.catalogue.renewals import ForPeople, RenewalState
from register.access import Actor, Permission
from register.models import Cycle, Registration, User

_ASKED = Q(submitted_at__isnull=False, in_time__isnull=False, decide_by__isnull=False)
_RETURNED = Q(supplement_until__isnull=False) & ~Q(returned_because="")
STATE_FITS = (
    Q(state="OPENED", submitted_at=None, completed_at=None)
    | (Q(state="SUBMITTED", completed_at=None) & _ASKED)
    | (Q(state="RETURNED", completed_at=None) & _ASKED & _RETURNED)
    | (Q(state="COMPLETE", completed_at__isnull=False) & _ASKED)
    | Q(state__in=["WITHDRAWN", "LAPSED", "DECIDED"])
)


class RenewalQuerySet(models.QuerySet["Renewal"]):
    def visible_to(self, actor: Actor) -> "RenewalQuerySet":
        """One's own, and those of the registers whose dossiers one reads."""
        return self.filter(
            Q(cycle__registration__person=actor.person_id)
            | Q(cycle__registration__register__in=actor.registers_with(Permission.READ_DOSSIERS))
        )


class Renewal(models.Model):
    """The renewal at the end of a cycle, or of the time for which it was granted.

    States: `portfolio.catalogue.renewals.RENEWALS`. It is the matter of the decision that answers it. `in_time` is
    judged at the moment of asking, by the days of the register; what is supplemented later does not change it. While
    one waits nothing of the registration changes.
    """

    State = RenewalState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="renewals")
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in RenewalState], default=RenewalState.OPENED.value
    )
    opened_at = models.DateTimeField()
    submit_by = models.DateField(help_text="The last day on which it is asked for in time, as told when it opened.")
    submitted_at = models.DateTimeField(null=True, blank=True)
    in_time = models.BooleanField(null=True)
    declared = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    motivation = models.TextField(blank=True, max_length=5_000, help_text="Why it should be renewed though short.")
    starts_now = models.BooleanField(default=False, help_text="The next cycle begins on the day of asking.")
    decide_by = models.DateField(null=True, blank=True, help_text="The last day on which a decision is promised.")
    returned_because = models.CharField(blank=True, max_length=1_000)
    supplement_until = models.DateField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    completed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    for_people = models.CharField(
        blank=True, max_length=10, choices=[(one.value, one.value) for one in ForPeople], help_text="Not by rule."
    )

    objects = RenewalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=STATE_FITS, name="renewal_state_fits"),
            models.UniqueConstraint(fields=["cycle"], condition=~Q(state="DECIDED"), name="renewal_one_open"),
        ]
        indexes = [
            models.Index(
                fields=["decide_by", "id"], condition=Q(state__in=["SUBMITTED", "COMPLETE"]), name="renewal_waiting"
            ),
            models.Index(
                fields=["submit_by"], condition=Q(state__in=["OPENED", "WITHDRAWN"]), name="renewal_not_asked"
            ),
        ]

    def __str__(self) -> str:
        return f"renewal of {self.cycle}"

    @property
    def registration(self) -> Registration:
        return self.cycle.registration
