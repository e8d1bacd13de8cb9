"""Keeping a registration out of what everybody may see, where the register offers that."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from register.access import Actor
from register.errors import OptOutNotOffered, OptOutUnchanged, constraint_of
from register.models import OptOut, Registration
from register.selectors.public_register import public_register
from register.services.events import record_event


@transaction.atomic
def opt_out(*, registration: Registration, actor: Actor, today: date, now: datetime) -> OptOut:
    """Keep the registration out. OptOutNotOffered by today's regulation; OptOutUnchanged when it is out already."""
    public = public_register(on=today, pk=registration.register_id)
    if public is None or not public.publication.opt_out:
        raise OptOutNotOffered(
            nl="Dit register biedt niet aan om een inschrijving buiten het openbare register te houden.",
            en="This register does not offer to keep a registration out of the public register.",
        )
    try:
        with transaction.atomic():
            made = OptOut.objects.create(registration=registration, recorded_at=now, recorded_by_id=actor.user_id)
    except IntegrityError as error:
        if constraint_of(error) != "opt_out_one_stands":
            raise
        raise _unchanged("al buiten", "already kept out") from error
    _record("registration.opted-out", registration, actor, now)
    return made


@transaction.atomic
def opt_in(*, registration: Registration, actor: Actor, now: datetime) -> None:
    """Let the registration be shown again. OptOutUnchanged when it was not kept out."""
    if not OptOut.objects.filter(registration=registration, withdrawn_at=None).update(withdrawn_at=now):
        raise _unchanged("niet buiten", "not kept out")
    _record("registration.opted-in", registration, actor, now)


def _unchanged(nl: str, en: str) -> OptOutUnchanged:
    return OptOutUnchanged(
        nl=f"Deze inschrijving is {nl} het openbare register gehouden.",
        en=f"This registration is {en} of the public register.",
    )


def _record(kind: str, registration: Registration, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="registration",
        subject_uuid=registration.uuid,
        register_id=registration.register_id,
        organisation_id=registration.register.association_id,
        person_id=registration.person_id,
        actor=actor,
        now=now,
    )
