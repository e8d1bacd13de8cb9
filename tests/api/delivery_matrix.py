"""Who gets what of messages: the inbox, what did not arrive, dead addresses. As in `provider_matrix`."""

from typing import Any

from tests.api.claim_matrix import EVERYONE

READER = {200: "stranger", 404: "*"}  # nobody else looks into an inbox
KNOWN = {200: "stranger registrar", 404: "*"}

DELIVERY: tuple[tuple[Any, ...], ...] = (
    ("GET", "undelivered-notices", {200: "registrar other_registrar", 403: "*"}),
    ("POST", "notice-settlements", {201: "registrar", 403: "stranger", 404: "*"}, "unknown_notice", "settlement"),
    ("GET", "inbox-messages", EVERYONE),
    ("GET", "inbox-message", READER, "unknown_notice"),
    ("POST", "inbox-message-readings", {201: "stranger", 404: "*"}, "unknown_notice", "reading"),
    ("GET", "contact-addresses", EVERYONE),
    ("POST", "contact-addresses", {201: "member stranger", 403: "*"}, "", "number"),
    ("GET", "contact-address", READER, "contact_address"),
    ("POST", "contact-address-confirmations", {409: "stranger", 404: "*"}, "contact_address", "code"),
    ("POST", "contact-address-endings", {201: "stranger", 404: "*"}, "contact_address", "nothing"),
    ("GET", "dead-addresses", EVERYONE),
    ("GET", "dead-address", KNOWN, "dead_address"),
    ("POST", "dead-address-clearances", {201: "stranger registrar", 404: "*"}, "dead_address", "nothing"),
)


def delivery_bodies(world: Any) -> dict[str, Any]:
    return {
        "settlement": {"settlement": "ARRIVED"},
        "reading": {"read": True},
        "number": {"address": "+31612345678"},
        "code": {"code": "000000"},
    }
