"""Visits among peers: who visits whom, what they report and agree, and the one word of it that a register may read."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from portfolio.catalogue.visits import VisitorState, VisitOutcome, VisitState
from portfolio.models.ledger import LedgerEntry
from register.access import Actor, Permission
from register.models import Person, Registration, User


class PeerVisitQuerySet(models.QuerySet["PeerVisit"]):
    def visible_to(self, actor: Actor) -> "PeerVisitQuerySet":
        """For the visited and the visitors; who has not accepted sees no more than the plan. For nobody else."""
        if not actor.person_id:
            return self.none()
        asked = PeerVisitor.objects.filter(person=actor.person_id)
        accepted = asked.filter(state=VisitorState.ACCEPTED).values("visit")
        invited = asked.filter(state=VisitorState.INVITED).values("visit")
        return self.filter(Q(person=actor.person_id) | Q(pk__in=accepted) | Q(pk__in=invited, state=VisitState.PLANNED))


class PeerVisit(models.Model):
    """A visit of colleagues to a professional at work. States and actions: `portfolio.catalogue.visits`.

    `report` and `view` are for the visited and the visitors alone. The rules of `planned_on` decide what it counts for.
    """

    State = VisitState
    Outcome = VisitOutcome

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="peer_visits")
    subject = models.CharField(max_length=300)
    planned_on = models.DateField(help_text="The day on which it was arranged.")
    planned_for = models.DateField()
    planned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField(null=True, blank=True)
    report = models.TextField(blank=True, max_length=20000)
    outcome = models.CharField(max_length=15, blank=True, choices=[(one.value, one.value) for one in VisitOutcome])
    view = models.TextField(blank=True, max_length=10000)
    state = models.CharField(
        max_length=9, choices=[(one.value, one.value) for one in VisitState], default=VisitState.PLANNED
    )
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was withdrawn.")

    objects = PeerVisitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="PLANNED", held_on=None, outcome="")
                | (
                    Q(state__in=["REPORTED", "ANSWERED", "CLOSED"], held_on__isnull=False)
                    & ~Q(report="")
                    & ~Q(outcome="")
                )
                | (Q(state="WITHDRAWN") & ~Q(reason="")),
                name="peer_visit_state_fits",
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="peer_visit_of_person")]

    def __str__(self) -> str:
        return f"{self.subject} {self.planned_for}"


class PeerVisitor(models.Model):
    """Somebody who is asked to visit; accepting, they declare that they do not work with the visited."""

    State = VisitorState

    visit = models.ForeignKey(PeerVisit, on_delete=models.CASCADE, related_name="visitors")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="visits_to_peers")
    is_lead = models.BooleanField(default=False)
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in VisitorState], default=VisitorState.INVITED
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "person"], name="peer_visitor_once"),
            models.UniqueConstraint(fields=["visit"], condition=Q(is_lead=True), name="peer_visit_has_one_lead"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.state}"


class PeerVisitConsequence(models.Model):
    """What the visitors propose to do by a day; agreed, it becomes a duty of the visited."""

    visit = models.ForeignKey(PeerVisit, on_delete=models.CASCADE, related_name="consequences")
    place = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "place"], name="peer_visit_consequence_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place} · {self.due_on}"


class PeerVisitUseQuerySet(models.QuerySet["PeerVisitUse"]):
    def visible_to(self, actor: Actor) -> "PeerVisitUseQuerySet":
        """One's own, and the closed ones of which the rule lets one's register read the outcome."""
        registers = actor.registers_with(Permission.READ_DOSSIERS)
        told = Q(registration__register__in=registers, shows_outcome=True, visit__state=VisitState.CLOSED)
        return self.filter(Q(visit__person=actor.person_id) | told) if actor.person_id else self.filter(told)


class PeerVisitUse(models.Model):
    """A registration in which a visit counts, by which rule, and the entry by which it does once closed."""

    visit = models.ForeignKey(PeerVisit, on_delete=models.CASCADE, related_name="uses")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=60)
    shows_outcome = models.BooleanField(help_text="Whether the register reads the outcome, and nothing else.")
    entry = models.OneToOneField(
        LedgerEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="peer_visit_use"
    )

    objects = PeerVisitUseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["visit", "registration"], name="peer_visit_used_once_per_registration"),
        ]

    def __str__(self) -> str:
        return f"{self.registration} · {self.rule}"
