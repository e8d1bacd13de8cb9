"""What signed certificates point at, for good: pages for people, documents of issuers, status lists.

Outside the versioned API: these addresses stand in certificates that were given away.
"""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404
from django.urls import URLPattern, path
from django.utils import translation
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.credentials.public import CertificateView, unkept
from portfolio.api.credentials.public_shapes import CertificateOut, HolderCheckIn
from portfolio.api.credentials.renderers import (
    AnyTokenRenderer,
    CredentialRenderer,
    IssuerRenderer,
    LinkedDataRenderer,
    PlainRenderer,
    TokenRenderer,
)
from portfolio.api.credentials.shapes import CredentialImportIn, CredentialVerdictOut
from portfolio.models import StatusList
from portfolio.selectors.credentials.holders import is_holder
from portfolio.selectors.credentials.issuers import did_document
from portfolio.services.credentials.reading import MOST_PICTURE_BYTES, read_credential
from portfolio.services.credentials.status_lists import published_list, published_token
from portfolio.services.credentials.verifying import verify_credential
from register.access import Permission
from register.models import Association
from register.scoping import PublicView
from register.scoping.renderers import LanguageQuery, PageRenderer
from register.scoping.uploads import refuse_oversized

SHOWN = Permission.READ_PUBLISHED


class _Page(PublicView):
    """A page, in the language asked for in the address or else by the browser. What is sent to it is kept nowhere."""

    permissions = {"GET": SHOWN, "POST": SHOWN}
    asks = {"GET": LanguageQuery, "POST": LanguageQuery}
    renderer_classes = [PageRenderer]
    parser_classes = [FormParser, MultiPartParser]
    templates, template = "portfolio/credentials", ""
    words: ClassVar[Mapping[str, Any]] = {}

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_oversized(request, most_bytes=MOST_PICTURE_BYTES)
        super().initial(request, *args, **kwargs)
        if language := self.asked.get("language"):
            translation.activate(language)


class CertificatePage(_Page, CertificateView):
    """Whether a certificate holds; for machines that ask for JSON, the same as in the API."""

    renderer_classes = [PageRenderer, PlainRenderer]
    takes = {"POST": HolderCheckIn}
    template = "certificate"

    def get(self, request: Request, uuid: UUID) -> Response:
        return Response(CertificateOut(self.certificate(uuid)).data)

    def post(self, request: Request, uuid: UUID) -> Response:
        credential = self.certificate(uuid)
        matches = is_holder(credential, **self.body())
        return unkept(Response(CertificateOut(credential).data | {"matches": matches}))


class VerifyingPage(_Page):
    """A form to have any certificate verified, and what that gave."""

    past_walls = "What is published is found in the rows of everybody."
    takes = {"POST": CredentialImportIn}
    template = "verifying"

    def get(self, request: Request) -> Response:
        return Response({})

    def post(self, request: Request) -> Response:
        body = self.body()
        sent = read_credential(body["file"].read() if "file" in body else body["credential"].encode())
        verdict = verify_credential(sent=sent, public_key=body["public_key"], now=self.now())
        return unkept(Response({"verdict": CredentialVerdictOut(verdict).data}))


class IssuerDocument(PublicView):
    """The keys of an association (did:web)."""

    permissions = {"GET": SHOWN}
    renderer_classes = [IssuerRenderer, PlainRenderer, LinkedDataRenderer]

    def get(self, request: Request, code: str) -> Response:
        association = Association.objects.filter(code=code, credential_keys__isnull=False).first()
        if association is None:
            raise Http404
        return Response(did_document(association))


class PublishedStatusList(PublicView):
    """A status list with a proof in it."""

    permissions = {"GET": SHOWN}
    renderer_classes = [CredentialRenderer, PlainRenderer, LinkedDataRenderer]

    def get(self, request: Request, uuid: UUID) -> Response:
        return Response(published_list(status_list=_list(uuid), now=self.now()))


class PublishedStatusToken(PublicView):
    """The same list as a JWT."""

    permissions = {"GET": SHOWN}
    renderer_classes = [TokenRenderer, AnyTokenRenderer]

    def get(self, request: Request, uuid: UUID) -> Response:
        return Response(published_token(status_list=_list(uuid), now=self.now()))


def _list(uuid: UUID) -> StatusList:
    found = StatusList.objects.filter(uuid=uuid).select_related("association").first()
    if found is None:
        raise Http404
    return found


urlpatterns: list[URLPattern] = [
    path("certificates", VerifyingPage.as_view(schema=None), name="certificate-verifying"),
    path("certificates/<uuid:uuid>", CertificatePage.as_view(schema=None), name="certificate-page"),
    path("associations/<slug:code>/did.json", IssuerDocument.as_view(schema=None), name="issuer-document"),
    path("status-lists/<uuid:uuid>", PublishedStatusList.as_view(schema=None), name="status-list"),
    path("status-lists/<uuid:uuid>.jwt", PublishedStatusToken.as_view(schema=None), name="status-list-token"),
]
