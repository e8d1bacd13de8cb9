"""Assessments: how one register deals with an application, what it asked, and how long each step took."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.catalogue import State
from accreditation.models.application import Application
from accreditation.models.submission import Submission
from register.access import Actor, Permission
from register.models import Register, User

STATES = [(state.value, state.value) for state in State]


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, actor: Actor) -> "AssessmentQuerySet":
        """The provider's own, and what is before a register to those who check, advise or decide there."""
        own = models.Q(application__provider__in=actor.organisations_with(Permission.APPLY_FOR_ACCREDITATION))
        return self.filter(own | models.Q(pk__in=Assessment.objects.before(actor)))

    def before(self, actor: Actor) -> "AssessmentQuerySet":
        """What was put before the registers for which the actor checks, advises or decides."""
        registers = (
            actor.registers_with(Permission.CHECK_APPLICATIONS)
            | actor.registers_with(Permission.ADVISE_ACCREDITATION)
            | actor.registers_with(Permission.DECIDE_ACCREDITATION)
        )
        return self.filter(register__in=registers).exclude(submission=None)


class Assessment(models.Model):
    """An application in one register, from draft to decision. `state` moves by the table of `accreditation.catalogue`.

    `submission` is what this register looks at, `requested` the lines the provider asks for; both change only while it
    is the provider's turn to complete them (trigger). `advices_needed` is what the register's policy said when it was
    accepted, plus what the chair asked for; `blind` says that one more, blind, advice measures agreement.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="assessments")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=20, choices=STATES, default=State.DRAFT.value)
    submission = models.ForeignKey(
        Submission, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    requested = models.JSONField(default=list, blank=True)
    advices_needed = models.PositiveSmallIntegerField(default=0)
    blind = models.BooleanField(default=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "register"], name="assessment_once_per_register"),
            models.CheckConstraint(
                condition=models.Q(state__in=[State.DRAFT.value, State.WITHDRAWN.value])
                | models.Q(submission__isnull=False),
                name="assessment_of_what_was_submitted",
            ),
        ]
        indexes = [models.Index(fields=["register", "state"], name="assessment_of_register")]

    def __str__(self) -> str:
        return f"{self.application} in {self.register.code}"

    @property
    def put_forward(self) -> Submission | Application:
        """What this register looks at; before anything was submitted to it, the draft."""
        return self.submission or self.application


class StateSpan(models.Model):
    """A stretch of time in which an assessment was in one state; `due_on`, if promised, is the last day in time.

    `remarks` is what was said on entering: what is missing, or why it was set aside. A list of `field` and `text`.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="spans")
    state = models.CharField(max_length=20, choices=STATES)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    left_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    remarks = models.JSONField(default=list, blank=True)
    told_overdue_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=models.Q(left_at=None), name="assessment_in_one_state"
            ),
            models.CheckConstraint(
                condition=models.Q(left_at=None) | models.Q(left_at__gte=models.F("entered_at")),
                name="state_is_left_after_it_was_entered",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=models.Q(left_at=None), name="state_due"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.entered_at:%Y-%m-%d}"


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, actor: Actor) -> "QuestionQuerySet":
        """Whoever sees the assessment."""
        return self.filter(assessment__in=Assessment.objects.visible_to(actor))


class Question(models.Model):
    """A question to the provider during assessment. One at a time: the next waits for the answer."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField(max_length=4000)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True, max_length=8000)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"], condition=models.Q(answered_at=None), name="question_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answer="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
                name="question_answered_with_words",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
