"""What professionals let others see of their dossier, their link with an employer, and the plans of teams."""

from datetime import date, datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from register.access import Actor, Permission
from register.models import Employer, Person
from register.models.signed_key import is_key_of, key_of

SALT = "share"


class ShareQuerySet(models.QuerySet["Share"]):
    def visible_to(self, actor: Actor) -> "ShareQuerySet":
        """One's own grants."""
        return self.filter(person=actor.person_id) if actor.person_id is not None else self.none()

    def open_to(self, actor: Actor, *, email: str, now: datetime) -> "ShareQuerySet":
        """Those of others that hold now: given to the actor's address, or to an employer for whom one reads."""
        employers = actor.organisations_with(Permission.READ_SHARED)
        theirs = Q(employer__in=employers) | (Q(email__iexact=email) & ~Q(email=""))
        return self.holding(now).filter(theirs).exclude(person=actor.person_id)

    def holding(self, now: datetime) -> "ShareQuerySet":
        """Neither withdrawn nor over."""
        return self.filter(withdrawn_at=None, closes_at__gt=now)


class Share(models.Model):
    """The owner of a dossier lets an audience read some of its parts, in a period, until a moment or withdrawn.

    The audience is whoever reads the mail of `email`, by the key in it or with the account of that address, or an
    employer. Rows are shown from `starts_on` and before `ends_before`, where those are given.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="shares")
    reason = models.CharField(max_length=200, help_text="What it is for, in the words of the owner.")
    parts = ArrayField(models.CharField(max_length=60))
    email = models.EmailField(blank=True)
    employer = models.ForeignKey(Employer, null=True, blank=True, on_delete=models.PROTECT, related_name="shares")
    starts_on = models.DateField(null=True, blank=True)
    ends_before = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(email="") & Q(employer__isnull=False)) | (~Q(email="") & Q(employer=None)),
                name="share_with_one_audience",
            ),
            models.CheckConstraint(condition=~Q(parts=[]), name="share_of_something"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("given_at")), name="share_closes_after_it_opens"),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="share_of_person"),
            models.Index(models.functions.Lower("email"), name="share_with_address"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)

    @property
    def key(self) -> str:
        """What opens it without an account. For the mail to its address, and nobody else."""
        return key_of(self.uuid, salt=SALT)

    def opens_with(self, key: str) -> bool:
        """Whether this is its key."""
        return is_key_of(self.uuid, key, salt=SALT)


class EmployerLinkQuerySet(models.QuerySet["EmployerLink"]):
    def visible_to(self, actor: Actor) -> "EmployerLinkQuerySet":
        """One's own. An employer sees numbers only."""
        return self.filter(person=actor.person_id) if actor.person_id is not None else self.none()

    def on(self, day: date) -> "EmployerLinkQuerySet":
        """Links that hold on the day."""
        return self.filter(starts_on__lte=day).filter(Q(ends_before=None) | Q(ends_before__gt=day))


class EmployerLink(models.Model):
    """A professional says where they work, and whether they are counted in the figures of their team there.

    It gives the employer nothing to read: that takes a `Share`.
    """

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="employer_links")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="links")
    team = models.CharField(max_length=60, blank=True)
    counted = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)

    objects = EmployerLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_before=None) | Q(ends_before__gt=F("starts_on")), name="employer_link_ends_after_start"
            ),
            models.constraints.UniqueConstraint(
                fields=["person", "employer"], condition=Q(ends_before=None), name="employer_link_once"
            ),
        ]
        indexes = [models.Index(fields=["employer", "team"], name="employer_link_of_team")]

    def __str__(self) -> str:
        return f"{self.employer} {self.team}"


class TeamPlanQuerySet(models.QuerySet["TeamPlan"]):
    def visible_to(self, actor: Actor) -> "TeamPlanQuerySet":
        """Those of employers for whom one reads what is shared, and of the teams one works in."""
        mine = EmployerLink.objects.filter(
            person=actor.person_id, employer=models.OuterRef("employer"), team=models.OuterRef("team")
        )
        read = Q(employer__in=actor.organisations_with(Permission.READ_SHARED))
        return self.filter(read | models.Exists(mine)) if actor.person_id is not None else self.filter(read)


class TeamPlan(models.Model):
    """What a team plans to learn in a year, with the hours and money agreed for it. Names nobody."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="team_plans")
    team = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField()
    goals = models.TextField(max_length=10_000)
    hours = models.DecimalField(max_digits=9, decimal_places=2)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    agreed_with = models.CharField(max_length=200, blank=True, help_text="Such as a works council.")
    agreed_on = models.DateField(null=True, blank=True)

    objects = TeamPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "team", "year"], name="team_plan_once_a_year"),
            models.CheckConstraint(condition=Q(hours__gte=0, amount__gte=0), name="team_plan_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.team} {self.year}"


class TeamExpense(models.Model):
    """Hours and money spent on a plan. What was wrong is taken back by a negative line."""

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    plan = models.ForeignKey(TeamPlan, on_delete=models.PROTECT, related_name="expenses")
    on = models.DateField()
    subject = models.CharField(max_length=200)
    hours = models.DecimalField(max_digits=9, decimal_places=2, default=0)
    amount = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.subject
