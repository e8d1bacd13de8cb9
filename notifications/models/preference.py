"""What readers prefer: when they hear what can wait, and what they do not want by which channel."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from notifications.rules.welcome import DAILY, WEEKLY, Wishes
from register.access import Actor, Permission
from register.models import Person


class PreferenceQuerySet(models.QuerySet[Any]):
    """Rows with a `person`."""

    def visible_to(self, actor: Actor) -> "PreferenceQuerySet":
        """One's own, and those of people on registers whose notices one may read: they ask why no mail came."""
        registers = actor.registers_with(Permission.READ_NOTICES)
        registered = Person.objects.filter(registrations__register__in=registers).values("pk")
        return self.filter(Q(person=actor.person_id) | Q(person__in=registered))


class NoticePreference(models.Model):
    """How a person wants to hear; without one: at once, at any hour. The language is the person's own."""

    class Digest(models.TextChoices):
        NONE = "", "each at once"
        DAILY = DAILY, "together, every day"
        WEEKLY = WEEKLY, "together, on Monday"

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="notice_preference")
    time_zone = models.CharField(max_length=60, default="Europe/Amsterdam")
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    holidays_of = models.CharField(max_length=2, blank=True, help_text="Country whose holidays are kept free.")
    digest = models.CharField(max_length=10, choices=Digest.choices, blank=True)
    changed_at = models.DateTimeField()

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | (Q(quiet_from__isnull=False, quiet_until__isnull=False) & ~Q(quiet_from=F("quiet_until"))),
                name="notice_preference_quiet_hours_end",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)

    @property
    def wishes(self) -> Wishes:
        """The same as plain values."""
        return Wishes(self.time_zone, self.quiet_from, self.quiet_until, self.holidays_of, self.digest)


class SwitchedOff(models.Model):
    """A kind of notice that a person does not want by a channel. Never a statutory one: the service sees to that."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="switched_off")
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=20)
    switched_at = models.DateTimeField()

    objects = PreferenceQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "switched off"
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "channel"], name="switched_off_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.channel}"
