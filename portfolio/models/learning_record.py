"""Learning records: statements of learning systems, what they are about, and the drafts of claims made of them."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models import Course, Edition, Provider
from portfolio.models.attendance import AttendanceBatch
from portfolio.models.claim import Claim
from register.access import Actor
from register.models import Association, Person


class ActivityIdentifierQuerySet(models.QuerySet["ActivityIdentifier"]):
    def visible_to(self, actor: Actor) -> "ActivityIdentifierQuerySet":
        """Like the courses they name: public to everyone signed in."""
        return self


class ActivityIdentifier(models.Model):
    """The address (IRI) by which a provider's learning system names a course, or one edition of it."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="activity_identifiers")
    iri = models.CharField(max_length=500)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="activity_identifiers")
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = ActivityIdentifierQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "iri"], name="activity_identifier_once_per_provider")
        ]

    def __str__(self) -> str:
        return self.iri


class ClaimDraftQuerySet(models.QuerySet["ClaimDraft"]):
    def visible_to(self, actor: Actor) -> "ClaimDraftQuerySet":
        """One's own only: what was never claimed is nobody else's business."""
        return self.filter(person=actor.person_id)


class ClaimDraft(models.Model):
    """Something a learning system says a person did that no accreditation covers. It counts when the person claims it.

    `minutes` is how long it took, when the statement says so.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="claim_drafts")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    activity = models.CharField(max_length=500, help_text="The address of the activity, as the learning system has it.")
    performed_on = models.DateField()
    minutes = models.PositiveIntegerField(null=True, blank=True)
    drafted_at = models.DateTimeField()
    claim = models.OneToOneField(Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="draft")

    objects = ClaimDraftQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="claim_draft_of_person")]

    def __str__(self) -> str:
        return self.title


class LearningRecord(models.Model):
    """A statement that was taken in, once per provider and id; of its content only the digest is kept."""

    class Outcome(models.TextChoices):
        BOOKING = "BOOKING", "handed to the booking of attendance"
        DRAFTED = "DRAFTED", "a draft of a claim"
        NOT_USED = "NOT_USED", "says nothing that counts"

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="learning_records")
    statement_id = models.UUIDField()
    digest = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    batch = models.ForeignKey(AttendanceBatch, null=True, on_delete=models.PROTECT, related_name="learning_records")
    draft = models.OneToOneField(ClaimDraft, null=True, on_delete=models.PROTECT, related_name="record")
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "statement_id"], name="learning_record_once_per_provider")
        ]

    def __str__(self) -> str:
        return str(self.statement_id)
