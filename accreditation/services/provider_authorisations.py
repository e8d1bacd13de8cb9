"""Authorisations: a provider asks an association, its office grants or refuses, and may withdraw later."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accreditation.errors import AuthorisationAlreadyAsked, AuthorisationCannotMove, AuthorisationOverlaps
from accreditation.models import Provider, ProviderAuthorisation
from register.access import Actor
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.models import Association
from register.services.events import record_event

State = ProviderAuthorisation.State


@transaction.atomic
def ask_authorisation(
    *, provider: Provider, association: Association, motivation: str, actor: Actor | None, now: datetime
) -> ProviderAuthorisation:
    """Ask an association to let the provider bring courses before it. Once at a time."""
    try:
        with transaction.atomic():
            authorisation = ProviderAuthorisation.objects.create(
                provider=provider,
                association=association,
                state=State.ASKED,
                motivation=motivation,
                asked_by_id=actor.user_id if actor else None,
                asked_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "authorisation_asked_once":
            raise
        raise AuthorisationAlreadyAsked(
            nl=f"Deze autorisatie is al gevraagd. {association.name} moet nog beslissen.",
            en=f"This authorisation was asked already. {association.name} has yet to decide.",
        ) from error
    authorisation.refresh_from_db(fields=["uuid"])
    _record("authorisation.asked", authorisation, actor, now)
    return authorisation


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
    """Let a provider that did not ask bring courses before an association, from a day until, perhaps, another."""
    with _one_at_a_time():
        authorisation = ProviderAuthorisation.objects.create(
            provider=provider,
            association=association,
            starts_on=starts_on,
            ends_before=ends_before,
            granted_by_id=actor.user_id if actor else None,
            decided_at=now,
        )
    authorisation.refresh_from_db(fields=["uuid"])
    _record("provider.authorised", authorisation, actor, now)
    return authorisation


@transaction.atomic
def grant_authorisation(
    *,
    authorisation: ProviderAuthorisation,
    starts_on: date,
    ends_before: date | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> ProviderAuthorisation:
    """Grant what was asked, from a day until, perhaps, another."""
    with _one_at_a_time():
        _move(
            authorisation,
            State.GRANTED,
            starts_on=starts_on,
            ends_before=ends_before,
            reason=reason,
            granted_by_id=actor.user_id,
            decided_at=now,
        )
    _record("provider.authorised", authorisation, actor, now)
    return authorisation


@transaction.atomic
def refuse_authorisation(
    *, authorisation: ProviderAuthorisation, reason: str, actor: Actor, now: datetime
) -> ProviderAuthorisation:
    """Refuse what was asked. The provider reads the reason and may ask again."""
    _move(authorisation, State.REFUSED, reason=reason, granted_by_id=actor.user_id, decided_at=now)
    _record("authorisation.refused", authorisation, actor, now)
    return authorisation


@transaction.atomic
def withdraw_authorisation(
    *, authorisation: ProviderAuthorisation, ends_before: date, reason: str, actor: Actor, today: date, now: datetime
) -> ProviderAuthorisation:
    """End an authorisation before its time. `ends_before`, today or later, is the first day on which it does not hold.

    One that had yet to begin on that day never holds.
    """
    planned = authorisation.ends_before
    if ends_before < today or (planned is not None and ends_before >= planned):
        problem = FieldProblem(
            "#/endsBefore",
            "not-before-its-end",
            "Kies een dag vanaf vandaag en voor het einde dat al vaststond.",
            "Choose a day from today on and before the end that was set already.",
        )
        raise InvalidInput(
            nl="Op deze dag kan de autorisatie niet eindigen.",
            en="The authorisation cannot end on this day.",
            fields=(problem,),
        )
    last = max(ends_before, authorisation.starts_on or ends_before)
    _move(
        authorisation,
        State.WITHDRAWN,
        ends_before=last,
        reason=reason,
        withdrawn_by_id=actor.user_id,
        withdrawn_at=now,
    )
    _record("authorisation.withdrawn", authorisation, actor, now)
    return authorisation


def _move(authorisation: ProviderAuthorisation, to: str, **changes: object) -> None:
    sources = [state for state, targets in ProviderAuthorisation.TRANSITIONS.items() if to in targets]
    if not ProviderAuthorisation.objects.filter(pk=authorisation.pk, state__in=sources).update(state=to, **changes):
        authorisation.refresh_from_db(fields=["state"])
        raise AuthorisationCannotMove(
            nl=f"Deze autorisatie staat op {authorisation.state} en kan niet {to} worden.",
            en=f"This authorisation is {authorisation.state} and cannot become {to}.",
        )
    authorisation.refresh_from_db()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """A part of a transaction in which an overlap becomes a sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if constraint_of(error) != "authorisation_one_at_a_time":
            raise
        raise AuthorisationOverlaps(
            nl="Deze aanbieder is hier in die periode al geautoriseerd.",
            en="This provider is already authorised here in that period.",
        ) from error


def _record(kind: str, authorisation: ProviderAuthorisation, actor: Actor | None, now: datetime) -> None:
    data = {"authorisation": str(authorisation.uuid)}
    if authorisation.starts_on:
        data["from"] = authorisation.starts_on.isoformat()
    if authorisation.ends_before:
        data["before"] = authorisation.ends_before.isoformat()
    record_event(
        kind=kind,
        subject_type="provider",
        subject_uuid=authorisation.provider.uuid,
        organisation_id=authorisation.association_id,
        actor=actor,
        now=now,
        data=data,
    )
