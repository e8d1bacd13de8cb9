"""Who gets what of evidence: as in `provider_matrix`."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.files import GOOD_PDF

EVERYONE = {200: "*"}
DOSSIER = "registrar assessor committee records_machine"  # who reads it, besides its owner
BY_OWNER = {201: "member", 403: DOSSIER, 404: "*"}

EVIDENCE: tuple[tuple[Any, ...], ...] = (
    ("GET", "evidence-files", EVERYONE),
    ("POST", "evidence-files", {201: "member", 400: "stranger", 403: "*"}, "", "evidence"),  # with a claim of one's own
    ("GET", "evidence-file", {200: f"member {DOSSIER}", 404: "*"}, "evidence"),
    ("GET", "evidence-file", {200: "member registrar manager submitter machine", 404: "*"}, "asked_evidence"),
    ("GET", "evidence-file", {200: "member", 404: "*"}, "loose_evidence"),
    ("POST", "evidence-placements", {201: "member", 404: "*"}, "loose_evidence", "place"),
    ("POST", "evidence-links", {201: f"member {DOSSIER}", 404: "*"}, "evidence", "nothing"),
    ("GET", "evidence-content", {403: f"member {DOSSIER}", 404: "*"}, "evidence"),  # nobody without a link
    ("POST", "evidence-removals", BY_OWNER, "evidence", "nothing"),
    ("GET", "register-evidence-duplicates", {200: "registrar", 403: "*"}, "register"),
)


def evidence_bodies(world: Any) -> dict[str, Any]:
    return {
        "evidence": {"file": SimpleUploadedFile("bewijs.pdf", GOOD_PDF), "claim": str(world["claim"].uuid)},
        "place": {"claim": str(world["claim"].uuid)},
    }
