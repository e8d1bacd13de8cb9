"""Entering what a disciplinary body ruled, with its document, and preparing the decision that gives it effect."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accreditation.rules.files.recognising import PDF
from portfolio.errors import EvidenceRefused
from portfolio.models import Decision, DisciplinaryOrder
from portfolio.services.decisions.preparing import prepare_decision
from portfolio.services.discipline.courses import Statuses, back_from, struck_off, suspended
from portfolio.services.evidence.adding import looked_through
from portfolio.services.evidence.scanning import scan
from portfolio.services.evidence.storing import forget_file, store_file
from register.access import Actor
from register.errors import FieldProblem, InvalidInput
from register.models import Registration
from register.services.events import record_event

Measure = DisciplinaryOrder.Measure
FOLLOWING = frozenset({Measure.LIFTED, Measure.QUASHED})


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a disciplinary body says: which measure, from which day, in which case. `against` is an earlier order."""

    measure: DisciplinaryOrder.Measure
    body: str
    reference: str
    ruled_on: date
    starts_on: date
    ends_before: date | None = None
    against: DisciplinaryOrder | None = None


def enter_order(
    *,
    registration: Registration,
    ruling: Ruling,
    reasons: str,
    file_name: str,
    content: bytes,
    actor: Actor,
    today: date,
    now: datetime,
) -> DisciplinaryOrder:
    """Enter a ruling with its document (PDF). It has effect at once when another person takes the decision prepared.

    EvidenceRefused says what is wrong with the document, StatusCannotMove that the registration cannot become that,
    InvalidInput that the ruling does not hang together; then nothing was kept.
    """
    _refuse_unclear(registration, ruling)
    name, media_type, content = looked_through(file_name=file_name, content=content)
    if media_type != PDF:
        nl, en = "Stuur de uitspraak als PDF.", "Send the ruling as a PDF."
        raise EvidenceRefused(nl=nl, en=en, fields=(FieldProblem("#/file", "not-a-pdf", nl, en),))
    document: dict[str, Any] = {
        "file_name": name,
        "size": len(content),
        "digest": hashlib.sha256(content).hexdigest(),
        "scanned_at": now if scan(content) else None,
        # A store is not part of a transaction: the slow part goes first, and the clean-up finds what a failure leaves.
        "key": store_file(content),
    }
    try:
        return _enter(registration, ruling, reasons, document, actor, today, now)
    except BaseException:
        forget_file(document["key"])
        raise


def _refuse_unclear(registration: Registration, ruling: Ruling) -> None:
    against = ruling.against
    if (ruling.measure in FOLLOWING) != (against is not None):
        raise _unclear("against", "Noem de maatregel waarover dit gaat.", "Name the order that this is about.")
    if against is not None and (against.registration.pk != registration.pk or against.measure in FOLLOWING):
        raise _unclear("against", "Dit is geen maatregel over deze registratie.", "This is no order about this one.")
    if against is not None and against.decision.carried_out_at is None:
        raise _unclear("against", "Die maatregel heeft geen werking.", "That order has no effect.")
    if ruling.ends_before is not None and (
        ruling.measure != Measure.SUSPENSION or ruling.ends_before <= ruling.starts_on
    ):
        raise _unclear("endsBefore", "Alleen een schorsing eindigt, na haar eerste dag.", "Only a suspension ends.")


def _unclear(place: str, nl: str, en: str) -> InvalidInput:
    return InvalidInput(nl=nl, en=en, fields=(FieldProblem(f"#/{place}", "unclear-ruling", nl, en),))


@transaction.atomic
def _enter(
    registration: Registration,
    ruling: Ruling,
    reasons: str,
    document: dict[str, Any],
    actor: Actor,
    today: date,
    now: datetime,
) -> DisciplinaryOrder:
    against = ruling.against
    decision = prepare_decision(
        registration=registration,
        question=Decision.Question.DISCIPLINE,
        result="lifted" if against else "imposed",
        adverse=against is None,
        reasons=reasons,
        effective_on=ruling.starts_on,
        effect={"statuses": _statuses(registration, ruling)} if ruling.measure != Measure.QUASHED else {},
        no_view_because="" if against else f"Gehoord door / heard by {ruling.body}, {ruling.reference}.",
        replaces=against.decision if against and ruling.measure == Measure.QUASHED else None,
        actor=actor,
        today=today,
        now=now,
    )
    order = DisciplinaryOrder.objects.create(
        decision=decision,
        measure=ruling.measure,
        body=ruling.body,
        reference=ruling.reference,
        ruled_on=ruling.ruled_on,
        starts_on=ruling.starts_on,
        ends_before=ruling.ends_before,
        against=against,
        entered_at=now,
        **document,
    )
    order.refresh_from_db(fields=["uuid"])
    _record("disciplinary-order.entered", order, actor, now)
    return order


def _statuses(registration: Registration, ruling: Ruling) -> Statuses:
    if ruling.measure == Measure.SUSPENSION:
        return suspended(registration, starts_on=ruling.starts_on, ends_before=ruling.ends_before)
    if ruling.against is not None:
        return back_from(registration, on=ruling.starts_on, without=ruling.against.decision.uuid)
    return struck_off(registration, starts_on=ruling.starts_on)


def _record(kind: str, order: DisciplinaryOrder, actor: Actor, now: datetime) -> None:
    registration = order.registration
    record_event(
        kind=kind,
        subject_type="disciplinary-order",
        subject_uuid=order.uuid,
        register_id=registration.register_id,
        organisation_id=registration.register.association_id,
        person_id=registration.person_id,
        actor=actor,
        now=now,
        data={"measure": order.measure, "decision": str(order.decision.uuid)},
    )
