"""Proposals: whether an activity that has yet to be done would count."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from portfolio.catalogue.proposals import ProposalState
from register.access import Actor, Permission
from register.models import Registration, User

_ANSWER = Q(
    expected_quantity__gt=0, valid_before__isnull=False, answered_by__isnull=False, answered_at__isnull=False
) & ~Q(expected_category="")
_NO_ANSWER = Q(expected_quantity=None, valid_before=None, expected_category="", binding=False)
STATE_FITS = (
    (Q(state__in=["ASKED", "WITHDRAWN"], answered_by=None, answered_at=None) & _NO_ANSWER)
    | (Q(state__in=["ANSWERED", "LAPSED"]) & _ANSWER)
    | (Q(state="REFUSED", answered_by__isnull=False, answered_at__isnull=False) & ~Q(reason="") & _NO_ANSWER)
)


class ClaimProposalQuerySet(models.QuerySet["ClaimProposal"]):
    def visible_to(self, actor: Actor) -> "ClaimProposalQuerySet":
        """One's own, and those of the registers whose dossiers one reads."""
        return self.filter(
            Q(registration__person=actor.person_id)
            | Q(registration__register__in=actor.registers_with(Permission.READ_DOSSIERS))
        )


class ClaimProposal(models.Model):
    """What a professional means to do, and whether it would count. States: `portfolio.catalogue.proposals`.

    An answer says as what category and for how much it is expected to count when it is done before `valid_before`, and
    whether that is `binding`: then a claim that refers to it is only granted less when something else was done.
    """

    State = ProposalState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="claim_proposals")
    form = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    planned_on = models.DateField()
    quantity = models.DecimalField(max_digits=9, decimal_places=3)
    unit = models.CharField(max_length=20)
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    answers = models.JSONField(blank=True, default=dict)
    state = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in ProposalState], default=ProposalState.ASKED.value
    )
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True, help_text="The last day on which an answer is promised.")
    expected_category = models.CharField(max_length=60, blank=True)
    expected_quantity = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    binding = models.BooleanField(default=False)
    valid_before = models.DateField(null=True, blank=True, help_text="It holds for what is done before this day.")
    reason = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=STATE_FITS, name="claim_proposal_state_fits"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="claim_proposal_quantity_positive"),
        ]
        indexes = [
            models.Index(fields=["asked_at", "id"], condition=Q(state="ASKED"), name="claim_proposal_waiting"),
            models.Index(fields=["valid_before"], condition=Q(state="ANSWERED"), name="claim_proposal_holding"),
        ]

    def __str__(self) -> str:
        return self.title
