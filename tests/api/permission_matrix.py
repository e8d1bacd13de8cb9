"""Who gets what from every address: route × method × role → status. The table is the requirement.

`*` is everybody who is not named on the line. Anonymous visitors (401) and machines whose token has no scopes (403)
get nothing anywhere, and stand apart; except that lines which are `public` answer them, like everybody, with 200.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.api.access_matrix import ACCESS, access_bodies
from tests.api.application_matrix import APPLICATIONS, application_bodies
from tests.api.attendance_matrix import ATTENDANCE, attendance_bodies
from tests.api.audit_case_matrix import AUDITS, audit_bodies
from tests.api.audit_run_matrix import AUDIT_RUNS, audit_run_bodies
from tests.api.calendar_matrix import CALENDARS, calendar_bodies
from tests.api.claim_matrix import CLAIMS, claim_bodies
from tests.api.competence_matrix import COMPETENCE, competence_bodies
from tests.api.credential_matrix import CREDENTIALS, credential_bodies
from tests.api.decision_matrix import DECISIONS, decision_bodies
from tests.api.delivery_matrix import DELIVERY, delivery_bodies
from tests.api.discipline_matrix import DISCIPLINE, discipline_bodies
from tests.api.dossier_matrix import DOSSIERS, dossier_bodies
from tests.api.evidence_matrix import EVIDENCE, evidence_bodies
from tests.api.group_decision_matrix import GROUP_DECISIONS, group_decision_bodies
from tests.api.merge_matrix import MERGES, merge_bodies
from tests.api.missing_matrix import MISSING, missing_bodies
from tests.api.notice_text_matrix import NOTICE_TEXTS, notice_text_bodies
from tests.api.peer_matrix import PEERS, peer_bodies
from tests.api.provider_matrix import PROVIDER_DESK, provider_desk_bodies
from tests.api.public_register_matrix import PUBLIC_REGISTER, public_register_bodies
from tests.api.record_matrix import RECORDS, record_bodies
from tests.api.reflection_matrix import REFLECTION, reflection_bodies
from tests.api.renewal_matrix import RENEWALS, renewal_bodies
from tests.api.sharing_matrix import SHARING, sharing_bodies
from tests.api.sign_in_matrix import SIGN_IN, sign_in_bodies
from tests.api.webhook_matrix import WEBHOOKS, webhook_bodies
from tests.api.world import World

ROLES = (
    "member",  # the professional whose dossier it is
    "stranger",  # another professional on the same register
    "manager",  # of the provider whose course it is
    "submitter",
    "rival",  # manager of another provider
    "employer_manager",  # of an employer to which the professional shares a part
    "machine",  # of that provider, for courses and attendance
    "registrar",  # of the association that keeps the register, as the next five
    "assessor",
    "chair",
    "committee",
    "auditor",  # of the audits in the world, and of nothing else
    "reader",
    "administrator",
    "records_machine",  # of that association, reading only, although its role is the registrar's
    "other_registrar",  # of another association, as the next five
    "other_assessor",
    "other_chair",
    "other_committee",
    "other_reader",
    "other_administrator",
)
OFFICE = "registrar assessor chair committee reader administrator records_machine"
OTHER_OFFICE = "other_registrar other_assessor other_chair other_committee other_reader other_administrator"
DOSSIER = "member registrar assessor committee records_machine"  # who may read it
PROVIDER = "manager submitter machine"
ADVISERS = "assessor chair"
DECIDERS = f"registrar administrator {ADVISERS} other_registrar other_administrator other_assessor other_chair"
HEADS = "registrar administrator other_registrar other_administrator"
EVERYONE = {200: "*"}


@dataclass(frozen=True)
class Line:
    """One address and method; `of` names the row whose uuid or code is in the address."""

    method: str
    route: str
    statuses: dict[int, str]
    of: str = ""
    body: str = ""
    open: bool = False  # for everyone, signed in or not
    public: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.route}{f' ({self.of})' if self.of == 'draft' else ''}"

    def status_for(self, role: str) -> int:
        named = {name: status for status, names in self.statuses.items() for name in names.split()}
        return named.get(role) or named["*"]


MATRIX = (
    *(Line(*row) for row in PROVIDER_DESK),
    *(Line(*row) for row in SIGN_IN),
    *(Line(*row) for row in EVIDENCE),
    *(Line(*row) for row in AUDITS),
    *(Line(*row) for row in RECORDS),
    *(Line(*row, **manner) for row, manner in CREDENTIALS),
    *(Line(*row, **manner) for row, manner in PUBLIC_REGISTER),
    *(Line(*row) for row in DOSSIERS),
    *(Line(*row) for row in DELIVERY),
    *(Line(*row) for row in PEERS),
    *(Line(*row) for row in APPLICATIONS),
    Line("GET", "index", EVERYONE),
    Line("GET", "profile", EVERYONE),
    Line("GET", "associations", EVERYONE),
    Line("GET", "association", EVERYONE, of="association"),
    Line("GET", "registers", EVERYONE),
    Line("GET", "register", EVERYONE, of="register"),
    Line("GET", "register-regulations", EVERYONE, of="register"),
    Line("POST", "register-regulations", {201: "registrar administrator", 403: "*"}, of="register", body="regulation"),
    Line("GET", "regulation", EVERYONE, of="regulation"),
    Line("GET", "regulation", {200: "registrar administrator committee", 404: "*"}, of="draft"),
    Line(
        "POST",
        "regulation-adoptions",
        {201: "committee", 403: "registrar administrator", 404: "*"},
        of="draft",
        body="nothing",
    ),
    Line(
        "POST",
        "regulation-simulations",
        {202: "registrar administrator committee", 404: "*"},
        of="draft",
        body="day",
    ),
    Line("GET", "simulation", {200: "registrar administrator committee", 404: "*"}, of="simulation"),
    Line(
        "GET",
        "simulation-changes",
        {200: "registrar committee", 403: "administrator", 404: "*"},
        of="simulation",
    ),
    Line("GET", "persons", {200: f"{OFFICE} {OTHER_OFFICE}", 403: "*"}),
    Line("POST", "persons", {201: "registrar other_registrar", 403: "*"}, body="person"),
    Line("POST", "person-searches", {200: f"{OFFICE} {OTHER_OFFICE}", 403: "*"}, body="person_search"),
    Line("GET", "person", {200: f"member {OFFICE}", 404: "*"}, of="person"),
    Line("GET", "register-registrations", EVERYONE, of="register"),
    Line("POST", "register-registrations", {201: "registrar", 403: "*"}, of="register", body="registration"),
    Line("GET", "registrations", EVERYONE),
    Line("GET", "registration", {200: f"member {OFFICE}", 404: "*"}, of="registration"),
    Line("GET", "registration-cycles", {200: f"member {OFFICE}", 404: "*"}, of="registration"),
    Line("GET", "registration-status-changes", {200: f"member {OFFICE}", 404: "*"}, of="registration"),
    Line(
        "GET", "registration-standing", {200: DOSSIER, 403: "chair reader administrator", 404: "*"}, of="registration"
    ),
    Line(
        "POST",
        "registration-projections",
        {200: DOSSIER, 403: "chair reader administrator", 404: "*"},
        of="registration",
        body="what if",
    ),
    Line(
        "GET",
        "registration-ledger-entries",
        {200: DOSSIER, 403: "chair reader administrator", 404: "*"},
        of="registration",
    ),
    Line(
        "POST",
        "registration-ledger-entries",
        {201: "registrar", 403: "member assessor chair committee reader administrator records_machine", 404: "*"},
        of="registration",
        body="fact",
    ),
    Line("GET", "ledger-entries", EVERYONE),
    Line("GET", "ledger-entry", {200: DOSSIER, 404: "*"}, of="entry"),
    Line(
        "POST",
        "ledger-entry-reversals",
        {201: "registrar", 403: "member assessor committee records_machine", 404: "*"},
        of="entry",
        body="reason",
    ),
    Line("GET", "providers", EVERYONE),
    Line(
        "POST",
        "providers",
        {201: "registrar administrator other_registrar other_administrator", 403: "*"},
        body="provider",
    ),
    Line("GET", "provider", {200: f"{PROVIDER} {DECIDERS}", 404: "*"}, of="provider"),
    Line("GET", "provider-authorisations", {200: f"{PROVIDER} {DECIDERS}", 404: "*"}, of="provider"),
    Line(
        "POST",
        "provider-authorisations",
        {
            201: "registrar administrator",
            403: f"{PROVIDER} {ADVISERS} other_registrar other_assessor other_chair other_administrator",
            404: "*",
        },
        of="provider",
        body="authorisation",
    ),
    Line("GET", "courses", EVERYONE),
    Line(
        "POST",
        "courses",
        {201: "manager machine", 400: "rival", 403: "*"},  # to a rival this provider does not exist
        body="course",
    ),
    Line("GET", "course", EVERYONE, of="course"),
    Line("GET", "course-editions", EVERYONE, of="course"),
    Line("POST", "course-editions", {201: "manager machine", 403: "*"}, of="course", body="edition"),
    Line("GET", "course-accreditations", EVERYONE, of="course"),
    Line("POST", "course-accreditations", {201: "chair", 403: "*"}, of="new_course", body="accreditation"),
    Line("GET", "course-versions", EVERYONE, of="course"),
    Line("POST", "course-versions", {201: "manager machine", 403: "*"}, of="course", body="revision"),
    Line("GET", "course-modules", EVERYONE, of="e_learning"),
    Line("POST", "course-modules", {201: "manager machine", 403: "*"}, of="e_learning", body="module"),
    Line("GET", "module", EVERYONE, of="module"),
    Line("POST", "module-changes", {201: "manager machine", 403: "*"}, of="module", body="module change"),
    Line("GET", "editions", EVERYONE),
    Line("GET", "edition", EVERYONE, of="edition"),
    Line("POST", "edition-changes", {201: "manager machine", 403: "*"}, of="edition", body="edition change"),
    Line("POST", "edition-cancellations", {201: "manager machine", 403: "*"}, of="edition", body="reason"),
    Line("GET", "edition-meetings", EVERYONE, of="edition"),
    Line("POST", "edition-meetings", {201: "manager machine", 403: "*"}, of="edition", body="meeting"),
    Line("GET", "meeting", EVERYONE, of="meeting"),
    Line("POST", "meeting-changes", {201: "manager machine", 403: "*"}, of="meeting", body="meeting change"),
    Line("POST", "meeting-cancellations", {201: "manager machine", 403: "*"}, of="meeting", body="reason"),
    Line("GET", "accreditation", EVERYONE, of="accreditation"),
    Line("GET", "catalogue-courses", EVERYONE, public=True),
    Line("GET", "catalogue-course", EVERYONE, of="published_course", public=True),
    Line("GET", "catalogue-course-calendar", EVERYONE, of="published_course", public=True),
    Line("GET", "catalogue-editions", EVERYONE, public=True),
    Line("GET", "catalogue-edition", EVERYONE, of="edition", public=True),
    Line("GET", "catalogue-edition-calendar", EVERYONE, of="edition", public=True),
    *(Line(*row) for row in ATTENDANCE),
    Line("GET", "notices", EVERYONE),
    Line("GET", "register-coming-reminders", {200: "registrar", 403: "*"}, "register"),
    Line("GET", "register-coming-reminder-counts", {200: "registrar", 403: "*"}, "register"),
    Line("GET", "notice", {200: "member registrar", 404: "*"}, of="notice"),
    *(Line(*row) for row in NOTICE_TEXTS),
    Line("GET", "job-runs", {200: HEADS, 403: "*"}),
    *(Line(*row) for row in MISSING),
    *(Line(*row) for row in CLAIMS),
    *(Line(*row) for row in REFLECTION),
    *(Line(*row) for row in DECISIONS),
    *(Line(*row) for row in DISCIPLINE),
    *(Line(*row) for row in GROUP_DECISIONS),
    *(Line(*row) for row in MERGES),
    *(Line(*row) for row in RENEWALS),
    *(Line(*row, **manner) for row, manner in AUDIT_RUNS),
    *(Line(*row) for row in SHARING),
    *(Line(*row) for row in WEBHOOKS),
    *(Line(*row) for row in ACCESS),
    *(Line(*row) for row in CALENDARS),
    *(Line(*row) for row in COMPETENCE),
)


def address_of(line: Line, world: World, *, uuid: UUID | None = None) -> dict[str, Any]:
    """The arguments of the address: of the row it names, or of this uuid."""
    if not line.of:
        return {}
    if line.of in ("register", "open_register"):
        return {"code": world[line.of].code if uuid is None else f"no-{uuid}"}
    return {"uuid": uuid or world[line.of].uuid}


def body_of(name: str, world: World) -> Any:
    """A good body; `list` is the one that is no JSON. Those of the desks need the rows of the desks."""
    for bodies in (_plain_bodies, claim_bodies, *reversed(DESKS)):
        if name in (known := bodies(world)):
            return known[name]
    raise KeyError(name)


DESKS: tuple[Callable[[World], dict[str, Any]], ...] = (
    provider_desk_bodies,
    application_bodies,
    missing_bodies,
    attendance_bodies,
    evidence_bodies,
    record_bodies,
    credential_bodies,
    dossier_bodies,
    notice_text_bodies,
    peer_bodies,
    reflection_bodies,
    sign_in_bodies,
    lambda world: decision_bodies(),
    lambda world: public_register_bodies(),
    lambda world: discipline_bodies(),
    group_decision_bodies,
    merge_bodies,
    renewal_bodies,
    lambda world: audit_run_bodies(),
    delivery_bodies,
    audit_bodies,
    sharing_bodies,
    webhook_bodies,
    access_bodies,
    calendar_bodies,
    competence_bodies,
)


def _plain_bodies(world: World) -> dict[str, Any]:
    return {
        "nothing": {},
        "day": {"asOf": "2026-01-15"},
        "regulation": {"source": world["source"]},
        "person_search": {"familyName": "Bakker"},
        "person": {"givenName": "Noor", "familyName": "Bakker"},
        "registration": {
            "personData": {"givenName": "Noor", "familyName": "Bakker"},
            "number": "77",
            "registeredOn": "2024-03-01",
            "attributes": {"titles": ["nurse"]},
        },
        "fact": {"kind": "leave", "from": "2025-03-01", "until": "2025-06-30", "sourceKey": "letter-1"},
        "what if": {"facts": [{"effectiveOn": "2026-01-10", "category": "oda", "quantity": "2.5", "unit": "hour"}]},
        "reason": {"reason": "Entered for the wrong person."},
        "provider": {"code": "wondacademie", "name": "Wondacademie"},
        "authorisation": {"association": str(world["association"].uuid), "startsOn": "2030-01-01"},
        "course": {"provider": str(world["provider"].uuid), "code": "NEW", "title": "Nieuw"},
        "edition": {"code": "NEW-1", "startsOn": "2026-05-12", "endsOn": "2026-05-13"},
        "edition change": {"startsOn": "2025-05-19", "endsOn": "2025-05-20"},
        "meeting": {"code": "NEW", "startsAt": "2025-05-12T13:30:00+02:00", "endsAt": "2025-05-12T17:00:00+02:00"},
        "meeting change": {"place": "Zwolle"},
        "module": {"code": "NEW", "title": "Nieuw"},
        "module change": {"title": "Anders"},
        "revision": {"programme": "Anders."},
        "accreditation": {
            "register": "venvn",
            "category": "accredited",
            "quantity": "6",
            "unit": "point",
            "validFrom": "2026-01-01",
            "validBefore": "2029-01-01",
            "reason": "Op papier.",
        },
    }
