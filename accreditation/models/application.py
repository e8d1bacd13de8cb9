"""Applications: what a provider puts before one or more registers, and the files that go with it."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.course import Course
from accreditation.models.course_version import CourseVersion
from accreditation.models.provider import Provider
from register.access import Actor, Permission
from register.models import User


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, actor: Actor) -> "ApplicationQuerySet":
        """The provider's own, and what is before a register to those who check, advise or decide there."""
        from accreditation.models.assessment import Assessment

        own = models.Q(provider__in=actor.organisations_with(Permission.APPLY_FOR_ACCREDITATION))
        before = Assessment.objects.filter(application=models.OuterRef("pk")).before(actor)
        return self.filter(own | models.Exists(before))


class Application(models.Model):
    """A provider asks registers to accredit one version of a course. How it goes on is told per register: Assessment.

    This is the provider's draft. What a register assesses is the Submission that was made of it.
    """

    class Kind(models.TextChoices):
        FIRST = "FIRST", "for the first time"
        REPEAT = "REPEAT", "again, for a following period"
        CHANGE = "CHANGE", "because the course changes"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="applications")
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="applications")
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="applications")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.FIRST)
    motivation = models.TextField(blank=True, max_length=4000)
    urgent = models.BooleanField(default=False)
    planned_editions = models.PositiveSmallIntegerField(null=True, blank=True)
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="copies")
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["provider", "-created_at"], name="application_of_provider")]

    def __str__(self) -> str:
        return f"{self.course} {self.kind}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def visible_to(self, actor: Actor) -> "AttachmentQuerySet":
        """The provider's own, and what was put before a register to those who check, advise or decide there."""
        from accreditation.models.assessment import Assessment

        own = models.Q(application__provider__in=actor.organisations_with(Permission.APPLY_FOR_ACCREDITATION))
        before = Assessment.objects.filter(submission__attachments=models.OuterRef("pk")).before(actor)
        return self.filter(own | models.Exists(before))

    def in_draft(self) -> "AttachmentQuerySet":
        """What goes with the application as it is now."""
        return self.filter(removed_at=None)


class Attachment(models.Model):
    """A file that goes with an application; once per application. Handed out as a download only.

    Taken away after it was submitted (`removed_at`), it stays with the submissions it was in.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="attachments")
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "digest"],
                condition=models.Q(removed_at=None),
                name="attachment_once_per_application",
            ),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="attachment_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.file_name
