"""Recognitions of a provider by bodies outside, such as a national quality mark."""

from datetime import date

from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.provider import Provider
from register.access import Actor
from register.models import User


class RecognitionQuerySet(models.QuerySet["Recognition"]):
    def visible_to(self, actor: Actor) -> "RecognitionQuerySet":
        """Whoever sees the provider."""
        return self.filter(provider__in=Provider.objects.visible_to(actor))

    def held_on(self, day: date) -> "RecognitionQuerySet":
        return self.filter(valid_from__lte=day).filter(models.Q(valid_before=None) | models.Q(valid_before__gt=day))


class Recognition(models.Model):
    """What a body outside says of a provider, from a day until, perhaps, another; recorded by an office that saw it."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="recognitions")
    scheme = models.CharField(max_length=60, help_text="Which mark or recognition, as a word: crkbo, nrto, nvao.")
    number = models.CharField(max_length=60, blank=True)
    valid_from = models.DateField()
    valid_before = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    source = models.CharField(max_length=200, help_text="Where this was seen.")

    objects = RecognitionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_before=None) | models.Q(valid_before__gt=models.F("valid_from")),
                name="recognition_ends_after_it_starts",
            ),
            models.UniqueConstraint(fields=["provider", "scheme", "valid_from"], name="recognition_recorded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.scheme}"
