"""All addresses."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from config.http.catalogue import problems_page
from config.http.health import health, jobs, ready
from config.http.index import Index
from config.http.metrics import metrics
from config.http.schema_view import DocsView, SchemaView
from config.http.security_txt import security_txt
from config.http.token_endpoint import RevocationEndpoint, TokenEndpoint
from config.mail_service import mail_service_routes

api: list[URLPattern | URLResolver] = [
    path("", Index.as_view(), name="index"),
    path("openapi.json", SchemaView.as_view(), name="schema"),
    path("docs", DocsView.as_view(), name="docs"),
    path("", include("register.api.urls")),
    path("", include("accreditation.api.urls")),
    path("", include("portfolio.api.urls")),
    path("", include("notifications.api.urls")),
]

urlpatterns = [
    path("healthz", health),
    path("readyz", ready),
    path("health/jobs", jobs),
    path("metrics", metrics),
    path("problems", problems_page),
    path(".well-known/security.txt", security_txt),
    path("oauth/token", TokenEndpoint.as_view(), name="token"),
    path("oauth/revocation", RevocationEndpoint.as_view(), name="revocation"),
    path("accounts/", include("config.sign_in.urls")),
    path("admin/", admin.site.urls),
    path("", include("register.api.public_register.pages")),
    path("", include("portfolio.api.credentials.pages")),
    path("", include("notifications.api.calendar_pages")),
    path("", include("portfolio.api.webservice")),
    path("", include("portfolio.api.learning_records")),
    *mail_service_routes(settings.MAIL_SERVICE, secrets=settings.MAIL_SERVICE_SECRETS),
    path("", include("notifications.api.unsubscribing")),
    path("api/v1", Index.as_view(schema=None)),
    path("api/v1/", include(api)),
]

handler400 = "config.http.problems.bad_request"
handler403 = "config.http.problems.forbidden"
handler404 = "config.http.problems.not_found"
handler429 = "config.sign_in.pages.too_many"
handler500 = "config.http.problems.failed"
