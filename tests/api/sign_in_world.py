"""A session of the member, from another browser."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from register.clock import now
from register.models import EmailChange
from register.services.sessions import id_of


@dataclass(frozen=True)
class Named:
    """What an address names."""

    uuid: UUID


def add_sign_in(world: Any) -> None:
    member = world.users["member"]
    world.rows["own_session"] = Named(id_of(a_session_of(member)))
    world.rows["email_change"] = an_email_change(member)


def an_email_change(user: Any) -> EmailChange:
    change = EmailChange.objects.create(
        user=user,
        address="nieuw@thuis.example",
        old_address=user.email,
        asked_at=now(),
        expires_at=now() + timedelta(days=2),
    )
    change.refresh_from_db()
    return change


def a_session_of(user: Any) -> UserSession:
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return UserSession.objects.create(user=user, session_key=store.session_key, ip="192.0.2.7", user_agent="Firefox")
