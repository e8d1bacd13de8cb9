"""Two associations, two providers and their people: one of each thing there is, and an account for each role."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rest_framework.test import APIClient

from portfolio.models import AttendanceChange, AttendanceRow
from register.access import Role
from register.models import JobRun, Organisation, Regulation, User
from tests.api.access_world import add_access
from tests.api.application_world import add_applications
from tests.api.audit_case_world import add_audits
from tests.api.audit_run_world import add_audit_runs
from tests.api.calendar_world import add_calendars
from tests.api.competence_world import add_competence
from tests.api.credential_world import add_credentials
from tests.api.decision_world import add_decisions
from tests.api.delivery_world import add_delivery
from tests.api.discipline_world import add_discipline
from tests.api.dossier_world import add_dossiers
from tests.api.evidence_world import add_evidence
from tests.api.group_decision_world import add_group_decisions
from tests.api.merge_world import add_merges
from tests.api.missing_world import add_missing
from tests.api.notice_text_world import add_notice_texts
from tests.api.peer_world import add_peers
from tests.api.provider_world import add_provider_desk
from tests.api.public_register_world import add_public_register
from tests.api.record_world import add_records
from tests.api.reflection_world import add_reflection
from tests.api.renewal_world import add_renewals
from tests.api.sharing_world import add_sharing
from tests.api.sign_in_world import add_sign_in
from tests.api.webhook_world import add_webhooks
from tests.conftest import client_of
from tests.factories.accreditation import (
    AccreditationFactory,
    AuthorisationFactory,
    CourseFactory,
    EditionFactory,
    MeetingFactory,
    ModuleFactory,
    ProviderFactory,
)
from tests.factories.connections import ClaimDraftFactory, LinkFactory
from tests.factories.notifications import NoticeFactory
from tests.factories.portfolio import (
    ON_FORM,
    AttendanceBatchFactory,
    ClaimFactory,
    ClaimProposalFactory,
    LedgerEntryFactory,
    SimulationFactory,
)
from tests.factories.register import (
    NOW,
    AttributeFactory,
    CycleFactory,
    PersonFactory,
    RegisterFactory,
    RegistrationFactory,
    RegulationFactory,
    RoleGrantFactory,
    UserFactory,
)

MACHINE_SCOPES = frozenset({"attendance:write", "courses:write"})
RECORD_SCOPES = frozenset({"registrations:read", "dossiers:read"})
NEXT_YEAR = "in_force: {from: 2027-01-01, by: cycle_end}"


@dataclass
class World:
    """Rows by what they are, accounts by what they may do."""

    rows: dict[str, Any] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    scopes: dict[str, frozenset[str]] = field(default_factory=dict)

    def client(self, role: str) -> APIClient:
        return client_of(self.users.get(role), scopes=self.scopes.get(role))

    def __getitem__(self, name: str) -> Any:
        return self.rows[name]

    def employ(self, name: str, role: Role, organisation: Organisation, **account: Any) -> User:
        self.users[name] = RoleGrantFactory(user=UserFactory(**account), role=role, organisation=organisation).user
        return self.users[name]

    def add_machine(self, name: str, role: Role, organisation: Organisation, scopes: frozenset[str]) -> None:
        self.employ(name, role, organisation, is_machine=True)
        self.scopes[name] = scopes


def make_world(*, desks: bool = True) -> World:
    """People, staff, a dossier and an offer; with one of each thing at the `desks` as well, for every address."""
    world = World()
    regulation = RegulationFactory()
    abroad = RegulationFactory(register__code="nova")
    world.rows |= {"regulation": regulation, "register": regulation.register, "other_register": abroad.register}
    world.rows["association"] = regulation.register.association
    _add_people(world)
    _add_staff(world)
    _add_dossier(world)
    _add_offer(world)
    if desks:
        _add_desks(world)
    return world


def _add_people(world: World) -> None:
    for name in ("member", "stranger"):
        registration = RegistrationFactory(register=world["register"], person=PersonFactory())
        AttributeFactory(registration=registration)
        world.rows[f"{name}_cycle"] = CycleFactory(registration=registration, regulation=world["regulation"])
        world.users[name] = UserFactory(person=registration.person)
    world.rows["registration"] = world["member_cycle"].registration
    world.rows["person"] = world["registration"].person


def _add_staff(world: World) -> None:
    for prefix, register in (("", world["register"]), ("other_", world["other_register"])):
        for role in (Role.REGISTRAR, Role.ASSESSOR, Role.CHAIR, Role.COMMITTEE, Role.READER, Role.ADMINISTRATOR):
            world.employ(prefix + role.lower(), role, register.association)
    world.add_machine("records_machine", Role.REGISTRAR, world["association"], RECORD_SCOPES)
    registrar = world.users["registrar"]
    source = world["regulation"].source.replace("in_force: {from: 2015-01-01, by: cycle_end}", NEXT_YEAR)
    world.rows["source"] = source
    world.rows["draft"] = RegulationFactory(
        register=world["register"],
        source=source,
        in_force_from=date(2027, 1, 1),
        state=Regulation.State.DRAFT,
        proposed_by=registrar,
        adopted_by=None,
        adopted_at=None,
    )
    world.rows["simulation"] = SimulationFactory(regulation=world["draft"], requested_by=registrar)
    world.rows["job_run"] = JobRun.objects.create(name="plan_reminders", started_at=NOW)


def _add_dossier(world: World) -> None:
    registration = world["registration"]
    world.rows["entry"] = LedgerEntryFactory(person=registration.person, registration=registration)
    world.rows["claim"] = ClaimFactory(registration=registration)
    world.rows["drafted_claim"] = ClaimFactory(registration=registration, state="DRAFT", submitted_at=None, **ON_FORM)
    world.rows["proposal"] = ClaimProposalFactory(registration=registration, **ON_FORM)
    world.rows["notice"] = NoticeFactory(cycle=world["member_cycle"])


def _add_offer(world: World) -> None:
    provider, rival = ProviderFactory(), ProviderFactory()
    world.employ("manager", Role.PROVIDER_MANAGER, provider)
    world.employ("submitter", Role.PROVIDER_SUBMITTER, provider)
    world.employ("rival", Role.PROVIDER_MANAGER, rival)
    world.add_machine("machine", Role.PROVIDER_MANAGER, provider, MACHINE_SCOPES)
    world.add_machine("mute_machine", Role.PROVIDER_MANAGER, provider, frozenset())
    AuthorisationFactory(provider=provider, association=world["association"], ends_before=date(2030, 1, 1))
    course = CourseFactory(provider=provider)
    e_learning = CourseFactory(provider=provider, kind="E_LEARNING")
    edition = EditionFactory(course=course)
    world.rows |= {
        "provider": provider,
        "rival": rival,
        "course": course,
        "new_course": CourseFactory(provider=provider),
        "e_learning": e_learning,
        "module": ModuleFactory(course=e_learning),
        "edition": edition,
        "meeting": MeetingFactory(edition=edition),
        "accreditation": AccreditationFactory(course=course, register=world["register"]),
        "batch": AttendanceBatchFactory(provider=provider, received_by=world.users["submitter"]),
    }
    AttendanceRow.objects.create(batch=world["batch"], line=2, number="1", edition_code="E1", verdict="KNOWN")


def _add_desks(world: World) -> None:
    provider, rival = world["provider"], world["rival"]
    published = CourseFactory(provider=rival)
    AccreditationFactory(course=published, register=RegisterFactory(code="lasting"), valid_before=date(2999, 1, 1))
    world.rows["published_course"] = published
    world.rows["attendance_change"] = AttendanceChange.objects.create(
        batch=world["batch"],
        entry=LedgerEntryFactory(
            person=world["stranger_cycle"].registration.person,
            edition=world["edition"],
            source_key="attendance/reported/0",
        ),
        requested_at=NOW,
    )
    for name, mode in (("connection", "TEST"), ("waiting_connection", "REQUESTED")):
        link = LinkFactory(connection__provider=provider, association=world["association"], mode=mode)
        world.rows[name] = link.connection
    world.rows["claim_draft"] = ClaimDraftFactory(
        person=world["person"], association=world["association"], provider=provider
    )
    add_missing(world)
    add_notice_texts(world)
    add_evidence(world)
    add_records(world)
    add_reflection(world)
    add_credentials(world)
    add_dossiers(world)
    add_peers(world)
    add_competence(world)
    add_decisions(world)
    add_renewals(world)
    add_discipline(world)
    add_audits(world)
    add_group_decisions(world)
    add_merges(world)
    add_audit_runs(world)
    add_delivery(world)
    add_sharing(world)
    add_webhooks(world)
    add_access(world)
    add_calendars(world)
    add_provider_desk(world)
    add_applications(world)
    add_public_register(world)
    add_sign_in(world)
