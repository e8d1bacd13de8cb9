"""Taking a decision, making it known, and what time makes of it: final when nobody objected."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from portfolio.catalogue.decisions import DecisionAction
from portfolio.errors.decisions import DecisionAlreadyStands, DecisionKnown, HardshipNotAgreed, PersonNotHeard
from portfolio.models import Decision, DecisionDocument
from portfolio.services.audit_cases.moving import settle_audit
from portfolio.services.decisions.documents import issue
from portfolio.services.decisions.effects import carry_out, undo
from portfolio.services.decisions.moving import held, move, record, refuse_own
from portfolio.services.renewals.moving import settle_renewal
from portfolio.services.requests.moving import settle_request
from register.access import Actor
from register.errors import FourEyesRequired, constraint_of
from register.rules.procedure import OBJECTION
from register.selectors import rules_of
from register.services.receipts import give_receipt


@transaction.atomic
def give_view(*, decision: Decision, view: str, actor: Actor, now: datetime) -> Decision:
    """Say what one thinks of an intended decision. Also after the term, as long as it has not been taken."""
    intended = held(decision)
    rows = Decision.objects.filter(pk=intended.pk, state=Decision.State.INTENDED)
    if not rows.update(view=view, view_at=now):
        raise PersonNotHeard(
            nl="Hier kan (nu) geen zienswijze op worden gegeven.", en="No view can be given on this (now)."
        )
    intended.refresh_from_db()
    record("decision.view-given", intended, actor, now)
    register = intended.registration.register
    give_receipt(message="view", of=intended.uuid, said={"view": view}, register=register, actor=actor, now=now)
    return intended


@transaction.atomic
def agree_to_hardship(*, decision: Decision, actor: Actor, now: datetime) -> Decision:
    """Agree that the rules would be unreasonable here: by neither who prepared nor who will take the decision."""
    open_one = held(decision)
    refuse_own(open_one, actor)
    if not open_one.hardship or open_one.prepared_by_id == actor.user_id:
        raise HardshipNotAgreed(
            nl="Een ander dan de opsteller stemt in met de hardheidsclausule, als daar een beroep op is gedaan.",
            en="Another than who prepared it agrees to the hardship clause, where it was invoked.",
        )
    Decision.objects.filter(pk=open_one.pk, decided_at=None).update(hardship_by_id=actor.user_id)
    open_one.refresh_from_db()
    record("decision.hardship-agreed", open_one, actor, now)
    return open_one


@transaction.atomic
def take_decision(
    *, decision: Decision, actor: Actor | None, no_view_because: str = "", today: date, now: datetime
) -> Decision:
    """Take a prepared decision. What it does happens now, unless the rules let it wait until nothing can be done.

    Raises FourEyesRequired for who prepared it, PersonNotHeard when an adverse one was not put to the person or the
    term for their view still runs, HardshipNotAgreed without the second pair of eyes, DecisionAlreadyStands when
    another of the same matter was taken meanwhile. No actor: by rule, and only what takes nothing away.
    """
    return take_held(held(decision), actor=actor, no_view_because=no_view_because, today=today, now=now)


def take_held(
    taken: Decision, *, actor: Actor | None, no_view_because: str = "", today: date, now: datetime
) -> Decision:
    """As take_decision, of a decision that nobody else can touch: held, or made in this same transaction."""
    no_view_because = no_view_because or taken.no_view_because
    _refuse_wrong_hands(taken, actor)
    _refuse_unheard(taken, no_view_because, today)
    if taken.replaces is not None:
        _replace(taken, taken.replaces, actor, now)
    try:
        with transaction.atomic():
            action = DecisionAction.DECIDE if actor else DecisionAction.DECIDE_BY_RULE
            values = {"decided_by_id": actor.user_id if actor else None, "decided_at": now}
            move(taken, action, actor=actor, now=now, no_view_because=no_view_because, **values)
    except IntegrityError as error:
        if constraint_of(error) != "decision_one_stands":
            raise
        raise DecisionAlreadyStands(
            nl="Over deze kwestie is al beslist. Een verbetering vervangt dat besluit.",
            en="This matter is decided already. A correction replaces that decision.",
        ) from error
    settle_renewal(taken, actor=actor, now=now)
    settle_request(taken, actor=actor, now=now)
    settle_audit(taken, actor=actor, now=now)
    issue(taken, kind=DecisionDocument.Kind.DECIDED, now=now)
    if not taken.effect_waits:
        carry_out(taken, actor=actor, now=now)
    return taken


def _refuse_wrong_hands(decision: Decision, actor: Actor | None) -> None:
    if actor is None:
        if decision.adverse or not decision.by_rule:
            raise FourEyesRequired(
                nl="Wat een recht ontneemt of weigert, beslissen mensen.",
                en="What takes away or refuses a right is decided by people.",
            )
        return
    refuse_own(decision, actor)
    if decision.prepared_by_id == actor.user_id:
        raise FourEyesRequired(
            nl="Wie een besluit voorbereidt, neemt het niet zelf. Laat een ander beslissen.",
            en="Whoever prepares a decision does not take it. Let another person decide.",
        )
    if decision.hardship and decision.hardship_by_id in (None, actor.user_id):
        raise HardshipNotAgreed(
            nl="Op de hardheidsclausule kijkt eerst nog iemand mee, een ander dan opsteller en beslisser.",
            en="The hardship clause is looked at by one more, neither who prepared nor who decides.",
        )


def _refuse_unheard(decision: Decision, no_view_because: str, today: date) -> None:
    if not decision.adverse or no_view_because or decision.view_at is not None:
        return
    if decision.view_until is None:
        raise PersonNotHeard(
            nl="Leg dit besluit eerst als voornemen voor, of zeg waarom dat achterwege blijft.",
            en="Put this to the person as intended first, or say why that is left out.",
        )
    if today <= decision.view_until:
        raise PersonNotHeard(
            nl=f"De betrokkene kan nog tot en met {decision.view_until} een zienswijze geven.",
            en=f"The person may still give a view until {decision.view_until}.",
        )


def _replace(new: Decision, old: Decision, actor: Actor | None, now: datetime) -> None:
    standing = held(old)
    move(standing, DecisionAction.REPLACE, actor=actor, now=now)
    undo(standing, by=new, actor=actor, now=now)


@transaction.atomic
def make_known(*, decision: Decision, on: date, actor: Actor | None, now: datetime) -> Decision:
    """Note on which day the decision reached the person: the term for objection begins on the day after (Awb 6:8).

    Once; repeated for the same day it changes nothing. Raises DecisionKnown for another day.
    """
    taken = held(decision)
    if taken.made_known_on == on:
        return taken
    until = rules_of(taken.regulation).procedure.ends(OBJECTION, known_on=on)
    rows = Decision.objects.filter(pk=taken.pk, decided_at__isnull=False, made_known_on=None)
    if not rows.update(made_known_on=on, objection_until=until):
        raise DecisionKnown.of(taken.made_known_on)
    taken.refresh_from_db()
    record("decision.made-known", taken, actor, now)
    return taken


@transaction.atomic
def finish_decision(*, decision: Decision, today: date, now: datetime) -> bool:
    """Let a decision become final when the term for objection is over; what waited for that happens now."""
    taken = held(decision)
    if taken.state != Decision.State.DECIDED or taken.objection_until is None or taken.objection_until >= today:
        return False
    move(taken, DecisionAction.FINISH, actor=None, now=now)
    if taken.effect_waits:
        carry_out(taken, actor=None, now=now)
    return True
