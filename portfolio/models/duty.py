"""Personal duties: what one person owes until a day, to an office that laid it or to somebody it was agreed with."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from portfolio.catalogue.reflection import DutyState
from portfolio.models.conversation import Conversation
from register.access import Actor, Permission
from register.models import Person, Registration, User

SETTLED = ["FULFILLED", "LIFTED"]


class DutyQuerySet(models.QuerySet["Duty"]):
    def visible_to(self, actor: Actor) -> "DutyQuerySet":
        """One's own, those agreed with oneself, and those that the office of one's register laid."""
        registers = actor.registers_with(Permission.MANAGE_REGISTRATIONS)
        laid = Q(registration__register__in=registers)
        if actor.person_id is None:
            return self.filter(laid)
        return self.filter(laid | Q(person=actor.person_id) | Q(agreed_with=actor.person_id))


class Duty(models.Model):
    """Something a person has to do by a day, and who says whether it was done. `portfolio.catalogue.reflection`.

    Its other side is one of three: the office that laid it on a `registration`; a person it was `agreed_with`; or the
    manager of the `conversation` in which it was agreed, who comes by a link. `cause` says what it follows from.
    `code` names the facts as which it is in the ledger, where the regulation counts such duties. `warned_on` is the
    day for which the last warning was given: before the end, or the day after it.
    """

    State = DutyState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="duties")
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="duties"
    )
    agreed_with = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="duties_of_others"
    )
    conversation = models.ForeignKey(
        Conversation, null=True, blank=True, on_delete=models.PROTECT, related_name="duties"
    )
    title = models.CharField(max_length=500)
    explanation = models.TextField(blank=True)
    cause = models.CharField(max_length=200, blank=True)
    code = models.CharField(max_length=60, blank=True)
    source_key = models.CharField(max_length=120, unique=True, help_text="Names where it comes from, once.")
    due_on = models.DateField(help_text="The last day on which it can be done in time.")
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in DutyState], default=DutyState.OPEN
    )
    begun_at = models.DateTimeField()
    laid_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    account = models.TextField(blank=True, help_text="How the person says it was fulfilled.")
    reported_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Of the last decision.")
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_name = models.CharField(max_length=200, blank=True, help_text="Of who decided without an account.")
    decided_at = models.DateTimeField(null=True, blank=True)
    warned_on = models.DateField(null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "duties"
        constraints = [
            models.CheckConstraint(
                condition=Q(registration__isnull=False, agreed_with=None, conversation=None)
                | Q(registration=None, agreed_with__isnull=False)
                | Q(registration=None, agreed_with=None, conversation__isnull=False),
                name="duty_has_one_other_side",
            ),
            models.CheckConstraint(
                condition=~Q(agreed_with=models.F("person")) | Q(agreed_with=None), name="duty_not_with_oneself"
            ),
            models.CheckConstraint(
                condition=Q(state="OPEN")
                | Q(state="REPORTED", reported_at__isnull=False)
                | (
                    Q(state__in=SETTLED, decided_at__isnull=False)
                    & (Q(decided_by__isnull=False, decided_name="") | (Q(decided_by=None) & ~Q(decided_name="")))
                ),
                name="duty_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(code="") | Q(registration__isnull=False), name="duty_counts_in_a_register"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="duty_of_person"),
            models.Index(fields=["due_on"], condition=Q(state="OPEN"), name="duty_open"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def decider(self) -> str:
        """Who settled it: by name, or the office, which has none."""
        if self.state not in SETTLED:
            return ""
        return self.decided_name or (self.agreed_with.full_name if self.agreed_with else "")
