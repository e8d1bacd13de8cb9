"""Applications: drafted, copied, changed, submitted by providers; and the files that go with them."""

from typing import Any, cast
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.application_shapes import (
    ApplicationChange,
    ApplicationDetailOut,
    ApplicationIn,
    ApplicationOut,
    ApplicationQuery,
    AttachmentOut,
)
from accreditation.api.desk_view import DeskView
from accreditation.api.policy_shapes import Nothing
from accreditation.models import Application, Attachment
from accreditation.rules.files.recognising import MOST_BYTES
from accreditation.services.applications.attaching import attach_file, remove_attachment
from accreditation.services.applications.drafting import copy_application, draft_application, revise_application
from accreditation.services.applications.submitting import submit_application
from register.access import Permission
from register.clock import today
from register.errors import InvalidInput
from register.scoping import ScopedView
from register.scoping.conditions import require_what_was_read
from register.scoping.uploads import refuse_oversized

FILE_FORM = {
    "multipart/form-data": {
        "type": "object",
        "required": ["file"],
        "properties": {"file": {"type": "string", "format": "binary", "description": "PDF, docx, PNG or JPEG."}},
    }
}


def requests_of(body: dict[str, Any]) -> dict[Any, Any] | None:
    """What is asked of each register, as the services take it; None when it was left out."""
    if "requests" not in body:
        return None
    return {request["register"]: request.get("lines", []) for request in body.pop("requests")}


class ApplicationList(DeskView):
    permissions = {"GET": None, "POST": Permission.APPLY_FOR_ACCREDITATION}
    asks = {"GET": ApplicationQuery}
    takes = {"POST": ApplicationIn}
    gives = {"GET": ApplicationOut, "POST": ApplicationDetailOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your provider's applications; of a register whose applications you deal with, those put before it."""
        return self.page(self.applications)

    def post(self, request: Request) -> Response:
        """Begin an application: a draft, saved with whatever is known, or a copy of an earlier one."""
        self.require_somewhere()
        body = self.body()
        source: Application | None = body.pop("copy_of", None)
        course = source.course if source else body["course"]
        self.require(organisation_id=course.provider_id)
        moment: dict[str, Any] = {"actor": self.actor, "today": today(), "now": self.now()}
        if source:
            made = copy_application(source=source, kind=body.get("kind", source.kind), **moment)
        else:
            asked = requests_of(body) or {}
            made = draft_application(**{"kind": Application.Kind.FIRST.value} | body, requests=asked, **moment)
        return self.created(self.applications.get(pk=made.pk), at="application")


class ApplicationDetail(DeskView):
    permissions = {"GET": None}
    gives = {"GET": ApplicationDetailOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One application: where it stands in each register, and what is still missing from it."""
        return self.shown(self.get_or_404(self.applications, uuid=uuid))


class ApplicationChanges(DeskView):
    replaces = True
    permissions = {"POST": Permission.APPLY_FOR_ACCREDITATION}
    takes = {"POST": ApplicationChange}
    gives = {"POST": ApplicationDetailOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Save what is known so far of a draft, or of what a register sent back; the course is taken as it is now."""
        application = self.get_or_404(self.applications, uuid=uuid)
        self.require(organisation_id=application.provider_id)
        body = self.body()
        asked = requests_of(body)
        changed = revise_application(
            application=application, changes=body, requests=asked, actor=self.actor, today=today(), now=self.now()
        )
        return self.created(self.applications.get(pk=changed.pk), at="application")


class ApplicationSubmissions(DeskView):
    permissions = {"POST": Permission.APPLY_FOR_ACCREDITATION}
    takes = {"POST": Nothing}
    gives = {"POST": ApplicationDetailOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Put the application before its registers, or again before those that sent it back."""
        application = self.get_or_404(self.applications, uuid=uuid)
        self.require(organisation_id=application.provider_id)
        self.body()
        submitted = submit_application(application=application, actor=self.actor, today=today(), now=self.now())
        return self.created(self.applications.get(pk=submitted.pk), at="application")


class AttachmentList(ScopedView):
    permissions = {"GET": None, "POST": Permission.APPLY_FOR_ACCREDITATION}
    gives = {"GET": AttachmentOut, "POST": AttachmentOut}
    paginated = True
    parser_classes = [MultiPartParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_oversized(request, most_bytes=MOST_BYTES)
        super().initial(request, *args, **kwargs)

    def get(self, request: Request, uuid: UUID) -> Response:
        """The files that go with an application: yours as it is now, or those that were submitted to your register."""
        application = self.get_or_404(Application.objects.all(), uuid=uuid)
        rows = Attachment.objects.filter(application=application)
        if application.provider_id in self.actor.organisations_with(Permission.APPLY_FOR_ACCREDITATION):
            rows = rows.in_draft()
        return self.page(rows.defer("content"))

    @extend_schema(request=FILE_FORM)
    def post(self, request: Request, uuid: UUID) -> Response:
        """Add a file: PDF, Word document (docx), PNG or JPEG, recognised by what it is."""
        application = self.get_or_404(Application.objects.select_related("provider"), uuid=uuid)
        self.require(organisation_id=application.provider_id)
        upload = cast(UploadedFile | None, request.FILES.get("file"))
        if set(request.data) - {"file"}:
            raise ValidationError({name: ["Unknown field."] for name in set(request.data) - {"file"}}, "unknown-field")
        if upload is None:
            raise InvalidInput(nl="Stuur een bestand mee als `file`.", en="Send a file along as `file`.")
        require_what_was_read(self, request, needed=False)
        attachment = attach_file(
            application=application,
            file_name=upload.name or "",
            content=upload.read(MOST_BYTES + 1),
            actor=self.actor,
            now=self.now(),
        )
        return self.created(attachment, at="attachment")


class AttachmentDetail(ScopedView):
    permissions = {"GET": None}

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiResponse(bytes, "The file itself.")})
    def get(self, request: Request, uuid: UUID) -> HttpResponse:
        """A file, to be saved: never shown by the browser."""
        attachment = self.get_or_404(Attachment.objects.all(), uuid=uuid)
        answer = HttpResponse(bytes(attachment.content), content_type="application/octet-stream")
        ending = attachment.file_name.rpartition(".")[2]
        answer["Content-Disposition"] = f'attachment; filename="{attachment.uuid}.{ending}"'
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return answer


class AttachmentRemovals(ScopedView):
    permissions = {"POST": Permission.APPLY_FOR_ACCREDITATION}
    takes = {"POST": Nothing}
    gives = {"POST": AttachmentOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a file away while the application is open to change; a register it was submitted to keeps it."""
        rows = Attachment.objects.in_draft().select_related("application__provider")
        attachment = self.get_or_404(rows, uuid=uuid)
        self.require(organisation_id=attachment.application.provider_id)
        self.body()
        remove_attachment(attachment=attachment, actor=self.actor, now=self.now())
        return self.shown(attachment, status=201)
