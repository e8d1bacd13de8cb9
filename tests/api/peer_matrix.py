"""Who gets what of peer groups: as in `provider_matrix`. Nobody outside a group, staff neither, sees that it exists."""

from typing import Any

from register.clock import today

EVERYONE = {200: "*"}
INSIDE = {200: "member", 404: "*"}
BY_MEMBER = {201: "member", 404: "*"}
BETWEEN = {200: "member stranger", 404: "*"}
DOSSIER = "registrar assessor committee records_machine"
BY_INVITED = {201: "stranger", 403: "member", 404: "*"}

PEERS: tuple[tuple[Any, ...], ...] = (
    ("GET", "peer-groups", EVERYONE),
    ("POST", "peer-groups", {201: "member stranger", 403: "*"}, "", "peer group"),
    ("GET", "peer-group", INSIDE, "own_group"),
    ("POST", "peer-group-changes", BY_MEMBER, "own_group", "peer group"),
    ("POST", "peer-group-members", BY_MEMBER, "own_group", "peer invitation"),
    ("GET", "peer-group-sessions", INSIDE, "own_group"),
    ("POST", "peer-group-sessions", BY_MEMBER, "own_group", "peer session"),
    ("GET", "peer-memberships", EVERYONE),
    ("GET", "peer-membership", {200: "member stranger", 404: "*"}, "peer_invitation"),
    ("POST", "peer-membership-acceptances", BY_INVITED, "peer_invitation", "nothing"),
    ("POST", "peer-membership-refusals", BY_INVITED, "peer_invitation", "nothing"),
    ("POST", "peer-membership-endings", {201: "member stranger", 404: "*"}, "peer_invitation", "nothing"),
    ("POST", "peer-membership-chairs", BY_MEMBER, "peer_membership", "nothing"),
    ("GET", "peer-session", INSIDE, "peer_session"),
    ("POST", "peer-session-confirmations", BY_MEMBER, "peer_session", "nothing"),
    ("POST", "peer-session-denials", BY_MEMBER, "peer_session", "nothing"),
    ("POST", "peer-session-attestations", BY_MEMBER, "peer_session", "nothing"),
    ("POST", "peer-session-withdrawals", BY_MEMBER, "peer_session", "peer reason"),
    ("GET", "peer-visits", EVERYONE),
    ("POST", "peer-visits", {201: "member", 403: "*", 409: "stranger"}, "", "peer visit"),  # nobody visits themselves
    ("GET", "peer-visit", BETWEEN, "peer_visit"),
    ("POST", "peer-visit-acceptances", BY_INVITED, "peer_visit", "acceptance of visit"),
    ("POST", "peer-visit-refusals", BY_INVITED, "peer_visit", "nothing"),
    ("POST", "peer-visit-reports", BY_INVITED, "accepted_visit", "visit report"),
    ("POST", "peer-visit-views", {201: "member", 403: "stranger", 404: "*"}, "reported_visit", "visit view"),
    ("POST", "peer-visit-withdrawals", {201: "member stranger", 404: "*"}, "accepted_visit", "peer reason"),
    ("GET", "register-peer-visit-outcomes", {200: DOSSIER, 403: "*"}, "register"),
)


def peer_bodies(world: Any) -> dict[str, Any]:
    registration = world["stranger_cycle"].registration
    return {
        "peer group": {"name": "Noord"},
        "peer invitation": {"register": registration.register.code, "number": registration.number},
        "peer session": {
            "heldOn": today().isoformat(),
            "minutes": 90,
            "subject": "Weerstand",
            "present": [str(world["peer_membership"].uuid)],
        },
        "peer visit": {
            "subject": "Praktijkvoering",
            "plannedFor": today().isoformat(),
            "visitors": [{"register": registration.register.code, "number": registration.number}],
        },
        "acceptance of visit": {"independent": True},
        "visit report": {"heldOn": today().isoformat(), "report": "Gezien.", "outcome": "SATISFACTORY"},
        "visit view": {"view": "Herkenbaar.", "agrees": False},
        "peer reason": {"reason": "Verkeerde dag."},
    }
