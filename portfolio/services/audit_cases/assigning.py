"""Who audits: the one with the least in hand of those who do not stand too near to the person."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Q, QuerySet

from portfolio.catalogue.audit_cases import IN_HAND
from portfolio.catalogue.peers import MembershipState
from portfolio.errors.audit_cases import AuditMoved, AuditorInConflict, AuditorMissing
from portfolio.models import Audit, AuditConflict, Claim, EmployerLink, PeerMembership
from portfolio.services.audit_cases.moving import held, record, refuse_others, refuse_own
from register.access import ROLE_PERMISSIONS, Actor, Permission
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.models import RoleGrant, User

AUDITORS = [role.value for role, permissions in ROLE_PERMISSIONS.items() if Permission.AUDIT in permissions]
_BEEN_IN = [MembershipState.MEMBER, MembershipState.LEFT]


@transaction.atomic
def assign_audit(*, audit: Audit, auditor: UUID | None, actor: Actor, today: date, now: datetime) -> Audit:
    """Give an audit to an auditor of the register, or to the one with the least in hand.

    Raises AuditorInConflict for one who stands too near to the person, AuditorMissing when nobody is left.
    """
    open_one = held(audit)
    refuse_own(open_one, actor)
    _refuse_unless_in_hand(open_one)
    if auditor is None:
        if not assign_by_load(open_one, actor=actor, today=today, now=now):
            raise AuditorMissing(
                nl="Niemand die hier mag toetsen is over. Geef iemand de rol van auditor.",
                en="Nobody is left who may audit here. Give somebody the role of auditor.",
            )
        return open_one
    found = _auditors(open_one, today).filter(uuid=auditor).first()
    if found is None:
        nl, en = "Dit account toetst niet voor dit register.", "This account does not audit for this register."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/auditor", "not-an-auditor", nl, en),))
    if found.pk in near_to(open_one, [found], today=today):
        raise _near()
    _give(open_one, found, actor, now)
    return open_one


def assign_by_load(audit: Audit, *, actor: Actor | None, today: date, now: datetime) -> bool:
    """Give an audit to the auditor with the least in hand who may have it; False, with an event, when nobody may."""
    load = Count("audits_in_hand", filter=Q(audits_in_hand__state__in=sorted(IN_HAND)))
    candidates = list(_auditors(audit, today).annotate(load=load).order_by("load", "pk"))
    near = near_to(audit, candidates, today=today)
    chosen = next((one for one in candidates if one.pk not in near), None)
    if chosen is None:
        record("audit.without-auditor", audit, actor, now)
        return False
    _give(audit, chosen, actor, now)
    return True


def near_to(audit: Audit, users: Iterable[User], *, today: date) -> frozenset[int]:
    """Ids of those who do not audit this person, as far as is known here.

    Themselves; whoever works for the same employer, was in a peer group with them in the cycle, decided on one of their
    claims about it, or said that they cannot.
    """
    person, cycle = audit.registration.person_id, audit.cycle
    by_person = {user.person_id: user.pk for user in users if user.person_id is not None}
    employers = EmployerLink.objects.filter(person=person).on(today).values("employer")
    groups = PeerMembership.objects.filter(_in_cycle(audit), person=person).values("group")
    persons = {person}
    persons |= set(
        EmployerLink.objects.filter(employer__in=employers, person__in=by_person)
        .on(today)
        .values_list("person", flat=True)
    )
    persons |= set(
        PeerMembership.objects.filter(_in_cycle(audit), group__in=groups, person__in=by_person).values_list(
            "person", flat=True
        )
    )
    claims = Claim.objects.filter(registration=audit.registration, performed_on__gte=cycle.starts_on)
    deciders = claims.filter(performed_on__lt=cycle.ends_before, decided_by__isnull=False)
    accounts = set(deciders.values_list("decided_by", flat=True))
    accounts |= set(AuditConflict.objects.filter(audit=audit).values_list("auditor", flat=True))
    return frozenset(accounts | {by_person[one] for one in persons if one in by_person})


def _in_cycle(audit: Audit) -> Q:
    """Of whoever was in a group at some time in the cycle."""
    stayed = Q(left_on=None) | Q(left_on__gt=audit.cycle.starts_on)
    return stayed & Q(state__in=_BEEN_IN, joined_on__lt=audit.cycle.ends_before)


@transaction.atomic
def declare_conflict(*, audit: Audit, reason: str, actor: Actor, today: date, now: datetime) -> AuditConflict:
    """Say that one cannot audit this person, and why. Another gets it, and one sees nothing of it any more."""
    open_one = held(audit)
    refuse_others(open_one, actor)
    _refuse_unless_in_hand(open_one)
    declared = AuditConflict.objects.create(audit=open_one, auditor_id=actor.user_id, reason=reason, declared_at=now)
    Audit.objects.filter(pk=open_one.pk).update(auditor=None, assigned_at=None)
    record("audit.conflict-declared", open_one, actor, now)
    assign_by_load(open_one, actor=None, today=today, now=now)
    return declared


def _auditors(audit: Audit, today: date) -> QuerySet[User]:
    register = audit.registration.register
    held_now = RoleGrant.objects.held_on(today).filter(
        Q(register=None) | Q(register=register), role__in=AUDITORS, organisation=register.association_id
    )
    return User.objects.filter(pk__in=held_now.values("user"), is_active=True, is_machine=False)


def _give(audit: Audit, auditor: User, actor: Actor | None, now: datetime) -> None:
    rows = Audit.objects.filter(pk=audit.pk)
    try:
        with transaction.atomic():
            rows.update(auditor=auditor, assigned_at=now)
    except IntegrityError as error:
        if constraint_of(error) != "audit_not_of_oneself":
            raise
        raise _near() from error
    audit.auditor, audit.assigned_at = auditor, now
    record("audit.assigned", audit, actor, now)


def _refuse_unless_in_hand(audit: Audit) -> None:
    if audit.state not in IN_HAND:
        raise AuditMoved.of(audit.state, "assign")


def _near() -> AuditorInConflict:
    return AuditorInConflict(
        nl="Deze auditor staat te dicht bij de betrokkene. Kies een ander.",
        en="This auditor stands too near to the person. Choose another.",
    )
