"""What is found about a provider as a whole: institutional accreditation, visits, recognitions by others."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from accreditation.errors import (
    InstitutionAccreditationEnded,
    InstitutionAlreadyAccredited,
    RecognitionKnown,
    VisitCannotMove,
)
from accreditation.models import InstitutionalAccreditation, Provider, Recognition, Visit
from register.access import Actor
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.models import Association
from register.services.events import record_event

Record = InstitutionalAccreditation | Visit | Recognition


@transaction.atomic
def accredit_institution(
    *,
    provider: Provider,
    association: Association,
    valid_from: date,
    valid_before: date,
    conditions: str,
    reason: str,
    actor: Actor,
    now: datetime,
) -> InstitutionalAccreditation:
    """Decide that a provider as a whole is good in [valid_from, valid_before), perhaps under conditions."""
    try:
        with transaction.atomic():
            accreditation = InstitutionalAccreditation.objects.create(
                provider=provider,
                association=association,
                valid_from=valid_from,
                valid_before=valid_before,
                conditions=conditions,
                reason=reason,
                decided_by_id=actor.user_id,
                decided_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "institution_accredited_once_per_day":
            raise
        raise InstitutionAlreadyAccredited(
            nl="Deze aanbieder heeft hier in (een deel van) deze periode al instellingsaccreditatie.",
            en="This provider is accredited here as a whole in (part of) this period already.",
        ) from error
    accreditation.refresh_from_db(fields=["uuid"])
    _record("institution.accredited", "institutional-accreditation", accreditation, association, actor, now)
    return accreditation


@transaction.atomic
def withdraw_institution(
    *, accreditation: InstitutionalAccreditation, valid_before: date, reason: str, actor: Actor, now: datetime
) -> InstitutionalAccreditation:
    """End it on a day before its end, which may be a day that has been: then it no longer held from that day."""
    last = max(valid_before, accreditation.valid_from)
    rows = InstitutionalAccreditation.objects.filter(pk=accreditation.pk, withdrawn_at=None, valid_before__gt=last)
    if not rows.update(valid_before=last, withdrawal_reason=reason, withdrawn_by_id=actor.user_id, withdrawn_at=now):
        raise InstitutionAccreditationEnded(
            nl="Deze instellingsaccreditatie is al ingetrokken of eindigt eerder.",
            en="This institutional accreditation is withdrawn already or ends before that day.",
        )
    accreditation.refresh_from_db()
    _record(
        "institution.withdrawn",
        "institutional-accreditation",
        accreditation,
        accreditation.association,
        actor,
        now,
    )
    return accreditation


@transaction.atomic
def plan_visit(
    *, provider: Provider, association: Association, planned_on: date, subject: str, actor: Actor, now: datetime
) -> Visit:
    """Plan a site visit."""
    visit = Visit.objects.create(
        provider=provider,
        association=association,
        planned_on=planned_on,
        subject=subject,
        planned_by_id=actor.user_id,
    )
    visit.refresh_from_db(fields=["uuid"])
    _record("visit.planned", "visit", visit, association, actor, now)
    return visit


@transaction.atomic
def hold_visit(*, visit: Visit, held_on: date, actor: Actor, today: date, now: datetime) -> Visit:
    """Record that the visit took place, today or before."""
    if held_on > today:
        problem = FieldProblem("#/heldOn", "in-the-future", "Deze dag moet nog komen.", "This day has yet to come.")
        raise InvalidInput(
            nl="Een bezoek is geweest als het geweest is.",
            en="A visit is held once it has been.",
            fields=(problem,),
        )
    return _move_visit(visit, Visit.State.HELD, actor, now, held_on=held_on)


@transaction.atomic
def report_visit(*, visit: Visit, report: str, findings: list[dict[str, Any]], actor: Actor, now: datetime) -> Visit:
    """Record what the visitors found; from then on the provider reads it."""
    return _move_visit(visit, Visit.State.REPORTED, actor, now, report=report, findings=findings)


@transaction.atomic
def cancel_visit(*, visit: Visit, reason: str, actor: Actor, now: datetime) -> Visit:
    """Call a planned visit off."""
    return _move_visit(visit, Visit.State.CANCELLED, actor, now, reason=reason)


@transaction.atomic
def record_recognition(
    *,
    provider: Provider,
    scheme: str,
    number: str,
    valid_from: date,
    valid_before: date | None,
    source: str,
    actor: Actor,
    now: datetime,
) -> Recognition:
    """Record what a body outside says of a provider, as an office saw it in the source."""
    try:
        with transaction.atomic():
            recognition = Recognition.objects.create(
                provider=provider,
                scheme=scheme,
                number=number,
                valid_from=valid_from,
                valid_before=valid_before,
                source=source,
                recorded_by_id=actor.user_id,
                recorded_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "recognition_recorded_once":
            raise
        raise RecognitionKnown(
            nl=f"{scheme} vanaf {valid_from} is al vastgelegd.", en=f"{scheme} from {valid_from} is recorded already."
        ) from error
    recognition.refresh_from_db(fields=["uuid"])
    _record("recognition.recorded", "recognition", recognition, provider, actor, now)
    return recognition


def _move_visit(visit: Visit, to: str, actor: Actor, now: datetime, **changes: Any) -> Visit:
    sources = [state for state, targets in Visit.TRANSITIONS.items() if to in targets]
    if not Visit.objects.filter(pk=visit.pk, state__in=sources).update(state=to, **changes):
        visit.refresh_from_db(fields=["state"])
        raise VisitCannotMove(
            nl=f"Dit bezoek staat op {visit.state} en kan niet {to} worden.",
            en=f"This visit is {visit.state} and cannot become {to}.",
        )
    visit.refresh_from_db()
    _record(f"visit.{to.lower()}", "visit", visit, visit.association, actor, now)
    return visit


def _record(kind: str, subject: str, row: Record, owner: Association | Provider, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type=subject,
        subject_uuid=row.uuid,
        organisation_id=owner.pk,
        actor=actor,
        now=now,
        data={"provider": str(row.provider.uuid)},
    )
