"""Asking for postponement, for dispensation or to leave, taking it back, and preparing the answer."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from portfolio.catalogue.requests import RequestAction, RequestSort, RequestState
from portfolio.errors.requests import RequestAlreadyOpen, RequestMoved
from portfolio.models import Decision, RegistrationRequest
from portfolio.services.decisions.preparing import prepare_decision
from portfolio.services.requests.moving import move, record
from portfolio.services.requests.returning import answer_to_return, refuse_who_is_here
from register.access import Actor
from register.catalogue import Status
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.models import Registration
from register.services.receipts import give_receipt

BY_FACTS = frozenset({RequestSort.POSTPONEMENT, RequestSort.DISPENSATION})


@transaction.atomic
def ask_request(
    *,
    registration: Registration,
    sort: str,
    ground: str,
    explanation: str = "",
    wished_on: date | None = None,
    actor: Actor,
    today: date,
    now: datetime,
) -> RegistrationRequest:
    """Ask the register. Who leaves names the day, today or later; RequestAlreadyOpen while the same waits.

    Coming back is asked of a registration that ended, by who is not on the register any more.
    """
    if sort == RequestSort.RE_ENTRY:
        refuse_who_is_here(registration, on=today)
    leaves = sort == RequestSort.DEREGISTRATION
    if (leaves and wished_on is None) or (wished_on is not None and wished_on < today):
        nl, en = "Noem een dag, vandaag of later.", "Name a day, today or later."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/wishedOn", "too-early", nl, en),))
    try:
        with transaction.atomic():
            request = RegistrationRequest.objects.create(
                registration=registration,
                sort=sort,
                ground=ground,
                explanation=explanation,
                wished_on=wished_on,
                asked_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "registration_request_one_open":
            raise
        raise RequestAlreadyOpen(
            nl="Zo'n verzoek van u ligt er al. Trek het in als u iets anders wilt vragen.",
            en="Such a request of yours is waiting already. Withdraw it to ask something else.",
        ) from error
    request.refresh_from_db(fields=["uuid"])
    record("registration-request.asked", request, actor, now)
    wished = None if wished_on is None else wished_on.isoformat()
    said = {"sort": str(sort), "ground": str(ground), "explanation": explanation, "wishedOn": wished}
    give_receipt(message="request", of=request.uuid, said=said, register=registration.register, actor=actor, now=now)
    return request


@transaction.atomic
def withdraw_request(*, request: RegistrationRequest, actor: Actor, now: datetime) -> RegistrationRequest:
    """Take a request back before it is decided."""
    move(request, RequestAction.WITHDRAW, actor=actor, now=now)
    return request


@transaction.atomic
def propose_answer(
    *,
    request: RegistrationRequest,
    granted: bool,
    reasons: str,
    articles: Sequence[str] = (),
    facts: Sequence[Mapping[str, Any]] = (),
    shown: bool = False,
    hardship: str = "",
    actor: Actor,
    today: date,
    now: datetime,
) -> Decision:
    """Prepare the decision on a request; another person takes it. A refusal is put to the person first.

    Granted, postponement and dispensation are `facts` that the rules read; who asked to leave has left on the day they
    chose, or on the day of preparation when that has passed. Who comes back does so as the ladder of the regulation
    says; `shown` is that what it asks first was shown.
    """
    asked = RegistrationRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if asked.state != RequestState.ASKED:
        raise RequestMoved.of(asked.state)
    leaves = asked.sort == RequestSort.DEREGISTRATION
    if bool(facts) != (granted and asked.sort in BY_FACTS):
        nl = "Toekenning van uitstel of ontheffing noemt de feiten die de regels lezen; anders zijn er geen."
        en = "Granting postponement or dispensation names the facts that the rules read; otherwise there are none."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/facts", "facts-with-granted", nl, en),))
    if asked.sort == RequestSort.RE_ENTRY:
        back = answer_to_return(asked, granted=granted, shown=shown, hardship=hardship, today=today)
        return prepare_decision(
            registration=asked.registration,
            cycle=back.cycle,
            question=Decision.Question.RE_ENTRY,
            matter=asked.uuid,
            result=back.result,
            adverse=back.adverse,
            reasons=reasons,
            articles=articles or back.articles,
            effective_on=back.day,
            effect=back.effect,
            hardship=hardship,
            actor=actor,
            today=today,
            now=now,
        )
    day = max(asked.wished_on or today, today) if leaves else today
    effect: dict[str, Any] = {"facts": list(facts)} if facts else {}
    if leaves and granted:
        effect = {"statuses": [{"value": Status.LEFT.value, "startsOn": day.isoformat()}]}
    return prepare_decision(
        registration=request.registration,
        question=Decision.Question(asked.sort),
        matter=asked.uuid,
        result="granted" if granted else "refused",
        adverse=not granted,
        reasons=reasons,
        articles=articles,
        effective_on=day,
        effect=effect,
        hardship=hardship,
        actor=actor,
        today=today,
        now=now,
    )
