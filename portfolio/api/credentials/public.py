"""What anybody may ask without an account: does a certificate hold, is it this person's, is a credential real?"""

from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.credentials.public_shapes import (
    CertificateOut,
    CredentialVerificationIn,
    HolderCheckIn,
    HolderCheckOut,
)
from portfolio.api.credentials.shapes import CredentialVerdictOut
from portfolio.models import Credential
from portfolio.selectors.credentials.holders import certificate, is_holder
from portfolio.services.credentials.reading import read_credential
from portfolio.services.credentials.verifying import verify_credential
from register.access import Permission
from register.scoping import PublicView


class CertificateView(PublicView):
    past_walls = "What is published is found in the rows of everybody."

    def certificate(self, uuid: UUID) -> Credential:
        found = certificate(uuid)
        if found is None:
            raise Http404
        return found


class Certificate(CertificateView):
    permissions = {"GET": Permission.READ_PUBLISHED}
    gives = {"GET": CertificateOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """Whether a certificate of this register holds, and what it says; without an account."""
        return self.shown(self.certificate(uuid))


class CertificateHolderCheckList(CertificateView):
    permissions = {"POST": Permission.READ_PUBLISHED}
    takes = {"POST": HolderCheckIn}
    gives = {"POST": HolderCheckOut}

    @extend_schema(responses={200: OpenApiResponse(HolderCheckOut, "Whether it is them; nothing was saved.")})
    def post(self, request: Request, uuid: UUID) -> Response:
        """Whether a certificate is that of the person you think; without an account."""
        return unkept(self.shown({"matches": is_holder(self.certificate(uuid), **self.body())}))


class CredentialVerificationList(PublicView):
    past_walls = "What is published is found in the rows of everybody."
    permissions = {"POST": Permission.READ_PUBLISHED}
    takes = {"POST": CredentialVerificationIn}
    gives = {"POST": CredentialVerdictOut}

    @extend_schema(responses={200: OpenApiResponse(CredentialVerdictOut, "What it is worth; nothing was saved.")})
    def post(self, request: Request) -> Response:
        """Verify a credential, ours or another issuer's; without an account. Nothing of it is kept."""
        body = self.body()
        sent = read_credential(body["credential"])
        return unkept(self.shown(verify_credential(sent=sent, public_key=body["public_key"], now=self.now())))


def unkept(answer: Response) -> Response:
    """An answer to what somebody sent: for them, and for no cache."""
    answer["Cache-Control"] = "no-store"
    return answer
