"""Registrations and their cycles."""

from datetime import date

from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models.constraints import Deferrable
from django.db.models.fields.json import JSONField
from django.db.models.functions import Coalesce

from register.access import Actor, Permission
from register.catalogue import REGISTRATION, Status
from register.models.organisation import Register
from register.models.person import Person
from register.models.regulation import Regulation
from register.models.user import User


class DateRange(models.Func):
    """`daterange(from, until, '[)')`: in from the first date on, out from the second; no second date is no end."""

    function = "daterange"
    output_field = models.Field()

    def __init__(self, starts_on: str, ends_before: str) -> None:
        super().__init__(models.F(starts_on), models.F(ends_before), models.Value("[)"))


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, actor: Actor) -> "RegistrationQuerySet":
        """One's own, and those of registers whose registrations the actor may read."""
        return self.filter(
            models.Q(person=actor.person_id)
            | models.Q(register__in=actor.registers_with(Permission.READ_REGISTRATIONS))
        )

    def with_status(self, on: date) -> "RegistrationQuerySet":
        """Each with `status`: what it is on the day."""
        return self.annotate(status=status_at(models.OuterRef("pk"), on))


def status_at(registration: models.OuterRef, on: date) -> Coalesce:
    """The status of a registration on a day: the last change that stands, else registered."""
    changes = apps.get_model("register", "StatusChange").objects.filter(
        registration=registration, axis=REGISTRATION, withdrawn_at=None, starts_on__lte=on
    )
    latest = models.Subquery(changes.order_by("-starts_on").values("value")[:1])
    return Coalesce(latest, models.Value(Status.REGISTERED.value))


class Registration(models.Model):
    """A person's place on a register under one number, from a day until, perhaps, another.

    `ended_before` is the first day on which the registration no longer holds. What it is on a day: `StatusChange`.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations", db_index=False)
    number = models.CharField(max_length=40)
    registered_on = models.DateField()
    ended_before = models.DateField(null=True, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            # Who comes back may have the number back; nobody else ever gets it.
            ExclusionConstraint(
                name="registration_number_once_per_register",
                expressions=[("register", "="), ("number", "="), ("person", "<>")],
                # Asked at the end of a statement: when persons are merged, all with one number move at once.
                deferrable=Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                condition=models.Q(ended_before=None) | models.Q(ended_before__gt=models.F("registered_on")),
                name="registration_ends_after_it_starts",
            ),
            ExclusionConstraint(
                name="registration_one_at_a_time",
                expressions=[("register", "="), ("person", "="), (DateRange("registered_on", "ended_before"), "&&")],
            ),
        ]
        indexes = [
            # An attendance list names a number without its register.
            models.Index(fields=["number"], name="registration_number"),
            # On which registers somebody is: the wall of the database asks it of every row about a person.
            models.Index(fields=["person", "register"], name="registration_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.register.code} {self.number}"


class RegistrationHolder(models.Model):
    """Whose a registration was until a moment, where it moved when persons were merged or parted again. Only grows.

    What was known before is judged by the facts of whose it was then.
    """

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="holders", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["registration", "until", "id"], name="registration_holder_until")]

    def __str__(self) -> str:
        return f"until {self.until:%Y-%m-%d}"


class RegistrationAttribute(models.Model):
    """A dated property that the rules ask for: titles, hours per week, fields for next year.

    `value` is any JSON value. One value per name and day; a change ends the old row and starts a new one.
    """

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="attributes")
    name = models.CharField(max_length=60)
    value = JSONField()
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="attribute_one_value_per_day",
                expressions=[("registration", "="), ("name", "="), (DateRange("starts_on", "ends_before"), "&&")],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} from {self.starts_on}"


class CycleQuerySet(models.QuerySet["Cycle"]):
    def visible_to(self, actor: Actor) -> "CycleQuerySet":
        return self.filter(registration__in=Registration.objects.visible_to(actor))

    def last_begun_on(self, day: date) -> "CycleQuerySet":
        """Of each registration the last cycle that had begun by the day, whether or not it still runs."""
        later = Cycle.objects.filter(registration=models.OuterRef("registration"), starts_on__lte=day)
        return self.filter(~models.Exists(later.filter(starts_on__gt=models.OuterRef("starts_on"))), starts_on__lte=day)

    def to_judge_on(self, day: date) -> "CycleQuerySet":
        """The cycles that are to be judged: those that run, and those that are past their end and still open: they wait
        for a window that was extended."""
        return self.last_begun_on(day).filter(models.Q(ends_before__gt=day) | models.Q(state=Cycle.State.OPEN))


class Cycle(models.Model):
    """A registration cycle [starts_on, ends_before) and the regulation version that judges it."""

    class State(models.TextChoices):
        OPEN = "OPEN", "open"
        CLOSED = "CLOSED", "closed"

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="cycles")
    regulation = models.ForeignKey(Regulation, on_delete=models.PROTECT, related_name="cycles")
    starts_on = models.DateField()
    ends_before = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)

    objects = CycleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_before__gt=models.F("starts_on")), name="cycle_ends_after_it_starts"
            ),
            ExclusionConstraint(
                name="cycle_no_overlap",
                expressions=[("registration", "="), (DateRange("starts_on", "ends_before"), "&&")],
            ),
        ]
        indexes = [
            # The reminder planner asks for open cycles that end on given days, never for all of them.
            models.Index(
                fields=["ends_before"],
                include=["registration"],
                condition=models.Q(state="OPEN"),
                name="cycle_end_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} – {self.ends_before}"
