"""Preparing a decision for a group, preparing to take one back, and taking either off the table."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from portfolio.catalogue.group_decisions import GroupAction, GroupSort, GroupState
from portfolio.errors import OwnDossier
from portfolio.errors.group_decisions import GroupDecisionMoved, GroupDecisionNotValid, GroupDecisionUndoing
from portfolio.models import GroupDecision
from portfolio.selectors.group_scopes import OF_COURSE
from portfolio.services.group_decisions.bookings import entry_for
from portfolio.services.group_decisions.moving import held, move, record
from register.access import Actor
from register.errors import constraint_of
from register.models import Person, Register, Registration
from register.services.categories import refuse_unknown_category

REGISTRATION_FACTS = frozenset({"decision", "leave", "status"})
"""What an extension or waiver may be: not an activity, which is what a correction adds."""


@transaction.atomic
def prepare_group_decision(
    *,
    registers: Sequence[Register],
    sort: GroupSort,
    title: str,
    scope: Mapping[str, Any],
    effect: Mapping[str, Any],
    effective_on: date,
    legal_basis: str,
    reasons: str,
    actor: Actor,
    now: datetime,
) -> GroupDecision:
    """Put an act in order: for whom, what, from which day, on which grounds. Nobody is reached by it yet.

    GroupDecisionNotValid says what is wrong with scope or effect; EntryNotValid that a fact cannot have happened so.
    """
    association = _association_of(registers)
    _refuse_unclear_scope(registers, scope)
    _refuse_unfit_effect(registers, sort, scope, effect, effective_on, now)
    decision = GroupDecision.objects.create(
        association_id=association,
        sort=sort,
        title=title,
        scope=dict(scope),
        effect=dict(effect),
        effective_on=effective_on,
        legal_basis=legal_basis,
        reasons=reasons,
        prepared_by_id=actor.user_id,
        prepared_at=now,
    )
    decision.registers.set(registers)
    decision.refresh_from_db()
    record("group-decision.prepared", decision, actor, now)
    return decision


def _association_of(registers: Sequence[Register]) -> int:
    associations: set[int] = {one.association_id for one in registers}
    if len(associations) != 1:
        raise GroupDecisionNotValid.at(
            "registers",
            "one-association",
            "Noem een of meer registers van dezelfde vereniging.",
            "Name one or more registers of the same association.",
        )
    return associations.pop()


def _refuse_unclear_scope(registers: Sequence[Register], scope: Mapping[str, Any]) -> None:
    if "attended" in scope and len(OF_COURSE.keys() & scope["attended"].keys()) != 1:
        known = ", ".join(OF_COURSE)
        raise GroupDecisionNotValid.at("scope/attended", "one-of", f"Noem een van {known}.", f"Name one of {known}.")
    numbers = set(scope.get("numbers", ()))
    there = Registration.objects.filter(register__in=registers, number__in=numbers).values_list("number", flat=True)
    if unknown := sorted(numbers - set(there)):
        named = ", ".join(unknown[:20])
        raise GroupDecisionNotValid.at(
            "scope/numbers", "unknown-number", f"Onbekende nummers: {named}.", f"Unknown numbers: {named}."
        )


def _refuse_unfit_effect(
    registers: Sequence[Register],
    sort: GroupSort,
    scope: Mapping[str, Any],
    effect: Mapping[str, Any],
    effective_on: date,
    now: datetime,
) -> None:
    facts, reverses = effect.get("facts", ()), effect.get("reversesAttendance", False)
    if not facts and not reverses:
        raise GroupDecisionNotValid.at("effect", "nothing", "Zeg wat het besluit doet.", "Say what the decision does.")
    if reverses and (sort != GroupSort.CORRECTION or "attended" not in scope):
        raise GroupDecisionNotValid.at(
            "effect/reversesAttendance",
            "correction-only",
            "Alleen een correctie neemt aanwezigheid terug, en alleen die van het bereik (`attended`).",
            "Only a correction takes attendance back, and only that of the scope (`attended`).",
        )
    for number, fact in enumerate(facts):
        if sort != GroupSort.CORRECTION and fact["kind"] not in REGISTRATION_FACTS:
            raise GroupDecisionNotValid.at(
                f"effect/facts/{number}/kind",
                "correction-only",
                "Alleen een correctie voegt zo'n feit toe.",
                "Only a correction adds such a fact.",
            )
        if fact.get("category"):
            for register in registers:
                refuse_unknown_category(register=register, category=fact["category"], on=effective_on)
        # What cannot have happened is refused here, before anybody is asked to decide about it.
        nobody = Registration(register=registers[0], person=Person())
        entry_for(nobody, fact, on=effective_on, source="", actor=None, now=now)


@transaction.atomic
def prepare_undoing(
    *,
    decision: GroupDecision,
    legal_basis: str,
    reasons: str,
    effective_on: date,
    actor: Actor,
    now: datetime,
) -> GroupDecision:
    """Put in order that an act which was carried out is taken back: an act of its own, previewed and taken likewise."""
    first = held(decision)
    if first.state != GroupState.CARRIED_OUT:
        raise GroupDecisionMoved.of(first.state, GroupAction.UNDO.value)
    refuse_own_line(first, actor)
    try:
        with transaction.atomic():
            undoing = GroupDecision.objects.create(
                association=first.association,
                sort=GroupSort.UNDOING,
                title=first.title,
                effective_on=effective_on,
                legal_basis=legal_basis,
                reasons=reasons,
                undoes=first,
                prepared_by_id=actor.user_id,
                prepared_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "group_decision_undone_once":
            raise
        raise GroupDecisionUndoing(
            nl="Er ligt al een besluit om dit terug te nemen.", en="There is a decision already to take this back."
        ) from error
    undoing.registers.set(first.registers.all())
    undoing.refresh_from_db()
    record("group-decision.prepared", undoing, actor, now)
    return undoing


def refuse_own_line(decision: GroupDecision, actor: Actor) -> None:
    """Raise OwnDossier when the act did something for the actor."""
    if actor.person_id is not None and decision.lines.filter(registration__person=actor.person_id).exists():
        raise OwnDossier(
            nl="Dit besluit geldt ook voor u. Laat een ander het terugnemen.",
            en="This decision reaches you as well. Let somebody else take it back.",
        )


@transaction.atomic
def drop_group_decision(*, decision: GroupDecision, reason: str, actor: Actor, now: datetime) -> GroupDecision:
    """Take an act off the table before it is taken."""
    dropped = held(decision)
    move(dropped, GroupAction.DROP, actor=actor, now=now, dropped_because=reason)
    return dropped
