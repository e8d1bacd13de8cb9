"""Two persons who turn out to be one: who goes on, who decided so, and what moved."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from portfolio.catalogue.merging import MergeState
from portfolio.models.ledger import LedgerEntry
from register.access import Actor, Permission
from register.models import Person, Register, User

PROPOSED, DONE, REFUSED = (state.value for state in MergeState)
STATE_FITS = (
    Q(state=PROPOSED, decided_at=None, decided_by=None, refused_because="")
    | Q(state=DONE, decided_at__isnull=False, decided_by__isnull=False, refused_because="")
    | Q(state=REFUSED, decided_at__isnull=False, decided_by__isnull=False)
)


class PersonMergeQuerySet(models.QuerySet["PersonMerge"]):
    def visible_to(self, actor: Actor) -> "PersonMergeQuerySet":
        """Those of registers where the actor prepares or takes decisions, and what was done about oneself."""
        registers = actor.registers_with(Permission.PREPARE_DECISIONS) | actor.registers_with(Permission.TAKE_DECISIONS)
        return self.filter(Q(register__in=registers) | Q(survivor=actor.person_id, state=DONE))

    def standing(self) -> "PersonMergeQuerySet":
        """Joinings that were carried out and not taken back."""
        return self.filter(undoes=None, state=DONE).exclude(undoings__state=DONE)


class PersonMerge(models.Model):
    """`merged` turns out to be `survivor`, who goes on; or one that `undoes` another takes that back.

    Proposed by one, carried out or refused by another. `moved` has the keys of the rows that followed, by
    `app.Model.field`; `figures` is what would move when it was proposed, and what did when it was carried out.
    What was decided is not changed any more (database trigger).
    """

    State = MergeState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="person_merges")
    merged = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges_away")
    survivor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    undoes = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="undoings")
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in MergeState], default=MergeState.PROPOSED.value
    )
    reason = models.TextField(max_length=2_000)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.CharField(max_length=500, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    moved = models.JSONField(default=dict, blank=True)

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(merged=F("survivor")), name="person_merge_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="person_merge_says_why"),
            models.CheckConstraint(condition=STATE_FITS, name="person_merge_state_fits"),
            # Who proposed may take it off the table; carrying it out takes another.
            models.CheckConstraint(
                condition=~Q(state=DONE, decided_by=F("proposed_by")), name="person_merge_four_eyes"
            ),
            models.UniqueConstraint(fields=["merged"], condition=Q(state=PROPOSED), name="person_merge_proposed_once"),
            models.UniqueConstraint(
                fields=["undoes"], condition=Q(undoes__isnull=False, state=DONE), name="person_merge_undone_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class MovedEntry(models.Model):
    """A fact that stands with somebody else since a joining, or since that was taken back. Only grows.

    `entry` was reversed and `again` stands in its place. Of a `double`, `again` is the same fact, which whoever goes on
    had already.
    """

    merge = models.ForeignKey(PersonMerge, on_delete=models.PROTECT, related_name="entries")
    entry = models.OneToOneField(LedgerEntry, on_delete=models.PROTECT, related_name="moved")
    again = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="moved_from")
    double = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "moved entries"
        constraints = [
            models.UniqueConstraint(fields=["again"], condition=Q(double=False), name="moved_entry_stands_for_one"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} → {self.again_id}"
