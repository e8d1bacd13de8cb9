"""Claims: a professional says what they did, an assessor decides, a grant books one ledger entry."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from portfolio.errors import ClaimAlreadyDecided, OwnDossier, RegistrationEnded
from portfolio.models import Claim, LedgerEntry
from portfolio.services.ledger import record_entry
from register.access import Actor
from register.errors import FieldProblem, InvalidInput
from register.models import Registration
from register.services.categories import refuse_unknown_category
from register.services.events import record_event


@transaction.atomic
def submit_claim(
    *,
    registration: Registration,
    category: str,
    title: str,
    performed_on: date,
    quantity: Decimal,
    unit: str,
    tags: list[str],
    actor: Actor,
    today: date,
    now: datetime,
) -> Claim:
    """Put an activity before an assessor. It counts from the moment it is granted, on the day it was done."""
    if registration.ended_before is not None and registration.ended_before <= today:
        raise RegistrationEnded(
            nl=f"Deze inschrijving is geëindigd (niet meer geldig vanaf {registration.ended_before}).",
            en=f"This registration has ended (no longer valid from {registration.ended_before}).",
        )
    if performed_on > today:
        problem = FieldProblem(
            "#/performedOn",
            "in-the-future",
            "Deze dag moet nog komen. Voer de activiteit in als zij geweest is.",
            "This day has yet to come. Enter the activity once it has been done.",
        )
        raise InvalidInput(
            nl="Wat nog moet gebeuren telt niet.", en="What has yet to happen does not count.", fields=(problem,)
        )
    refuse_unknown_category(register=registration.register, category=category, on=today)
    claim = Claim.objects.create(
        registration=registration,
        category=category,
        title=title,
        performed_on=performed_on,
        quantity=quantity,
        unit=unit,
        tags=tags,
        submitted_at=now,
    )
    claim.refresh_from_db(fields=["uuid"])
    _record("claim.submitted", claim, actor, now)
    return claim


@transaction.atomic
def decide_claim(
    *, claim: Claim, granted: bool, quantity: Decimal | None, reason: str, decided_by: Actor, now: datetime
) -> Claim:
    """Grant a claim, for what was claimed or for another `quantity`, or refuse it. The professional reads `reason`.

    Of two deciders at once one wins; the other gets ClaimAlreadyDecided and nothing is booked twice.
    """
    rows = Claim.objects.select_related("registration__person", "registration__register")
    locked = rows.select_for_update(of=("self",)).get(pk=claim.pk)
    if decided_by.person_id is not None and locked.registration.person_id == decided_by.person_id:
        raise OwnDossier(nl="Over uw eigen claim beslist een ander.", en="Somebody else decides about your own claim.")
    if locked.state != Claim.State.SUBMITTED:
        raise ClaimAlreadyDecided(
            nl=f"Over deze claim is al beslist op {locked.decided_at:%d-%m-%Y}.",
            en=f"This claim was already decided on {locked.decided_at:%d-%m-%Y}.",
        )
    if granted:
        locked.entry = _book(locked, quantity or locked.quantity, decided_by, now)
    locked.state = Claim.State.GRANTED if granted else Claim.State.REFUSED
    locked.reason, locked.decided_by_id, locked.decided_at = reason, decided_by.user_id, now
    locked.save(update_fields=["entry", "state", "reason", "decided_by", "decided_at"])
    _record("claim.granted" if granted else "claim.refused", locked, decided_by, now)
    return locked


def _book(claim: Claim, quantity: Decimal, actor: Actor, now: datetime) -> LedgerEntry:
    return record_entry(
        person=claim.registration.person,
        registration=claim.registration,
        kind=LedgerEntry.Kind.ACTIVITY,
        source_key=f"claim/{claim.uuid}",
        validation=LedgerEntry.Validation.ASSESSED,
        on=claim.performed_on,
        category=claim.category,
        quantity=quantity,
        unit=claim.unit,
        tags=tuple(claim.tags),
        actor=actor,
        now=now,
    )


def _record(kind: str, claim: Claim, actor: Actor, now: datetime) -> None:
    register = claim.registration.register
    record_event(
        kind=kind,
        subject_type="claim",
        subject_uuid=claim.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        person_id=claim.registration.person_id,
        actor=actor,
        now=now,
    )
