"""Orders of a disciplinary body over HTTP: entered by the office with the ruling, seen by the person once in effect."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.disciplinary_shapes import DisciplinaryOrderIn, DisciplinaryOrderOut, DisciplinaryOrderQuery
from portfolio.models import DisciplinaryOrder
from portfolio.services.discipline.entering import Ruling, enter_order
from portfolio.services.evidence.storing import read_file
from register.access import Permission
from register.clock import today
from register.models import Registration
from register.scoping import ScopedView
from register.scoping.uploads import refuse_oversized

ONE = "disciplinary-order"
ROWS = DisciplinaryOrder.objects.select_related("decision__registration__register__association", "against")


class DisciplinaryOrderList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": DisciplinaryOrderQuery}
    gives = {"GET": DisciplinaryOrderOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Orders about you that have effect, and those of the registers for which you prepare or take decisions."""
        return self.page(ROWS.all())


class DisciplinaryOrderDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": DisciplinaryOrderOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One order."""
        order = self.get_or_404(ROWS.all(), uuid=uuid)
        return self.shown(order)


class DisciplinaryOrderDocument(ScopedView):
    permissions = {"GET": None}

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, uuid: UUID) -> HttpResponse:
        """The ruling itself, to be saved: never shown by the browser. The person sees that you read it."""
        order = self.get_or_404(ROWS.all(), uuid=uuid)
        content = read_file(order.key, digest=order.digest)
        answer = HttpResponse(content, content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="{order.uuid}.pdf"'
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        answer["Cross-Origin-Resource-Policy"] = "same-origin"
        return answer


class RegistrationDisciplinaryOrderList(ScopedView):
    permissions = {"POST": Permission.PREPARE_DECISIONS}
    takes = {"POST": DisciplinaryOrderIn}
    gives = {"POST": DisciplinaryOrderOut}
    parser_classes = [MultiPartParser]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        refuse_oversized(request, most_bytes=settings.EVIDENCE_MAX_BYTES)
        super().initial(request, *args, **kwargs)

    def post(self, request: Request, uuid: UUID) -> Response:
        """Enter what a disciplinary body ruled, with the ruling. Another person takes the decision prepared with it."""
        rows = Registration.objects.select_related("register__association", "person")
        registration = self.get_or_404(rows, uuid=uuid)
        self.require(register_id=registration.register_id)
        body = self.body()
        file, reasons = body.pop("file"), body.pop("reasons")
        measure = DisciplinaryOrder.Measure(body.pop("measure"))
        order = enter_order(
            registration=registration,
            ruling=Ruling(measure=measure, **body),
            reasons=reasons,
            file_name=file.name or "",
            content=file.read(settings.EVIDENCE_MAX_BYTES + 1),
            actor=self.actor,
            today=today(),
            now=self.now(),
        )
        return self.created(order, at=ONE)
