"""How far a register trusts a provider, and the checks that tell."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.accreditation import Accreditation
from accreditation.models.provider import Provider
from register.access import Actor, Permission
from register.models import DateRange, Register, User


def _of_register(actor: Actor, register: str = "register") -> models.Q:
    """The rows of registers whose providers the actor authorises, or on whose courses it advises or decides."""
    judging = (Permission.AUTHORISE_PROVIDERS, Permission.ADVISE_ACCREDITATION, Permission.DECIDE_ACCREDITATION)
    registers = frozenset[int]().union(*(actor.registers_with(permission) for permission in judging))
    return models.Q(**{f"{register}__in": registers})


class TrustMoveQuerySet(models.QuerySet["TrustMove"]):
    def visible_to(self, actor: Actor) -> "TrustMoveQuerySet":
        """The register's office and assessors; the provider sees what was decided, not what was proposed."""
        own = actor.organisations_with(Permission.MANAGE_COURSES)
        decided = models.Q(provider__in=own, state=TrustMove.State.IN_FORCE)
        return self.filter(_of_register(actor) | decided)


class TrustMove(models.Model):
    """A step of a provider to a level of trust in a register. The rows are the history.

    `level` is a code of the register's policy. A step up holds once another person confirms it; a step down at once.
    """

    class State(models.TextChoices):
        PROPOSED = "PROPOSED", "proposed"
        IN_FORCE = "IN_FORCE", "in force"
        REFUSED = "REFUSED", "refused"

    TRANSITIONS = {State.PROPOSED: {State.IN_FORCE, State.REFUSED}}

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="trust_moves")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="trust_moves")
    level = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State.choices)
    check_found = models.ForeignKey(
        "CourseCheck", null=True, blank=True, on_delete=models.PROTECT, related_name="trust_moves"
    )
    moved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    effective_on = models.DateField(null=True, blank=True, help_text="Since when it holds.")
    confirmed_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refusal_reason = models.CharField(max_length=500, blank=True)

    objects = TrustMoveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "register"],
                condition=models.Q(state="PROPOSED"),
                name="trust_move_proposed_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state="PROPOSED", effective_on=None, confirmed_at=None)
                | models.Q(state="IN_FORCE", effective_on__isnull=False)
                | (models.Q(state="REFUSED", effective_on=None) & ~models.Q(refusal_reason="")),
                name="trust_move_state_fits",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None) | ~models.Q(confirmed_by=models.F("moved_by")),
                name="trust_move_four_eyes",
            ),
        ]
        indexes = [models.Index(fields=["provider", "register", "-effective_on"], name="trust_level_of_provider")]

    def __str__(self) -> str:
        return f"{self.provider} → {self.level}"


class CheckDrawQuerySet(models.QuerySet["CheckDraw"]):
    def visible_to(self, actor: Actor) -> "CheckDrawQuerySet":
        """The register's office and assessors."""
        return self.filter(_of_register(actor))


class CheckDraw(models.Model):
    """A random sample of the courses that providers accredited themselves in [`decided_from`, `decided_before`).

    `population` is what was drawn from, per provider with its share; with `seed` anybody can repeat the draw.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="check_draws")
    decided_from = models.DateField()
    decided_before = models.DateField()
    seed = models.CharField(max_length=64)
    population = models.JSONField()
    drawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()

    objects = CheckDrawQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="check_draw_once_per_day",
                expressions=[("register", "="), (DateRange("decided_from", "decided_before"), "&&")],
            ),
            models.CheckConstraint(
                condition=models.Q(decided_before__gt=models.F("decided_from")), name="check_draw_period_fits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.decided_from}"


class CourseCheckQuerySet(models.QuerySet["CourseCheck"]):
    def visible_to(self, actor: Actor) -> "CourseCheckQuerySet":
        """The register's office and assessors; the provider sees what was found."""
        own = actor.organisations_with(Permission.MANAGE_COURSES)
        found = models.Q(accreditation__course__provider__in=own, state=CourseCheck.State.FOUND)
        return self.filter(_of_register(actor, "draw__register") | found)


class CourseCheck(models.Model):
    """The check afterwards of one course that its provider accredited itself, and what was found."""

    class State(models.TextChoices):
        OPEN = "OPEN", "open"
        FOUND = "FOUND", "found"

    class Finding(models.TextChoices):
        GOOD = "GOOD", "good"
        MINOR = "MINOR", "minor shortcomings"
        SERIOUS = "SERIOUS", "serious shortcomings"

    TRANSITIONS = {State.OPEN: {State.FOUND}}

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    draw = models.ForeignKey(CheckDraw, on_delete=models.PROTECT, related_name="checks")
    accreditation = models.ForeignKey(Accreditation, on_delete=models.PROTECT, related_name="checks")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    finding = models.CharField(max_length=10, choices=Finding.choices, blank=True)
    report = models.TextField(blank=True)
    checked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = CourseCheckQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draw", "accreditation"], name="course_checked_once_per_draw"),
            models.CheckConstraint(
                condition=models.Q(state="OPEN", finding="", checked_at=None)
                | (models.Q(state="FOUND", checked_at__isnull=False) & ~models.Q(finding="") & ~models.Q(report="")),
                name="course_check_state_fits",
            ),
        ]

    def __str__(self) -> str:
        return str(self.accreditation)
