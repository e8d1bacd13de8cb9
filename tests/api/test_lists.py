"""Lists: the same number of queries however long they are, bounded pages, and filters that keep what was asked for."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from notifications.models import Deadline
from portfolio.models import AttendanceRow, SimulationChange
from register.clock import today
from register.models import JobRun
from register.rules.periods import add_months
from tests.api.access_world import add_one_more_of_access
from tests.api.application_world import add_one_more_application
from tests.api.audit_case_world import add_one_more_audit
from tests.api.audit_run_world import add_one_more_audit_run
from tests.api.calendar_world import add_one_more_in_the_calendar
from tests.api.competence_world import add_one_more_competence
from tests.api.credential_world import add_one_more_credential
from tests.api.decision_world import add_one_more_decision
from tests.api.delivery_world import add_one_more_message
from tests.api.discipline_world import add_one_more_order
from tests.api.dossier_world import add_one_more_dossier
from tests.api.evidence_world import add_one_more_evidence
from tests.api.group_decision_world import add_one_more_group_decision
from tests.api.merge_world import add_one_more_merge
from tests.api.missing_world import add_one_more_missing
from tests.api.notice_text_world import add_one_more_notice_text
from tests.api.paging import IN_A_PAGE, Walk, disturbed
from tests.api.peer_world import add_one_more_peer
from tests.api.permission_matrix import MATRIX, address_of
from tests.api.provider_world import add_one_of_each_of_the_desk
from tests.api.record_world import add_one_more_record
from tests.api.reflection_world import add_one_more_reflection
from tests.api.renewal_world import add_one_more_renewal
from tests.api.sharing_world import add_one_more_shared
from tests.api.sign_in_world import an_email_change
from tests.api.test_permissions import routes
from tests.api.webhook_world import add_one_more_webhook
from tests.factories.accreditation import (
    AccreditationFactory,
    AuthorisationFactory,
    CourseFactory,
    CourseVersionFactory,
    EditionFactory,
    MeetingFactory,
    ModuleFactory,
    ProviderFactory,
)
from tests.factories.connections import ActivityIdentifierFactory, ClaimDraftFactory, LinkFactory
from tests.factories.notifications import NoticeFactory
from tests.factories.portfolio import AttendanceBatchFactory, ClaimFactory, ClaimProposalFactory, LedgerEntryFactory
from tests.factories.register import (
    NOW,
    AssociationFactory,
    CycleFactory,
    RegisterFactory,
    RegistrationFactory,
    RegulationFactory,
)

READERS = {
    "shared-dossiers": "employer_manager",
    "employer-team-plans": "employer_manager",
    "shares": "member",
    "looks": "member",
    "employer-links": "member",
    "application-attachments": "manager",
    "calendar-feeds": "member",
    "planned-editions": "member",
    "webhook-subscriptions": "manager",
    "association-role-grants": "administrator",
    "machines": "manager",
    "webhook-deliveries": "manager",
    "attendance-batches": "manager",
    "attendance-batch-rows": "manager",
    "claim-drafts": "member",
    "competence-links": "member",
    "feedback-rounds": "member",
    "self-assessments": "member",
    "dossier-exports": "member",
    "inbox-messages": "stranger",
    "dossier-imports": "member",
    "evaluation-invitations": "member",
    "waiting-claims": "assessor",
    "goals": "member",
    "reflections": "member",
    "conversations": "member",
    "duties": "member",
    "email-changes": "member",
    "peer-groups": "member",
    "peer-group-sessions": "member",
    "peer-memberships": "member",
    "peer-visits": "member",
    "provider-roles": "manager",
    "provider-invitations": "manager",
    "course-mandates": "manager",
    "mandates": "manager",
    "group-contacts": "manager",
    "course-group-contacts": "manager",
}
AT_MOST_TWO = {  # by their nature
    "course-evaluation-results",
    "dead-address",
    "contact-address",
    "sessions",
    "contact-addresses",
    "assessment-decisions",
    "assessment-objections",
    "register-advice-figures",
    "register-coming-reminder-counts",
    "register-figures",
    "dossier-parts",
    "notice-kinds",
    "notice-preferences",
    "notice-proof-documents",
    "person-erasure-previews",
    "register-claim-forms",
    "register-claim-loads",
    "register-record-rules",
    "registration-decision-documents",
    "disciplinary-order-documents",
    "registration-decision-letters",
    "employer-team-figures",
    "public-registers",
    "registration-opt-outs",
    "registration-extracts",
    "registration-re-entry-terms",
    "registration-histories",
    "renewal-checklists",
    "audit-dossiers",
    "audit-findings",
    "audit-run-population-previews",
    "audit-run-population-documents",
    "audit-run-figures",
    "development-reports",
    "development-report-documents",
    "registration-status-changes",
}
LISTS = [line for line in MATRIX if line.method == "GET" and line.route.endswith("s") and line.route not in AT_MOST_TWO]
# No list of rows that the world adds: what is told of courses, and lists that are late.
OF_THEIR_OWN = {"register-course-quality", "register-overdue-attendance"}
PAGINATED = {name for name, view in routes() if getattr(view, "paginated", False)} - AT_MOST_TWO - OF_THEIR_OWN


def add_one_of_each(world, n):
    """One more row in every list."""
    register, provider, course = world["register"], world["provider"], world["course"]
    other = RegisterFactory(code=f"register-{n}")
    new = CycleFactory(registration=RegistrationFactory(register=register), regulation=world["regulation"])
    new_course = CourseFactory(provider=provider)
    AccreditationFactory(course=course, register=other)
    CycleFactory(
        registration=world["registration"],
        regulation=world["regulation"],
        starts_on=new.starts_on.replace(year=2030 + n),
        ends_before=new.starts_on.replace(year=2031 + n),
    )
    entry = LedgerEntryFactory(
        person=world["person"],
        registration=None,
        edition=EditionFactory(course=course),
        batch=world["batch"],
        during=("2025-01-01", "2025-02-01"),
    )
    LedgerEntryFactory(person=world["person"], registration=world["registration"], reverses=entry, reason="Wrong.")
    ClaimProposalFactory(registration=world["registration"])
    ClaimFactory(registration=world["registration"])
    ClaimFactory(registration=world["registration"], state="REFUSED", decided_at=NOW, reason="No.")
    ClaimFactory(
        registration=world["registration"],
        state="GRANTED",
        decided_at=NOW,
        entry=LedgerEntryFactory(person=world["person"], registration=world["registration"]),
    )
    NoticeFactory(cycle=new)
    in_ten_days = add_months(today() + timedelta(days=10), 1)  # a month before the last day, a reminder comes
    Deadline.objects.create(cycle=new, kind="earn", regulation=world["regulation"], last_on=in_ten_days)
    add_one_more_message(world)
    SimulationChange.objects.create(simulation=world["simulation"], registration=new.registration, met=True)
    days = {"starts_on": f"203{n}-01-01", "ends_before": f"203{n}-02-01"}
    AuthorisationFactory(provider=provider, association=world["association"], **days)
    RegulationFactory(register=register, in_force_from=f"200{n}-01-01")
    AuthorisationFactory(provider=ProviderFactory())
    AttendanceBatchFactory(provider=provider, received_by=world.users["submitter"])
    AttendanceRow.objects.create(batch=world["batch"], line=100 + n, number="1", edition_code="E", verdict="KNOWN")
    JobRun.objects.create(name="deliver_due", started_at=NOW)
    EditionFactory(course=new_course)
    CourseVersionFactory(course=course)
    ModuleFactory(course=world["e_learning"])
    MeetingFactory(edition=world["edition"])
    published = AccreditationFactory(course=CourseFactory(provider=provider), valid_before="2999-01-01").course
    EditionFactory(course=published, starts_on="2998-01-01", ends_on="2998-01-01")
    AssociationFactory()
    LinkFactory(connection__provider=provider, association=world["association"])
    ActivityIdentifierFactory(course=course)
    ClaimDraftFactory(person=world["person"], association=world["association"], provider=provider)
    add_one_more_competence(world, n)
    add_one_more_evidence(world)
    add_one_more_reflection(world)
    add_one_more_credential(world)
    add_one_more_dossier(world)
    add_one_more_decision(world)
    add_one_more_renewal(world)
    add_one_more_audit(world)
    add_one_more_group_decision(world)
    add_one_more_audit_run(world)
    add_one_more_order(world)
    add_one_more_shared(world, n)
    add_one_more_webhook(world)
    add_one_more_of_access(world)
    add_one_more_in_the_calendar(world, n)
    add_one_more_missing(world)
    add_one_more_notice_text(world)
    add_one_more_record(world)
    add_one_more_merge(world)
    an_email_change(world.users["member"])
    add_one_more_peer(world)
    add_one_of_each_of_the_desk(world, n)
    add_one_more_application(world, n)


def asked(world, line):
    """What a list gives its reader, and the queries that took."""
    client = world.client(READERS.get(line.route, "registrar"))
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(reverse(line.route, kwargs=address_of(line, world)))
    return answer.json().get("results"), [query["sql"] for query in queries]


@pytest.fixture(scope="module")
def grown(standing_world, django_db_blocker):
    """Each list before and after there was more of everything; and what was read by who began in between."""
    with django_db_blocker.unblock(), transaction.atomic():
        add_one_of_each(standing_world, 1)
        few = [asked(standing_world, line) for line in LISTS]
        for n in (2, 3):
            add_one_of_each(standing_world, n)
        walks = {line.route: begun(standing_world, line) for line in LISTS if line.route in PAGINATED}
        add_one_of_each(standing_world, 4)
        many = [asked(standing_world, line) for line in LISTS]
        read = {route: disturbed(walk) for route, walk in walks.items()}
        transaction.set_rollback(True)
    return dict(zip(map(str, LISTS), zip(few, many, strict=True), strict=True)), read


def begun(world, line):
    """Somebody who read the first page of a list."""
    walk = Walk(world.client(READERS.get(line.route, "registrar")))
    walk.begin(reverse(line.route, kwargs=address_of(line, world)))
    return walk


@pytest.mark.parametrize("line", LISTS, ids=str)
def test_a_longer_list_takes_no_more_queries(grown, line):
    (few, before), (many, after) = grown[0][str(line)]

    assert len(many) > len(few)
    # Two of them are about whom the rows are, and their looks.
    assert len(after) == len(before) <= 10, after


def test_who_goes_on_while_others_write_misses_no_row_that_stood_and_gets_none_twice(grown):
    _, read = grown

    assert read.keys() == PAGINATED
    wrong = {route: result for route, (_, *result) in read.items() if any(result)}
    assert wrong == {}
    assert {route for route, (there, *_) in read.items() if there <= IN_A_PAGE} == set()


def test_pages_follow_each_other_without_gaps_or_doubles(world):
    client = world.client("registrar")
    JobRun.objects.bulk_create(JobRun(name=f"job-{n}", started_at=NOW) for n in range(6))
    seen, url = [], "/api/v1/job-runs?pageSize=3"
    while url:
        page = client.get(url).json()
        seen += [run["name"] for run in page["results"]]
        assert len(page["results"]) <= 3
        url, previous = page["next"], page["previous"]

    assert seen == [f"job-{n}" for n in reversed(range(6))] + ["plan_reminders"]
    back = [run["name"] for run in client.get(previous).json()["results"]]
    assert back == seen[3:6]


def test_a_page_has_at_most_a_hundred_rows(world):
    JobRun.objects.bulk_create(JobRun(name=f"job-{n}", started_at=NOW) for n in range(120))
    client = world.client("registrar")

    assert len(client.get("/api/v1/job-runs").json()["results"]) == 50
    assert len(client.get("/api/v1/job-runs?pageSize=100").json()["results"]) == 100
