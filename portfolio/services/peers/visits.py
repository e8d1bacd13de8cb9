"""Visits among peers: arranged by the visited, accepted by visitors who do not work with them, reported, agreed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Lower

from portfolio.catalogue.records import RecordState
from portfolio.catalogue.visits import VISITS, VisitAction, VisitorState, VisitState
from portfolio.errors.peers import OwnColleague, VisitMoved
from portfolio.models import PeerVisit, PeerVisitor, PeerVisitUse, Record
from portfolio.services.peers.trail import record_peer_event
from portfolio.services.records.rules import record_rules_in_force
from register.access import Actor
from register.errors import FieldProblem, Forbidden, InvalidInput
from register.models import Person, Register, Registration
from register.reach import past_the_wall
from register.rules.records import Sort


@dataclass(frozen=True, slots=True)
class VisitUse:
    """A registration of the visited in which the visit counts, by which rule of its regulation."""

    registration: Registration
    rule: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody on a register, by number."""

    register: Register
    number: str


@transaction.atomic
def plan_visit(
    *,
    person: Person,
    subject: str,
    planned_for: date,
    visitors: Sequence[Colleague],
    uses: Sequence[VisitUse],
    actor: Actor,
    today: date,
    now: datetime,
) -> PeerVisit:
    """Arrange to be visited by colleagues, of whom the first leads. OwnColleague for one who works with the person.

    InvalidInput for a number that is not there, or a rule that is not about visits.
    """
    people = _people(visitors)
    shows = _rules_of(uses, today)
    for visitor in people:
        _refuse_own_colleague(person, visitor)
    visit = PeerVisit.objects.create(
        person=person, subject=subject, planned_on=today, planned_for=planned_for, planned_by_id=actor.user_id
    )
    visit.refresh_from_db(fields=["uuid"])
    PeerVisitor.objects.bulk_create(
        PeerVisitor(visit=visit, person=one, is_lead=n == 0) for n, one in enumerate(people)
    )
    PeerVisitUse.objects.bulk_create(
        PeerVisitUse(visit=visit, registration=use.registration, rule=use.rule, shows_outcome=told)
        for use, told in zip(uses, shows, strict=True)
    )
    for visitor in people:
        record_peer_event("peer-visit.planned", visit, visitor.pk, actor, now)
    return visit


@transaction.atomic
def answer_invitation(
    *, visit: PeerVisit, accepts: bool, independent: bool = False, actor: Actor, now: datetime
) -> PeerVisit:
    """Accept a visit, declaring that one does not work with the visited, or decline it."""
    planned = held_visit(visit)
    own = planned.visitors.filter(person=actor.person_id).select_related("person").first()
    if own is None:
        raise Forbidden(nl="Alleen wie is gevraagd doet dit.", en="Only whoever is asked does this.")
    if accepts:
        _refuse_dependent(independent)
        _refuse_own_colleague(planned.person, own.person)
    state = VisitorState.ACCEPTED if accepts else VisitorState.DECLINED
    open_still = planned.state == VisitState.PLANNED
    if not open_still or not planned.visitors.filter(pk=own.pk, state=VisitorState.INVITED).update(state=state):
        raise _moved(planned)
    kind = "peer-visit.accepted" if accepts else "peer-visit.declined"
    record_peer_event(kind, planned, planned.person_id, actor, now)
    return planned


def held_visit(visit: PeerVisit) -> PeerVisit:
    """The visit as it is now, kept from everybody else until the end of the transaction."""
    return PeerVisit.objects.select_related("person").select_for_update(of=("self",)).get(pk=visit.pk)


def move_visit(visit: PeerVisit, action: VisitAction, actor: Actor, now: datetime, **values: Any) -> PeerVisit:
    """Take one step of the table, and tell everybody else whom it concerns. VisitMoved when it cannot be taken."""
    step = VISITS[action]
    here = PeerVisit.objects.filter(pk=visit.pk, state__in=sorted(step.sources))
    if not here.update(state=step.target, **values):
        visit.refresh_from_db(fields=["state"])
        raise _moved(visit)
    visit.refresh_from_db()
    others = visit.visitors.exclude(state=VisitorState.DECLINED).values_list("person", flat=True)
    for person_id in sorted({visit.person_id, *others} - {actor.person_id}):
        record_peer_event(step.event, visit, person_id, actor, now)
    return visit


def _moved(visit: PeerVisit) -> VisitMoved:
    return VisitMoved(
        nl=f"Dit kan niet (meer): de visitatie staat op {visit.state}.",
        en=f"This is not possible (any more): the visit is {visit.state}.",
    )


@past_the_wall("A colleague is named by a number, on whatever register that is.")
def _people(visitors: Sequence[Colleague]) -> list[Person]:
    people, problems = [], []
    for n, one in enumerate(visitors):
        rows = Registration.objects.filter(register=one.register, number=one.number, ended_before=None)
        found = rows.select_related("person").first()
        if found is None:
            nl, en = "Dit nummer staat niet in dit register.", "This number is not on this register."
            problems.append(FieldProblem(f"#/visitors/{n}/number", "not-registered", nl, en))
        else:
            people.append(found.person)
    if len({one.pk for one in people}) < len(people):
        nl, en = "Noem ieder een keer.", "Name each once."
        problems.append(FieldProblem("#/visitors", "repeated", nl, en))
    if problems:
        raise InvalidInput(nl="Een visiteur klopt niet.", en="A visitor is not right.", fields=tuple(problems))
    return people


def _rules_of(uses: Sequence[VisitUse], today: date) -> list[bool]:
    """For each use whether its register reads the outcome."""
    shows, problems = [], []
    for n, use in enumerate(uses):
        rules = record_rules_in_force(use.registration.register, on=today)
        rule = rules.get(use.rule)
        if rule is None or rule.sort is not Sort.VISIT:
            words = ", ".join(code for code, one in rules.items() if one.sort is Sort.VISIT)
            nl, en = f"Kies uit: {words or 'niets'}.", f"Choose from: {words or 'nothing'}."
            problems.append(FieldProblem(f"#/uses/{n}/rule", "unknown-rule", nl, en))
        else:
            shows.append(rule.outcome)
    if problems:
        raise InvalidInput(
            nl="In dit register telt dit niet.", en="This does not count in this register.", fields=tuple(problems)
        )
    return shows


def _refuse_dependent(independent: bool) -> None:
    if not independent:
        nl = "Verklaar dat u niet met deze collega samenwerkt, of wijs het verzoek af."
        en = "Declare that you do not work with this colleague, or decline."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/independent", "required", nl, en),))


@past_the_wall("Where somebody works is compared with where the other does.")
def _refuse_own_colleague(person: Person, visitor: Person) -> None:
    """Whether both work at the same place now, as far as their own records tell."""
    where = [
        set(
            Record.objects.filter(person=one, sort=Record.Sort.WORK, state=RecordState.STANDING, ends_on=None)
            .exclude(organisation="")
            .values_list(Lower("organisation"), flat=True)
        )
        for one in (person, visitor)
    ]
    if person.pk == visitor.pk or where[0] & where[1]:
        raise OwnColleague(
            nl="Een visiteur werkt niet bij dezelfde organisatie en is niet uzelf.",
            en="A visitor does not work at the same organisation, and is not yourself.",
        )
