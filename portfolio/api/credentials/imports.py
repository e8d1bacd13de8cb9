"""Credentials of other issuers, kept as evidence."""

from typing import Any
from uuid import UUID

from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.credentials.shapes import CredentialAgainIn, CredentialImportIn, ImportedCredentialOut
from portfolio.models import ImportedCredential
from portfolio.services.credentials.importing import import_credential, verify_again
from portfolio.services.credentials.reading import MOST_PICTURE_BYTES
from register.access import Permission
from register.scoping import ScopedView
from register.scoping.uploads import refuse_oversized


class ImportedCredentialList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    takes = {"POST": CredentialImportIn}
    gives = {"GET": ImportedCredentialOut, "POST": ImportedCredentialOut}
    paginated = True
    parser_classes = [MultiPartParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_oversized(request, most_bytes=MOST_PICTURE_BYTES)
        super().initial(request, *args, **kwargs)

    def get(self, request: Request) -> Response:
        """Credentials of other issuers among your evidence, and among the evidence you see."""
        return self.page(ImportedCredential.objects.select_related("evidence"))

    def post(self, request: Request) -> Response:
        """Keep a credential of another issuer as evidence; it is verified, and what that gave is kept with it."""
        person = self.own_person()
        body = self.body()
        content = body["file"].read() if "file" in body else body["credential"].encode()
        imported = import_credential(
            person=person,
            content=content,
            public_key=body["public_key"],
            actor=self.actor,
            now=self.now(),
        )
        return self.created(imported, at="imported-credential")


class ImportedCredentialDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": ImportedCredentialOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One of them, and what verifying it gave."""
        return self.shown(self.get_or_404(ImportedCredential.objects.select_related("evidence"), uuid=uuid))


class ImportedCredentialVerificationList(ScopedView):
    permissions = {"POST": None}
    takes = {"POST": CredentialAgainIn}
    gives = {"POST": ImportedCredentialOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Verify it again: it may have been revoked meanwhile."""
        imported = self.get_or_404(ImportedCredential.objects.select_related("evidence"), uuid=uuid)
        self.body()
        return self.created(verify_again(imported=imported, now=self.now()), at="imported-credential")
