"""Who gets what of decisions for a group: as in `provider_matrix`."""

from typing import Any

from tests.api.claim_matrix import EVERYONE, READERS
from tests.api.decision_matrix import COMMITTEE, OFFICE, SEEN

GROUP_DECISIONS: tuple[tuple[Any, ...], ...] = (
    ("GET", "group-decisions", EVERYONE),
    ("POST", "group-decisions", {201: "registrar", 403: "*"}, "", "new group decision"),
    ("GET", "group-decision", {200: READERS, 404: "*"}, "prepared_group_decision"),
    ("POST", "group-decision-previews", OFFICE, "prepared_group_decision", "nothing"),
    ("POST", "group-decision-withdrawals", OFFICE, "prepared_group_decision", "why"),
    ("POST", "group-decision-refusals", COMMITTEE, "prepared_group_decision", "why"),
    ("POST", "group-decision-resolutions", COMMITTEE, "previewed_group_decision", "nothing"),
    ("POST", "group-decision-resumptions", OFFICE, "done_group_decision", "nothing"),
    ("POST", "group-decision-undoings", OFFICE, "done_group_decision", "undoing"),
    ("GET", "group-decision-lines", EVERYONE),
    ("GET", "group-decision-line", SEEN, "group_decision_line"),
)


def group_decision_bodies(world: Any) -> dict[str, Any]:
    return {
        "new group decision": {
            "registers": [world["register"].code],
            "sort": "EXTENSION",
            "title": "Uitstel",
            "scope": {"cycles": {"runsOn": "2026-12-01"}},
            "effect": {"facts": [{"kind": "decision", "code": "window-shift", "quantity": "6", "unit": "month"}]},
            "effectiveOn": "2026-12-01",
            "legalBasis": "Artikel 12",
            "reasons": "Scholing kon niet doorgaan.",
        },
        "undoing": {"effectiveOn": "2026-12-01", "legalBasis": "Artikel 13", "reasons": "De grond bestond niet."},
    }
