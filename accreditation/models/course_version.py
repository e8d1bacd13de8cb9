"""What a course was at a moment: what an accreditation was decided on and an edition ran under."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.course import Course, Kind
from register.access import Actor
from register.models import User


class Language(models.TextChoices):
    """A language in which courses are given (ISO 639-1)."""

    DUTCH = "nl", "Nederlands"
    ENGLISH = "en", "English"
    GERMAN = "de", "Deutsch"
    FRENCH = "fr", "français"


class CourseVersionQuerySet(models.QuerySet["CourseVersion"]):
    def visible_to(self, actor: Actor) -> "CourseVersionQuerySet":
        return self

    def newest_of(self, course: Course | int) -> "CourseVersion":
        """The version that holds for what is decided or planned now. Every course has one."""
        return self.filter(course=course).order_by("-number")[0]


class CourseVersion(models.Model):
    """One version of a course, numbered from 1. Never changed or removed: a change is a new version."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    summary = models.TextField(blank=True, max_length=2000)
    programme = models.TextField(blank=True, max_length=20_000)
    objectives = models.TextField(blank=True, max_length=10_000)
    target_group = models.TextField(blank=True, max_length=2000)
    teachers = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    competences = ArrayField(
        models.CharField(max_length=60), default=list, blank=True, help_text="Codes of the profession's profile."
    )
    languages = ArrayField(models.CharField(max_length=2, choices=Language.choices), default=list, blank=True)
    study_load = models.DecimalField(
        max_digits=9, decimal_places=3, null=True, blank=True, help_text="Hours that a participant spends."
    )
    created_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = CourseVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="course_version_numbered_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="course_versions_count_from_one"),
            models.CheckConstraint(
                condition=models.Q(study_load=None) | models.Q(study_load__gt=0), name="course_version_takes_some_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.course.code} v{self.number}"
