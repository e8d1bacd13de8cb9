"""What the libraries of the API are told: Django REST framework, drf-spectacular and django-cors-headers."""

from typing import Any

API_VERSION = "0.1.0"


def api_settings(*, proxies: int, origins: list[str]) -> dict[str, Any]:
    """Settings for the libraries. `proxies`: how many are believed; pages of `origins` may call the API."""
    return {
        "API_VERSION": API_VERSION,
        "REST_FRAMEWORK": {
            "DEFAULT_AUTHENTICATION_CLASSES": [
                "config.http.tokens.MachineTokenAuthentication",
                "rest_framework.authentication.SessionAuthentication",
            ],
            "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
            "DEFAULT_RENDERER_CLASSES": [
                "config.http.renderers.JsonRenderer",
                "rest_framework.renderers.BrowsableAPIRenderer",
            ],
            "DEFAULT_PARSER_CLASSES": ["config.http.renderers.JsonParser"],
            "DEFAULT_PAGINATION_CLASS": "config.http.pagination.CursorPagination",
            "DEFAULT_SCHEMA_CLASS": "config.http.schema.Schema",
            "NUM_PROXIES": proxies,
            "EXCEPTION_HANDLER": "config.http.problems.problem_handler",
            "DEFAULT_METADATA_CLASS": None,
            "URL_FORMAT_OVERRIDE": None,
            "TEST_REQUEST_DEFAULT_FORMAT": "json",
        },
        "CORS_ALLOWED_ORIGINS": origins,
        "CORS_URLS_REGEX": r"^/api/v1(/|$)",
        "CORS_ALLOW_METHODS": ["GET", "POST"],
        "CORS_ALLOW_HEADERS": [
            "accept",
            "accept-language",
            "authorization",
            "content-type",
            "idempotency-key",
            "if-match",
            "if-none-match",
        ],
        "CORS_EXPOSE_HEADERS": [
            "API-Version",
            "ETag",
            "Idempotency-Replayed",
            "Location",
            "RateLimit",
            "Request-Id",
            "Retry-After",
        ],
        "SPECTACULAR_SETTINGS": {
            "TITLE": "Leerregister",
            "DESCRIPTION": "Professional development registers: registrations, accredited activities, attendance,"
            " standings.",
            "VERSION": API_VERSION,
            "OAS_VERSION": "3.1.0",
            "CONTACT": {
                "name": "Leerregister",
                "url": "https://leerregister.example",
                "email": "api@leerregister.example",
            },
            "LICENSE": {"name": "EUPL-1.2", "url": "https://eupl.eu/1.2/en/"},
            "SERVERS": [{"url": "/api/v1"}],
            "SCHEMA_PATH_PREFIX": r"/api/v1",
            "SCHEMA_PATH_PREFIX_TRIM": True,
            "COMPONENT_SPLIT_REQUEST": True,
            "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
            "SERVE_AUTHENTICATION": [],
            "SWAGGER_UI_DIST": "SIDECAR",
            "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
            "POSTPROCESSING_HOOKS": [
                "config.http.schema_answers.complete_document",
                "config.http.idempotency.document_keys",
                "config.http.links.document_links",
            ],
        },
    }
