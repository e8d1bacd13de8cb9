"""Who gets what at the provider desk: method, route, status → roles, the row in the address, the body."""

from typing import Any

PROVIDER = "manager submitter machine"
OFFICE = "registrar administrator"
OTHER_OFFICE = "other_registrar other_administrator"
ADVISERS = "assessor chair"
OTHERS = f"{OTHER_OFFICE} other_assessor other_chair"
SEES_PROVIDER = {200: f"{PROVIDER} {OFFICE} {ADVISERS} {OTHERS}", 404: "*"}
MANAGER = {201: "manager", 403: f"submitter machine {OFFICE} {ADVISERS} {OTHERS}", 404: "*"}
OWN_OFFICE = {201: OFFICE, 403: f"{PROVIDER} {ADVISERS} {OTHERS}", 404: "*"}
ANY_OFFICE = {201: f"{OFFICE} {OTHER_OFFICE}", 403: f"{PROVIDER} {ADVISERS} other_assessor other_chair", 404: "*"}
BOTH = {200: f"manager machine {OFFICE} {ADVISERS}", 404: "*"}
OFFICE_OF_BOTH = {201: OFFICE, 403: f"manager machine {ADVISERS}", 404: "*"}
EVERYONE = {200: "*"}
ONLY_OFFICE = {201: OFFICE, 404: "*"}

PROVIDER_DESK: tuple[tuple[Any, ...], ...] = (
    ("GET", "register-accreditation-policies", EVERYONE, "register"),
    ("POST", "register-accreditation-policies", {201: OFFICE, 403: "*"}, "register", "policy"),
    ("GET", "register-accreditation-rule", EVERYONE, "register"),
    ("GET", "accreditation-policy", EVERYONE, "policy"),
    ("GET", "accreditation-policy", {200: f"{OFFICE} committee", 404: "*"}, "draft_policy"),
    ("POST", "accreditation-policy-adoptions", {201: "committee", 403: OFFICE, 404: "*"}, "draft_policy", "nothing"),
    ("GET", "association-provider-sign-ups", {200: OFFICE, 403: "*"}, "association"),
    ("POST", "new-provider-sign-ups", {201: "*"}, "", "sign-up", True),
    ("GET", "provider-sign-up", {200: OFFICE, 404: "*"}, "sign_up"),
    ("POST", "provider-sign-up-acceptances", ONLY_OFFICE, "sign_up", "new code"),
    ("POST", "provider-sign-up-refusals", ONLY_OFFICE, "sign_up", "reason"),
    ("POST", "invitation-acceptances", {409: "*"}, "provider_invitation", "wrong key", True),
    ("POST", "provider-sorts", ANY_OFFICE, "provider", "sort"),
    ("GET", "provider-contacts", SEES_PROVIDER, "provider"),
    ("POST", "provider-contacts", MANAGER, "provider", "contact"),
    ("GET", "provider-roles", {200: "manager"} | {status: MANAGER[status] for status in (403, 404)}, "provider"),
    ("POST", "provider-role-endings", MANAGER, "provider", "role ending"),
    ("GET", "provider-invitations", {200: "manager"} | {status: MANAGER[status] for status in (403, 404)}, "provider"),
    ("POST", "provider-invitations", MANAGER, "provider", "invitation"),
    ("GET", "authorisations", EVERYONE),
    ("GET", "authorisation", {200: f"{PROVIDER} {OFFICE}", 404: "*"}, "authorisation"),
    (
        "POST",
        "authorisation-decisions",
        {201: OFFICE, 403: PROVIDER, 404: "*"},
        "asked_authorisation",
        "authorisation decision",
    ),
    (
        "POST",
        "authorisation-withdrawals",
        {201: OFFICE, 403: PROVIDER, 404: "*"},
        "authorisation",
        "authorisation withdrawal",
    ),
    ("POST", "provider-authorisation-requests", MANAGER, "provider", "authorisation request"),
    ("GET", "provider-institutional-accreditations", SEES_PROVIDER, "provider"),
    ("POST", "provider-institutional-accreditations", OWN_OFFICE, "provider", "institution"),
    (
        "POST",
        "institutional-accreditation-withdrawals",
        OFFICE_OF_BOTH,
        "institution",
        "institution withdrawal",
    ),
    ("GET", "provider-visits", SEES_PROVIDER, "provider"),
    ("POST", "provider-visits", OWN_OFFICE, "provider", "visit"),
    ("GET", "visit", BOTH, "visit"),
    ("POST", "visit-holdings", OFFICE_OF_BOTH, "visit", "held"),
    ("POST", "visit-reports", OFFICE_OF_BOTH, "held_visit", "report"),
    ("POST", "visit-cancellations", OFFICE_OF_BOTH, "visit", "reason"),
    ("GET", "provider-recognitions", SEES_PROVIDER, "provider"),
    ("POST", "provider-recognitions", ANY_OFFICE, "provider", "recognition"),
    ("GET", "course-mandates", EVERYONE, "course"),
    ("POST", "course-mandates", {201: "manager", 403: "*"}, "course", "mandate"),
    ("GET", "mandates", EVERYONE),
    ("GET", "group-contacts", EVERYONE),
    ("POST", "mandate-withdrawals", {201: "manager", 403: "submitter machine rival", 404: "*"}, "mandate", "reason"),
    ("GET", "course-group-contacts", EVERYONE, "peer_group"),
    ("POST", "course-group-contacts", {201: "manager", 403: "*"}, "peer_group", "group contact"),
    (
        "POST",
        "group-contact-endings",
        {201: "manager", 403: "submitter machine stranger", 404: "*"},
        "group_contact",
        "nothing",
    ),
    ("GET", "provider-trust-moves", SEES_PROVIDER, "provider"),
    ("POST", "provider-trust-moves", OWN_OFFICE, "provider", "trust move"),
    ("POST", "trust-move-decisions", {201: OFFICE, 403: ADVISERS, 404: "*"}, "trust_move", "confirmed"),
    ("GET", "register-check-draws", EVERYONE, "register"),
    ("POST", "register-check-draws", {201: OFFICE, 403: "*"}, "register", "draw"),
    ("GET", "course-checks", EVERYONE),
    ("POST", "course-check-findings", {201: "assessor", 403: f"{OFFICE} chair", 404: "*"}, "course_check", "finding"),
    ("GET", "fees", EVERYONE),
    ("GET", "fee", {200: f"manager machine {OFFICE}", 404: "*"}, "fee"),
    ("GET", "fee-changes", {200: f"manager machine {OFFICE}", 404: "*"}, "fee"),
    ("POST", "fee-changes", {201: OFFICE, 403: "manager machine", 404: "*"}, "fee", "payment"),
    ("GET", "fee-total", EVERYONE),
)


