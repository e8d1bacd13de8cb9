"""The address on which a mail service reports what became of messages: there when one is configured."""

from collections.abc import Sequence

from anymail import urls  # type: ignore[import-untyped]
from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from register.reach import opened_by_key

SUFFIX = "_tracking_webhook"


def mail_service_routes(service: str, *, secrets: Sequence[str]) -> list[URLPattern]:
    """One address for the service of this name, such as `mailgun`; none without a name.

    Each of the secrets, `name:password`, opens it by basic authentication. Raises ImproperlyConfigured for a service
    that Anymail doesn't know, and for one without a secret: anybody could declare an address dead.
    """
    if not service:
        return []
    views = {route.name.removesuffix(SUFFIX): route.callback for route in urls.urlpatterns if SUFFIX in route.name}
    if service not in views:
        raise ImproperlyConfigured(f"MAIL_SERVICE={service}: known are {', '.join(sorted(views))}.")
    if not any(secrets) or not all(":" in secret for secret in secrets):
        raise ImproperlyConfigured("MAIL_SERVICE_SECRETS: give one or more of the form name:password.")
    return [path(f"mail-service/{service}/tracking", csrf_exempt(opened_by_key(views[service])), name="mail-service")]
