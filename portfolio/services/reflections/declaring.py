"""Declaring to a register that one reflected, or held a conversation: a fact in the ledger, without what was said."""

from datetime import date, datetime

from django.db import transaction

from portfolio.errors import EntryAlreadyRecorded, RegistrationEnded
from portfolio.errors.reflection import NotCounted
from portfolio.models import Conversation, LedgerEntry, Reflection, ReflectionTemplate
from portfolio.services.ledger import record_entry
from register.access import Actor
from register.models import Registration


@transaction.atomic
def declare_reflection(
    *, reflection: Reflection, registration: Registration, actor: Actor, today: date, now: datetime
) -> LedgerEntry:
    """Have a completed reflection counted, as the fact that its template names, on the day it was completed.

    The same again gives the same entry. NotCounted when the register's template names no fact, or it isn't completed.
    """
    return _declare(
        f"reflection/{reflection.uuid}", reflection.template, reflection.completed_on, registration, actor, today, now
    )


@transaction.atomic
def declare_conversation(
    *, conversation: Conversation, registration: Registration, actor: Actor, today: date, now: datetime
) -> LedgerEntry:
    """Have a conversation that both signed counted, on the day it was held. As `declare_reflection`."""
    signed = conversation.state == Conversation.State.SIGNED
    day = conversation.held_on if signed else None
    return _declare(f"conversation/{conversation.uuid}", conversation.template, day, registration, actor, today, now)


def _declare(
    source: str,
    template: ReflectionTemplate | None,
    day: date | None,
    registration: Registration,
    actor: Actor,
    today: date,
    now: datetime,
) -> LedgerEntry:
    if registration.ended_before is not None and registration.ended_before <= today:
        raise RegistrationEnded(nl="Deze inschrijving is geëindigd.", en="This registration has ended.")
    if template is None or template.register_id != registration.register_id or not template.fact:
        raise NotCounted(
            nl="Dit register telt dit niet mee. Gebruik een sjabloon van het register dat meetelt.",
            en="This register does not count this. Use a template of the register that counts.",
        )
    if day is None:
        raise NotCounted(
            nl="Het is nog niet af: rond de reflectie af, of laat het gesprek door beiden ondertekenen.",
            en="It is not finished: complete the reflection, or have both sign the conversation.",
        )
    key = f"{source}/{registration.uuid}"
    by = template.fact.get("by")
    try:
        return record_entry(
            person=registration.person,
            registration=registration,
            kind=template.fact["kind"],
            code=template.fact["code"],
            details={"by": by} if by else {},
            source_key=key,
            validation=LedgerEntry.Validation.SELF_DECLARED,
            on=day,
            actor=actor,
            now=now,
        )
    except EntryAlreadyRecorded:
        return LedgerEntry.objects.get(source_key=key)
