"""Who gets what of audit runs: as in `provider_matrix`."""

from typing import Any

from tests.api.claim_matrix import EVERYONE

KEEPERS = {200: "registrar committee", 404: "*"}
PLAN = {"population": {"cycles": "ENDED", "from": "2000-01-01", "before": "2030-01-01"}, "size": {"number": 1}}

AUDIT_RUNS: tuple[tuple[tuple[Any, ...], dict[str, bool]], ...] = (
    (("GET", "published-audit-runs", EVERYONE), {"public": True}),
    (("GET", "audit-runs", EVERYONE), {}),
    (("POST", "audit-runs", {201: "registrar", 403: "*"}, "", "audit run"), {}),
    (("GET", "audit-run", EVERYONE, "drawn_run"), {}),
    (("GET", "audit-run-population-previews", KEEPERS, "prepared_run"), {}),
    (("POST", "audit-run-commitments", {202: "committee", 403: "registrar", 404: "*"}, "prepared_run", "nothing"), {}),
    (("GET", "audit-run-draws", EVERYONE, "drawn_run"), {}),
    (("POST", "audit-run-draws", {202: "registrar", 403: "*"}, "committed_run", "nothing"), {}),
    (("POST", "audit-run-cancellations", {201: "registrar", 403: "committee", 404: "*"}, "prepared_run", "why"), {}),
    (("GET", "audit-run-candidates", EVERYONE, "drawn_run"), {}),
    (("GET", "audit-run-population-documents", {200: "member registrar committee", 403: "*"}, "drawn_run"), {}),
    (("GET", "audit-run-figures", EVERYONE, "drawn_run"), {}),
)


def audit_run_bodies() -> dict[str, Any]:
    return {"audit run": {"register": "venvn", "title": "Steekproef 2026", "plan": PLAN}}
