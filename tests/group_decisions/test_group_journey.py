"""A failed provider, from the office that prepares the correction to the person who reads what it did for them."""

from datetime import timedelta

import pytest

from notifications.models import Notice
from notifications.services.hearing import plan_event_notices
from portfolio.models import GroupDecision
from portfolio.services.group_decisions import moving
from portfolio.services.group_decisions.carrying_out import run_group_decision
from register.clock import now, today
from register.models import User
from tests.conftest import client_of
from tests.factories.register import UserFactory
from tests.group_decisions.group_desk import LESSON, Desk

pytestmark = pytest.mark.django_db


def test_what_a_failed_provider_gave_counts_after_all_and_everybody_can_see_why():
    desk = Desk()
    edition = desk.edition()
    member, other = desk.member(20), desk.member(20)
    desk.enter(member, edition=edition)
    office, committee = (client_of(User.objects.get(pk=one.user_id)) for one in (desk.preparer, desk.decider))
    act = {
        "registers": ["group"],
        "sort": "CORRECTION",
        "title": "Scholing van een failliete aanbieder",
        "scope": {"attended": {"provider": str(edition.course.provider.uuid), "from": "2024-01-01"}},
        "effect": {"facts": [LESSON]},
        "effectiveOn": str(today()),
        "legalBasis": "Artikel 14",
        "reasons": "De aanbieder bestaat niet meer.",
    }

    made = office.post("/api/v1/group-decisions", act)
    assert made.status_code == 201, made.content
    at = f"/api/v1/group-decisions/{made.json()['uuid']}"
    assert office.post(f"{at}/previews", {}).json()["state"] == "PREVIEWING"
    run_group_decision(decision_id=GroupDecision.objects.get().pk, clock=now)
    shown = committee.get(at).json()
    assert (shown["figures"]["inScope"], shown["figures"]["better"], shown["waiting"]) == (1, 1, 1)
    assert committee.post(f"{at}/resolutions", {}).status_code == 201
    run_group_decision(decision_id=GroupDecision.objects.get().pk, clock=now)
    plan_event_notices(on=today(), now=now())

    (line,) = client_of(UserFactory(person=member.person)).get("/api/v1/group-decision-lines").json()["results"]
    assert (line["reasons"], line["before"]["short"], line["after"]["short"]) == (act["reasons"], {"hours": "10"}, {})
    assert len(line["entries"]) == 1
    assert client_of(UserFactory(person=other.person)).get("/api/v1/group-decision-lines").json()["results"] == []
    told = dict(Notice.objects.values_list("kind", "person"))
    assert told["group-decision-applied"] == member.person_id
    assert told["group-decision-previewed-committee"] == desk.decider.person_id


def test_while_a_worker_is_at_it_others_leave_and_a_lost_one_is_followed():
    desk = Desk()
    desk.member()
    taken = desk.take(desk.previewed())
    later = now() + moving.BUSY
    GroupDecision.objects.filter(pk=taken.pk).update(busy_until=later)

    early = run_group_decision(decision_id=taken.pk, clock=lambda: later - timedelta(seconds=1))
    late = run_group_decision(decision_id=taken.pk, clock=lambda: later)

    assert (early, late) == (0, 1)
