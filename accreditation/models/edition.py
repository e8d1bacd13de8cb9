"""Editions of courses and their meetings: when and where a course is given."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from accreditation.models.course import Course
from accreditation.models.course_version import CourseVersion, Language
from register.access import Actor

if TYPE_CHECKING:
    from accreditation.models.accreditation import Accreditation


class Plain(models.Func):
    """A text in lower case, without diacritics: as the catalogue compares it. The function is the migration's."""

    function = "catalogue_plain"
    output_field = models.TextField()


class InOrderOfEnd(models.Func):
    """A whole number that goes up with the last day of an edition and, on the same day, with its id."""

    function = "edition_order"
    output_field = models.BigIntegerField()

    def __init__(self, ends_on: str | models.expressions.Combinable = "ends_on", pk: Any = "id") -> None:
        super().__init__(ends_on, pk)


class Status(models.TextChoices):
    """Whether it goes on as announced. What is cancelled stays so; a new date for it is a new edition or meeting."""

    PLANNED = "PLANNED", "planned"
    MOVED = "MOVED", "moved to another day or place"
    CANCELLED = "CANCELLED", "cancelled"


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, actor: Actor) -> "EditionQuerySet":
        return self


class Edition(models.Model):
    """One run (uitvoering) of a course. `starts_on` and `ends_on` are its first and last day, both included.

    It keeps the version of the course that it was announced under. `sequence` counts what changed since, for the
    calendars that follow it.
    """

    Status = Status

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="editions")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="editions")
    code = models.CharField(max_length=40)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNED, db_default=Status.PLANNED)
    starts_on = models.DateField()
    ends_on = models.DateField()
    place = models.CharField(max_length=100, blank=True, help_text="Empty when it is online only.")
    online = models.BooleanField(default=False, db_default=False, help_text="Can be followed from anywhere.")
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.DUTCH)
    latitude = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True, help_text="Degrees north.")
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True, help_text="Degrees east.")
    capacity = models.PositiveIntegerField(null=True, blank=True, help_text="Most participants; empty: no limit.")
    mandate = models.ForeignKey(
        "accreditation.AttendanceMandate",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="editions",
        help_text="Under which another organisation than the provider added it; empty: the provider did.",
    )
    sequence = models.PositiveIntegerField(default=0, db_default=0)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "code"], name="edition_code_once_per_course"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="edition_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(online=True) | ~Q(place=""), name="edition_is_somewhere"),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="edition_is_on_earth",
            ),
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gte=1), name="edition_has_room"),
        ]
        indexes = [
            models.Index(fields=["starts_on"], name="edition_start"),
            models.Index(fields=["code"], name="edition_code"),
            models.Index(InOrderOfEnd(), name="edition_in_order_of_end"),
            models.Index(Plain("place"), InOrderOfEnd(), name="edition_by_place"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def position(self) -> tuple[Decimal, Decimal] | None:
        """Degrees north and east of its place, when they are known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)

    def worth(self) -> "list[Accreditation]":
        """What attending may bring: the decisions, of those read along, that hold on one of its days."""
        decisions = self.course.accreditations.all()
        return [one for one in decisions if one.valid_from <= self.ends_on and one.valid_before > self.starts_on]


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, actor: Actor) -> "MeetingQuerySet":
        return self


class Meeting(models.Model):
    """One sitting (bijeenkomst) of an edition, from a moment until another. E-learning has none."""

    Status = Status

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="meetings")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PLANNED, db_default=Status.PLANNED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=100, blank=True, help_text="Empty when it is online only.")
    online = models.BooleanField(default=False, db_default=False, help_text="Can be followed from anywhere.")
    sequence = models.PositiveIntegerField(default=0, db_default=0)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "code"], name="meeting_code_once_per_edition"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(online=True) | ~Q(place=""), name="meeting_is_somewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.edition.code}/{self.code}"
