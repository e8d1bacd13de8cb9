"""All addresses."""

from allauth.idp.oidc import views as machine_views
from django.contrib import admin
from django.urls import include, path
from drf_spectacular.views import SpectacularSwaggerView

from config.http.health import health, ready
from config.http.schema_view import SchemaView

api = [
    path("openapi.json", SchemaView.as_view(), name="schema"),
    path("docs", SpectacularSwaggerView.as_view(url_name="schema"), name="docs"),
    path("", include("register.api.urls")),
    path("", include("accreditation.api.urls")),
    path("", include("portfolio.api.urls")),
    path("", include("notifications.api.urls")),
]

urlpatterns = [
    path("healthz", health),
    path("readyz", ready),
    path("oauth/token", machine_views.token, name="token"),
    path("oauth/revocation", machine_views.revoke, name="revocation"),
    path("accounts/", include("rest_framework.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include(api)),
]

handler400 = "config.http.problems.bad_request"
handler403 = "config.http.problems.forbidden"
handler404 = "config.http.problems.not_found"
handler500 = "config.http.problems.failed"
