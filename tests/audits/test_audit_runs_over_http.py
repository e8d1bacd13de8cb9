"""A run as office, committee, a registered person and the public see it."""

import pytest
from rest_framework.test import APIClient

from portfolio.models import Audit, AuditRun
from portfolio.rules.draw import digest_of
from portfolio.services.audits.redrawing import redraw_document
from portfolio.services.audits.stepping import take_step
from register.access import Role
from tests.audits.running import Auditing, keys_of
from tests.conftest import client_of
from tests.factories.register import NOW, PersonFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
RUNS = "/api/v1/audit-runs"
PLAN = {
    "population": {"cycles": "ENDED", "from": "2025-01-01", "before": "2026-01-01", "statuses": ["REGISTERED"]},
    "strata": "status",
    "size": {"percentage": "12.5", "atLeast": 2},
    "exclusions": {"firstCycle": False},
    "risks": [{"code": "conditional", "sort": "STATUS", "values": ["CONDITIONAL"], "tickets": 2}],
}


@pytest.fixture
def office():
    office = Auditing()
    for _ in range(12):
        office.join()
    return office


def by_a_worker():
    assert take_step(run_id=AuditRun.objects.get().pk, clock=lambda: NOW)


def colleague(office, role):
    user = RoleGrantFactory(
        role=role, organisation=office.register.association, user=UserFactory(person=PersonFactory())
    ).user
    return client_of(user)


def test_a_run_from_plan_to_public_check(office):
    registrar, committee = colleague(office, Role.REGISTRAR), colleague(office, Role.COMMITTEE)
    visitor = APIClient()
    named = office.join().registration
    plan = PLAN | {"exclusions": {"named": [{"registration": str(named.uuid), "reason": "Langdurig ziek."}]}}

    made = registrar.post(RUNS, {"register": office.register.code, "title": "Steekproef 2025", "plan": plan}).json()
    run = f"{RUNS}/{made['uuid']}"
    assert (made["state"], made["plan"]) == ("PREPARED", plan)
    assert visitor.get("/api/v1/published-audit-runs").json()["results"] == []

    preview = committee.get(f"{run}/population-previews").json()
    assert preview["strata"] == [{"stratum": "REGISTERED", "candidates": 12, "toDraw": 2}]
    assert preview["excluded"] == {"NAMED": 1}

    asked = committee.post(f"{run}/commitments", {})
    assert (asked.status_code, asked.json()["state"]) == (202, "COMMITTING")
    assert asked["Location"].endswith(run)
    assert committee.post(f"{run}/commitments", {}).json()["code"] == "audit-run-moved"
    assert visitor.get("/api/v1/published-audit-runs").json()["results"] == []
    by_a_worker()
    assert committee.get(f"{run}/population-previews").json()["code"] == "audit-run-moved"
    (public,) = visitor.get("/api/v1/published-audit-runs").json()["results"]
    assert public["plan"]["exclusions"] == {"named": 1}
    assert (public["seed"], public["candidates"], public["toDraw"]) == ("", 12, 2)

    asked = registrar.post(f"{run}/draws", {})
    assert (asked.status_code, asked.json()["state"], asked.json()["seed"]) == (202, "DRAWING", "")
    by_a_worker()
    assert registrar.get(run).json()["state"] == "DRAWN"
    (public,) = visitor.get("/api/v1/published-audit-runs").json()["results"]
    assert digest_of(public["seed"]) == public["seedDigest"]

    # Who was drawn sees that, and can repeat the whole draw.
    drawn = Audit.objects.get(position=1)
    person = client_of(UserFactory(person=drawn.registration.person))
    (own,) = person.get(f"{run}/draws").json()["results"]
    assert (own["audit"], own["position"]) == (str(drawn.uuid), 1)
    (line,) = person.get(f"{run}/candidates").json()["results"]
    assert (line["cycle"], line["tickets"]) == (str(drawn.key), 1)
    text = person.get(f"{run}/population-documents").getvalue().decode()
    digest, again = redraw_document(text.splitlines(keepends=True), seed=public["seed"])
    assert digest == public["populationDigest"]
    assert [one.key for one in again] == keys_of(AuditRun.objects.get())
    assert [row["position"] for row in registrar.get(f"{run}/draws").json()["results"]] == [1, 2]
    assert registrar.get(f"{run}/figures").json() == {
        "candidates": 12,
        "drawn": None,
        "replied": None,
        "results": {"OPEN": None},
        "strata": {"REGISTERED": None},
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"size": {"percentage": "12,5"}}, "#/plan/size/percentage"),
        ({"size": {"percentage": "120"}}, "#/plan/size"),
        ({"risks": [{"code": "a", "sort": "HUNCH", "tickets": 1}]}, "#/plan/risks/0/sort"),
        ({"risks": [{"code": "a", "sort": "LATE", "tickets": 21}]}, "#/plan/risks/0/tickets"),
        ({"population": {"cycles": "ENDED", "from": "2025-01-01"}}, "#/plan/population"),
        ({"exclusions": {"named": [{"registration": "x", "reason": "y"}]}}, "#/plan/exclusions/named/0/registration"),
        ({"seed": "1234"}, "#/plan/seed"),
    ],
)
def test_what_is_wrong_with_a_plan_is_named(office, changes, field):
    registrar = colleague(office, Role.REGISTRAR)

    answer = registrar.post(RUNS, {"register": office.register.code, "title": "S", "plan": PLAN | changes})

    assert answer.status_code == 400
    assert [one["location"] for one in answer.json()["errors"]] == [field]


def test_the_desk_of_the_office_lists_runs_and_keeps_the_seed(office, client):
    run = office.commit()
    user = UserFactory(is_staff=True)
    RoleGrantFactory(user=user, role=Role.REGISTRAR, organisation=office.register.association)
    client.force_login(user)

    listed = client.get("/admin/portfolio/auditrun/")
    shown = client.get(f"/admin/portfolio/auditrun/{run.pk}/change/")

    assert run.title in listed.content.decode()
    assert (listed.status_code, shown.status_code) == (200, 200)
    assert run.seed not in listed.content.decode() + shown.content.decode()
    assert run.seed_digest in shown.content.decode()
