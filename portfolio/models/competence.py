"""What professionals make of a competence profile: where they stand, who they ask, and what shows it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from portfolio.models.claim import Claim
from portfolio.models.evidence import Evidence
from portfolio.models.ledger import LedgerEntry
from register.access import Actor
from register.models import CompetenceProfile, Person, Register
from register.models.signed_key import is_key_of, key_of

SALT = "feedback-invitation"


class SelfAssessmentQuerySet(models.QuerySet["SelfAssessment"]):
    def visible_to(self, actor: Actor) -> "SelfAssessmentQuerySet":
        """One's own only."""
        return self.filter(person=actor.person_id)


class SelfAssessment(models.Model):
    """Where a professional says to stand, on one day, in a version of a profile. Another day is another row.

    `answers` are by code of a competence: `level`, a code of the profile, and `words`.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="self_assessments")
    profile = models.ForeignKey(CompetenceProfile, on_delete=models.PROTECT, related_name="self_assessments")
    assessed_on = models.DateField()
    specialisations = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    answers = models.JSONField()
    recorded_at = models.DateTimeField()

    objects = SelfAssessmentQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(answers={}), name="self_assessment_says_something")]
        indexes = [models.Index(fields=["person", "profile", "assessed_on"], name="self_assessment_in_time")]

    def __str__(self) -> str:
        return str(self.uuid)


class FeedbackRoundQuerySet(models.QuerySet["FeedbackRound"]):
    def visible_to(self, actor: Actor) -> "FeedbackRoundQuerySet":
        """One's own only: neither the office nor who answered sees what was answered."""
        return self.filter(person=actor.person_id)


class FeedbackRound(models.Model):
    """A professional asks others how they see them, in the words of a profile. Open until `closes_before` or closed."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="feedback_rounds")
    profile = models.ForeignKey(CompetenceProfile, on_delete=models.PROTECT, related_name="feedback_rounds")
    competences = ArrayField(
        models.CharField(max_length=60),
        default=list,
        blank=True,
        help_text="Codes of the competences that are asked about.",
    )
    question = models.TextField(
        blank=True, max_length=2000, help_text="What the professional asks, in their own words."
    )
    asked_at = models.DateTimeField()
    closes_before = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = FeedbackRoundQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(competences=[]), name="feedback_round_asks_something")]
        indexes = [models.Index(fields=["person", "-id"], name="feedback_round_of_person")]

    def __str__(self) -> str:
        return str(self.uuid)


class FeedbackInvitationQuerySet(models.QuerySet["FeedbackInvitation"]):
    def visible_to(self, actor: Actor) -> "FeedbackInvitationQuerySet":
        """Those of one's own rounds."""
        return self.filter(round__person=actor.person_id)


class FeedbackInvitation(models.Model):
    """Somebody at an address is asked to answer, once, with the key that is mailed there and kept nowhere.

    `answers` are by code of a competence: `level`, a code of the profile or empty, and `words`.
    """

    class Relation(models.TextChoices):
        COLLEAGUE = "COLLEAGUE", "colleague"
        MANAGER = "MANAGER", "manager"
        CLIENT = "CLIENT", "client"
        STUDENT = "STUDENT", "student or pupil"
        OTHER = "OTHER", "other"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    round = models.ForeignKey(FeedbackRound, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField()
    relation = models.CharField(max_length=10, choices=Relation.choices)
    invited_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answers = models.JSONField(default=dict, blank=True)

    objects = FeedbackInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("round", models.functions.Lower("email"), name="feedback_asked_once_per_address"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answers={})
                | (Q(answered_at__isnull=False, withdrawn_at=None) & ~Q(answers={})),
                name="feedback_answered_or_not",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def key(self) -> str:
        """What opens it. For the mail to its address, and nobody else."""
        return key_of(self.uuid, salt=SALT)

    def opens_with(self, key: str) -> bool:
        """Whether this is its key."""
        return is_key_of(self.uuid, key, salt=SALT)


class CompetenceLinkQuerySet(models.QuerySet["CompetenceLink"]):
    def visible_to(self, actor: Actor) -> "CompetenceLinkQuerySet":
        """One's own only."""
        return self.filter(person=actor.person_id)


class CompetenceLink(models.Model):
    """That an activity or a file of a professional has to do with a competence of a register, by their own word.

    The code outlives the version of the profile. Goals name their competences themselves.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="competence_links")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="competence_links")
    competence = models.CharField(max_length=60)
    entry = models.ForeignKey(
        LedgerEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="competence_links"
    )
    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.CASCADE, related_name="competence_links")
    evidence = models.ForeignKey(
        Evidence, null=True, blank=True, on_delete=models.CASCADE, related_name="competence_links"
    )
    linked_at = models.DateTimeField()

    objects = CompetenceLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(entry__isnull=False, claim=None, evidence=None)
                | Q(entry=None, claim__isnull=False, evidence=None)
                | Q(entry=None, claim=None, evidence__isnull=False),
                name="competence_link_to_one_thing",
            ),
            models.UniqueConstraint(
                fields=["person", "register", "competence", "entry", "claim", "evidence"],
                nulls_distinct=False,
                name="competence_linked_once",
            ),
        ]

    def __str__(self) -> str:
        return self.competence
