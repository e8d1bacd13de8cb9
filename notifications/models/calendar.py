"""Calendar feeds: the secret link of a person, what stands in the calendar, and which editions they put in it."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from accreditation.models import Edition
from register.access import Actor
from register.models import Person


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, actor: Actor) -> "CalendarFeedQuerySet":
        """One's own."""
        return self.filter(person=actor.person_id) if actor.person_id is not None else self.none()


class CalendarFeed(models.Model):
    """A secret link to a person's calendar, kept as the digest of its key. One at a time works; a new one ends it."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calendar_feeds")
    digest = models.BinaryField(max_length=32, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    read_on = models.DateField(null=True, blank=True, help_text="The last day on which it was read.")

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="calendar_feed_one_works")
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class CalendarEntry(models.Model):
    """What stood in a person's calendar under a UID: counts its changes, so that calendars take the newest."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="calendar_entries")
    uid = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "uid"], name="calendar_entry_once")]

    def __str__(self) -> str:
        return f"{self.uid} {self.sequence}"


class PlannedEditionQuerySet(models.QuerySet["PlannedEdition"]):
    def visible_to(self, actor: Actor) -> "PlannedEditionQuerySet":
        """One's own."""
        return self.filter(person=actor.person_id) if actor.person_id is not None else self.none()


class PlannedEdition(models.Model):
    """An edition that a person means to go to and wants in the calendar. No booking: its provider hears nothing."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="planned_editions")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()

    objects = PlannedEditionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "edition"], name="planned_edition_once")]

    def __str__(self) -> str:
        return str(self.uuid)
