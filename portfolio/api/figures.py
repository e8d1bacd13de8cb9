"""Figures for the board over HTTP, as JSON and as CSV."""

from django.http import HttpResponse
from django.utils.translation import get_language
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portfolio.api.figure_shapes import BoardFiguresOut, RegisterFiguresQuery
from portfolio.selectors.figures.tables import Asked
from portfolio.selectors.figures.whole import COLUMNS, FAMILIES, flat, register_figures
from register.access import Permission
from register.clock import today
from register.models import Register
from register.scoping import ScopedView
from register.scoping.renderers import CsvRenderer
from register.services.spreadsheets import as_csv


class RegisterFigures(ScopedView):
    permissions = {"GET": Permission.READ_FIGURES}
    asks = {"GET": RegisterFiguresQuery}
    gives = {"GET": BoardFiguresOut}
    renderer_classes = [*APIView.renderer_classes, CsvRenderer]

    @extend_schema(
        responses={
            (200, "application/json"): BoardFiguresOut,
            (200, "text/csv"): OpenApiResponse(str, "A line for each number: semicolons for nl, commas for en."),
        },
    )
    def get(self, request: Request, code: str) -> Response | HttpResponse:
        """The figures of a register over whole months: the last twelve unless you ask for others.

        No number is of fewer than ten people, nor can such a number be found by subtracting in the same table.
        """
        register = self.get_or_404(Register.objects.all(), code=code)
        self.require(register_id=register.pk)
        asked = Asked.of(register, on=today(), start=self.asked.get("start"), end=self.asked.get("end"))
        chosen = [self.asked["family"]] if "family" in self.asked else list(FAMILIES)
        families = register_figures(asked, families=chosen)
        if request.accepted_renderer.format == CsvRenderer.format:
            language = "en" if (get_language() or "nl").startswith("en") else "nl"
            lines = "".join(as_csv(COLUMNS[language], flat(families, language), language=language))
            answer = HttpResponse(lines, content_type=f"{CsvRenderer.media_type}; charset=utf-8")
            name = f"{register.code}-{asked.start:%Y-%m}-{asked.end:%Y-%m}.csv"
            answer["Content-Disposition"] = f'attachment; filename="figures-{name}"'
            return answer
        return self.shown({"register": register, "start": asked.start, "end": asked.end, "families": families})
