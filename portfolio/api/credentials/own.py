"""Certificates of one's own: asked for, taken along, issued anew; and revoked by the register office."""

import json
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.credentials.shapes import (
    CredentialContentsQuery,
    CredentialIn,
    CredentialOut,
    CredentialQuery,
    CredentialReissueIn,
    CredentialRevocationIn,
)
from portfolio.models import Credential
from portfolio.services.credentials.carriers import printed, qr_code
from portfolio.services.credentials.issuing import issue_credential, reissue_credential
from portfolio.services.credentials.reading import DOCUMENT, TOKEN
from portfolio.services.credentials.revoking import revoke_by_office
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.scoping import ScopedView

WITH_NAMES = ("registration__register__association", "registration__person", "cycle", "entry")


class CredentialList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    asks = {"GET": CredentialQuery}
    takes = {"POST": CredentialIn}
    gives = {"GET": CredentialOut, "POST": CredentialOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own certificates; for the register office those of its registers."""
        return self.page(Credential.objects.select_related(*WITH_NAMES))

    def post(self, request: Request) -> Response:
        """Ask for a certificate of your registration, a cycle or an activity. Asked again, the same one: 200."""
        self.require_person()
        credential, new = issue_credential(**self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(credential, at="credential") if new else self.shown(credential)


class CredentialDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": CredentialOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One certificate: of what it is and whether it holds."""
        return self.shown(self.get_or_404(Credential.objects.select_related(*WITH_NAMES), uuid=uuid))


class _OwnCredentialView(ScopedView):
    def own(self, uuid: UUID) -> Credential:
        credential = self.get_or_404(Credential.objects.select_related(*WITH_NAMES), uuid=uuid)
        if credential.registration.person_id != self.actor.person_id:
            raise Forbidden(nl="Alleen de eigenaar doet dit.", en="Only the owner does this.")
        return credential


class CredentialContents(_OwnCredentialView):
    permissions = {"GET": Permission.OWN_DOSSIER}
    asks = {"GET": CredentialContentsQuery}

    @extend_schema(responses={(200, "application/vc"): OpenApiResponse(bytes, "The certificate, to be saved.")})
    def get(self, request: Request, uuid: UUID) -> HttpResponse:
        """The certificate itself, for you to keep and to give to whom you like; a page to print, or a QR code."""
        credential = self.own(uuid)
        if not credential.document:  # erased at the owner's request
            raise Http404
        content, media_type, ending = _content(credential, self.asked["form"], self.now())
        answer = HttpResponse(content, content_type=media_type)
        answer["Content-Disposition"] = f'attachment; filename="certificate-{credential.uuid}.{ending}"'
        return answer


class CredentialReissueList(_OwnCredentialView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": CredentialReissueIn}
    gives = {"POST": CredentialOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Have it issued anew; the old one is revoked."""
        credential = self.own(uuid)
        self.body()
        anew = reissue_credential(credential=credential, actor=self.actor, today=today(), now=self.now())
        return self.created(anew, at="credential")


class CredentialRevocationList(ScopedView):
    permissions = {"POST": Permission.CORRECT_LEDGER}
    takes = {"POST": CredentialRevocationIn}
    gives = {"POST": CredentialOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Revoke a certificate of your register, and say why."""
        credential = self.get_or_404(Credential.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.require(register_id=credential.registration.register_id)
        revoked = revoke_by_office(credential=credential, **self.body(), actor=self.actor, now=self.now())
        return self.created(revoked, at="credential")


def _content(credential: Credential, form: str, now: datetime) -> tuple[bytes, str, str]:
    """The content, what it is, and how its name ends."""
    if form == "token":
        return credential.token.encode(), TOKEN, "jwt"
    if form == "pdf":
        return printed(credential, now=now), "application/pdf", "pdf"
    if form == "qr-code":
        return qr_code(credential), "image/svg+xml", "svg"
    return json.dumps(credential.document, ensure_ascii=False, indent=2).encode(), DOCUMENT, "json"
