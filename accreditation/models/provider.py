"""Training providers, where to reach them, and the associations that let them submit courses."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.functions import RandomUUID
from django.db import models

from register.access import Actor, Permission
from register.models import Association, DateRange, Organisation, User


class ProviderQuerySet(models.QuerySet["Provider"]):
    def visible_to(self, actor: Actor) -> "ProviderQuerySet":
        """One's own provider, and every provider for those who authorise providers, advise or decide."""
        deciding = any(
            actor.may_somewhere(permission)
            for permission in (
                Permission.AUTHORISE_PROVIDERS,
                Permission.ADVISE_ACCREDITATION,
                Permission.DECIDE_ACCREDITATION,
            )
        )
        own = actor.organisations_with(Permission.REPORT_ATTENDANCE) | actor.organisations_with(
            Permission.MANAGE_COURSES
        )
        return self if deciding else self.filter(pk__in=own)


class Provider(Organisation):
    """A training provider (aanbieder): offers courses and reports who attended.

    `sort` is a word that tariffs go by, such as `employer` or `university`; which words there are, the policies say.
    """

    postcode = models.CharField(max_length=7, blank=True)
    sort = models.CharField(max_length=60, blank=True)

    objects = ProviderQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "provider"


class ProviderContactQuerySet(models.QuerySet["ProviderContact"]):
    def visible_to(self, actor: Actor) -> "ProviderContactQuerySet":
        """The provider's own people, and the offices that may authorise it."""
        if actor.may_somewhere(Permission.AUTHORISE_PROVIDERS):
            return self
        return self.filter(provider__in=actor.organisations_with(Permission.REPORT_ATTENDANCE))


class ProviderContact(models.Model):
    """Where to reach a provider about one thing: who, and at which address. One row per purpose."""

    class Purpose(models.TextChoices):
        GENERAL = "GENERAL", "general"
        INVOICES = "INVOICES", "invoices"
        ATTENDANCE = "ATTENDANCE", "attendance"
        QUALITY = "QUALITY", "quality of courses"

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="contacts")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    address = models.CharField(max_length=200, blank=True, help_text="Street and number, or post-office box.")
    postcode = models.CharField(max_length=10, blank=True)
    town = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, default="NL")

    objects = ProviderContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "purpose"], name="provider_contact_one_per_purpose"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.purpose}"


class AuthorisationQuerySet(models.QuerySet["ProviderAuthorisation"]):
    def visible_to(self, actor: Actor) -> "AuthorisationQuerySet":
        return self.filter(
            models.Q(provider__in=actor.organisations_with(Permission.REPORT_ATTENDANCE))
            | models.Q(association__in=actor.organisations_with(Permission.AUTHORISE_PROVIDERS))
        )

    def held_on(self, day: date) -> "AuthorisationQuerySet":
        """Those that let the provider bring courses on the day; one that was withdrawn held until its last day."""
        return self.filter(starts_on__lte=day).filter(models.Q(ends_before=None) | models.Q(ends_before__gt=day))


class ProviderAuthorisation(models.Model):
    """An association's permission (autorisatie) for a provider to bring courses before it.

    Asked by the provider and granted or refused by the association's office, or granted without having been asked.
    Withdrawing ends it and keeps the row. Only what was granted has a first day.
    """

    class State(models.TextChoices):
        ASKED = "ASKED", "asked"
        GRANTED = "GRANTED", "granted"
        REFUSED = "REFUSED", "refused"
        WITHDRAWN = "WITHDRAWN", "withdrawn"

    TRANSITIONS = {State.ASKED: {State.GRANTED, State.REFUSED}, State.GRANTED: {State.WITHDRAWN}}

    uuid = models.UUIDField(unique=True, db_default=RandomUUID(), editable=False)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="authorisations")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="authorisations")
    state = models.CharField(max_length=10, choices=State.choices, default=State.GRANTED)
    motivation = models.TextField(blank=True, help_text="Why the provider asks for it.")
    asked_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_before = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Of the last decision; the provider reads it.")
    withdrawn_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AuthorisationQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="authorisation_one_at_a_time",
                expressions=[("provider", "="), ("association", "="), (DateRange("starts_on", "ends_before"), "&&")],
                condition=models.Q(starts_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["provider", "association"],
                condition=models.Q(state="ASKED"),
                name="authorisation_asked_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["ASKED", "REFUSED"], starts_on=None)
                | models.Q(state="GRANTED", starts_on__isnull=False)
                | models.Q(
                    state="WITHDRAWN",
                    starts_on__isnull=False,
                    ends_before__gte=models.F("starts_on"),
                    withdrawn_at__isnull=False,
                ),
                name="authorisation_state_fits",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["REFUSED", "WITHDRAWN"], reason=""),
                name="authorisation_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} → {self.association}"
