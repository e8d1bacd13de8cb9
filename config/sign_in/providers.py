"""Whom else we believe about who somebody is: the OpenID Connect providers of associations and federations."""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
NEEDED = ("id", "name", "issuer", "client_id", "client_secret")
# Values of `amr` that stand for more than a password (RFC 8176).
STRONG = ("mfa", "otp", "hwk", "swk", "sc", "fpt", "face", "iris", "retina", "vbm")


def is_loopback(address: str) -> bool:
    """Whether the address is this machine itself."""
    return urlsplit(address).hostname in LOOPBACK


def apps_from(providers: Any) -> list[dict[str, Any]]:
    """The providers of OIDC_PROVIDERS as allauth wants them; an incomplete or unsafe one stops the start."""
    if not isinstance(providers, list) or not all(isinstance(one, Mapping) for one in providers):
        raise ImproperlyConfigured("OIDC_PROVIDERS is a list of objects; see docs/sign-in.md.")
    apps = [_app(one) for one in providers]
    for field in ("provider_id", "name"):
        if len({app[field] for app in apps}) < len(apps):
            raise ImproperlyConfigured(f"Two of OIDC_PROVIDERS have the same {field.removeprefix('provider_')}.")
    return apps


def _app(one: Mapping[str, Any]) -> dict[str, Any]:
    if missing := [name for name in NEEDED if not one.get(name)]:
        raise ImproperlyConfigured(f"One of OIDC_PROVIDERS lacks {', '.join(missing)}.")
    if not re.fullmatch(r"[-\w]+", str(one["id"]), re.ASCII):
        raise ImproperlyConfigured("The id of a provider is letters, digits, hyphens: it stands in addresses.")
    issuer = str(one["issuer"])
    if not issuer.startswith("https://") and not is_loopback(issuer):
        raise ImproperlyConfigured(f"The issuer {issuer} of OIDC_PROVIDERS is not reached over https.")
    return {
        "provider_id": str(one["id"]),
        "name": str(one["name"]),
        "client_id": str(one["client_id"]),
        "secret": str(one["client_secret"]),
        "settings": {
            "server_url": issuer,
            "scope": ["openid"],  # who it is; names and addresses are the register's own
            "oauth_pkce_enabled": True,
            "fetch_userinfo": False,
            "second_factor_amr": list(one.get("second_factor_amr", STRONG)),
            "second_factor_acr": list(one.get("second_factor_acr", ())),
        },
    }
