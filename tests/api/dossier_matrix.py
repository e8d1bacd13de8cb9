"""Who gets what of the dossier as a whole: as in `provider_matrix`."""

from typing import Any

EVERYONE = {200: "*"}
# Machines, and accounts that belong to no person, have no dossier of their own.
BY_OWNER_OR_OFFICE = {403: "assessor chair committee reader administrator records_machine", 404: "*"}
OWNER = {200: "member", 404: "*"}

DOSSIERS: tuple[tuple[Any, ...], ...] = (
    ("GET", "dossier-parts", EVERYONE),
    ("GET", "dossier-exports", EVERYONE),
    ("POST", "dossier-exports", {202: "member stranger", 403: "*"}, "", "export"),
    ("GET", "dossier-export", OWNER, "export"),
    ("POST", "dossier-export-links", {201: "member", 404: "*"}, "export", "nothing"),
    ("GET", "dossier-export-content", {403: "member", 404: "*"}, "export"),  # nobody without a link
    ("GET", "person-erasure-previews", BY_OWNER_OR_OFFICE | {200: "member registrar"}, "person"),
    ("POST", "person-erasures", BY_OWNER_OR_OFFICE | {201: "member registrar"}, "person", "nothing"),
    ("GET", "erasures", EVERYONE),
    ("GET", "erasure", {200: "stranger registrar", 404: "*"}, "erasure"),
    ("POST", "erasure-agreements", {201: "registrar", 403: "stranger", 404: "*"}, "erasure", "nothing"),
    ("POST", "erasure-withdrawals", {201: "stranger registrar", 404: "*"}, "erasure", "nothing"),
)


def dossier_bodies(world: Any) -> dict[str, Any]:
    return {"export": {"form": "DOCUMENT", "language": "nl", "parts": ["standings"]}}
