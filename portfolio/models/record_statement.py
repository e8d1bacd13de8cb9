"""Statements of others about a record: asked by mail, given by a link, without an account."""

from django.contrib.postgres.functions import RandomUUID
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Q

from portfolio.catalogue.records import StatementState
from portfolio.models.record import Record
from register.access import Actor
from register.models import Registration

SALT = "portfolio.record-statement"


class RecordStatementQuerySet(models.QuerySet["RecordStatement"]):
    def visible_to(self, actor: Actor) -> "RecordStatementQuerySet":
        """Those about records one sees."""
        return self.filter(record__in=Record.objects.visible_to(actor))


class RecordStatement(models.Model):
    """What an employer, a confirmer or a partner in a conversation is asked to state about one record.

    The key of its link is a signature of `uuid`, and kept nowhere. `registration` is that of whoever stated it, where
    the rule asks for a colleague of the same register.
    """

    class Role(models.TextChoices):
        EMPLOYER = "EMPLOYER", "employer"
        CONFIRMER = "CONFIRMER", "confirmer"
        PARTNER = "PARTNER", "partner in a conversation"

    State = StatementState

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="statements")
    role = models.CharField(max_length=9, choices=Role.choices)
    name = models.CharField(max_length=200)
    email = models.EmailField()
    state = models.CharField(
        max_length=9, choices=[(one.value, one.value) for one in StatementState], default=StatementState.ASKED
    )
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    remark = models.TextField(max_length=2000, blank=True)
    registration = models.ForeignKey(Registration, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = RecordStatementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["record", "role"], condition=Q(state__in=["ASKED", "GIVEN"]), name="record_statement_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(state="ASKED", answered_at=None)
                | Q(state="WITHDRAWN")
                | Q(state__in=["GIVEN", "DECLINED"], answered_at__isnull=False),
                name="record_statement_state_fits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} · {self.record}"

    @property
    def key(self) -> str:
        """What opens it. For the mail to its address, and nobody else."""
        return Signer(salt=SALT).signature(str(self.uuid))

    def opens_with(self, key: str) -> bool:
        """Whether this is its key."""
        signer = Signer(salt=SALT)
        try:
            signer.unsign(f"{self.uuid}{signer.sep}{key}")
        except BadSignature:
            return False
        return True
