"""What the person does: explains an item, adds one, asks for more time, and hands in."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from portfolio.catalogue.audit_cases import ANSWERING, AuditAction
from portfolio.errors.audit_cases import AuditMoved, ExtensionAlreadyAsked, ExtensionTooLate, ItemAlreadyThere
from portfolio.models import Audit, AuditExtension, AuditItem, AuditRound, LedgerEntry
from portfolio.services.audit_cases.moving import held, last_round, move, record
from register.access import Actor
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.services.receipts import give_receipt


@transaction.atomic
def explain_item(*, item: AuditItem, explanation: str, actor: Actor, now: datetime) -> AuditItem:
    """Say what shows this item, as long as a term runs. What was said before is replaced."""
    _answering(item.audit)
    AuditItem.objects.filter(pk=item.pk).update(explanation=explanation, explained_at=now)
    item.refresh_from_db()
    record("audit.item-explained", item.audit, actor, now)
    return item


@transaction.atomic
def add_item(*, audit: Audit, entry: LedgerEntry, explanation: str, actor: Actor, now: datetime) -> AuditItem:
    """Bring in a fact that was recorded after the draw. It counts in this audit once its auditor accepts it.

    What was known at the draw counts already, whether or not it was asked.
    """
    open_one = _answering(audit)
    serves = entry.registration_id in (None, open_one.registration_id)
    standing = entry.reverses_id is None and not LedgerEntry.objects.filter(reverses=entry).exists()
    if not (serves and standing and entry.recorded_at > open_one.drawn_at):
        nl = "Dit is geen feit van deze registratie dat na de trekking is vastgelegd en nog geldt."
        en = "This is no fact of this registration that was recorded after the draw and still holds."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/entry", "not-recorded-later", nl, en),))
    item = AuditItem(
        audit=open_one,
        registration=open_one.registration,
        entry=entry,
        added_at=now,
        explanation=explanation,
        explained_at=now if explanation else None,
    )
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as error:
        if constraint_of(error) != "audit_item_once":
            raise
        raise ItemAlreadyThere(nl="Dit feit staat hier al bij.", en="This fact is here already.") from error
    item.refresh_from_db()
    record("audit.item-added", open_one, actor, now)
    return item


@transaction.atomic
def hand_in(*, audit: Audit, explanation: str, actor: Actor, now: datetime) -> Audit:
    """Say that this is all: the term ends and the auditor begins. Later than the last day it is received too."""
    answered = held(audit)
    move(answered, AuditAction.HAND_IN, actor=actor, now=now)
    rows = AuditRound.objects.filter(audit=answered, ended_at=None)
    rows.update(handed_in_at=now, explanation=explanation, ended_at=now)
    register = answered.registration.register
    said = {"explanation": explanation}
    give_receipt(message="audit-reply", of=answered.uuid, said=said, register=register, actor=actor, now=now)
    return answered


@transaction.atomic
def ask_extension(
    *, audit: Audit, reason: str, wished_until: date, actor: Actor, today: date, now: datetime
) -> AuditExtension:
    """Ask for more time, until the last minute of the last day as the register counts its days.

    While it waits for an answer the term does not end. ExtensionTooLate after that day.
    """
    running = last_round(_answering(audit))
    if today > running.reply_by:
        raise ExtensionTooLate.after(running.reply_by)
    if wished_until <= running.reply_by:
        nl, en = f"Noem een dag na {running.reply_by}.", f"Name a day after {running.reply_by}."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/wishedUntil", "too-early", nl, en),))
    try:
        with transaction.atomic():
            asked = AuditExtension.objects.create(round=running, reason=reason, wished_until=wished_until, asked_at=now)
    except IntegrityError as error:
        if constraint_of(error) != "audit_extension_one_open":
            raise
        raise ExtensionAlreadyAsked(
            nl="U hebt al om verlenging gevraagd; wacht het antwoord af.",
            en="You have asked for more time already; wait for the answer.",
        ) from error
    record("audit.extension-asked", audit, actor, now)
    return asked


def _answering(audit: Audit) -> Audit:
    open_one = held(audit)
    if open_one.state not in ANSWERING:
        raise AuditMoved.of(open_one.state, "answer")
    return open_one
