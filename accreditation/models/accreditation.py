"""Accreditations: what a course brings in a register."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.course import Course
from register.access import Actor
from register.models import DateRange, Register, User


class AccreditationQuerySet(models.QuerySet["Accreditation"]):
    def visible_to(self, actor: Actor) -> "AccreditationQuerySet":
        """Decisions on what a course is worth are public to everyone signed in."""
        return self

    def valid_on(self, day: date) -> "AccreditationQuerySet":
        return self.filter(valid_from__lte=day, valid_before__gt=day)


class Accreditation(models.Model):
    """A register's decision that a course counts, as what, for how much, from when until when.

    `quantity` in `unit` (point, hour, …) under `category`, a word of the register's regulation. One decision per
    course, register and day: the database refuses two that overlap.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="accreditations")
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="accreditations")
    category = models.CharField(max_length=60)
    quantity = models.DecimalField(max_digits=9, decimal_places=3)
    unit = models.CharField(max_length=20)
    tags = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    valid_from = models.DateField()
    valid_before = models.DateField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = AccreditationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_before__gt=models.F("valid_from")), name="accreditation_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="accreditation_brings_something"),
            ExclusionConstraint(
                name="accreditation_one_per_day",
                expressions=[("course", "="), ("register", "="), (DateRange("valid_from", "valid_before"), "&&")],
            ),
        ]
        indexes = [models.Index(fields=["register", "valid_before"], name="accreditation_of_register")]

    def __str__(self) -> str:
        return f"{self.course.code} in {self.register.code}"
