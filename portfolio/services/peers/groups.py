"""Peer groups: founded, set to count in registers, joined and left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from portfolio.catalogue.peers import MEMBERSHIPS, MembershipAction, MembershipState
from portfolio.errors.peers import AlreadyInGroup, ChairNeeded, MembershipMoved, NotChair
from portfolio.models import PeerGroup, PeerGroupUse, PeerMembership
from portfolio.services.peers.trail import record_peer_event
from portfolio.services.records.rules import record_rules_in_force
from register.access import Actor
from register.errors import FieldProblem, Forbidden, InvalidInput, constraint_of
from register.models import Person, Register, Registration
from register.reach import past_the_wall
from register.rules.records import Sort


@dataclass(frozen=True, slots=True)
class GroupUse:
    """A register in which sessions are to count, by which rule of its regulation."""

    register: Register
    rule: str


@transaction.atomic
def found_group(
    *, person: Person, name: str, uses: Sequence[GroupUse], actor: Actor, today: date, now: datetime
) -> PeerGroup:
    """Begin a group, of which one is the chair. InvalidInput when a register has no such rule."""
    _refuse_unknown_rules(uses, today)
    group = PeerGroup.objects.create(name=name, founded_on=today, founded_by_id=actor.user_id)
    group.refresh_from_db(fields=["uuid"])
    _set_uses(group, uses)
    PeerMembership.objects.create(
        group=group, person=person, is_chair=True, state=MembershipState.MEMBER, invited_on=today, joined_on=today
    )
    record_peer_event("peer-group.founded", group, person.pk, actor, now)
    return group


@transaction.atomic
def change_group(
    *, group: PeerGroup, name: str, uses: Sequence[GroupUse], actor: Actor, today: date, now: datetime
) -> PeerGroup:
    """Give the group another name, or let its later sessions count elsewhere. The chair does."""
    own_membership(group, actor, chair=True)
    _refuse_unknown_rules(uses, today)
    PeerGroup.objects.filter(pk=group.pk).update(name=name)
    group.uses.all().delete()
    _set_uses(group, uses)
    record_peer_event("peer-group.changed", group, actor.person_id, actor, now)
    group.refresh_from_db()
    return group


@transaction.atomic
@past_the_wall("A colleague is named by a number, on whatever register that is.")
def invite_member(
    *, group: PeerGroup, register: Register, number: str, actor: Actor, today: date, now: datetime
) -> PeerMembership:
    """Invite a colleague by the number of a register. They accept or decline; AlreadyInGroup when they are in it."""
    own_membership(group, actor, chair=True)
    colleague = Registration.objects.filter(register=register, number=number, ended_before=None).first()
    if colleague is None:
        nl, en = "Dit nummer staat niet in dit register.", "This number is not on this register."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/number", "not-registered", nl, en),))
    membership = PeerMembership(group=group, person_id=colleague.person_id, invited_on=today)
    try:
        with transaction.atomic():
            membership.save()
    except IntegrityError as error:
        if constraint_of(error) != "peer_membership_once_at_a_time":
            raise
        raise AlreadyInGroup(
            nl="Deze collega is al lid of uitgenodigd.", en="This colleague is a member or invited already."
        ) from error
    membership.refresh_from_db()
    record_peer_event("peer-membership.invited", membership, membership.person_id, actor, now)
    return membership


@transaction.atomic
def accept_membership(*, membership: PeerMembership, actor: Actor, today: date, now: datetime) -> PeerMembership:
    """Join the group one is invited to."""
    _refuse_unless_own(membership, actor)
    return _move(membership, MembershipAction.ACCEPT, actor, now, joined_on=today)


@transaction.atomic
def decline_membership(*, membership: PeerMembership, actor: Actor, now: datetime) -> PeerMembership:
    """Say no to an invitation."""
    _refuse_unless_own(membership, actor)
    return _move(membership, MembershipAction.DECLINE, actor, now)


@transaction.atomic
def end_membership(*, membership: PeerMembership, actor: Actor, today: date, now: datetime) -> PeerMembership:
    """Leave the group, or as its chair let somebody go. What was counted stays. ChairNeeded for a chair with others."""
    group = _held(membership.group)
    if membership.person_id != actor.person_id:
        own_membership(group, actor, chair=True)
    others = group.memberships.filter(state=MembershipState.MEMBER).exclude(pk=membership.pk)
    current = group.memberships.get(pk=membership.pk)
    if current.is_chair and current.state == MembershipState.MEMBER and others.exists():
        raise ChairNeeded(nl="Draag eerst het voorzitterschap over.", en="Hand the chair over to somebody else first.")
    return _move(membership, MembershipAction.LEAVE, actor, now, left_on=today)


@transaction.atomic
def hand_over_chair(*, membership: PeerMembership, actor: Actor, now: datetime) -> PeerMembership:
    """Make another member the chair, as the chair."""
    group = _held(membership.group)
    own = own_membership(group, actor, chair=True)
    PeerMembership.objects.filter(pk=own.pk).update(is_chair=False)
    if not PeerMembership.objects.filter(pk=membership.pk, state=MembershipState.MEMBER).update(is_chair=True):
        raise MembershipMoved(nl="Alleen een lid kan voorzitter zijn.", en="Only a member can be the chair.")
    membership.refresh_from_db()
    record_peer_event("peer-membership.chaired", membership, membership.person_id, actor, now)
    return membership


def own_membership(group: PeerGroup, actor: Actor, *, chair: bool = False) -> PeerMembership:
    """One's own place in the group. Forbidden for who is not in it; NotChair where only the chair may.

    In a group whose chair is gone, every member may.
    """
    own = group.memberships.filter(person=actor.person_id, state=MembershipState.MEMBER).first()
    if own is None:
        raise Forbidden(nl="Alleen leden van de groep doen dit.", en="Only members of the group do this.")
    led = group.memberships.filter(is_chair=True, state=MembershipState.MEMBER)
    if chair and not own.is_chair and led.exists():
        raise NotChair(nl="Alleen de voorzitter doet dit.", en="Only the chair does this.")
    return own


def _held(group: PeerGroup) -> PeerGroup:
    return PeerGroup.objects.select_for_update(no_key=True).get(pk=group.pk)


def _set_uses(group: PeerGroup, uses: Sequence[GroupUse]) -> None:
    PeerGroupUse.objects.bulk_create(PeerGroupUse(group=group, register=u.register, rule=u.rule) for u in uses)


def _refuse_unknown_rules(uses: Sequence[GroupUse], today: date) -> None:
    problems = []
    for n, use in enumerate(uses):
        rules = record_rules_in_force(use.register, on=today)
        words = ", ".join(code for code, rule in rules.items() if rule.sort is Sort.SESSION)
        rule = rules.get(use.rule)
        if rule is None or rule.sort is not Sort.SESSION:
            nl, en = f"Kies uit: {words or 'niets'}.", f"Choose from: {words or 'nothing'}."
            problems.append(FieldProblem(f"#/uses/{n}/rule", "unknown-rule", nl, en))
    if problems:
        raise InvalidInput(
            nl="In dit register telt dit niet.", en="This does not count in this register.", fields=tuple(problems)
        )


def _refuse_unless_own(membership: PeerMembership, actor: Actor) -> None:
    if membership.person_id != actor.person_id:
        raise Forbidden(nl="Alleen wie is uitgenodigd doet dit.", en="Only whoever is invited does this.")


def _move(
    membership: PeerMembership, action: MembershipAction, actor: Actor, now: datetime, **values: Any
) -> PeerMembership:
    step = MEMBERSHIPS[action]
    here = PeerMembership.objects.filter(pk=membership.pk, state__in=sorted(step.sources))
    if not here.update(state=step.target, **values):
        membership.refresh_from_db(fields=["state"])
        raise MembershipMoved(
            nl=f"Dit kan niet meer: het lidmaatschap staat op {membership.state}.",
            en=f"This is no longer possible: the membership is {membership.state}.",
        )
    membership.refresh_from_db()
    record_peer_event(step.event, membership, membership.person_id, actor, now)
    return membership
