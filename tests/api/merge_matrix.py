"""Who gets what of persons who turn out to be one: as in `provider_matrix`."""

from typing import Any

from tests.api.claim_matrix import EVERYONE

DECIDERS = {200: "registrar committee", 404: "*"}
OFFICE = {201: "registrar", 403: "committee", 404: "*"}
COMMITTEE = {201: "committee", 403: "registrar", 404: "*"}
PROPOSED_BY = {201: "registrar", 403: "*"}

MERGES: tuple[tuple[Any, ...], ...] = (
    ("GET", "person-merges", EVERYONE),
    ("POST", "register-person-merges", PROPOSED_BY, "register", "two who are one"),
    ("GET", "person-merge", DECIDERS, "proposed_merge"),
    ("POST", "person-merge-confirmations", COMMITTEE, "proposed_merge", "nothing"),
    ("POST", "person-merge-refusals", OFFICE, "proposed_merge", "why"),
    ("POST", "person-merge-undoings", OFFICE, "done_merge", "why"),
)


def merge_bodies(world: Any) -> dict[str, Any]:
    return {
        "two who are one": {
            "merged": str(world["double"].uuid),
            "survivor": str(world["single"].uuid),
            "reason": "Zelfde adres.",
        }
    }
