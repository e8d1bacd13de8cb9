"""Where to report a hole in the security (RFC 9116)."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from register.clock import now

VALID_FOR = timedelta(days=180)  # RFC 9116 advises less than a year


def security_txt(request: HttpRequest) -> HttpResponse:
    """Whom to tell. Who runs the installation names it in SECURITY_CONTACT; without, the address does not exist."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (now() + VALID_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.PUBLIC_URL}/.well-known/security.txt",
    ]
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type="text/plain; charset=utf-8")
