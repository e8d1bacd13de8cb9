"""Answers of the sign-in pages that are not the library's."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.http.problems import MEDIA_TYPE, problem
from config.http.renderers import JsonRenderer
from register.scoping.wording import say

WAIT_SECONDS = 300  # the longest of the limits


def too_many(request: HttpRequest) -> HttpResponse:
    """Who asks too often: a page for a browser, a problem for a program; either says how long to wait."""
    status = HTTPStatus.TOO_MANY_REQUESTS
    if request.accepts("text/html"):
        response = render(request, "429.html", status=status)
    else:
        detail = say("Wacht vijf minuten en probeer het opnieuw.", "Wait five minutes and try again.")
        body = JsonRenderer().render(problem(status=status, code="too-many-requests", detail=detail))
        response = HttpResponse(body, status=status, content_type=MEDIA_TYPE)
    response["Retry-After"] = str(WAIT_SECONDS)
    return response
