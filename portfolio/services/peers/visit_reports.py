"""The report of a visit, the view of the visited on it, and what follows: duties, and a fact where a rule asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from portfolio.catalogue.visits import VisitAction, VisitorState, VisitOutcome
from portfolio.errors import EntryAlreadyReversed
from portfolio.models import LedgerEntry, PeerVisit, PeerVisitConsequence, PeerVisitor, PeerVisitUse
from portfolio.services.duties import agree_duty
from portfolio.services.ledger import record_entry, reverse_entry
from portfolio.services.peers.visits import held_visit, move_visit
from portfolio.services.records.rules import record_rules_in_force
from register.access import Actor
from register.errors import FieldProblem, Forbidden, InvalidInput
from register.reach import past_the_wall


@dataclass(frozen=True, slots=True)
class Consequence:
    """What the visited is to do, by which day."""

    title: str
    due_on: date


@transaction.atomic
def report_visit(
    *,
    visit: PeerVisit,
    held_on: date,
    report: str,
    outcome: str,
    consequences: Sequence[Consequence],
    actor: Actor,
    today: date,
    now: datetime,
) -> PeerVisit:
    """Report what was seen and conclude, as the leading visitor; again after a view that did not agree."""
    held = held_visit(visit)
    _lead(held, actor)
    _refuse_problems(held, held_on, outcome, consequences, today)
    reported = move_visit(
        held, VisitAction.REPORT, actor, now, held_on=held_on, report=report, outcome=outcome, view=""
    )
    reported.consequences.all().delete()
    PeerVisitConsequence.objects.bulk_create(
        PeerVisitConsequence(visit=reported, place=n, title=one.title, due_on=one.due_on)
        for n, one in enumerate(consequences, 1)
    )
    return reported


@transaction.atomic
def give_view(*, visit: PeerVisit, view: str, agrees: bool, actor: Actor, now: datetime) -> PeerVisit:
    """Give one's view of the report. Agreed, its consequences are duties to the leading visitor, and the visit counts.

    Not agreed, the leading visitor reports again.
    """
    held = held_visit(visit)
    if held.person_id != actor.person_id:
        raise Forbidden(nl="Alleen wie is bezocht doet dit.", en="Only the visited does this.")
    if not agrees:
        return move_visit(held, VisitAction.ANSWER, actor, now, view=view)
    closed = move_visit(held, VisitAction.AGREE, actor, now, view=view)
    lead = closed.visitors.select_related("person").get(is_lead=True)
    for one in closed.consequences.order_by("place"):
        agree_duty(
            person=closed.person,
            agreed_with=lead.person,
            title=one.title,
            due_on=one.due_on,
            cause="Visitatie / Peer visit",
            source_key=f"peer-visit/{closed.uuid}/{one.place}",
            actor=actor,
            now=now,
        )
    if closed.outcome != VisitOutcome.TO_BE_REPEATED:
        for use in closed.uses.select_related("registration__person", "registration__register"):
            _book(closed, use, actor, now)
    return closed


@transaction.atomic
def withdraw_visit(*, visit: PeerVisit, reason: str, actor: Actor, now: datetime) -> PeerVisit:
    """Take a visit back: the visited while it is planned, the leading visitor at any time. What it counted is reversed.

    Duties that were agreed stay until those who agreed them settle them.
    """
    held = held_visit(visit)
    action = VisitAction.CANCEL if held.person_id == actor.person_id else VisitAction.WITHDRAW
    if action is VisitAction.WITHDRAW:
        _lead(held, actor)
    withdrawn = move_visit(held, action, actor, now, reason=reason)
    with past_the_wall("What a visit counted for is in the ledger of the visited."):
        for use in withdrawn.uses.exclude(entry=None).select_related("entry"):
            _reverse(use, reason, actor, now)
    return withdrawn


def _lead(visit: PeerVisit, actor: Actor) -> PeerVisitor:
    leading = visit.visitors.filter(is_lead=True, person=actor.person_id, state=VisitorState.ACCEPTED)
    lead = leading.select_related("person").first()
    if lead is None:
        raise Forbidden(
            nl="Alleen de leidende visiteur, die het verzoek heeft aanvaard, doet dit.",
            en="Only the leading visitor, having accepted, does this.",
        )
    return lead


def _book(visit: PeerVisit, use: PeerVisitUse, actor: Actor, now: datetime) -> None:
    rule = record_rules_in_force(use.registration.register, on=visit.planned_on).get(use.rule)
    if rule is None:
        return
    fact = rule.fact
    use.entry = record_entry(
        person=use.registration.person,
        registration=use.registration,
        kind=fact["kind"],
        source_key=f"peer-visit/{visit.uuid}/{use.registration.pk}",
        validation=LedgerEntry.Validation.CONFIRMED,
        on=visit.held_on,
        category=fact.get("category", ""),
        code=fact.get("code", ""),
        tags=tuple(fact.get("tags", ())),
        details={name: fact[name] for name in ("by", "role", "format") if name in fact},
        actor=actor,
        now=now,
    )
    use.save(update_fields=["entry"])


def _reverse(use: PeerVisitUse, reason: str, actor: Actor, now: datetime) -> None:
    entry, use.entry = use.entry, None
    use.save(update_fields=["entry"])
    assert entry is not None
    try:
        reverse_entry(entry=entry, reason=reason[:300], actor=actor, now=now)
    except EntryAlreadyReversed:
        return


def _refuse_problems(
    visit: PeerVisit, held_on: date, outcome: str, consequences: Sequence[Consequence], today: date
) -> None:
    problems = []
    if not visit.planned_on <= held_on <= today:
        nl = "Deze dag ligt tussen het maken van de afspraak en vandaag."
        en = "This day lies between the arrangement and today."
        problems.append(FieldProblem("#/heldOn", "out-of-bounds", nl, en))
    if (outcome == VisitOutcome.WITH_AGREEMENTS) is not bool(consequences):
        nl, en = "Afspraken horen bij de uitkomst met afspraken.", "Agreements belong to that outcome, and only there."
        problems.append(FieldProblem("#/consequences", "agreements-with-outcome", nl, en))
    for n, one in enumerate(consequences):
        if one.due_on <= today:
            nl, en = "Geef een dag die nog komt.", "Give a day that is still to come."
            problems.append(FieldProblem(f"#/consequences/{n}/dueOn", "in-the-past", nl, en))
    if problems:
        raise InvalidInput(
            nl="Het verslag kan zo niet worden ingediend.",
            en="The report cannot be handed in like this.",
            fields=tuple(problems),
        )
