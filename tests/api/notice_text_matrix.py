"""Who gets what of texts of notices, and of what members prefer: as in `provider_matrix`."""

from typing import Any

from tests.api.claim_matrix import EVERYONE

NOTICE_TEXTS: tuple[tuple[Any, ...], ...] = (
    ("GET", "notice-kinds", EVERYONE),
    ("GET", "notice-preferences", {200: "member stranger", 403: "*"}),  # an account without a person hears nothing
    ("POST", "notice-preferences", {201: "member stranger", 403: "*"}, "", "notice preferences"),
    ("GET", "notice-proofs", EVERYONE),
    ("GET", "notice-proof-documents", {200: "member stranger", 403: "*"}),  # without a person: of oneself
    ("GET", "notice-texts", {200: "registrar other_registrar", 403: "*"}),
    # To the office of another association this one can be named, as everybody can.
    ("POST", "notice-texts", {201: "registrar", 403: "*"}, "", "notice text"),
    ("GET", "notice-text", {200: "registrar", 404: "*"}, "notice_text"),
    ("POST", "notice-text-previews", {201: "registrar", 404: "*"}, "notice_text", "notice preview"),
    ("POST", "notice-text-uses", {201: "registrar", 404: "*"}, "notice_text", "nothing"),
    ("POST", "notice-text-endings", {201: "registrar", 404: "*"}, "used_notice_text", "nothing"),
)


def notice_text_bodies(world: Any) -> dict[str, Any]:
    return {
        "notice text": {
            "association": str(world["association"].uuid),
            "kind": "decision-upheld",
            "language": "nl",
            "channel": "email",
            "subject": "Over uw bezwaar bij {register}",
            "body": "Beste {name},\n\n{sentence}\n\nUiterlijk {due_on}. {key}\n\n[Lees de beslissing]({link})",
        },
        "notice preferences": {"digest": "WEEKLY"},
        "notice preview": {"notice": str(world["notice"].uuid)},
    }
