"""How one is signed in oneself, where else, and the invitation of others."""

from typing import Any, cast
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.auth import logout
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from register.access import Permission
from register.api.shapes import Empty
from register.api.sign_in_shapes import AccountInvitationOut, OwnSessionsOut, SignInOut
from register.models import Registration, User
from register.scoping import ScopedView
from register.scoping.sign_in import is_recent, sign_in_of
from register.services.account_invitations import invite_to_account
from register.services.sessions import end_sessions, id_of, sessions_of


class _OwnView(ScopedView):
    """About the account that asks. A machine has no sessions: it has tokens, withdrawn at /oauth/revocation."""

    one_factor = True
    http_method_names = ["get", "head", "delete"]

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def end(self, sessions: list[UserSession]) -> Response:
        own = self.request.session.session_key
        end_sessions(sessions, user=self.user, actor=self.actor, now=self.now())
        if own in {session.session_key for session in sessions}:
            logout(self.request._request)
        return Response(status=204)


class SignInDetail(_OwnView):
    permissions = {"GET": None}
    gives = {"GET": SignInOut}

    def get(self, request: Request) -> Response:
        """How you are signed in: what this session has proven, and which ways in your account has."""
        user, proven = self.user, sign_in_of(request)
        factors = Authenticator.objects.filter(user=user).order_by("id")
        codes = [factor for factor in factors if factor.type == Authenticator.Type.RECOVERY_CODES]
        return self.shown(
            {
                "second_factor": proven.second_factor,
                "second_factor_needed": bool(self.actor.grants) or user.is_staff,
                "proven_at": proven.proven_at,
                "recent": is_recent(request, now=self.now()),
                "password": user.has_usable_password(),
                "factors": [factor for factor in factors if factor not in codes],
                "recovery_codes": len(codes[0].wrap().get_unused_codes()) if codes else 0,
                "identities": SocialAccount.objects.filter(user=user).order_by("id"),
            }
        )


class SessionList(_OwnView):
    permissions = {"GET": None, "DELETE": None}
    gives = {"GET": OwnSessionsOut}

    def get(self, request: Request) -> Response:
        """Where you are signed in, the last used first."""
        own = request.session.session_key
        found: list[dict[str, Any]] = [
            {"uuid": id_of(session), "session": session, "current": session.session_key == own}
            for session in sessions_of(self.user)
        ]
        return self.shown({"sessions": found})

    @extend_schema(operation_id="sessions_destroy_all")
    def delete(self, request: Request) -> Response:
        """Sign out everywhere, here as well."""
        return self.end(sessions_of(self.user))


class SessionDetail(_OwnView):
    permissions = {"DELETE": None}

    def delete(self, request: Request, uuid: UUID) -> Response:
        """End one of your sessions, such as that of a lost phone."""
        found = [session for session in sessions_of(self.user) if id_of(session) == uuid]
        if not found:
            raise Http404
        return self.end(found)


class RegistrationAccountInvitationList(ScopedView):
    permissions = {"POST": Permission.MANAGE_REGISTRATIONS}
    takes = {"POST": Empty}
    gives = {"POST": AccountInvitationOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Invite the person to an account, at their own address. The answer is the same for who has one already."""
        rows = Registration.objects.select_related("person", "register")
        registration = self.get_or_404(rows, uuid=uuid)
        self.require(register_id=registration.register_id)
        self.body()
        invitation = invite_to_account(registration=registration, actor=self.actor, now=self.now())
        return self.shown(invitation, status=201)
