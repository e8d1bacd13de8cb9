"""Exports: a dossier made into one file for the one it is about."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from register.access import Actor
from register.models import Person, User

UNFINISHED = ["QUEUED", "MAKING"]


class DossierExportQuerySet(models.QuerySet["DossierExport"]):
    def unfinished(self) -> "DossierExportQuerySet":
        return self.filter(state__in=UNFINISHED)

    def visible_to(self, actor: Actor) -> "DossierExportQuerySet":
        """One's own only: not even the register office sees that somebody takes their dossier along."""
        return self.filter(person=actor.person_id) if actor.person_id else self.none()


class DossierExport(models.Model):
    """A dossier, whole or some parts of it, as one file: to take along, or to print.

    `parts` are keys of the table of parts; empty is all of them. The file is in the store under `key` from READY on
    until `expires_at`; a run that breaks off is begun again, and after three PARKED.
    """

    class Form(models.TextChoices):
        ARCHIVE = "ARCHIVE", "a ZIP with data and files, to take along"
        DOCUMENT = "DOCUMENT", "a PDF to read"

    class State(models.TextChoices):
        QUEUED = "QUEUED", "queued"
        MAKING = "MAKING", "being made"
        READY = "READY", "ready"
        EXPIRED = "EXPIRED", "expired"
        PARKED = "PARKED", "parked"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="dossier_exports")
    form = models.CharField(max_length=10, choices=Form.choices, default=Form.ARCHIVE)
    language = models.CharField(max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl")
    parts = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True, help_text="Until when the worker that makes it has it.")
    requested_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    objects = DossierExportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "form"],
                condition=Q(state__in=UNFINISHED),
                name="dossier_export_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="READY")
                | Q(finished_at__isnull=False, expires_at__isnull=False, size__isnull=False) & ~Q(digest=""),
                name="dossier_export_ready_has_its_file",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="dossier_export_of_person"),
            models.Index(fields=["expires_at"], condition=Q(state="READY"), name="dossier_export_expiring"),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.state}"

    @property
    def key(self) -> str:
        """Where its file is in the store."""
        return f"exports/{self.uuid}"