def provider_desk_bodies(world: Any) -> dict[str, Any]:
    """A good body for each line above."""
    association, elsewhere = str(world["association"].uuid), str(world["other_register"].association.uuid)
    return {
        "policy": {"inForceFrom": "2030-01-01", "document": {"advices": 1}},
        "sign-up": {
            "association": association,
            "name": "Wondacademie",
            "zipCode": "3511 AB",
            "contactName": "Sanne de Wit",
            "email": "sanne@wondacademie.example",
        },
        "new code": {"code": "nieuwe-opleider"},
        "wrong key": {"key": "wrong", "password": "vier gewone woorden samen"},
        "sort": {"sort": "employer"},
        "contact": {"purpose": "INVOICES", "name": "Sanne de Wit"},
        "role ending": {"user": str(world.users["submitter"].uuid), "role": "PROVIDER_SUBMITTER", "reason": "Left."},
        "invitation": {"email": "new@wondacademie.example", "role": "PROVIDER_SUBMITTER", "reason": "New colleague."},
        "authorisation decision": {"granted": True, "startsOn": "2031-01-01"},
        "authorisation withdrawal": {"endsBefore": "2029-01-01", "reason": "No courses in years."},
        "authorisation request": {"association": elsewhere, "motivation": "We teach them too."},
        "institution": {
            "association": association,
            "validFrom": "2030-01-01",
            "validBefore": "2032-01-01",
            "reason": "Visited and found good.",
        },
        "institution withdrawal": {"validBefore": "2027-01-01", "reason": "Conditions were not met."},
        "visit": {"association": association, "plannedOn": "2030-01-01", "subject": "Peer groups"},
        "held": {"heldOn": "2026-03-02"},
        "report": {"report": "Good.", "findings": [{"text": "Well prepared.", "weight": "good"}]},
        "recognition": {"scheme": "crkbo", "validFrom": "2025-01-01", "source": "Public list"},
        "mandate": {"employer": world["rival"].code, "startsOn": "2030-01-01", "reason": "Bought."},
        "group contact": {"email": world.users["member"].email, "startsOn": "2030-01-01"},
        "trust move": {"register": "venvn", "level": "new", "reason": "Half was not given."},
        "confirmed": {"confirmed": True},
        "draw": {"decidedFrom": "2020-01-01", "decidedBefore": "2021-01-01"},
        "finding": {"finding": "GOOD", "report": "As it was described."},
        "payment": {"state": "PAID", "on": "2026-01-20", "reason": "Bank 14"},
    }
