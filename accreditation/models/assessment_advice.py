"""Assessors: what they know, what they have an interest in, what they were asked to read and what they advised."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.assessment import Assessment
from accreditation.models.course import Course, Kind
from accreditation.models.provider import Provider
from register.access import Actor, Permission
from register.models import Register, User


class ExpertiseQuerySet(models.QuerySet["Expertise"]):
    def visible_to(self, actor: Actor) -> "ExpertiseQuerySet":
        """One's own, and those of a register to its office."""
        return self.filter(
            models.Q(user=actor.user_id) | models.Q(register__in=actor.registers_with(Permission.CHECK_APPLICATIONS))
        )


class Expertise(models.Model):
    """What an assessor of a register knows, and how many applications they take on at once.

    Empty `categories`, `competences` and `kinds` mean: no speciality. `available` is off during absence.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="expertises")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="expertises")
    categories = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    competences = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    kinds = ArrayField(models.CharField(max_length=20, choices=Kind.choices), default=list, blank=True)
    takes_at_most = models.PositiveSmallIntegerField(default=5)
    available = models.BooleanField(default=True)

    objects = ExpertiseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "register"], name="expertise_once_per_register")]

    def __str__(self) -> str:
        return f"{self.user} in {self.register.code}"


class DeclaredInterestQuerySet(models.QuerySet["DeclaredInterest"]):
    def visible_to(self, actor: Actor) -> "DeclaredInterestQuerySet":
        """One's own; to an office those of its assessors."""
        offices = actor.registers_with(Permission.CHECK_APPLICATIONS)
        return self.filter(models.Q(user=actor.user_id) | models.Q(user__expertises__register__in=offices)).distinct()


class DeclaredInterest(models.Model):
    """Somebody says to have an interest in a provider, or in one course. It keeps them from advising and deciding."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="declared_interests")
    provider = models.ForeignKey(Provider, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    course = models.ForeignKey(Course, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    declared_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = DeclaredInterestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(provider=None, course__isnull=False) | models.Q(provider__isnull=False, course=None),
                name="interest_in_one_thing",
            ),
            models.UniqueConstraint(
                fields=["user", "provider", "course"],
                condition=models.Q(ended_at=None),
                nulls_distinct=False,
                name="interest_declared_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.provider or self.course}"


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, actor: Actor) -> "AssignmentQuerySet":
        """One's own; to office and chair those of their register."""
        registers = actor.registers_with(Permission.CHECK_APPLICATIONS) | actor.registers_with(
            Permission.DECIDE_ACCREDITATION
        )
        return self.filter(models.Q(assessor=actor.user_id) | models.Q(assessment__register__in=registers))

    def held(self) -> "AssignmentQuerySet":
        """Not released."""
        return self.filter(released_at=None)

    def open(self) -> "AssignmentQuerySet":
        """Held, and the advice still to be given."""
        return self.held().filter(advice=None)


class Assignment(models.Model):
    """An assessor is asked to advise. `round` is 1, or 2 after an objection; a `blind` one only measures agreement."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="assignments")
    assessor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="assignments")
    round = models.PositiveSmallIntegerField(default=1)
    blind = models.BooleanField(default=False)
    assigned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)
    release_reason = models.CharField(max_length=500, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "assessor"],
                condition=models.Q(released_at=None),
                name="assessor_assigned_once",
            ),
            models.UniqueConstraint(
                fields=["assessment"],
                condition=models.Q(released_at=None, blind=True),
                name="assessment_has_one_blind_assessor",
            ),
            models.CheckConstraint(
                condition=models.Q(released_at=None, release_reason="")
                | (models.Q(released_at__isnull=False) & ~models.Q(release_reason="")),
                name="assignment_released_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor} · {self.assessment}"


class AdviceQuerySet(models.QuerySet["Advice"]):
    def visible_to(self, actor: Actor) -> "AdviceQuerySet":
        """One's own. The others' to the register's chair, office and assessors: not as long as one's own is awaited.

        What a blind assessor advised is shown to nobody else before the decision.
        """
        registers = (
            actor.registers_with(Permission.CHECK_APPLICATIONS)
            | actor.registers_with(Permission.ADVISE_ACCREDITATION)
            | actor.registers_with(Permission.DECIDE_ACCREDITATION)
        )
        mine = Assignment.objects.filter(
            assessment=models.OuterRef("assignment__assessment"), assessor=actor.user_id, released_at=None
        )
        decided = models.Q(assignment__assessment__decisions__isnull=False)
        full = models.Q(
            assignment__assessment__register__in=actor.registers_with(Permission.CHECK_APPLICATIONS)
            | actor.registers_with(Permission.DECIDE_ACCREDITATION)
        )
        seen = (
            models.Q(assignment__assessment__register__in=registers)
            & ~models.Exists(mine.filter(advice=None))
            & (full | models.Exists(mine.filter(advice__isnull=False)))
            & (models.Q(assignment__blind=False) | decided)
        )
        return self.filter(models.Q(assignment__assessor=actor.user_id) | seen).distinct()


class Advice(models.Model):
    """What an assessor advises, independently: grant these lines, or refuse, and why. Never changed (trigger)."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="advice")
    grant = models.BooleanField()
    lines = models.JSONField(default=list, blank=True)
    conditions = models.TextField(blank=True, max_length=2000)
    reasons = models.TextField(max_length=8000)
    advised_at = models.DateTimeField()

    objects = AdviceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "advices"
        constraints = [
            models.CheckConstraint(condition=~models.Q(reasons=""), name="advice_has_reasons"),
            models.CheckConstraint(
                condition=(models.Q(grant=True) & ~models.Q(lines=[])) | models.Q(grant=False, lines=[]),
                name="advice_grants_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}: {'grant' if self.grant else 'refuse'}"
