"""What participants say of a course. Who is asked is one table, what was answered another, and nothing joins them."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.edition import Edition
from register.access import Actor
from register.models import Person, Register


class Moment(models.TextChoices):
    """When somebody is asked: right after, or some months later about what changed in practice."""

    AFTER = "after", "right after"
    PRACTICE = "practice", "some months later"


class EvaluationInvitationQuerySet(models.QuerySet["EvaluationInvitation"]):
    def visible_to(self, actor: Actor) -> "EvaluationInvitationQuerySet":
        """One's own. Neither provider nor register sees who was asked, or who answered."""
        return self.filter(person=actor.person_id) if actor.person_id else self.none()


class EvaluationInvitation(models.Model):
    """One person asked about one edition at one moment, once. Open in [opens_on, closes_before)."""

    Moment = Moment

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="evaluation_invitations")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="evaluation_invitations")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(max_length=10, choices=Moment.choices)
    opens_on = models.DateField()
    closes_before = models.DateField()
    answered = models.BooleanField(default=False)

    objects = EvaluationInvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "edition", "moment"], name="evaluation_asked_once"),
            models.CheckConstraint(
                condition=models.Q(closes_before__gt=models.F("opens_on")), name="evaluation_open_for_a_while"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.moment}"


class EvaluationAnswer(models.Model):
    """What one participant answered: the code of each question → a mark from 1 to 5, or words.

    Says neither who nor when: only the edition, the register that asked and the moment.
    """

    # Not a serial number: its order would tell which answer came with which invitation.
    uuid = models.UUIDField(primary_key=True, db_default=RandomUUID(), editable=False)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="evaluation_answers")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(max_length=10, choices=Moment.choices)
    answers = models.JSONField()

    def __str__(self) -> str:
        return f"{self.edition} {self.moment}"
