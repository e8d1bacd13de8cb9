"""Decisions with legal effect, the objections against them, and the chain of documents that shows every change."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from portfolio.catalogue.decisions import OPEN, STANDS, DecisionState
from register.access import Actor, Permission
from register.models import Cycle, Register, Registration, Regulation, User

_TAKEN = Q(decided_at__isnull=False)
_BEFORE = ["PREPARED", "DROPPED", "INTENDED"]
STATE_FITS = (
    Q(state="PREPARED", intended_at=None, decided_at=None)
    | Q(state="INTENDED", intended_at__isnull=False, decided_at=None)
    | (Q(state="DROPPED", decided_at=None) & ~Q(dropped_because=""))
    | (~Q(state__in=_BEFORE) & _TAKEN)
)
TAKEN_BY_SOMEBODY = Q(decided_at=None) | Q(decided_by__isnull=False) | Q(by_rule=True, adverse=False)
HEARD_FIRST = ~_TAKEN | Q(adverse=False) | Q(intended_at__isnull=False) | ~Q(no_view_because="")
HARDSHIP_AGREED = (
    Q(hardship="", hardship_by=None)
    | Q(hardship_by=None, decided_at=None)
    | (
        ~Q(hardship="")
        & Q(hardship_by__isnull=False)
        & ~Q(hardship_by=F("prepared_by"))
        & ~Q(hardship_by=F("decided_by"))
    )
)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, actor: Actor) -> "DecisionQuerySet":
        """One's own from the day they were intended or taken, and those of registers whose dossiers the actor reads."""
        return self.filter(
            (Q(registration__person=actor.person_id) & (Q(intended_at__isnull=False) | _TAKEN))
            | Q(registration__register__in=actor.registers_with(Permission.READ_DOSSIERS))
        )


