"""Audit runs: from which population, by which rules and with which seed people are drawn; and who was drawn."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from portfolio.catalogue.audit_cases import IN_HAND, AuditState
from portfolio.catalogue.audits import RunState
from register.access import Actor, Permission
from register.models import Cycle, Register, Registration, User

_COMMITTED = Q(committed_at__isnull=False, as_of__isnull=False) & ~Q(seed="") & ~Q(population_digest="")
_ASKED = Q(asked_by__isnull=False, asked_at__isnull=False)
_NOT_COMMITTED = Q(committed_at=None, committed_by=None, seed="", seed_digest="", population_digest="")
STATE_FITS = (
    (Q(state="PREPARED", drawn_at=None, cancelled_at=None) & _NOT_COMMITTED)
    | (Q(state="COMMITTING", drawn_at=None, cancelled_at=None, as_of__isnull=False) & _NOT_COMMITTED & _ASKED)
    | (Q(state="COMMITTED", drawn_at=None, cancelled_at=None) & _COMMITTED)
    | (Q(state="DRAWING", drawn_at=None, cancelled_at=None) & _COMMITTED & _ASKED)
    | (Q(state="DRAWN", drawn_at__isnull=False, cancelled_at=None) & _COMMITTED)
    | (Q(state="CANCELLED", drawn_at=None, cancelled_at__isnull=False) & ~Q(cancelled_because=""))
)


def audit_states() -> list[tuple[str, str]]:
    """The states of `portfolio.catalogue.audits`, read when asked: a new state is no change of the database."""
    return [(one.value, one.value) for one in AuditState]


def keepers_of_audits(actor: Actor) -> frozenset[int]:
    """Ids of the registers for which the actor prepares audit runs or commits to them."""
    return actor.registers_with(Permission.PREPARE_AUDITS) | actor.registers_with(Permission.COMMIT_AUDITS)


def in_hand_of(actor: Actor) -> Q:
    """The audits that an auditor has in hand, as long as they are open."""
    registers = actor.registers_with(Permission.AUDIT)
    return Q(auditor=actor.user_id, state__in=sorted(IN_HAND), registration__register__in=registers)


class AuditRunQuerySet(models.QuerySet["AuditRun"]):
    def visible_to(self, actor: Actor) -> "AuditRunQuerySet":
        """What was committed to is public, also once it was cancelled; before that it is for those who prepare it."""
        return self.filter(Q(committed_at__isnull=False) | Q(register__in=keepers_of_audits(actor)))


class AuditRun(models.Model):
    """A draw of registrations whose cycle is looked at, by rules that are fixed before anybody knows who it will be.

    States: `portfolio.catalogue.audits.RUNS`. `plan` is the document of `portfolio.rules.audit_plan`: population,
    strata, sizes, exclusions and risks. Committing freezes the population (`AuditCandidate`), makes the seed and
    publishes the digests of both; by another person than who prepared it. Commitment and draw are asked (`asked_by`)
    and done by a worker; `problem` is the code of the error that kept it from that. `seed` is shown once it cannot
    matter any more: after the draw, or when the run was cancelled. A trigger keeps what was committed to as it was.
    """

    State = RunState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="audit_runs")
    title = models.CharField(max_length=200)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in RunState], default=RunState.PREPARED.value
    )
    plan = models.JSONField()
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When a worker was asked last.")
    attempts = models.PositiveSmallIntegerField(default=0, help_text="How often a worker began with what was asked.")
    problem = models.CharField(max_length=60, blank=True, help_text="Why what was asked was not done.")
    as_of = models.DateField(null=True, blank=True, help_text="The day on which the population was looked at.")
    seed = models.CharField(max_length=64, blank=True, help_text="256 bits, in hexadecimal.")
    seed_digest = models.CharField(max_length=80, blank=True)
    population_digest = models.CharField(max_length=80, blank=True)
    excluded = models.JSONField(default=dict, blank=True, help_text="How many were left out, by the first ground.")
    committed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    committed_at = models.DateTimeField(null=True, blank=True)
    drawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_because = models.CharField(max_length=500, blank=True)

    objects = AuditRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=STATE_FITS, name="audit_run_state_fits"),
            models.CheckConstraint(
                condition=Q(committed_by=None) | ~Q(committed_by=F("prepared_by")), name="audit_run_four_eyes"
            ),
            models.CheckConstraint(
                condition=~Q(state="COMMITTING") | ~Q(asked_by=F("prepared_by")), name="audit_run_asked_by_another"
            ),
            # Nobody is in two draws that know nothing of each other.
            models.UniqueConstraint(
                fields=["register"],
                condition=Q(state__in=["COMMITTING", "COMMITTED", "DRAWING"]),
                name="audit_run_one_committed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def revealed_seed(self) -> str:
        """The seed once it is known to everybody; before that, nothing."""
        return self.seed if self.state in (RunState.DRAWN, RunState.CANCELLED) else ""


class AuditStratum(models.Model):
    """A part of the population of a run that is drawn from apart: how many are in it, and how many are drawn."""

    run = models.ForeignKey(AuditRun, on_delete=models.PROTECT, related_name="strata")
    name = models.CharField(max_length=80, blank=True)
    candidates = models.PositiveIntegerField()
    to_draw = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "name"], name="audit_stratum_once"),
            models.CheckConstraint(condition=Q(to_draw__lte=F("candidates")), name="audit_stratum_large_enough"),
        ]

    def __str__(self) -> str:
        return self.name


class AuditCandidateQuerySet(models.QuerySet["AuditCandidate"]):
    def visible_to(self, actor: Actor) -> "AuditCandidateQuerySet":
        """One's own line, and those of registers whose runs one prepares or commits to."""
        return self.filter(
            Q(cycle__registration__person=actor.person_id) | Q(run__register__in=keepers_of_audits(actor))
        )


