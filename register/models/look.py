"""Looks: who read whose dossier, for the one it is about."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from register.access import Actor
from register.models.organisation import Organisation
from register.models.person import Person, all_of
from register.models.user import User


class LookQuerySet(models.QuerySet["Look"]):
    def visible_to(self, actor: Actor) -> "LookQuerySet":
        """Those at one's own dossier, and nobody else's."""
        return self.filter(person__in=all_of(actor.person_id)) if actor.person_id is not None else self.none()


class Look(models.Model):
    """Somebody else read a part of a dossier. Only grows (database trigger).

    `role` is what the reader held, `share` or `webhook`; `purpose` what it was for (`LookPurpose`); `ground` the uuid
    of the grant of the owner, if it was one. The account is kept to look into complaints and is not shown: the owner
    reads which organisation looked, when and why. `listed_on`: it came along in a list; that is noted once a day.
    `trace` is the request, as the log has it.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="looks")
    part = models.CharField(max_length=60)
    role = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ground = models.UUIDField(null=True, blank=True)
    listed_on = models.DateField(null=True, blank=True)
    trace = models.CharField(max_length=64, blank=True)
    looked_at = models.DateTimeField()

    objects = LookQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="look_at_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "account", "part", "listed_on"],
                condition=models.Q(listed_on__isnull=False),
                name="look_in_lists_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.looked_at:%Y-%m-%d}"
