"""Who gets what of the dossier as a whole: as in `provider_matrix`."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

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
    ("GET", "dossier-imports", EVERYONE),
    ("GET", "dossier-import", {200: "member registrar", 404: "*"}, "import"),
    ("POST", "dossier-import-acceptances", {201: "registrar", 403: "member", 404: "*"}, "import", "nothing"),
    ("POST", "dossier-import-refusals", {201: "registrar", 403: "member", 404: "*"}, "import", "reason"),
    # The file is no archive: who may send one is told so.
    (
        "POST",
        "registration-dossier-imports",
        {400: "member registrar", 403: "assessor chair committee reader administrator records_machine", 404: "*"},
        "registration",
        "archive",
    ),
    ("GET", "person-erasure-previews", BY_OWNER_OR_OFFICE | {200: "member registrar"}, "person"),
    ("POST", "person-erasures", BY_OWNER_OR_OFFICE | {201: "member registrar"}, "person", "nothing"),
    ("GET", "erasures", EVERYONE),
    ("GET", "erasure", {200: "stranger registrar", 404: "*"}, "erasure"),
    ("POST", "erasure-agreements", {201: "registrar", 403: "stranger", 404: "*"}, "erasure", "nothing"),
    ("POST", "erasure-withdrawals", {201: "stranger registrar", 404: "*"}, "erasure", "nothing"),
)


def dossier_bodies(world: Any) -> dict[str, Any]:
    return {
        "archive": {"file": SimpleUploadedFile("dossier.zip", b"no archive")},
        "export": {"form": "DOCUMENT", "language": "nl", "parts": ["standings"]},
    }
