"""The audit of one person: what is asked, what is shown in which term, what an auditor makes of it."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from portfolio.catalogue.audit_cases import Verdict
from portfolio.models.audit import Audit
from portfolio.models.ledger import LedgerEntry
from register.access import Actor
from register.models import Registration, User

_JUDGED = Q(judged_at__isnull=False, judged_by__isnull=False)
VERDICT_FITS = (
    Q(verdict="", quantity=None, judged_at=None, judged_by=None)
    | (Q(verdict="ACCEPTED", quantity=None) & _JUDGED)
    | (Q(verdict="PARTLY", quantity__gt=0) & _JUDGED & ~Q(reason=""))
    | (Q(verdict="REJECTED", quantity=None) & _JUDGED & ~Q(reason=""))
)
ANSWER_FITS = (
    Q(answered_at=None, answered_by=None, granted=None, until=None)
    | (Q(answered_at__isnull=False, answered_by__isnull=False, granted=True, until__isnull=False))
    | (Q(answered_at__isnull=False, answered_by__isnull=False, granted=False, until=None) & ~Q(answer=""))
)


class AuditRound(models.Model):
    """A term in which the person may show what is asked: first the reply, then each repair.

    `reply_by` is its last day. It ends when it is handed in or, without that, when the day is over. `finding` is the
    standing of the cycle with what the auditor had accepted by then: on it rests the next term, or the conclusion.
    """

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    asks = models.TextField(blank=True, max_length=5_000, help_text="What is to be repaired; empty for the reply.")
    opened_at = models.DateTimeField()
    reply_by = models.DateField(help_text="The last day on which it is handed in in time.")
    handed_in_at = models.DateTimeField(null=True, blank=True)
    explanation = models.TextField(blank=True, max_length=5_000)
    ended_at = models.DateTimeField(null=True, blank=True)
    finding = models.JSONField(null=True, blank=True)
    found_at = models.DateTimeField(null=True, blank=True)
    found_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "number"], name="audit_round_in_order"),
            models.UniqueConstraint(fields=["audit"], condition=Q(ended_at=None), name="audit_round_one_open"),
            models.CheckConstraint(
                condition=Q(handed_in_at=None) | Q(ended_at__isnull=False), name="audit_round_handed_in_ends"
            ),
            models.CheckConstraint(
                condition=Q(found_at=None, finding__isnull=True, found_by=None)
                | Q(found_at__isnull=False, finding__isnull=False, found_by__isnull=False, ended_at__isnull=False),
                name="audit_round_finding_fits",
            ),
            models.CheckConstraint(condition=Q(number=1) | ~Q(asks=""), name="audit_round_repair_says_what"),
        ]
        indexes = [models.Index(fields=["reply_by"], condition=Q(ended_at=None), name="audit_round_running")]

    def __str__(self) -> str:
        return f"{self.number} until {self.reply_by}"


class AuditExtension(models.Model):
    """The person asks for a later last day, with a reason; the office answers. While it waits the term does not end."""

    round = models.ForeignKey(AuditRound, on_delete=models.PROTECT, related_name="extensions")
    reason = models.TextField(max_length=2_000)
    wished_until = models.DateField()
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True)
    until = models.DateField(null=True, blank=True)
    answer = models.TextField(blank=True, max_length=2_000)
    answered_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["round"], condition=Q(answered_at=None), name="audit_extension_one_open"),
            models.CheckConstraint(condition=ANSWER_FITS, name="audit_extension_answer_fits"),
            models.CheckConstraint(condition=~Q(reason=""), name="audit_extension_says_why"),
        ]

    def __str__(self) -> str:
        return f"until {self.wished_until}"


class AuditConflict(models.Model):
    """Somebody who cannot audit this person said so: whoever did is never assigned to this audit again."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="conflicts")
    auditor = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["audit", "auditor"], name="audit_conflict_once")]

    def __str__(self) -> str:
        return self.reason


class AuditItemQuerySet(models.QuerySet["AuditItem"]):
    def visible_to(self, actor: Actor) -> "AuditItemQuerySet":
        """Those of the audits that one sees."""
        return self.filter(audit__in=Audit.objects.visible_to(actor))


class AuditItem(models.Model):
    """One fact that is to be shown: it counted at the draw, or the person added it afterwards (`added_at`).

    `registration` is that of the audit. `verdict` and `reason` are the auditor's and may change until the audit is
    concluded; PARTLY is for `quantity` in the unit of the entry.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="items")
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="audit_items")
    added_at = models.DateTimeField(null=True, blank=True, help_text="When the person added it after the draw.")
    explanation = models.TextField(blank=True, max_length=5_000)
    explained_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=8, blank=True, choices=[(one.value, one.value) for one in Verdict])
    quantity = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    reason = models.TextField(blank=True, max_length=2_000)
    judged_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    judged_at = models.DateTimeField(null=True, blank=True)

    objects = AuditItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["audit", "entry"], name="audit_item_once"),
            models.CheckConstraint(condition=VERDICT_FITS, name="audit_item_verdict_fits"),
        ]

    def __str__(self) -> str:
        return f"{self.entry}"

    @property
    def state(self) -> str:
        """Where its audit stands now: evidence is taken as long as a term runs."""
        return Audit.objects.values_list("state", flat=True).get(pk=self.audit_id)
