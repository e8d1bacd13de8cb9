"""What a calendar reads by its secret link. Outside the versioned API: the link stands in calendars for years."""

import hashlib

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from notifications.services.calendars.links import AT, feed_of
from notifications.services.calendars.reading import read_calendar
from register.clock import now, today
from register.reach import opened_by_key

LONGEST_KEY = 100


@require_safe
@opened_by_key
def feed(request: HttpRequest) -> HttpResponse:
    """The calendar of whoever made the link. Any other key, whatever is wrong with it, finds nothing."""
    key = request.GET.get("key", "")
    found = feed_of(key) if 0 < len(key) <= LONGEST_KEY else None
    if found is None:
        raise Http404
    calendar = read_calendar(feed=found, on=today(), now=now())
    answer = HttpResponse(calendar, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = f'"{hashlib.sha256(calendar).hexdigest()}"'
    answer["Cache-Control"] = "private, no-cache"
    answer["Content-Disposition"] = 'inline; filename="leerregister.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


urlpatterns: list[URLPattern] = [path(AT, feed, name="calendar")]
