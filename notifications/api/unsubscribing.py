"""Switching a kind of notice off at one press, without an account (RFC 8058): the address that stands in each mail.

Outside the versioned API: it stands in mails that were sent. A mail program posts to it by itself; who opens it in a
browser is asked first, since programs that look through mail open what they find.
"""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notifications.catalogue import KINDS
from notifications.catalogue.names import called
from notifications.selectors.unsubscribing import unsubscribing_by
from notifications.services.preferences import unsubscribe
from register.clock import now
from register.reach import opened_by_key


@csrf_exempt  # the token in the address says who asks; there is no session to misuse
@require_http_methods(["GET", "HEAD", "POST"])
@opened_by_key
def unsubscribing(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, or do. Twice is harmless. An address that was never given out is answered with 404."""
    asked = unsubscribing_by(token)
    if asked is None or asked.kind not in KINDS:
        return HttpResponse(status=404)
    done = request.method == "POST"
    if done:
        unsubscribe(person=asked.person, kind=asked.kind, channel=asked.channel, now=now())
    language = asked.person.language
    page = {"language": language, "kind": called(KINDS[asked.kind], language), "done": done}
    return HttpResponse(render_to_string("notifications/unsubscribing.html", page))


urlpatterns: list[URLPattern] = [path("unsubscriptions/<str:token>", unsubscribing, name="unsubscriptions")]
