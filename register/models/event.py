"""The trail: what happened, in the past tense, with ids only."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from register.models.organisation import Organisation, Register
from register.models.person import Person
from register.models.user import User


class Event(models.Model):
    """One thing that happened, e.g. `regulation.adopted`. Never changed (database trigger); holds no personal data."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_uuid = models.UUIDField()
    actor = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    register = models.ForeignKey(Register, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["subject_uuid", "id"], name="event_of_subject"),
            models.Index(fields=["kind", "recorded_at"], name="event_of_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_uuid}"
