"""Revoking: by the office for a reason, and without anybody asking when what a credential says is no longer so."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, OuterRef, Q

from portfolio.errors.credentials import CredentialRevoked
from portfolio.models import Credential, LedgerEntry
from portfolio.models.credential import CredentialQuerySet
from portfolio.selectors.credentials.facts import HOLDS, same_worth
from register.access import Actor
from register.catalogue import REGISTRATION, Status
from register.models import StatusChange
from register.models.registration import status_at
from register.services.events import record_event

Ground, Kind = Credential.Ground, Credential.Kind


@transaction.atomic
def revoke(
    *,
    credential: Credential,
    ground: str,
    reason: str = "",
    barred: bool = False,
    actor: Actor | None,
    now: datetime,
) -> bool:
    """Revoke a credential for good; whether it was this call that did. The lists say so from the next asking on."""
    moved = (
        Credential.objects.live()
        .filter(pk=credential.pk)
        .update(
            revoked_at=now, ground=ground, reason=reason, barred=barred, revoked_by_id=actor.user_id if actor else None
        )
    )
    if moved:
        register = credential.registration.register
        record_event(
            kind="credential.revoked",
            subject_type="credential",
            subject_uuid=credential.uuid,
            register_id=register.pk,
            organisation_id=register.association_id,
            person_id=credential.registration.person_id,
            actor=actor,
            now=now,
            data={"ground": ground},
        )
    return bool(moved)


def revoke_by_office(
    *, credential: Credential, reason: str, may_ask_again: bool, actor: Actor, now: datetime
) -> Credential:
    """The office revokes, and says why. `may_ask_again` says whether the owner may have it issued anew."""
    ground, barred = Ground.OFFICE, not may_ask_again
    if not revoke(credential=credential, ground=ground, reason=reason, barred=barred, actor=actor, now=now):
        raise CredentialRevoked(
            nl="Dit certificaat is al ingetrokken.", en="This certificate has been revoked already."
        )
    credential.refresh_from_db()
    return credential


def revoke_unfounded(*, on: date, now: datetime) -> int:
    """Revoke what is no longer so: activities reversed or worth something else, registrations that ended. How many."""
    return sum(
        revoke(credential=credential, ground=ground, actor=None, now=now) for credential, ground in _unfounded(on, now)
    )


def _unfounded(on: date, now: datetime) -> Iterator[tuple[Credential, str]]:
    live = Credential.objects.live().select_related("registration__register", "entry").order_by("id")
    for credential in live.filter(entry__in=LedgerEntry.objects.exclude(reverses=None).values("reverses")):
        yield credential, Ground.REVERSED
    for credential in live.filter(token=""):
        yield credential, Ground.ERASED
    yield from _of_ended_registrations(live, on)
    yield from _of_other_worth(now)


def _of_ended_registrations(live: CredentialQuerySet, on: date) -> Iterator[tuple[Credential, str]]:
    """Few registrations ever stopped holding: only of those is asked what they are today."""
    stopped = StatusChange.objects.standing().filter(axis=REGISTRATION, starts_on__lte=on).exclude(value__in=HOLDS)
    ended = Q(registration__ended_before__lte=on)
    perhaps = live.filter(ended | Q(registration__in=stopped.values("registration")))
    holds = Q(status__in=HOLDS) & ~ended
    struck_off = Q(status=Status.STRUCK_OFF)
    standing = perhaps.alias(status=status_at(OuterRef("registration"), on))
    for credential in standing.filter((Q(kind=Kind.REGISTRATION) & ~holds) | (Q(kind=Kind.CYCLE) & struck_off)):
        yield credential, Ground.REGISTRATION_ENDED


def _of_other_worth(now: datetime) -> Iterator[tuple[Credential, str]]:
    """Activities of a course about which the register decided otherwise since the credential was last looked at."""
    decided = (
        Credential.objects.live()
        .filter(
            entry__edition__course__accreditations__register=F("registration__register"),
            entry__edition__course__accreditations__replaced_at__gte=F("checked_at"),
        )
        .exclude(token="")
        .select_related("registration__register", "entry")
        .order_by("id")
        .distinct()
    )
    for credential in decided:
        assert credential.entry is not None  # it has an edition
        if same_worth(credential.registration, credential.entry, credential.facts):
            Credential.objects.filter(pk=credential.pk).update(checked_at=now)
        else:
            yield credential, Ground.WORTH_CHANGED
