"""Headers that every answer carries, whoever made it: version of the API and the security set."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.http.deprecations import leaving

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",  # pages show dossiers too; files that may be kept say so themselves
}
DATA = "default-src 'none'; frame-ancestors 'none'"
PAGES = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"


class ApiHeadersMiddleware:
    """Outermost: sees the 404 of an unknown address and the 500 of a broken view as well."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["API-Version"] = settings.API_VERSION
        for name, value in leaving(request).items():
            response[name] = value
        for name, value in ALWAYS.items():
            response.setdefault(name, value)
        page = response.get("Content-Type", "").startswith("text/html")
        response.setdefault("Content-Security-Policy", PAGES if page else DATA)
        return response
