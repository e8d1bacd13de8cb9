"""Accreditations: what a course brings in a register, and how that is taken back."""

from datetime import date, datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.assessment_decision import Decision
from accreditation.models.course import Course
from accreditation.models.course_version import CourseVersion
from register.access import Actor, Permission
from register.models import DateRange, Register, User


class AccreditationQuerySet(models.QuerySet["Accreditation"]):
    def visible_to(self, actor: Actor) -> "AccreditationQuerySet":
        """Decisions on what a course is worth are public to everyone signed in."""
        return self

    def in_force(self) -> "AccreditationQuerySet":
        """What holds as far as is known now."""
        return self.filter(replaced_at=None)

    def known_at(self, moment: datetime) -> "AccreditationQuerySet":
        """What held as far as was known at a moment."""
        return self.filter(decided_at__lte=moment).filter(models.Q(replaced_at=None) | models.Q(replaced_at__gt=moment))

    def valid_on(self, day: date) -> "AccreditationQuerySet":
        return self.filter(valid_from__lte=day, valid_before__gt=day)


class Accreditation(models.Model):
    """A register's decision that a course counts, as what, for how much, from when until when.

    `quantity` in `unit` (point, hour, …) under `category`, a word of the register's regulation. A course that counts
    in several categories has a row for each. One per course, register, category and day: the database refuses two
    that overlap. Never changed (database trigger): what was decided differently later, or withdrawn, is `replaced_at`
    that moment, by rows of what remains. `decision` is the one on an application; without it, `reason` says why the
    chair recorded it.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="accreditations")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="accreditations")
    category = models.CharField(max_length=60)
    quantity = models.DecimalField(max_digits=9, decimal_places=3)
    unit = models.CharField(max_length=20)
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    valid_from = models.DateField()
    valid_before = models.DateField()
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="accreditations"
    )
    reason = models.CharField(max_length=500, blank=True, db_default="")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_before__gt=models.F("valid_from")), name="accreditation_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="accreditation_brings_something"),
            models.CheckConstraint(
                condition=models.Q(replaced_at=None) | models.Q(replaced_at__gte=models.F("decided_at")),
                name="accreditation_replaced_after_it_was_decided",
            ),
            ExclusionConstraint(
                name="accreditation_one_per_day",
                expressions=[
                    ("course", "="),
                    ("register", "="),
                    ("category", "="),
                    (DateRange("valid_from", "valid_before"), "&&"),
                ],
                condition=models.Q(replaced_at=None),
            ),
        ]
        indexes = [models.Index(fields=["register", "valid_before"], name="accreditation_of_register")]

    def __str__(self) -> str:
        return f"{self.course.code} in {self.register.code}"


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    def visible_to(self, actor: Actor) -> "WithdrawalQuerySet":
        """The provider of the course, and the register's office and chair."""
        registers = actor.registers_with(Permission.CHECK_APPLICATIONS) | actor.registers_with(
            Permission.DECIDE_ACCREDITATION
        )
        own = actor.organisations_with(Permission.APPLY_FOR_ACCREDITATION)
        return self.filter(models.Q(register__in=registers) | models.Q(course__provider__in=own))


class Withdrawal(models.Model):
    """A register takes back what it decided on a course: proposed by one person, confirmed by another.

    From `withdrawn_from` on, attending brings nothing. `effect` says what that does to credit that was given: it stays
    (the day is that of the confirmation or later), falls away from an earlier day, or altogether.
    """

    class Effect(models.TextChoices):
        KEEPS = "KEEPS", "credit that was given stays"
        FROM_DATE = "FROM_DATE", "credit falls away from a day"
        ALL = "ALL", "all credit falls away"

    class State(models.TextChoices):
        PROPOSED = "PROPOSED", "proposed"
        CONFIRMED = "CONFIRMED", "confirmed"
        DROPPED = "DROPPED", "dropped"

    TRANSITIONS = {State.PROPOSED: {State.CONFIRMED, State.DROPPED}}

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="withdrawals")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="withdrawals")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    effect = models.CharField(max_length=10, choices=Effect.choices)
    withdrawn_from = models.DateField(null=True, blank=True)
    reasons = models.TextField(max_length=8000)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    settled_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "register"],
                condition=models.Q(state="PROPOSED"),
                name="withdrawal_proposed_once",
            ),
            models.CheckConstraint(condition=~models.Q(reasons=""), name="withdrawal_has_reasons"),
            models.CheckConstraint(
                condition=models.Q(effect="ALL", withdrawn_from=None)
                | (~models.Q(effect="ALL") & models.Q(withdrawn_from__isnull=False)),
                name="withdrawal_names_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(state="PROPOSED", settled_by=None, settled_at=None)
                | (~models.Q(state="PROPOSED") & models.Q(settled_by__isnull=False, settled_at__isnull=False)),
                name="withdrawal_state_fits",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="CONFIRMED") | ~models.Q(settled_by=models.F("proposed_by")),
                name="withdrawal_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course.code} in {self.register.code}: {self.effect}"


class RepeatReminder(models.Model):
    """A provider was told that an accreditation ends and a repeat may be applied for; once per end."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")
    valid_before = models.DateField()
    reminded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "register", "valid_before"], name="repeat_reminded_once")
        ]

    def __str__(self) -> str:
        return f"{self.course.code} {self.valid_before}"


class CourseChangeQuerySet(models.QuerySet["CourseChange"]):
    def visible_to(self, actor: Actor) -> "CourseChangeQuerySet":
        """The provider of the course, and those who check, advise or decide in the register."""
        registers = (
            actor.registers_with(Permission.CHECK_APPLICATIONS)
            | actor.registers_with(Permission.ADVISE_ACCREDITATION)
            | actor.registers_with(Permission.DECIDE_ACCREDITATION)
        )
        own = actor.organisations_with(Permission.APPLY_FOR_ACCREDITATION)
        return self.filter(models.Q(register__in=registers) | models.Q(version__course__provider__in=own))


class CourseChange(models.Model):
    """What a new version of an accredited course means in a register, by its policy of that day.

    `changed` are the parts that differ from the version before. One to reassess is settled by the decision on an
    application that brings this version, or a later one.
    """

    class Effect(models.TextChoices):
        NONE = "NONE", "no effect"
        NOTIFY = "NOTIFY", "the office is told"
        REASSESS = "REASSESS", "to be assessed anew"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="changes")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")
    changed = ArrayField(models.CharField(max_length=30))
    effect = models.CharField(max_length=10, choices=Effect.choices)
    triaged_at = models.DateTimeField()
    settled_by = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="settles")

    objects = CourseChangeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "register"], name="change_triaged_once")]

    def __str__(self) -> str:
        return f"{self.version} in {self.register.code}: {self.effect}"
