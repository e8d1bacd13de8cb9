"""The published schema, open to everyone from any origin, and the page that shows it."""

from functools import cache

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView


@cache
def document() -> bytes:
    """The OpenAPI document of this release, made once per process: the same as docs/openapi.json."""
    with override(settings.LANGUAGE_CODE):
        schema = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    text: bytes = OpenApiJsonRenderer().render(schema, renderer_context={})
    return text


class SchemaView(APIView):
    """The document, whoever asks."""

    authentication_classes = []
    permission_classes = [AllowAny]
    http_method_names = ["get", "head"]
    schema = None

    def get(self, request: Request) -> HttpResponse:
        headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300"}
        return HttpResponse(document(), content_type="application/json", headers=headers)


class DocsView(SpectacularSwaggerSplitView):
    """The document to read and to try. Its script has an address of its own: our pages allow no inline script."""

    url_name = "schema"
    http_method_names = ["get", "head"]
