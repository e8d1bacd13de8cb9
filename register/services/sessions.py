"""The sessions of an account: where somebody is signed in, and ending that."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction

from register.access import Actor
from register.models import User
from register.services.events import record_event

NAMESPACE = UUID("2f3c9f0e-3d0b-4d5c-8a31-5a2f9f5c7e10")


def id_of(session: UserSession) -> UUID:
    """What a session is called outside; nobody makes its key of it."""
    return uuid5(NAMESPACE, session.session_key)


def sessions_of(user: User) -> list[UserSession]:
    """The sessions that still open something, the last used first."""
    alive: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(alive, key=lambda session: session.last_seen_at, reverse=True)


@transaction.atomic
def end_sessions(sessions: Iterable[UserSession], *, user: User, actor: Actor, now: datetime) -> None:
    """Close them: the next request with their key is nobody's."""
    ended = list(sessions)
    Session.objects.filter(session_key__in=[session.session_key for session in ended]).delete()
    UserSession.objects.filter(pk__in=[session.pk for session in ended]).delete()
    record_event(
        kind="session.ended",
        subject_type="user",
        subject_uuid=user.uuid,
        actor=actor,
        now=now,
        data={"sessions": len(ended)},
    )


def tidy_sessions(*, longest: timedelta, now: datetime) -> int:
    """Let go of sessions that open nothing any more, and of where and by which browser they were. Returns how many."""
    gone, _ = Session.objects.filter(expire_date__lte=now).delete()
    living = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=living).delete()
    UserSession.objects.filter(created_at__lte=now - longest).delete()
    return gone
