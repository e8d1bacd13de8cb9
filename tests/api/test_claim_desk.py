"""The desk of claims over HTTP: forms, drafts, the queue, and decisions about many."""

import json
from datetime import timedelta
from uuid import uuid4

from tests.api.permission_matrix import body_of
from tests.factories.portfolio import ClaimFactory
from tests.factories.register import NOW, RegulationFactory, shipped_source

TOPIC = {"type": "string", "title": {"nl": "Onderwerp", "en": "Topic"}}
FORM = {
    "code": "peer",
    "label": {"nl": "Intervisie", "en": "Peer review"},
    "category": "oda",
    "unit": "hour",
    "validation": "assessed",
    "decided_within": "6 weeks",
    "form": {"properties": {"topic": TOPIC}, "required": ["topic"]},
}


def test_a_form_is_served_in_the_readers_language_and_checked_by_field(world):
    rules, _, _ = shipped_source("venvn").partition("\nclaims:")
    source = f"{rules}\nclaims: {json.dumps([FORM])}\n"
    RegulationFactory(register=world["register"], source=source, in_force_from="2026-06-01")
    member = world.client("member")

    served = [
        member.get("/api/v1/registers/venvn/claim-forms", headers={"Accept-Language": language}).json()["forms"][0]
        for language in ("nl", "en")
    ]
    wrong = member.post("/api/v1/claims", body_of("claim", world) | {"form": "peer", "answers": {"topik": "x"}})
    right = member.post("/api/v1/claims", body_of("claim", world) | {"form": "peer", "answers": {"topic": "Wonden"}})

    assert [one["schema"]["properties"]["topic"]["title"] for one in served] == ["Onderwerp", "Topic"]
    assert (served[0]["label"], served[0]["decidedWithin"]) == ("Intervisie", "6 weeks")
    assert [error["location"] for error in wrong.json()["errors"]] == ["#/answers/topic", "#/answers/topik"]
    assert right.json()["state"] == "SUBMITTED"
    assert right.json()["dueOn"] is not None


def test_the_queue_shows_assessors_what_waits_oldest_first_and_how_it_is_shared(world):
    younger = ClaimFactory(
        registration=world["registration"], submitted_at=NOW + timedelta(days=1), due_on="2026-01-20"
    )
    assessor = world.client("assessor")

    queue = assessor.get("/api/v1/waiting-claims").json()["results"]
    assert [row["uuid"] for row in queue] == [str(world["claim"].uuid), str(younger.uuid)]
    assert queue[0]["daysLeft"] is None
    assert queue[1]["daysLeft"] < 0 < queue[1]["ageDays"]

    taken = assessor.post(f"/api/v1/claims/{younger.uuid}/assignments", {})
    assert taken.status_code == 201
    loads = assessor.get("/api/v1/registers/venvn/claim-loads").json()["loads"]
    assert [(load["assessor"] is None, load["waiting"], load["overdue"]) for load in loads] == [
        (False, 1, 1),
        (True, 1, 0),
    ]


def test_the_queue_is_asked_for_what_is_late_or_lies_with_nobody_and_the_load_shows_what_waits_beside_it(world):
    late = ClaimFactory(registration=world["registration"], due_on="2026-01-20", assessor=world.users["assessor"])
    ClaimFactory(registration=world["registration"], state="RETURNED", returned_at=NOW, reason="Vul aan.")
    assessor = world.client("assessor")

    def asked(query: str) -> list[str]:
        return [row["uuid"] for row in assessor.get(f"/api/v1/waiting-claims?{query}").json()["results"]]

    early = str(world["claim"].uuid)
    assert (asked("overdue=true"), asked("overdue=false")) == ([str(late.uuid)], [early])
    assert (asked("unassigned=true"), asked("unassigned=false")) == ([early], [str(late.uuid)])
    assert asked("form=other-development") == []
    load = assessor.get("/api/v1/registers/venvn/claim-loads").json()
    assert (load["returned"], load["proposals"]["waiting"], load["proposals"]["overdue"]) == (1, 1, 0)


def test_many_decisions_are_answered_one_by_one(world):
    claims = [str(world["claim"].uuid), str(uuid4()), str(world["drafted_claim"].uuid)]
    body = {"decisions": [{"claim": claim, "granted": True} for claim in claims]}

    answer = world.client("assessor").post("/api/v1/claim-decisions", body)

    told = [(one["claim"], one["state"], one["code"]) for one in answer.json()["outcomes"]]
    assert told == [(claims[0], "GRANTED", ""), (claims[1], None, "not-found"), (claims[2], None, "not-found")]


def test_a_claim_is_drafted_changed_submitted_returned_and_submitted_again(world):
    member, assessor = world.client("member"), world.client("assessor")
    at = member.post("/api/v1/claims", body_of("claim", world) | {"draft": True})["Location"]
    assert member.post(f"{at}/changes", {"quantity": "4"}, headers={"If-Match": "*"}).json()["quantity"] == "4"
    assert member.post(f"{at}/submissions", {}).json()["state"] == "SUBMITTED"
    assert assessor.post(f"{at}/returns", {"reason": "Noem het onderwerp."}).json()["state"] == "RETURNED"
    assert member.post(f"{at}/submissions", {}).json()["state"] == "SUBMITTED"
    assert member.post(f"{at}/withdrawals", {}).json()["state"] == "WITHDRAWN"