class Decision(models.Model):
    """What a register decides about one registration. Prepared by one person, taken by another, never overwritten.

    States and actions: `portfolio.catalogue.decisions.DECISIONS`. `matter` names what it answers (a renewal, an audit,
    a request): at most one decision of a matter stands. `effect` says what it does, from `effective_on` on; `standing`
    is the standing it rests on, as of the day of preparation. `by_rule`: no person took it, so it takes nothing away.
    """

    State = DecisionState

    class Question(models.TextChoices):
        RENEWAL = "RENEWAL", "renewal"
        POSTPONEMENT = "POSTPONEMENT", "postponement"
        DISPENSATION = "DISPENSATION", "dispensation"
        AUDIT = "AUDIT", "audit"
        DEREGISTRATION = "DEREGISTRATION", "deregistration"
        RE_ENTRY = "RE_ENTRY", "re-entry"
        STATUS = "STATUS", "status"
        DISCIPLINE = "DISCIPLINE", "disciplinary order"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="decisions")
    cycle = models.ForeignKey(Cycle, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    question = models.CharField(max_length=20, choices=Question.choices)
    matter = models.UUIDField()
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in DecisionState], default=DecisionState.PREPARED
    )
    result = models.CharField(max_length=20)
    adverse = models.BooleanField(help_text="It refuses, ends or burdens: the person is heard first.")
    effective_on = models.DateField()
    effect = models.JSONField(default=dict, blank=True)
    reasons = models.TextField(max_length=10_000)
    articles = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    standing = models.JSONField(null=True, blank=True)
    regulation = models.ForeignKey(Regulation, on_delete=models.PROTECT, related_name="+")
    by_rule = models.BooleanField(default=False)
    prepared_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    intended_at = models.DateTimeField(null=True, blank=True)
    view_until = models.DateField(null=True, blank=True, help_text="The last day for the view of the person.")
    view = models.TextField(blank=True, max_length=10_000)
    view_at = models.DateTimeField(null=True, blank=True)
    no_view_because = models.CharField(blank=True, max_length=500)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    effect_waits = models.BooleanField(default=False)
    carried_out_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    made_known_on = models.DateField(null=True, blank=True)
    objection_until = models.DateField(null=True, blank=True)
    dropped_because = models.CharField(blank=True, max_length=500)
    hardship = models.TextField(blank=True, max_length=5_000, help_text="Why the rules would be unreasonable here.")
    hardship_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replacements")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=STATE_FITS, name="decision_state_fits"),
            models.CheckConstraint(condition=~Q(reasons=""), name="decision_says_why"),
            models.CheckConstraint(
                condition=Q(prepared_by__isnull=False) | Q(by_rule=True), name="decision_prepared_by_someone"
            ),
            models.CheckConstraint(condition=TAKEN_BY_SOMEBODY, name="decision_taken_by_someone"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(prepared_by=None) | ~Q(decided_by=F("prepared_by")),
                name="decision_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(question="DISCIPLINE") | Q(effect_waits=False), name="decision_discipline_at_once"
            ),
            models.CheckConstraint(condition=HEARD_FIRST, name="decision_person_heard_first"),
            models.CheckConstraint(condition=HARDSHIP_AGREED, name="decision_hardship_agreed"),
            models.CheckConstraint(
                condition=Q(made_known_on=None, objection_until=None)
                | Q(made_known_on__isnull=False, objection_until__gte=F("made_known_on")),
                name="decision_known_and_open_to_objection",
            ),
            models.CheckConstraint(
                condition=~Q(state="FINAL") | Q(made_known_on__isnull=False), name="decision_final_once_known"
            ),
            models.UniqueConstraint(
                fields=["matter"], condition=Q(state__in=sorted(STANDS)), name="decision_one_stands"
            ),
            models.UniqueConstraint(fields=["matter"], condition=Q(state__in=sorted(OPEN)), name="decision_one_open"),
        ]
        indexes = [
            models.Index(fields=["registration", "-prepared_at"], name="decision_of_registration"),
            models.Index(fields=["objection_until"], condition=Q(state="DECIDED"), name="decision_becoming_final"),
            models.Index(
                fields=["decided_at"], condition=Q(state="DECIDED", made_known_on=None), name="decision_not_yet_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question} {self.result}"


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def visible_to(self, actor: Actor) -> "ObjectionQuerySet":
        """One's own, and those of registers whose dossiers the actor reads."""
        return self.filter(
            Q(decision__registration__person=actor.person_id)
            | Q(decision__registration__register__in=actor.registers_with(Permission.READ_DOSSIERS))
        )


class Objection(models.Model):
    """A person objects to a decision; others than who prepared and took it reconsider. A late one is marked so.

    `first_prepared_by` and `first_decided_by` are those of the decision: the database keeps them from reconsidering.
    """

    class Outcome(models.TextChoices):
        UPHELD = "UPHELD", "well-founded"
        REJECTED = "REJECTED", "unfounded"
        INADMISSIBLE = "INADMISSIBLE", "inadmissible"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="objections")
    grounds = models.TextField(max_length=20_000)
    received_at = models.DateTimeField()
    late = models.BooleanField()
    late_because = models.TextField(blank=True, max_length=2_000)
    due_on = models.DateField(help_text="The last day on which a new decision is promised.")
    handler = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    hearing_on = models.DateField(null=True, blank=True)
    hearing_report = models.TextField(blank=True, max_length=20_000)
    no_hearing_because = models.CharField(blank=True, max_length=500)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    reasons = models.TextField(blank=True, max_length=10_000)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    first_prepared_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    first_decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(withdrawn_at=None, decided_at=None), name="objection_one_open"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None, decided_by=None)
                | (~Q(outcome="") & ~Q(reasons="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="objection_decided_with_reasons",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(hearing_on__isnull=False) | ~Q(no_hearing_because=""),
                name="objection_heard_or_said_why_not",
            ),
            models.CheckConstraint(
                condition=(Q(decided_by=None) | Q(first_prepared_by=None) | ~Q(decided_by=F("first_prepared_by")))
                & (Q(decided_by=None) | Q(first_decided_by=None) | ~Q(decided_by=F("first_decided_by"))),
                name="objection_reconsidered_by_others",
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(decided_at=None), name="objection_waiting")]

    def __str__(self) -> str:
        return f"objection of {self.received_at:%Y-%m-%d}"


class DecisionDocument(models.Model):
    """What a register wrote about a decision, in order, each with the digest of the one before it. Only grows.

    `body` is the document as JSON; `digest` is the sha256 of its canonical form, which names `previous`: what is
    changed or left out afterwards shows (`./manage.py trail verify`).
    """

    class Kind(models.TextChoices):
        INTENDED = "INTENDED", "intended decision"
        DECIDED = "DECIDED", "decision"
        RECONSIDERED = "RECONSIDERED", "decision on objection"

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="decision_documents")
    number = models.PositiveIntegerField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    body = models.JSONField()
    digest = models.CharField(max_length=80, unique=True)
    previous = models.CharField(max_length=80, blank=True)
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="decision_document_in_order"),
            models.UniqueConstraint(fields=["register", "previous"], name="decision_document_one_follows"),
        ]

    def __str__(self) -> str:
        return f"{self.register.code} {self.number}"
