"""What questions about an attendance have in common, whether it is not listed or booked wrongly."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from portfolio.catalogue import QuestionState
from register.access import Actor, Permission
from register.models import Registration, User


class AttendanceQuestionQuerySet(models.QuerySet[Any]):
    def visible_to(self, actor: Actor) -> Self:
        """One's own, those for one's provider to answer, and those of the registers one corrects."""
        providers = actor.organisations_with(Permission.REPORT_ATTENDANCE)
        return self.filter(
            models.Q(registration__person=actor.person_id)
            | models.Q(**{f"{self.model.PROVIDER}__in": providers})
            | models.Q(registration__register__in=actor.registers_with(Permission.CORRECT_LEDGER))
        )


class AttendanceQuestion(models.Model):
    """A question of a professional that the provider answers by `answer_by`, else the office of the register.

    `statement` is what the professional says and shows; `answer` what the provider says, `dispute` why that is not
    right, `decision` what the office decides. States and actions: `portfolio.catalogue`.
    """

    State = QuestionState
    PROVIDER: ClassVar[str]  # the path to the provider whose answer it is
    provider: Any

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    statement = models.TextField(max_length=2000)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in QuestionState], default=QuestionState.ASKED.value
    )
    asked_at = models.DateTimeField()
    answer_by = models.DateField(help_text="The last day on which the provider answers before the office takes over.")
    answer = models.TextField(blank=True, max_length=2000)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    dispute = models.TextField(blank=True, max_length=2000)
    decision = models.TextField(blank=True, max_length=2000)
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.registration} · {self.state}"


DECIDED_WITH_REASON = ~models.Q(state__in=["GRANTED", "DECLINED"]) | (
    models.Q(decided_by__isnull=False) & ~models.Q(decision="")
)
