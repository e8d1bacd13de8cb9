"""Submissions: what was put before registers at one moment, kept as it was."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.application import Application, Attachment
from accreditation.models.course_version import CourseVersion
from register.models import User


class Submission(models.Model):
    """The content of an application as it was submitted: what registers assess, whatever becomes of the draft since.

    Numbered from 1 within the application. Nothing of it ever changes (trigger).
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    version = models.ForeignKey(CourseVersion, on_delete=models.PROTECT, related_name="submissions")
    motivation = models.TextField(max_length=4000)
    urgent = models.BooleanField(default=False)
    planned_editions = models.PositiveSmallIntegerField()
    attachments = models.ManyToManyField(Attachment, related_name="submissions", blank=True)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="submission_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.application} {self.number}"
