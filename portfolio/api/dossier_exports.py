"""Taking one's dossier along: the parts there are, an export, and the file."""

from uuid import UUID

from django.http import FileResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.dossier_shapes import (
    DossierExportIn,
    DossierExportLinkIn,
    DossierExportLinkOut,
    DossierExportOut,
    DossierPartsOut,
)
from portfolio.api.evidence_shapes import ContentQuery
from portfolio.models import DossierExport
from portfolio.selectors.parts.table import dossier_parts
from portfolio.services.dossiers.exporting import request_export
from portfolio.services.dossiers.taking import link_to_export, take_export
from register.access import Permission
from register.scoping import ScopedView

ENDINGS = {DossierExport.Form.ARCHIVE: "zip", DossierExport.Form.DOCUMENT: "pdf"}


class DossierPartList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": DossierPartsOut}

    def get(self, request: Request) -> Response:
        """The parts of every dossier: what can be shared, taken along or erased, and what law keeps."""
        return self.shown({"parts": dossier_parts()})


class DossierExportList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    recent = frozenset({"POST"})  # everything about somebody, at once
    takes = {"POST": DossierExportIn}
    gives = {"GET": DossierExportOut, "POST": DossierExportOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own exports. Nobody else sees that you took your dossier along."""
        return self.page(DossierExport.objects.all())

    @extend_schema(responses={202: DossierExportOut, 200: DossierExportOut})
    def post(self, request: Request) -> Response:
        """Ask for your dossier. It is made while you wait; one that is being made already is answered with 200."""
        person = self.own_person()
        export, new = request_export(**self.body(), person=person, actor=self.actor, now=self.now())
        return self.shown(export, status=202 if new else 200)


class DossierExportDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": DossierExportOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """How far your export is."""
        return self.shown(self.get_or_404(DossierExport.objects.all(), uuid=uuid))


class DossierExportLinkList(ScopedView):
    permissions = {"POST": None}
    recent = frozenset({"POST"})
    takes = {"POST": DossierExportLinkIn}
    gives = {"POST": DossierExportLinkOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """An address for you alone, for a few minutes, that gives the file."""
        export = self.get_or_404(DossierExport.objects.all(), uuid=uuid)
        self.body()
        return self.shown(link_to_export(export=export, actor=self.actor, now=self.now()), status=201)


class DossierExportContent(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": ContentQuery}

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiResponse(bytes, "The file itself.")})
    def get(self, request: Request, uuid: UUID) -> FileResponse:
        """The file, to be saved. That it was taken is on your trail."""
        export = self.get_or_404(DossierExport.objects.all(), uuid=uuid)
        file = take_export(export=export, signature=self.asked["signature"], actor=self.actor, now=self.now())
        name = f"dossier-{export.requested_at:%Y-%m-%d}.{ENDINGS[DossierExport.Form(export.form)]}"
        answer = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        answer["Cross-Origin-Resource-Policy"] = "same-origin"
        return answer
