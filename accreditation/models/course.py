"""Courses and their editions."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.provider import Provider
from register.access import Actor


class CourseQuerySet(models.QuerySet["Course"]):
    def visible_to(self, actor: Actor) -> "CourseQuerySet":
        """What is on offer is public to everyone signed in; who may change it is a matter of permission."""
        return self


class Course(models.Model):
    """An activity a provider offers (scholing). Keeps its code and identity through every accreditation."""

    class Kind(models.TextChoices):
        PER_MEETING = "PER_MEETING", "physical, credited per meeting"
        E_LEARNING = "E_LEARNING", "e-learning"
        PEER_GROUP = "PEER_GROUP", "peer group"
        WHOLE = "WHOLE", "physical, credited as a whole"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="courses")
    code = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.WHOLE)

    objects = CourseQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, actor: Actor) -> "EditionQuerySet":
        return self


class Edition(models.Model):
    """One run (uitvoering) of a course. `starts_on` and `ends_on` are its first and last day, both included."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="editions")
    code = models.CharField(max_length=40, unique=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    place = models.CharField(max_length=100, blank=True, help_text="Empty for an online edition.")
    language = models.CharField(max_length=2, choices=[("nl", "Nederlands"), ("en", "English")], default="nl")

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="edition_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["starts_on"], name="edition_start")]

    def __str__(self) -> str:
        return self.code
