"""Evidence: files by which professionals show what they did."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.functions import Coalesce

from portfolio.models.audit import Audit, in_hand_of
from portfolio.models.audit_case import AuditItem
from portfolio.models.claim import Claim
from portfolio.models.claim_proposal import ClaimProposal
from portfolio.models.missing_attendance import MissingAttendance
from portfolio.models.wrong_attendance import WrongAttendance
from register.access import Actor, Permission
from register.models import Person, User

Place = Claim | ClaimProposal | MissingAttendance | WrongAttendance | AuditItem
PLACES: dict[str, type[Place]] = {
    "claim": Claim,
    "proposal": ClaimProposal,
    "missing_attendance": MissingAttendance,
    "wrong_attendance": WrongAttendance,
    "audit_item": AuditItem,
}
REGISTER = Coalesce(*(f"{name}__registration__register" for name in PLACES))
AT_MOST_ONE = reduce(or_, (models.Q(**{other: None for other in PLACES if other != name}) for name in PLACES))


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, actor: Actor) -> "EvidenceQuerySet":
        """One's own, that of the claims, proposals, questions, records and items one sees, and of what one audits."""
        records = apps.get_model("portfolio", "Record")._default_manager  # that model refers to this one
        seen = models.Q(person=actor.person_id)
        for name, place in PLACES.items():
            seen |= models.Q(**{f"{name}__in": place._default_manager.visible_to(actor)})
        of_records = records.visible_to(actor).exclude(evidence=None)  # type: ignore[attr-defined]
        if actor.registers_with(Permission.AUDIT):  # what was shown when it was claimed shows it now
            audits = Audit.objects.filter(in_hand_of(actor))
            seen |= models.Q(claim__entry__in=AuditItem.objects.filter(audit__in=audits).values("entry"))
        return self.filter(seen | models.Q(pk__in=of_records.values("evidence")))

    def sent_by_several(self, *, registers: Iterable[int]) -> "EvidenceQuerySet":
        """Files in these registers that another person sent as well, here or elsewhere.

        Each has `same_here`, the uuids of the others in its register, and `elsewhere`, in how many dossiers outside it
        the same file is: whose they are is not told.
        """
        rows = self.annotate(register=REGISTER)
        same = (
            Evidence.objects.annotate(register=REGISTER)
            .filter(digest=models.OuterRef("digest"))
            .exclude(person=models.OuterRef("person"))
        )
        here = models.Q(register=models.OuterRef("register"))
        outside = same.filter(~here | models.Q(register=None)).order_by().values("digest")
        return rows.filter(models.Exists(same), register__in=registers).annotate(
            same_here=ArraySubquery(same.filter(here).order_by("id").values("uuid")),
            elsewhere=Coalesce(
                models.Subquery(outside.annotate(n=models.Count("person", distinct=True)).values("n")), 0
            ),
        )


class Evidence(models.Model):
    """A file of a professional, on its own or with one claim, proposal, question about attendance or item of an audit.

    The file is in the store under `key`, a random name; it was there before this row and goes after it. `digest` is the
    SHA-256 of what is stored. `scanned_at` is null when no scanner was configured; `lost_at` since
    when the store does not have the file. Handed out as a download only.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="evidence")
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    missing_attendance = models.ForeignKey(
        MissingAttendance, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    wrong_attendance = models.ForeignKey(
        WrongAttendance, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    proposal = models.ForeignKey(
        ClaimProposal, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    audit_item = models.ForeignKey(AuditItem, null=True, blank=True, on_delete=models.PROTECT, related_name="evidence")
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, db_index=True)
    key = models.CharField(max_length=100, unique=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True, blank=True)
    lost_at = models.DateTimeField(null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(condition=AT_MOST_ONE, name="evidence_shows_one_thing"),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="evidence_is_not_empty"),
            models.UniqueConstraint(
                fields=["person", "digest", *PLACES],
                nulls_distinct=False,
                name="evidence_once_per_place",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def place(self) -> Place | None:
        """What it shows; None when it is kept on its own."""
        return next((place for name in PLACES if (place := getattr(self, name))), None)
