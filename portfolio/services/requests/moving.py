"""How a request moves: one row of the table, one conditional update, one event; also when its decision is taken."""

from datetime import datetime

from portfolio.catalogue.requests import REQUESTS, RequestAction, RequestSort
from portfolio.errors.requests import RequestMoved
from portfolio.models import Decision, RegistrationRequest
from register.access import Actor
from register.services.events import record_event


def move(request: RegistrationRequest, action: RequestAction, *, actor: Actor | None, now: datetime) -> None:
    """Take one step of the table, in the caller's transaction. RequestMoved when it is not there any more."""
    step = REQUESTS[action]
    rows = RegistrationRequest.objects.filter(pk=request.pk, state__in=sorted(step.sources))
    if not rows.update(state=step.target):
        request.refresh_from_db(fields=["state"])
        raise RequestMoved.of(request.state)
    request.state = step.target
    record(step.event, request, actor, now)


def settle_request(decision: Decision, *, actor: Actor | None, now: datetime) -> None:
    """The decision that answers a request was taken: it is decided, in the same transaction."""
    if decision.question not in set(RequestSort) or decision.replaces_id is not None:
        return
    found = RegistrationRequest.objects.select_related("registration__register").filter(uuid=decision.matter).first()
    if found is not None:
        move(found, RequestAction.DECIDE, actor=actor, now=now)


def record(kind: str, request: RegistrationRequest, actor: Actor | None, now: datetime) -> None:
    """Append an event about the request."""
    registration = request.registration
    record_event(
        kind=kind,
        subject_type="registration-request",
        subject_uuid=request.uuid,
        register_id=registration.register_id,
        organisation_id=registration.register.association_id,
        person_id=registration.person_id,
        actor=actor,
        now=now,
        data={"sort": request.sort},
    )
