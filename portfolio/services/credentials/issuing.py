"""Issuing: the owner asks for a certificate of a fact. The same fact gives the same one, until it is revoked."""

import secrets
from datetime import date, datetime
from uuid import uuid4

from django.db import transaction

from portfolio.errors.credentials import CredentialBarred, CredentialRevoked
from portfolio.models import Credential, LedgerEntry
from portfolio.selectors.credentials.facts import Facts, facts_of
from portfolio.services.credentials.documents import Draft, sign_draft
from portfolio.services.credentials.keys import signer_of
from portfolio.services.credentials.revoking import revoke
from portfolio.services.credentials.status_lists import free_place
from portfolio.services.credentials.wording import words_of
from register.access import Actor
from register.models import Cycle, Registration, User
from register.services.events import record_event

Kind = Credential.Kind


@transaction.atomic
def issue_credential(
    *,
    registration: Registration,
    cycle: Cycle | None = None,
    entry: LedgerEntry | None = None,
    actor: Actor,
    today: date,
    now: datetime,
) -> tuple[Credential, bool]:
    """The certificate of the registration, of one cycle of it or of one activity; and whether it is new.

    NothingToCertify when the fact does not hold, CredentialBarred when the office said that it is not issued anew,
    CredentialsNotSetUp while the association has no key.
    """
    # One at a time issues for a registration; and what ends it waits until this is done.
    Registration.objects.select_for_update(no_key=True).get(pk=registration.pk)
    same = Credential.objects.filter(registration=registration, cycle=cycle, entry=entry)
    held = same.live().select_related("registration__register", "cycle", "entry").first()
    if held and held.token:
        return held, False
    if held:  # its words were erased, and nobody has looked since
        revoke(credential=held, ground=Credential.Ground.ERASED, actor=actor, now=now)
    if same.filter(barred=True).exists():
        raise CredentialBarred(
            nl="Het bureau heeft dit certificaat ingetrokken en geeft het niet opnieuw uit. Vraag het bureau waarom.",
            en="The office revoked this certificate and does not issue it anew. Ask the office why.",
        )
    facts = facts_of(registration=registration, cycle=cycle, entry=entry, on=today)
    credential = _signed(registration, cycle, entry, facts, actor, now)
    _record(credential, actor, now)
    return credential, True


@transaction.atomic
def reissue_credential(*, credential: Credential, actor: Actor, today: date, now: datetime) -> Credential:
    """Have a certificate issued anew, with today's e-mail address, and the old one revoked."""
    if not revoke(credential=credential, ground=Credential.Ground.REPLACED, actor=actor, now=now):
        raise CredentialRevoked(
            nl="Dit certificaat is ingetrokken. Vraag een nieuw certificaat aan.",
            en="This certificate has been revoked. Ask for a new one.",
        )
    anew, _ = issue_credential(
        registration=credential.registration,
        cycle=credential.cycle,
        entry=credential.entry,
        actor=actor,
        today=today,
        now=now,
    )
    return anew


def _signed(
    registration: Registration,
    cycle: Cycle | None,
    entry: LedgerEntry | None,
    facts: Facts,
    actor: Actor,
    now: datetime,
) -> Credential:
    signer = signer_of(registration.register.association)
    kind = Kind.ACTIVITY if entry else Kind.CYCLE if cycle else Kind.REGISTRATION
    words = words_of(kind, facts, registration.person.language)
    status_list, place = free_place(association=registration.register.association, now=now)
    draft = Draft(
        uuid=uuid4(),
        kind=kind,
        achievement=_achievement(kind, facts, entry),
        facts=facts,
        words=words,
        email=User.objects.values_list("email", flat=True).get(pk=actor.user_id),
        salt=secrets.token_hex(16),
        status_list=status_list,
        place=place,
        issued_at=now.replace(microsecond=0),
    )
    document, token = sign_draft(draft, signer)
    return Credential.objects.create(
        uuid=draft.uuid,
        kind=kind,
        registration=registration,
        cycle=cycle,
        entry=entry,
        name=words.name,
        facts=facts,
        key=signer.key,
        status_list=status_list,
        place=place,
        document=document,
        token=token,
        issued_at=draft.issued_at,
        checked_at=now,
    )


def _achievement(kind: str, facts: Facts, entry: LedgerEntry | None) -> str:
    """What was achieved, under a name that is the same for everybody who achieved it."""
    what = kind.lower()
    if entry is not None:
        what = f"course:{facts['course']}" if facts["course"] else f"activity:{entry.uuid}"
    return f"urn:leerregister:achievement:{facts['register']}:{what}"


def _record(credential: Credential, actor: Actor, now: datetime) -> None:
    register = credential.registration.register
    record_event(
        kind="credential.issued",
        subject_type="credential",
        subject_uuid=credential.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        person_id=credential.registration.person_id,
        actor=actor,
        now=now,
        data={"kind": credential.kind},
    )
