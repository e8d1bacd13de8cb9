"""Erasures: what somebody, or a term of law, has the system forget."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from register.access import Actor, Permission
from register.models import Person, Registration, User

OPEN = ["ASKED", "ERASED"]


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def due(self) -> "ErasureQuerySet":
        """Not yet done; when it is time is in `not_before`."""
        return self.filter(state__in=OPEN).filter(Q(asked_by__person=F("person")) | Q(agreed_by__isnull=False))

    def visible_to(self, actor: Actor) -> "ErasureQuerySet":
        """One's own, and those about people on registers whose registrations the actor manages."""
        registers = actor.registers_with(Permission.MANAGE_REGISTRATIONS)
        people = Registration.objects.filter(register__in=registers).values("person")
        mine = Q(person=actor.person_id) if actor.person_id else Q(pk=None)
        return self.filter(mine | Q(person__in=people))


class Erasure(models.Model):
    """A request to forget what law does not keep, carried out once the waiting time is over.

    Who it is about asks it; or the office for them, and then a second person of the office agrees. ASKED → ERASED (the
    rows are gone, and `files` are the keys still to be taken out of the store) → DONE; or WITHDRAWN. `receipt` says per
    part and table how many rows went and how many stay on which ground: no personal data.
    """

    class State(models.TextChoices):
        ASKED = "ASKED", "asked"
        WITHDRAWN = "WITHDRAWN", "withdrawn"
        ERASED = "ERASED", "erased"
        DONE = "DONE", "done"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="erasures")
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    not_before = models.DateTimeField(help_text="The end of the waiting time.")
    agreed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    files = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    receipt = models.JSONField(default=list, blank=True)

    objects = ErasureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(state__in=OPEN), name="erasure_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")), name="erasure_agreed_by_another"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["ASKED", "WITHDRAWN"], erased_at=None)
                | Q(state__in=["ERASED", "DONE"], erased_at__isnull=False),
                name="erasure_erased_has_its_moment",
            ),
            models.CheckConstraint(condition=~Q(state="DONE") | Q(files=[]), name="erasure_done_leaves_no_file"),
        ]
        indexes = [models.Index(fields=["not_before"], condition=Q(state__in=OPEN), name="erasure_open")]

    def __str__(self) -> str:
        return f"{self.asked_at:%Y-%m-%d} {self.state}"
