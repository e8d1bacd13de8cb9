"""What a session counts for: the facts there should be beside the facts there are, and the difference booked."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from portfolio.catalogue.peers import PresenceState
from portfolio.errors import EntryAlreadyReversed
from portfolio.models import LedgerEntry, PeerPresence, PeerSession, PeerSessionFact
from portfolio.services.ledger import record_entry, reverse_entry
from portfolio.services.records.rules import record_rules_in_force
from register.access import Actor
from register.models import Registration
from register.reach import past_the_wall
from register.rules.records import AttestedBy, RecordRule, Sort

CHANGED = "Wie er was is veranderd. / Who was there has changed."


@past_the_wall("A session counts for everybody who was there.")
def settle_session(session: PeerSession, *, actor: Actor, now: datetime) -> None:
    """Book for each who was there what the session counts for in each register, and reverse what it no longer does.

    To be called with the session held: safe to repeat, it books nothing twice.
    """
    presences = list(session.presences.select_related("person").order_by("pk"))
    for use in session.group.uses.select_related("register").order_by("pk"):
        rule = record_rules_in_force(use.register, on=session.recorded_on).get(use.rule)
        if rule is None or rule.sort is not Sort.SESSION:
            continue
        size = sum(one.state != PresenceState.DENIED for one in presences)
        counting = _counting(session, presences, rule)
        for presence in presences:
            for registration in _registrations(presence, session, use.register_id):
                wanted = _details(rule, session, size) if presence.pk in counting else None
                _settle(presence, registration, rule, wanted, actor, now)


@past_the_wall("A session counts for everybody who was there.")
def take_session_back(session: PeerSession, *, reason: str, actor: Actor, now: datetime) -> None:
    """Reverse everything that a session counted for."""
    facts = PeerSessionFact.objects.filter(presence__session=session).exclude(entry=None)
    for fact in facts.select_related("entry").order_by("pk"):
        _reverse(fact, reason, actor, now)


def _counting(session: PeerSession, presences: list[PeerPresence], rule: RecordRule) -> set[int]:
    """The presences that count by the rule: none while too few of them do."""
    if rule.attested_by is AttestedBy.CHAIR:
        there = [one for one in presences if session.attested_at and one.state != PresenceState.DENIED]
    else:
        there = [one for one in presences if one.state == PresenceState.CONFIRMED]
    return {one.pk for one in there} if len(there) >= rule.least_people else set()


def _registrations(presence: PeerPresence, session: PeerSession, register_id: int) -> Iterator[Registration]:
    rows = Registration.objects.filter(
        Q(ended_before=None) | Q(ended_before__gt=session.held_on),
        person=presence.person_id,
        register=register_id,
        registered_on__lte=session.held_on,
    )
    yield from rows.select_related("person", "register").order_by("pk")


def _details(rule: RecordRule, session: PeerSession, size: int) -> dict[str, Any]:
    words = {name: rule.fact[name] for name in ("by", "role", "format") if name in rule.fact}
    return {"format": "online" if session.online else "live"} | words | {"group_size": size}


def _settle(
    presence: PeerPresence,
    registration: Registration,
    rule: RecordRule,
    wanted: Mapping[str, Any] | None,
    actor: Actor,
    now: datetime,
) -> None:
    fact = PeerSessionFact.objects.filter(presence=presence, registration=registration).select_related("entry").first()
    if fact is not None and LedgerEntry.objects.filter(reverses=fact.entry_id).exclude(reverses=None).exists():
        return  # the office took it back: that stands
    if fact is None:
        fact = PeerSessionFact(presence=presence, registration=registration)
    if fact.entry is not None and (wanted is None or fact.entry.details != wanted):
        _reverse(fact, CHANGED, actor, now)
    if wanted is None or fact.entry is not None:
        return
    fact.booked += 1
    fact.entry = _book(fact, rule, wanted, actor, now)
    fact.save()


def _book(
    fact: PeerSessionFact, rule: RecordRule, details: Mapping[str, Any], actor: Actor, now: datetime
) -> LedgerEntry:
    session = fact.presence.session
    return record_entry(
        person=fact.registration.person,
        registration=fact.registration,
        kind=rule.fact["kind"],
        source_key=f"peer-session/{session.uuid}/{fact.registration.pk}/{fact.booked}",
        validation=LedgerEntry.Validation.CONFIRMED,
        on=session.held_on,
        category=rule.fact.get("category", ""),
        code=rule.fact.get("code", ""),
        quantity=Decimal(session.minutes),
        unit="minute",
        tags=tuple(rule.fact.get("tags", ())),
        details=dict(details),
        actor=actor,
        now=now,
    )


def _reverse(fact: PeerSessionFact, reason: str, actor: Actor, now: datetime) -> None:
    entry, fact.entry = fact.entry, None
    fact.save(update_fields=["entry"])
    assert entry is not None
    try:
        reverse_entry(entry=entry, reason=reason[:300], actor=actor, now=now)
    except EntryAlreadyReversed:
        return
