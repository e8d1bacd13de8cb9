"""Decisions for a group: one recorded act for everybody in a scope, and a line for each of them."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from portfolio.catalogue.group_decisions import TAKEN, GroupSort, GroupState
from register.access import Actor, Permission
from register.models import Association, Register, Registration, User

_TAKEN = Q(state__in=sorted(TAKEN), decided_at__isnull=False, decided_by__isnull=False) & ~Q(scope_digest="")
STATE_FITS = (
    Q(state__in=["PREPARED", "PREVIEWING"], decided_at=None, decided_by=None)
    | (Q(state="PREVIEWED", decided_at=None, decided_by=None, previewed_at__isnull=False) & ~Q(scope_digest=""))
    | (Q(state="DROPPED", decided_at=None, decided_by=None) & ~Q(dropped_because=""))
    | _TAKEN
)


class GroupDecisionQuerySet(models.QuerySet["GroupDecision"]):
    def visible_to(self, actor: Actor) -> "GroupDecisionQuerySet":
        """For those who read the dossiers of every register it is about."""
        registers = actor.registers_with(Permission.READ_DOSSIERS)
        about = GroupDecision.registers.through.objects.filter(groupdecision=OuterRef("pk"))
        return self.filter(Exists(about), ~Exists(about.exclude(register__in=registers)))

    def to_go_on_with(self, *, attempts: int, now: datetime) -> "GroupDecisionQuerySet":
        """Those that a worker is to go on with: none is at it, and it was not tried so many times in vain."""
        free = Q(busy_until=None) | Q(busy_until__lte=now)
        return self.filter(free, state__in=["PREVIEWING", "DECIDED"], attempts__lt=attempts)


class GroupDecision(models.Model):
    """An extraordinary extension, waiver or correction for everybody in a scope, taken by another than prepared it.

    States and actions: `portfolio.catalogue.group_decisions.GROUP_DECISIONS`. `scope` says who is in it and `effect`
    what is done for each: facts that the rules read, entries taken back. A preview writes a line for each person, with
    what would change; `scope_digest` says who that were, and nobody else is reached. One that `undoes` another
    takes back what that one did. Figures are without persons.
    """

    State = GroupState
    Sort = GroupSort

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="group_decisions")
    registers = models.ManyToManyField(Register, related_name="group_decisions")
    sort = models.CharField(max_length=10, choices=[(one.value, one.value) for one in GroupSort])
    title = models.CharField(max_length=200)
    scope = models.JSONField(default=dict, blank=True)
    effect = models.JSONField(default=dict, blank=True)
    effective_on = models.DateField()
    legal_basis = models.CharField(max_length=1_000)
    reasons = models.TextField(max_length=10_000)
    undoes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="undoings")
    state = models.CharField(
        max_length=11, choices=[(one.value, one.value) for one in GroupState], default=GroupState.PREPARED.value
    )
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    as_of = models.DateField(null=True, blank=True, help_text="The day of the preview.")
    known_at = models.DateTimeField(null=True, blank=True, help_text="The moment of which the preview knows the facts.")
    previewed_at = models.DateTimeField(null=True, blank=True)
    scope_digest = models.CharField(max_length=80, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    worse = models.PositiveIntegerField(default=0, help_text="How many would be worse off.")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Runs since the last progress.")
    busy_until = models.DateTimeField(null=True, blank=True, help_text="A worker is at it until then, if not lost.")
    no_view_because = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    dropped_because = models.CharField(max_length=500, blank=True)

    objects = GroupDecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=STATE_FITS, name="group_decision_state_fits"),
            models.CheckConstraint(condition=~Q(reasons="") & ~Q(legal_basis=""), name="group_decision_says_why"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("prepared_by")), name="group_decision_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(worse=0) | ~Q(no_view_because=""),
                name="group_decision_says_why_not_heard",
            ),
            models.CheckConstraint(
                condition=Q(sort="UNDOING", undoes__isnull=False) | (~Q(sort="UNDOING") & Q(undoes=None)),
                name="group_decision_undoes_one",
            ),
            models.UniqueConstraint(
                fields=["undoes"], condition=~Q(state="DROPPED"), name="group_decision_undone_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(state__in=["PREVIEWING", "DECIDED"]), name="group_decision_under_way"
            )
        ]

    def __str__(self) -> str:
        return self.title


class GroupDecisionLineQuerySet(models.QuerySet["GroupDecisionLine"]):
    def visible_to(self, actor: Actor) -> "GroupDecisionLineQuerySet":
        """What was done for oneself, and every line of the acts that the actor sees."""
        own = Q(registration__person=actor.person_id, carried_out_at__isnull=False)
        return self.filter(own | Q(decision__in=GroupDecision.objects.visible_to(actor)))

    def waiting(self) -> "GroupDecisionLineQuerySet":
        """Those for whom it is still to be done."""
        return self.filter(carried_out_at=None, problem="")


class GroupDecisionLine(models.Model):
    """One registration that a decision for a group reaches: how it stood, how it would stand, and what was done.

    `before` and `after` are in short what the rules make of it, as of the preview: `met`, `outcome`, `windowUntil`, and
    how much is `short` of each requirement; empty where no cycle runs. `entries` are what it put in the ledger.
    `undone_at`: the act that takes the first one back has done so here.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    decision = models.ForeignKey(GroupDecision, on_delete=models.PROTECT, related_name="lines")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="group_decision_lines")
    judged = models.BooleanField(default=False)
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    entries = ArrayField(models.UUIDField(), default=list, blank=True)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True, help_text="Why it could not be done for this one.")
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = GroupDecisionLineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "registration"], name="group_decision_line_once"),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(carried_out_at__isnull=False), name="group_decision_line_undone_after"
            ),
        ]
        indexes = [
            models.Index(
                fields=["decision", "id"],
                condition=Q(carried_out_at=None, problem=""),
                name="group_decision_line_waiting",
            ),
            models.Index(fields=["decision", "id"], condition=Q(judged=False), name="group_decision_line_unjudged"),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.registration}"
