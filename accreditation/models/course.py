"""Courses and their modules: what a provider offers, under a code that stays."""

from operator import attrgetter
from typing import TYPE_CHECKING

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.provider import Provider
from register.access import Actor

if TYPE_CHECKING:
    from accreditation.models.course_version import CourseVersion


class Kind(models.TextChoices):
    """How a course is given, and so what an attendance names."""

    PER_MEETING = "PER_MEETING", "physical, credited per meeting"
    E_LEARNING = "E_LEARNING", "e-learning"
    PEER_GROUP = "PEER_GROUP", "peer group"
    WHOLE = "WHOLE", "physical, credited as a whole"


class CourseQuerySet(models.QuerySet["Course"]):
    def visible_to(self, actor: Actor) -> "CourseQuerySet":
        """What is on offer is public to everyone signed in; who may change it is a matter of permission."""
        return self


class Course(models.Model):
    """An activity a provider offers (scholing). Keeps its code and identity through every accreditation.

    `title` and `kind` are those of its newest version: a database trigger keeps them so.
    """

    Kind = Kind

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="courses")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.WHOLE)

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["provider", "code"], name="course_code_once_per_provider")]
        indexes = [models.Index(fields=["code"], name="course_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def newest(self) -> "CourseVersion":
        """The newest of its versions, of those that were read along with it."""
        return max(self.versions.all(), key=attrgetter("number"))


class ModuleQuerySet(models.QuerySet["Module"]):
    def visible_to(self, actor: Actor) -> "ModuleQuerySet":
        return self


class Module(models.Model):
    """A part of an e-learning course that is completed, and reported, by itself. Other kinds have none."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="modules")
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(help_text="Place among the modules of the course, from 1.")

    objects = ModuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "code"], name="module_code_once_per_course"),
            models.UniqueConstraint(
                fields=["course", "position"],
                name="module_position_once_per_course",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=models.Q(position__gte=1), name="module_positions_count_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.course.code}/{self.code}"
