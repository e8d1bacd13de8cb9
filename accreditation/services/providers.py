"""Providers, and the associations that let them bring courses."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accreditation.errors import AuthorisationOverlaps, ProviderCodeTaken
from accreditation.models import Provider, ProviderAuthorisation
from register.access import Actor
from register.errors import constraint_of
from register.models import Association
from register.services.events import record_event


@transaction.atomic
def add_provider(*, code: str, name: str, postcode: str = "", actor: Actor | None, now: datetime) -> Provider:
    """Add a training provider. It may bring courses before an association once that has authorised it."""
    try:
        with transaction.atomic():
            provider = Provider.objects.create(code=code, name=name, postcode=postcode)
    except IntegrityError as error:
        if "code" not in constraint_of(error):
            raise
        raise ProviderCodeTaken(
            nl=f"De code {code} is al van een andere organisatie. Kies een andere code.",
            en=f"The code {code} belongs to another organisation. Choose another code.",
        ) from error
    provider.refresh_from_db(fields=["uuid"])
    record_event(
        kind="provider.added",
        subject_type="provider",
        subject_uuid=provider.uuid,
        organisation_id=provider.pk,
        actor=actor,
        now=now,
    )
    return provider


@transaction.atomic
def authorise_provider(
    *,
    provider: Provider,
    association: Association,
    starts_on: date,
    ends_before: date | None = None,
    actor: Actor | None,
    now: datetime,
) -> ProviderAuthorisation:
    """Let a provider bring courses before an association, from a day until, perhaps, another."""
    try:
        with transaction.atomic():
            authorisation = ProviderAuthorisation.objects.create(
                provider=provider,
                association=association,
                starts_on=starts_on,
                ends_before=ends_before,
                granted_by_id=actor.user_id if actor else None,
            )
    except IntegrityError as error:
        if constraint_of(error) != "authorisation_one_at_a_time":
            raise
        raise AuthorisationOverlaps(
            nl="Deze aanbieder is hier in die periode al geautoriseerd.",
            en="This provider is already authorised here in that period.",
        ) from error
    record_event(
        kind="provider.authorised",
        subject_type="provider",
        subject_uuid=provider.uuid,
        organisation_id=association.pk,
        actor=actor,
        now=now,
        data={"from": starts_on.isoformat()},
    )
    return authorisation
