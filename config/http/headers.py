"""Headers that every answer carries, whoever made it: version of the API and the security set."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}
API_ONLY = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
PAGES = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"


class ApiHeadersMiddleware:
    """Outermost: sees the 404 of an unknown address and the 500 of a broken view as well."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["API-Version"] = settings.API_VERSION
        for name, value in ALWAYS.items():
            response.setdefault(name, value)
        if request.path.startswith("/api/") and not response.get("Content-Type", "").startswith("text/html"):
            for name, value in API_ONLY.items():
                response.setdefault(name, value)
        else:
            response.setdefault("Content-Security-Policy", PAGES)
        return response
