"""What can be said of peer groups, their sessions and visits: which, and when; never what was said there."""

from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.formats import date_format

from portfolio.models import PeerMembership, PeerSession, PeerVisit

Words = dict[str, Any]


def membership_words(uuid: UUID, language: str) -> Words:
    """A place in a group."""
    membership = PeerMembership.objects.select_related("group").get(uuid=uuid)
    return _words(membership.group.name, f"peer-memberships/{membership.uuid}")


def session_words(uuid: UUID, language: str) -> Words:
    """A session: its group and its day, and why it was withdrawn."""
    session = PeerSession.objects.select_related("group").get(uuid=uuid)
    with translation.override(language):
        detail = f"{session.group.name} · {date_format(session.held_on, 'j F Y')}"
    return _words(detail, f"peer-sessions/{session.uuid}") | {"reason": session.reason}


def visit_words(uuid: UUID, language: str) -> Words:
    """A visit: to whom, when, and why it was withdrawn."""
    visit = PeerVisit.objects.select_related("person").get(uuid=uuid)
    with translation.override(language):
        detail = f"{visit.person.full_name} · {date_format(visit.held_on or visit.planned_for, 'j F Y')}"
    return _words(detail, f"peer-visits/{visit.uuid}") | {"reason": visit.reason}


def _words(detail: str, path: str) -> Words:
    nothing = dict.fromkeys(("title", "provider", "register", "association", "reason"), "")
    return nothing | {"detail": detail, "due_on": None, "path": path}
