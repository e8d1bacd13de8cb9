"""Fees: what is owed for applications, what became of it, and the file for bookkeeping."""

from uuid import UUID

from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accreditation.api.fee_shapes import FeeChangeIn, FeeChangeOut, FeeOut, FeeQuery, FeeTotalsOut
from accreditation.models import Fee, FeeChange
from accreditation.selectors.fees import totals_of
from accreditation.services.fee_export import fees_as_csv
from accreditation.services.fees import change_fee
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView
from register.scoping.renderers import CsvRenderer

WITH_NAMES = ("provider", "register")


class FeeList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": FeeQuery}
    gives = {"GET": FeeOut}
    paginated = True
    renderer_classes = [*APIView.renderer_classes, CsvRenderer]

    @extend_schema(
        responses={
            (200, "application/json"): FeeOut(many=True),
            (200, "text/csv"): OpenApiResponse(str, "All of them: semicolons and decimal commas for nl."),
        },
    )
    def get(self, request: Request) -> HttpResponseBase:
        """The fees of your provider, or those owed to your association.

        With `Accept: text/csv` all that were asked for as one file for bookkeeping.
        """
        fees = Fee.objects.all()
        if request.accepted_renderer.format != CsvRenderer.format:
            return self.page(fees.select_related(*WITH_NAMES))
        seen = fees.visible_to(self.actor).filter(**self.asked)
        language = (get_language() or "nl")[:2]
        file = StreamingHttpResponse(fees_as_csv(seen, language), content_type="text/csv; charset=utf-8")
        file["Content-Disposition"] = 'attachment; filename="fees.csv"'
        return file


class FeeDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": FeeOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One fee."""
        return self.shown(self.get_or_404(Fee.objects.select_related(*WITH_NAMES), uuid=uuid))


class FeeChangeList(ScopedView):
    permissions = {"GET": None, "POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": FeeChangeIn}
    gives = {"GET": FeeChangeOut, "POST": FeeOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """What became of a fee: when, by whom and why."""
        fee = self.get_or_404(Fee.objects.all(), uuid=uuid)
        return self.page(FeeChange.objects.filter(fee=fee).select_related("changed_by"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Record that a fee was paid, exempted or withdrawn, or that it is due after all."""
        fee = self.get_or_404(Fee.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.require(register_id=fee.register_id)
        body = self.body()
        changed = change_fee(fee=fee, to=body.pop("state"), **body, actor=self.actor, today=today(), now=self.now())
        return self.created(changed, at="fee")


class FeeTotals(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": FeeQuery}
    gives = {"GET": FeeTotalsOut}

    def get(self, request: Request) -> Response:
        """How many fees there are and what they come to, per register, state and currency."""
        seen = Fee.objects.visible_to(self.actor).filter(**self.asked)
        return self.shown({"totals": totals_of(seen)})