class AuditCandidate(models.Model):
    """A line of the frozen population: a cycle by its uuid, and with how many tickets it takes part. Only grows.

    It holds no name and no number; whose cycle it is may change (persons are merged), the line does not. `risks` are
    the codes of the rules that gave it tickets besides the one that everybody has.
    """

    run = models.ForeignKey(AuditRun, on_delete=models.PROTECT, related_name="candidates")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="+")
    key = models.UUIDField(help_text="The uuid of the cycle.")
    stratum = models.CharField(max_length=80, blank=True)
    tickets = models.PositiveSmallIntegerField()
    risks = ArrayField(models.CharField(max_length=40), default=list, blank=True)

    objects = AuditCandidateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "key"], name="audit_candidate_once"),
            models.CheckConstraint(condition=Q(tickets__gte=1), name="audit_candidate_has_a_ticket"),
        ]

    def __str__(self) -> str:
        return str(self.key)


class AuditQuerySet(models.QuerySet["Audit"]):
    def visible_to(self, actor: Actor) -> "AuditQuerySet":
        """One's own, those of registers whose runs one prepares or commits to, and what one audits while it is open."""
        return self.filter(
            Q(registration__person=actor.person_id) | Q(run__register__in=keepers_of_audits(actor)) | in_hand_of(actor)
        )


class Audit(models.Model):
    """The audit of one registration about one cycle: drawn in a run, at a place in its order.

    `ticket` is the digest by which it was drawn, `tickets` how many it had. The dossier is judged as it was known at
    `drawn_at`: `standing` is its standing of that day, made by a job after the draw (null until then) and the same
    whenever it is made; `ledger_position` the id of the last entry it read. A trigger keeps all of this as it was.

    What follows, by `portfolio.catalogue.audit_cases`: it is the matter of the decision that ends it. `auditor` has it
    in hand, never the person it is about (trigger); `ended_at` is when it was decided or called off.
    """

    State = AuditState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    run = models.ForeignKey(AuditRun, on_delete=models.PROTECT, related_name="audits")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="audits")
    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="audits")
    key = models.UUIDField(help_text="The key of the line of the population.")
    stratum = models.CharField(max_length=80, blank=True)
    position = models.PositiveIntegerField(help_text="Its place in the order of the draw, from 1.")
    ticket = models.CharField(max_length=64)
    tickets = models.PositiveSmallIntegerField()
    drawn_at = models.DateTimeField()
    standing = models.JSONField(null=True, blank=True)
    ledger_position = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=audit_states, default=AuditState.DRAWN.value)
    auditor = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="audits_in_hand")
    assigned_at = models.DateTimeField(null=True, blank=True)
    returned_because = models.CharField(max_length=500, blank=True, help_text="Why it went back to its auditor.")
    cancelled_because = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "registration"], name="audit_once_a_run"),
            models.UniqueConstraint(fields=["run", "position"], name="audit_one_at_a_place"),
            models.CheckConstraint(
                condition=Q(standing__isnull=True, ledger_position=None)
                | Q(standing__isnull=False, ledger_position__isnull=False),
                name="audit_standing_with_its_position",
            ),
            models.CheckConstraint(
                condition=Q(state="DRAWN") | Q(state="CANCELLED") | Q(standing__isnull=False),
                name="audit_asked_on_a_standing",
            ),
            models.CheckConstraint(
                condition=(Q(state__in=["DECIDED", "CANCELLED"], ended_at__isnull=False))
                | (~Q(state__in=["DECIDED", "CANCELLED"]) & Q(ended_at=None)),
                name="audit_ends_once",
            ),
            models.CheckConstraint(
                condition=~Q(state="CANCELLED") | ~Q(cancelled_because=""), name="audit_cancelled_with_reason"
            ),
            models.CheckConstraint(
                condition=Q(auditor=None, assigned_at=None) | Q(auditor__isnull=False, assigned_at__isnull=False),
                name="audit_assigned_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["registration", "drawn_at"], name="audit_of_registration"),
            models.Index(fields=["id"], condition=Q(standing__isnull=True), name="audit_not_frozen"),
            models.Index(fields=["auditor"], condition=Q(state__in=sorted(IN_HAND)), name="audit_in_hand"),
        ]

    def __str__(self) -> str:
        return f"audit of {self.cycle}"
