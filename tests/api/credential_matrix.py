"""Who gets what of certificates: as in `provider_matrix`. What stands open answers everybody."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

EVERYONE = {200: "*"}
OPEN = {"open": True}
PUBLIC = {"public": True}
BY_OWNER = {201: "member", 403: "registrar", 404: "*"}
READERS = "registrar assessor committee records_machine"  # of the claim that the imported one goes with

CREDENTIALS: tuple[tuple[tuple[Any, ...], dict[str, bool]], ...] = (
    (("GET", "credentials", EVERYONE), {}),
    # a certificate is asked for of one's own registration
    (("POST", "credentials", {201: "member", 400: "stranger", 403: "*"}, "", "credential"), {}),
    (("GET", "credential", {200: "member registrar", 404: "*"}, "credential"), {}),
    (("GET", "credential-content", {200: "member", 403: "registrar", 404: "*"}, "credential"), {}),
    (("POST", "credential-reissues", BY_OWNER, "credential", "nothing"), {}),
    (
        (
            "POST",
            "credential-revocations",
            {201: "registrar", 403: "member", 404: "*"},
            "credential",
            "revocation",
        ),
        {},
    ),
    (("GET", "imported-credentials", EVERYONE), {}),
    (("POST", "imported-credentials", {201: "member stranger", 403: "*"}, "", "import"), {}),
    (("GET", "imported-credential", {200: f"member {READERS}", 404: "*"}, "imported"), {}),
    (
        ("POST", "imported-credential-verifications", {201: f"member {READERS}", 404: "*"}, "imported", "nothing"),
        {},
    ),
    (("GET", "certificate", EVERYONE, "credential"), PUBLIC),
    (("POST", "certificate-holder-checks", EVERYONE, "credential", "holder"), OPEN),
    (("POST", "credential-verifications", EVERYONE, "", "verification"), OPEN),
)


def credential_bodies(world: Any) -> dict[str, Any]:
    if "credential" not in world.rows:  # a world without desks
        return {}
    return {
        "credential": {"registration": str(world["registration"].uuid)},
        "revocation": {"reason": "Afgegeven op een onjuiste presentielijst."},
        "import": {"file": SimpleUploadedFile("badge.json", json.dumps(world["credential"].document).encode())},
        "holder": {"registrationNumber": world["registration"].number},
        "verification": {"credential": world["credential"].token},
    }
