"""How a provider and its people come in: asked by anybody, let in by an office or a manager."""

from uuid import UUID

from django.http import Http404
from django.utils.crypto import salted_hmac
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

from accreditation.api.provider_account_shapes import (
    AcceptanceIn,
    InvitationOut,
    SignUpIn,
    SignUpOut,
    SignUpQuery,
    SignUpReceiptOut,
    TakenUpOut,
    TakingUpIn,
)
from accreditation.api.provider_shapes import (
    Reason,
)
from accreditation.models import Invitation, ProviderSignUp
from accreditation.services.provider_sign_ups import accept_sign_up, ask_account, refuse_sign_up
from accreditation.services.provider_users import accept_invitation
from register.access import Permission
from register.clock import today
from register.models import Association
from register.scoping import PublicView, ScopedView

WITH_NAMES = ("association", "provider")


class SignUpList(PublicView):
    past_walls = "Who asks has no account yet."
    permissions = {"POST": Permission.READ_PUBLISHED}
    takes = {"POST": SignUpIn}
    gives = {"POST": SignUpReceiptOut}
    counted = frozenset({"POST"})
    answers = {"POST": (409,)}

    def post(self, request: Request) -> Response:
        """Ask an association for the account of a provider that has none yet; no account needed."""
        place = salted_hmac("provider-sign-up", str(BaseThrottle().get_ident(request)), algorithm="sha256").hexdigest()
        sign_up = ask_account(**self.body(), asked_from=place, now=self.now())
        return self.shown(sign_up, status=201)


class AssociationSignUpList(ScopedView):
    permissions = {"GET": Permission.AUTHORISE_PROVIDERS}
    asks = {"GET": SignUpQuery}
    gives = {"GET": SignUpOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """Who asks your association for an account."""
        association = self.get_or_404(Association.objects.all(), uuid=uuid)
        self.require(organisation_id=association.pk)
        return self.page(ProviderSignUp.objects.filter(association=association).select_related(*WITH_NAMES))


class SignUpDetail(ScopedView):
    permissions = {"GET": Permission.AUTHORISE_PROVIDERS}
    gives = {"GET": SignUpOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """Who asks for an account, and what was answered."""
        return self.shown(self.get_or_404(ProviderSignUp.objects.select_related(*WITH_NAMES), uuid=uuid))


class SignUpAcceptanceList(ScopedView):
    permissions = {"POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": AcceptanceIn}
    gives = {"POST": InvitationOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Make the provider and invite who asked: the key goes to the address of the sign-up by mail."""
        sign_up = self.get_or_404(ProviderSignUp.objects.select_related(*WITH_NAMES), uuid=uuid)
        invitation = accept_sign_up(sign_up=sign_up, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.shown(invitation, status=201)


class SignUpRefusalList(ScopedView):
    permissions = {"POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": Reason}
    gives = {"POST": SignUpOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Refuse the account, with the reason for who asked."""
        sign_up = self.get_or_404(ProviderSignUp.objects.select_related(*WITH_NAMES), uuid=uuid)
        refused = refuse_sign_up(sign_up=sign_up, **self.body(), actor=self.actor, now=self.now())
        return self.created(refused, at="provider-sign-up")


class InvitationAcceptanceList(PublicView):
    past_walls = "Who asks has a key and no account."
    permissions = {"POST": Permission.READ_PUBLISHED}
    answers = {"POST": (409,)}
    takes = {"POST": TakingUpIn}
    gives = {"POST": TakenUpOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take up a role with the key that was mailed to you; without an account, choose the password of a new one."""
        invitation = Invitation.objects.filter(uuid=uuid).first()  # whoever holds the key sees it
        if invitation is None:
            raise Http404
        taken = accept_invitation(invitation=invitation, **self.body(), today=today(), now=self.now())
        return self.shown(taken, status=201)
