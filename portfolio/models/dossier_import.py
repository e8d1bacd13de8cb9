"""Imports: dossiers that were taken along from another installation."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from register.access import Actor, Permission
from register.models import Registration, User


class DossierImportQuerySet(models.QuerySet["DossierImport"]):
    def accepted(self) -> "DossierImportQuerySet":
        return self.filter(state=DossierImport.State.ACCEPTED)

    def visible_to(self, actor: Actor) -> "DossierImportQuerySet":
        """One's own, and those of the registers whose ledger one corrects."""
        return self.filter(
            Q(registration__person=actor.person_id)
            | Q(registration__register__in=actor.registers_with(Permission.CORRECT_LEDGER))
        )


class DossierImport(models.Model):
    """An archive from another installation, checked as a whole, about a registration here.

    CHECKED → ACCEPTED by the office → DONE once everything is booked; or REFUSED. `report` says per part what comes and
    what does not, with a code for each reason; `source` is the address of the installation that made the archive,
    `source_number` the number there. The archive is in the store under `key` until the import is over.
    """

    class State(models.TextChoices):
        CHECKED = "CHECKED", "checked"
        ACCEPTED = "ACCEPTED", "accepted"
        DONE = "DONE", "done"
        REFUSED = "REFUSED", "refused"
        PARKED = "PARKED", "parked"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="dossier_imports")
    source = models.CharField(max_length=200)
    source_registration = models.UUIDField()
    source_number = models.CharField(max_length=40)
    made_at = models.DateTimeField(help_text="When the other installation made the archive.")
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=100, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.CHECKED)
    attempts = models.PositiveSmallIntegerField(default=0)
    report = models.JSONField(default=list)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = DossierImportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "digest"], condition=~Q(state="REFUSED"), name="dossier_import_once"
            ),
            models.CheckConstraint(
                condition=Q(state="CHECKED", decided_at=None, decided_by=None)
                | ~Q(state="CHECKED") & Q(decided_at__isnull=False, decided_by__isnull=False),
                name="dossier_import_decided_by_someone",
            ),
            models.CheckConstraint(
                condition=~Q(state="REFUSED") | ~Q(reason=""), name="dossier_import_refused_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.state}"
