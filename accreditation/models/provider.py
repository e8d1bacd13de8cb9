"""Training providers and the associations that let them submit courses."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models

from register.access import Actor, Permission
from register.models import Association, DateRange, Organisation, User


class ProviderQuerySet(models.QuerySet["Provider"]):
    def visible_to(self, actor: Actor) -> "ProviderQuerySet":
        """One's own provider, and every provider for those who authorise providers or decide on their courses."""
        deciding = actor.may_somewhere(Permission.AUTHORISE_PROVIDERS) or actor.may_somewhere(
            Permission.DECIDE_ACCREDITATION
        )
        own = actor.organisations_with(Permission.REPORT_ATTENDANCE) | actor.organisations_with(
            Permission.MANAGE_COURSES
        )
        return self if deciding else self.filter(pk__in=own)


class Provider(Organisation):
    """A training provider (aanbieder): offers courses and reports who attended."""

    postcode = models.CharField(max_length=7, blank=True)

    objects = ProviderQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = "provider"


class AuthorisationQuerySet(models.QuerySet["ProviderAuthorisation"]):
    def visible_to(self, actor: Actor) -> "AuthorisationQuerySet":
        return self.filter(
            models.Q(provider__in=actor.organisations_with(Permission.REPORT_ATTENDANCE))
            | models.Q(association__in=actor.organisations_with(Permission.AUTHORISE_PROVIDERS))
        )

    def held_on(self, day: date) -> "AuthorisationQuerySet":
        return self.filter(starts_on__lte=day).filter(models.Q(ends_before=None) | models.Q(ends_before__gt=day))


class ProviderAuthorisation(models.Model):
    """An association's permission (autorisatie) for a provider to bring courses before it."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="authorisations")
    association = models.ForeignKey(Association, on_delete=models.PROTECT, related_name="authorisations")
    starts_on = models.DateField()
    ends_before = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = AuthorisationQuerySet.as_manager()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="authorisation_one_at_a_time",
                expressions=[("provider", "="), ("association", "="), (DateRange("starts_on", "ends_before"), "&&")],
            )
        ]

    def __str__(self) -> str:
        return f"{self.provider} → {self.association}"
