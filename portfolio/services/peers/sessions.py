"""Sessions of a peer group: recorded once, confirmed by who was there or attested by the chair."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from portfolio.catalogue.peers import PresenceState, SessionState
from portfolio.errors.peers import SessionMoved, SessionRecorded
from portfolio.models import PeerGroup, PeerMembership, PeerPresence, PeerSession
from portfolio.services.peers.counting import settle_session, take_session_back
from portfolio.services.peers.groups import own_membership
from portfolio.services.peers.trail import record_peer_event
from register.access import Actor
from register.errors import FieldProblem, Forbidden, InvalidInput, constraint_of


@transaction.atomic
def record_session(
    *,
    group: PeerGroup,
    held_on: date,
    minutes: int,
    subject: str,
    present: Sequence[PeerMembership],
    report: str = "",
    online: bool = False,
    actor: Actor,
    today: date,
    now: datetime,
) -> PeerSession:
    """Record a session, once for all who were there. Whoever records it and was there confirms it by that.

    Recorded by the chair, it is attested as well. SessionRecorded when that day is on record already; InvalidInput
    when it has yet to come, or somebody who is named was not in the group on that day.
    """
    own = own_membership(group, actor)
    _refuse_problems(group, held_on, present, today)
    session = PeerSession(
        group=group,
        held_on=held_on,
        minutes=minutes,
        subject=subject,
        report=report,
        online=online,
        recorded_on=today,
        recorded_by_id=actor.user_id,
        attested_at=now if own.is_chair else None,
    )
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        if constraint_of(error) != "peer_session_once_a_day":
            raise
        raise SessionRecorded(
            nl="Van deze dag is al een bijeenkomst vastgelegd.", en="A session of this day is on record already."
        ) from error
    session.refresh_from_db(fields=["uuid"])
    PeerPresence.objects.bulk_create(
        PeerPresence(
            session=session,
            person_id=one.person_id,
            state=PresenceState.CONFIRMED if one.person_id == own.person_id else PresenceState.NOTED,
        )
        for one in {one.person_id: one for one in present}.values()
    )
    for one in present:
        if one.person_id != own.person_id:
            record_peer_event("peer-session.recorded", session, one.person_id, actor, now)
    settle_session(session, actor=actor, now=now)
    return session


@transaction.atomic
def answer_session(*, session: PeerSession, there: bool, actor: Actor, now: datetime) -> PeerSession:
    """Say that one was at a session, or was not. What it counts for everybody follows at once."""
    standing = _standing(session)
    state = PresenceState.CONFIRMED if there else PresenceState.DENIED
    own = PeerPresence.objects.filter(session=standing, person=actor.person_id)
    if not own.exists():
        raise Forbidden(nl="U staat niet bij deze bijeenkomst.", en="You are not noted at this session.")
    if not own.exclude(state=state).update(state=state):
        raise SessionMoved(nl="Dit hebt u al gezegd.", en="You have said so already.")
    kind = "peer-session.confirmed" if there else "peer-session.denied"
    record_peer_event(kind, standing, actor.person_id, actor, now)
    settle_session(standing, actor=actor, now=now)
    return standing


@transaction.atomic
def attest_session(*, session: PeerSession, actor: Actor, now: datetime) -> PeerSession:
    """Say, as the chair, that a session was as it is recorded."""
    standing = _standing(session)
    own_membership(standing.group, actor, chair=True)
    if not PeerSession.objects.filter(pk=standing.pk, attested_at=None).update(attested_at=now):
        raise SessionMoved(nl="Deze bijeenkomst is al bevestigd.", en="This session was attested already.")
    standing.refresh_from_db()
    record_peer_event("peer-session.attested", standing, actor.person_id, actor, now)
    settle_session(standing, actor=actor, now=now)
    return standing


@transaction.atomic
def withdraw_session(*, session: PeerSession, reason: str, actor: Actor, now: datetime) -> PeerSession:
    """Take a session back, as its recorder or the chair: it counts for nobody any more."""
    standing = _standing(session)
    own_membership(standing.group, actor, chair=standing.recorded_by_id != actor.user_id)
    PeerSession.objects.filter(pk=standing.pk).update(state=SessionState.WITHDRAWN, reason=reason)
    take_session_back(standing, reason=reason, actor=actor, now=now)
    for presence in standing.presences.exclude(person=actor.person_id):
        record_peer_event("peer-session.withdrawn", standing, presence.person_id, actor, now)
    standing.refresh_from_db()
    return standing


def _standing(session: PeerSession) -> PeerSession:
    held = PeerSession.objects.select_related("group").select_for_update(of=("self",)).get(pk=session.pk)
    if held.state != SessionState.STANDING:
        raise SessionMoved(nl="Deze bijeenkomst is ingetrokken.", en="This session was withdrawn.")
    return held


def _refuse_problems(group: PeerGroup, held_on: date, present: Sequence[PeerMembership], today: date) -> None:
    problems = []
    if held_on > today:
        problems.append(
            FieldProblem("#/heldOn", "in-the-future", "Deze dag moet nog komen.", "This day has yet to come.")
        )
    here = set(PeerMembership.objects.filter(group=group).held_on(held_on).values_list("pk", flat=True))
    if any(one.pk not in here for one in present) or not present:
        problems.append(
            FieldProblem(
                "#/present",
                "not-in-group",
                "Noem wie er waren: leden van de groep op die dag.",
                "Name who were there: members of the group on that day.",
            )
        )
    if problems:
        raise InvalidInput(
            nl="De bijeenkomst kan zo niet worden vastgelegd.",
            en="The session cannot be recorded like this.",
            fields=tuple(problems),
        )
