"""Texts of an association: what it says in its own words, for a kind, a language and a channel."""

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import Q

from register.access import Actor, Permission
from register.models import Association, User


class NoticeTextQuerySet(models.QuerySet["NoticeText"]):
    def visible_to(self, actor: Actor) -> "NoticeTextQuerySet":
        """Those of the associations whose notices the actor may read."""
        return self.filter(association__in=actor.organisations_with(Permission.READ_NOTICES))


class NoticeText(models.Model):
    """One version of an association's text, in the language of `notifications/rules/own_texts.py`.

    DRAFT → IN_USE → FORMER, and a draft that is never used stays one. The words of a version never change and no
    version disappears: another wording is another version. `failed_at` is when it first made no message for somebody,
    who got the standard text then.
    """

    class State(models.TextChoices):
        DRAFT = "DRAFT", "draft"
        IN_USE = "IN_USE", "in use"
        FORMER = "FORMER", "former"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="notice_texts")
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    channel = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    subject = models.CharField(max_length=150)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    used_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True, help_text="Since when it is in use.")
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="Until when it was in use.")
    failed_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["association", "kind", "language", "channel", "version"], name="notice_text_version"
            ),
            models.UniqueConstraint(
                fields=["association", "kind", "language", "channel"],
                condition=Q(state="IN_USE"),
                name="notice_text_one_in_use",
            ),
            models.CheckConstraint(
                condition=Q(state="DRAFT", used_at=None, ended_at=None)
                | Q(state="IN_USE", used_at__isnull=False, ended_at=None)
                | Q(state="FORMER", used_at__isnull=False, ended_at__isnull=False),
                name="notice_text_says_since_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language} {self.channel} {self.version}"
