"""One door for every move of an application in a register: table, conditional update, clock and event."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F

from accreditation.catalogue import TERM_OF, TRANSITIONS, Action, State
from accreditation.errors import ApplicationCannotMove
from accreditation.models import Assessment, StateSpan
from accreditation.selectors import policy_of
from register.access import Actor
from register.services.events import record_event

DAY = timedelta(days=1)


def move(
    *,
    assessment: Assessment,
    action: Action,
    actor: Actor | None,
    today: date,
    now: datetime,
    remarks: Sequence[dict[str, str]] = (),
    data: dict[str, Any] | None = None,
    person_id: int | None = None,
) -> None:
    """Take an action, in the caller's transaction: the state moves, its clock stops, that of the next one starts.

    Locks the row until the end of the transaction, also when the action leaves the state as it is. Raises
    ApplicationCannotMove when the table has no such move from where it stands, or somebody else moved it first.
    """
    transition = TRANSITIONS[action]
    target: Any = F("state") if transition.target is None else transition.target.value
    rows = Assessment.objects.filter(pk=assessment.pk, state__in=[state.value for state in transition.sources])
    if not rows.update(state=target):
        assessment.refresh_from_db(fields=["state"])
        raise cannot_move(assessment, action)
    if transition.target is not None:
        assessment.state = transition.target.value
        _start_clock(assessment, actor, today, now, remarks)
    else:
        assessment.refresh_from_db(fields=["state"])
    tell(assessment=assessment, kind=transition.event, actor=actor, now=now, data=data, person_id=person_id)


def begin(*, assessment: Assessment, actor: Actor, now: datetime) -> None:
    """Start the clock of a new draft."""
    StateSpan.objects.create(
        assessment=assessment, state=State.DRAFT.value, entered_at=now, entered_by_id=actor.user_id
    )


def tell(
    *,
    assessment: Assessment,
    kind: str,
    actor: Actor | None,
    now: datetime,
    data: dict[str, Any] | None = None,
    person_id: int | None = None,
) -> None:
    """Append an event about an application in a register, with what those who are told need to find their way."""
    application = assessment.application
    record_event(
        kind=kind,
        subject_type="assessment",
        subject_uuid=assessment.uuid,
        register_id=assessment.register_id,
        organisation_id=assessment.register.association_id,
        person_id=person_id,
        actor=actor,
        now=now,
        data={
            "provider": str(application.provider.uuid),
            "application": str(application.uuid),
            "course": str(application.course.uuid),
        }
        | (data or {}),
    )


def cannot_move(assessment: Assessment, action: Action) -> ApplicationCannotMove:
    return ApplicationCannotMove(
        nl=f"Dit kan niet ({action.value}): de aanvraag staat hier op {assessment.state}. Lees haar opnieuw.",
        en=f"This cannot be done ({action.value}): the application is {assessment.state} here. Read it again.",
    )


def _start_clock(
    assessment: Assessment, actor: Actor | None, today: date, now: datetime, remarks: Sequence[dict[str, str]]
) -> None:
    StateSpan.objects.filter(assessment=assessment, left_at=None).update(left_at=now)
    StateSpan.objects.create(
        assessment=assessment,
        state=assessment.state,
        entered_at=now,
        entered_by_id=actor.user_id if actor else None,
        due_on=_due_on(assessment, today),
        remarks=list(remarks),
    )


def _due_on(assessment: Assessment, today: date) -> date | None:
    """The last day in time. While the provider answers a question the term of assessment stands still."""
    term = TERM_OF.get(State(assessment.state))
    if term is None:
        return None
    ends = policy_of(assessment.register_id, on=today).terms.ends(term, began_on=today)
    if assessment.state == State.ASSESSING:
        earlier = StateSpan.objects.filter(assessment=assessment, state=State.ASSESSING.value, left_at__isnull=False)
        spent = sum((span.left_at - span.entered_at for span in earlier if span.left_at), timedelta())
        ends = max(ends - spent // DAY * DAY, today)
    return ends
