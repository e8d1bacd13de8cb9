"""Who may report attendance of a course besides its provider: employers that bought it, contacts of a peer group."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from accreditation.models.course import Course
from register.access import Actor, Permission
from register.models import DateRange, Organisation, User


class MandateQuerySet(models.QuerySet["AttendanceMandate"]):
    def visible_to(self, actor: Actor) -> "MandateQuerySet":
        """The provider that gave it and the organisation that holds it."""
        own = actor.organisations_with(Permission.REPORT_ATTENDANCE)
        return self.filter(models.Q(course__provider__in=own) | models.Q(employer__in=own))

    def held_on(self, day: date) -> "MandateQuerySet":
        return self.filter(starts_on__lte=day).filter(models.Q(ends_before=None) | models.Q(ends_before__gt=day))


class AttendanceMandate(models.Model):
    """A provider's permission (machtiging) for an organisation that bought a course to report who attended it.

    `runs_editions` says that it may add editions as well. Withdrawn at once: from that day on it no longer holds.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="mandates")
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates")
    runs_editions = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=500)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = models.CharField(max_length=500, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="mandate_one_at_a_time",
                expressions=[("course", "="), ("employer", "="), (DateRange("starts_on", "ends_before"), "&&")],
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at=None, withdrawal_reason="")
                | (
                    models.Q(withdrawn_at__isnull=False, ends_before__gte=models.F("starts_on"))
                    & ~models.Q(withdrawal_reason="")
                ),
                name="mandate_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer} for {self.course}"


class GroupContactQuerySet(models.QuerySet["GroupContact"]):
    def visible_to(self, actor: Actor) -> "GroupContactQuerySet":
        """The provider of the peer group, and the contact."""
        own = actor.organisations_with(Permission.REPORT_ATTENDANCE)
        return self.filter(models.Q(course__provider__in=own) | models.Q(user=actor.user_id))

    def held_on(self, day: date) -> "GroupContactQuerySet":
        return self.filter(starts_on__lte=day).filter(models.Q(ends_before=None) | models.Q(ends_before__gt=day))


class GroupContact(models.Model):
    """The person (contactpersoon) who reports attendance of one peer group, and of no other."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="group_contacts")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = GroupContactQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="group_contact_one_at_a_time",
                expressions=[("course", "="), ("user", "="), (DateRange("starts_on", "ends_before"), "&&")],
            ),
            models.CheckConstraint(
                condition=models.Q(ends_before=None) | models.Q(ends_before__gte=models.F("starts_on")),
                name="group_contact_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.course}"
