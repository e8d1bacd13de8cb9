"""The portfolio for recognition of prior learning over HTTP, as JSON or as a PDF."""

from typing import Any, ClassVar

import orjson
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portfolio.api.competence.link_shapes import CompetenceCoverageQuery
from portfolio.selectors.competence.recognition import FORM, recognition_portfolio
from portfolio.services.competence.answers import profile_on
from portfolio.services.competence.recognising import print_recognition
from register.access import Permission
from register.clock import today
from register.models import Register
from register.scoping import ScopedView
from register.scoping.wording import say

PDF = "application/pdf"


class PdfRenderer(BaseRenderer):
    """A PDF, which is bytes already; what else is rendered here is a problem."""

    media_type = PDF
    format = "pdf"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return data if isinstance(data, bytes) else orjson.dumps(data)


class RecognitionPortfolioOut(serializers.Serializer):
    """A portfolio laid against a competence profile. Complete in itself, in the form that `schema` names."""

    example: ClassVar[dict[str, Any]] = {
        "schema": FORM,
        "person": {"uuid": "1f0f7f57-9a4e-4b7e-8a53-6f3c1d0a9b42", "name": "Zoë van der Brûlée"},
        "registrations": [],
        "profile": {"register": "leerregister-klantmanagers", "inForceFrom": "2026-01-01"},
        "since": None,
        "until": "2026-11-22",
        "work": [],
        "competences": [],
    }

    schema = serializers.CharField()
    person = serializers.DictField()
    registrations = serializers.ListField(child=serializers.DictField())
    profile = serializers.DictField()
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField()
    work = serializers.ListField(child=serializers.DictField())
    competences = serializers.ListField(child=serializers.DictField(), help_text="As docs/competence.md describes it.")


class RegisterRecognitionPortfolio(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER}
    asks = {"GET": CompetenceCoverageQuery}
    gives = {"GET": RecognitionPortfolioOut}
    renderer_classes = [*APIView.renderer_classes, PdfRenderer]

    @extend_schema(
        responses={
            (200, "application/json"): RecognitionPortfolioOut,
            (200, PDF): OpenApiResponse(bytes, "The same as a tagged PDF, in the language asked for."),
        }
    )
    def get(self, request: Request, code: str) -> Response:
        """Your portfolio laid against a register's profile, for the recognition of prior learning (EVC).

        With `Accept: application/pdf` as a document in the language of the request. You alone get it.
        """
        register = self.get_or_404(Register.objects.all(), code=code)
        person = self.own_person()
        since, until = self.asked.get("since"), self.asked.get("until", today())
        found = recognition_portfolio(person, version=profile_on(register, on=until), since=since, until=until)
        if request.accepted_renderer.media_type != PDF:
            return Response(found)
        document = print_recognition(found, language=say("nl", "en"), now=self.now())
        return Response(document, headers={"Content-Disposition": f'attachment; filename="portfolio-{code}.pdf"'})
