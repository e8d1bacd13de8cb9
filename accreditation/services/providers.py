"""Providers: who they are, once, and where to reach them."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction

from accreditation.errors import ProviderCodeTaken, ProviderExists, ProviderLooksLike
from accreditation.models import Provider, ProviderContact
from accreditation.rules.provider_names import Likeness, likeness
from register.access import Actor
from register.errors import constraint_of
from register.services.events import record_event

MOST_NAMED = 5


@transaction.atomic
def add_provider(
    *,
    code: str,
    name: str,
    postcode: str = "",
    sort: str = "",
    confirmed: bool = False,
    actor: Actor | None,
    now: datetime,
) -> Provider:
    """Add a training provider. It may bring courses before an association once that has authorised it.

    `confirmed` says that it is another one than those that look like it; the same name at the same postcode never is.
    """
    with connection.cursor() as cursor:  # two at once would both find nobody
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('accreditation.add_provider'))")
    refuse_duplicate(name=name, postcode=postcode, confirmed=confirmed)
    try:
        with transaction.atomic():
            provider = Provider.objects.create(code=code, name=name, postcode=postcode, sort=sort)
    except IntegrityError as error:
        if "code" not in constraint_of(error):
            raise
        raise ProviderCodeTaken(
            nl=f"De code {code} is al van een andere organisatie. Kies een andere code.",
            en=f"The code {code} belongs to another organisation. Choose another code.",
        ) from error
    provider.refresh_from_db(fields=["uuid"])
    _record("provider.added", provider, actor, now)
    return provider


def refuse_duplicate(*, name: str, postcode: str, confirmed: bool) -> None:
    """Raise ProviderExists for a provider that is there already, ProviderLooksLike for one that may be."""
    near: list[str] = []
    for code, other_name, other_postcode in Provider.objects.order_by("code").values_list("code", "name", "postcode"):
        match likeness(name, postcode, other_name=other_name, other_postcode=other_postcode):
            case Likeness.SAME:
                raise ProviderExists(
                    nl=f"Deze aanbieder heeft al een account: {code}. Vraag de beheerder daarvan om een rol.",
                    en=f"This provider has an account already: {code}. Ask its manager for a role.",
                )
            case Likeness.NEAR:
                near.append(f"{other_name} ({code})")
    if near and not confirmed:
        named = ", ".join(near[:MOST_NAMED])
        raise ProviderLooksLike(
            nl=f"Dit lijkt op {named}. Is het een andere aanbieder, bevestig dat dan met confirmed: true.",
            en=f"This looks like {named}. If it is another provider, say so with confirmed: true.",
        )


@transaction.atomic
def change_provider_sort(*, provider: Provider, sort: str, actor: Actor, now: datetime) -> Provider:
    """Say by which tariffs a provider is charged from now on. What was charged stays."""
    before = provider.sort
    Provider.objects.filter(pk=provider.pk).update(sort=sort)
    provider.refresh_from_db(fields=["sort"])
    _record("provider.sort-changed", provider, actor, now, {"from": before, "to": sort})
    return provider


@transaction.atomic
def set_contact(*, provider: Provider, purpose: str, actor: Actor, now: datetime, **address: Any) -> ProviderContact:
    """Say where to reach a provider about one thing, in the place of what was said before."""
    blank = {"email": "", "telephone": "", "address": "", "postcode": "", "town": "", "country": "NL"}
    contact, _ = ProviderContact.objects.update_or_create(provider=provider, purpose=purpose, defaults=blank | address)
    _record("provider.contact-set", provider, actor, now, {"purpose": purpose})
    return contact


def _record(
    kind: str, provider: Provider, actor: Actor | None, now: datetime, data: dict[str, str] | None = None
) -> None:
    record_event(
        kind=kind,
        subject_type="provider",
        subject_uuid=provider.uuid,
        organisation_id=provider.pk,
        actor=actor,
        now=now,
        data=data or {},
    )
