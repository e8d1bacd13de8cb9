"""What a registration is from a day on: facts that are added and withdrawn, never changed."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from register.access import Actor, Permission
from register.catalogue import REGISTRATION
from register.models.registration import Registration
from register.models.user import User


class StatusChangeQuerySet(models.QuerySet["StatusChange"]):
    def visible_to(self, actor: Actor) -> "StatusChangeQuerySet":
        """Those of one's own registrations, and of registers whose registrations the actor may read."""
        return self.filter(
            models.Q(registration__person=actor.person_id)
            | models.Q(registration__register__in=actor.registers_with(Permission.READ_REGISTRATIONS))
        )

    def standing(self) -> "StatusChangeQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at=None)


class StatusChange(models.Model):
    """From `starts_on` on the registration has this value on this axis, until the next change of the same axis.

    So ranges cannot overlap: an axis has one change a day that stands. `ground` is the uuid of the decision it rests
    on, `withdrawn_ground` that of the decision that took it back. A trigger refuses any change but being withdrawn.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="status_changes")
    axis = models.CharField(max_length=80, default=REGISTRATION)
    value = models.CharField(max_length=20)
    starts_on = models.DateField()
    ground = models.UUIDField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_ground = models.UUIDField(null=True, blank=True)

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "axis", "starts_on"],
                condition=models.Q(withdrawn_at=None),
                name="status_one_a_day",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=False) | models.Q(withdrawn_ground=None),
                name="status_withdrawn_at_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["ground"], name="status_of_ground")]

    def __str__(self) -> str:
        return f"{self.axis} {self.value}"
