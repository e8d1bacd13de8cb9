"""Claims: activities that professionals enter themselves."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Extract, Floor

from portfolio.catalogue import STANDING_CLAIM, UNDECIDED, ClaimState
from portfolio.models.claim_proposal import ClaimProposal
from portfolio.models.ledger import LedgerEntry
from register.access import Actor, Permission
from register.models import Registration, User

# A whole number that goes up with the minute of submission and, in the same minute, with the id: a place in the queue.
IN_ORDER_OF_SUBMISSION = models.ExpressionWrapper(
    Cast(Floor(Extract("submitted_at", "epoch") / 60), models.BigIntegerField()) * 2**34 + F("id"),
    output_field=models.BigIntegerField(),
)
_DRAWN = sorted(UNDECIDED)
_DECIDED = Q(submitted_at__isnull=False, decided_at__isnull=False)
_OPEN = Q(submitted_at__isnull=False, decided_at=None)
STATE_FITS = (
    Q(state="DRAFT", submitted_at=None, decided_at=None, entry=None)
    | (Q(state__in=_DRAWN) & _OPEN & (Q(entry=None) | Q(drawn_at__isnull=False)))
    | (Q(state="COUNTING", entry__isnull=False) & _OPEN)
    | (Q(state="GRANTED", entry__isnull=False) & _DECIDED)
    | (Q(state="PARTLY_GRANTED", entry__isnull=False) & _DECIDED & ~Q(reason=""))
    | (Q(state="REFUSED", entry=None) & _DECIDED & ~Q(reason=""))
    | Q(state__in=["WITHDRAWN", "REPLACED"], entry=None)
)
REPLACING = sorted(one.value for one in {ClaimState.DRAFT, *UNDECIDED, *STANDING_CLAIM, ClaimState.REPLACED})
USING = [state for state in REPLACING if state != ClaimState.REPLACED.value]


class ClaimQuerySet(models.QuerySet["Claim"]):
    def visible_to(self, actor: Actor) -> "ClaimQuerySet":
        """One's own, and those of the registers whose dossiers one reads; a draft is its writer's alone."""
        return self.filter(
            Q(registration__person=actor.person_id)
            | (
                Q(registration__register__in=actor.registers_with(Permission.READ_DOSSIERS))
                & Q(submitted_at__isnull=False)
            )
        )


class Claim(models.Model):
    """An activity a professional says they did, and what an assessor decided about it.

    States and actions: `portfolio.catalogue.CLAIMS`. `entry` is the ledger entry by which it counts now. `form` is the
    code of a form in the regulation, and `answers` what was filled in on it. A claim that `replaces` another takes its
    place once it is granted. Claims of one activity for several registers share `submission`; each register decides its
    own. One that refers to a `proposal` counts as was answered there; `differs` says why it does not.
    """

    State = ClaimState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="claims")
    form = models.CharField(max_length=60, blank=True, db_default="")
    category = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    performed_on = models.DateField()
    quantity = models.DecimalField(max_digits=9, decimal_places=3)
    unit = models.CharField(max_length=20)
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    answers = models.JSONField(blank=True, default=dict, db_default=models.Value({}, models.JSONField()))
    submission = models.UUIDField(null=True, blank=True, editable=False)
    proposal = models.ForeignKey(ClaimProposal, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    differs = models.CharField(max_length=500, blank=True, db_default="")
    replaces = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="replacements")
    state = models.CharField(
        max_length=14, choices=[(one.value, one.value) for one in ClaimState], default=ClaimState.SUBMITTED
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True, help_text="The last day on which a decision is promised.")
    assessor = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="claims_in_hand")
    returned_at = models.DateTimeField(null=True, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True, help_text="When a sample drew it, of those that count.")
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    entry = models.OneToOneField(LedgerEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="claim")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=STATE_FITS, name="claim_state_fits"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="claim_quantity_positive"),
            models.CheckConstraint(
                condition=~Q(state="RETURNED") | (Q(returned_at__isnull=False) & ~Q(reason="")),
                name="claim_returned_with_reason",
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=Q(state__in=REPLACING), name="claim_replaced_by_one"
            ),
            models.UniqueConstraint(
                fields=["submission", "registration"],
                condition=Q(state__in=REPLACING),
                name="claim_once_per_registration",
            ),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(state__in=USING),
                name="claim_one_per_proposal",
            ),
        ]
        indexes = [
            models.Index(fields=["registration", "-submitted_at"], name="claim_of_registration"),
            models.Index(fields=["submitted_at", "id"], condition=Q(state="SUBMITTED"), name="claim_waiting"),
            models.Index(fields=["assessor"], condition=Q(state="SUBMITTED"), name="claim_in_hand"),
            models.Index(fields=["registration"], condition=Q(state="COUNTING"), name="claim_counting"),
        ]

    def __str__(self) -> str:
        return self.title
