"""Proposals: asked beforehand, answered or refused, and kept to when the activity is claimed."""

from datetime import timedelta

import pytest

from portfolio.catalogue.proposals import PROPOSALS, ProposalAction, ProposalState
from portfolio.errors.claims import ProposalMoved
from portfolio.models import ClaimProposal, LedgerEntry
from portfolio.services.claims import proposing
from register.access import Actor, Role
from register.clock import now, today
from register.models import Event
from tests.conftest import client_of
from tests.factories.portfolio import ON_FORM, ClaimProposalFactory
from tests.factories.register import NOW, RegistrationFactory, RegulationFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def registration():
    registration = RegistrationFactory()
    RegulationFactory(register=registration.register)
    return registration


@pytest.fixture
def professional(registration):
    return client_of(UserFactory(person=registration.person))


@pytest.fixture
def assessor(registration):
    return client_of(RoleGrantFactory(role=Role.ASSESSOR, organisation=registration.register.association).user)


def body(registration, **other):
    return {
        "registration": str(registration.uuid),
        "category": "oda",
        "title": "Studiereis wondzorg",
        "quantity": "8",
        "unit": "hour",
        **ON_FORM,
    } | other


def propose(professional, registration, **other):
    planned = {"plannedOn": today().isoformat()}
    answer = professional.post("/api/v1/claim-proposals", body(registration, **planned | other))
    assert answer.status_code == 201, answer.content
    return answer.json()


def answered(assessor, proposal, status=201, **other):
    told = {
        "quantity": "6",
        "validBefore": (today() + timedelta(days=60)).isoformat(),
        "reason": "Zonder de reis.",
    }
    answer = assessor.post(f"/api/v1/claim-proposals/{proposal['uuid']}/answers", told | other)
    assert answer.status_code == status, answer.content
    return answer.json()


def claim(professional, registration, proposal, **other):
    done = {"performedOn": today().isoformat(), "proposal": proposal["uuid"]}
    return professional.post("/api/v1/claims", body(registration, **done | other))


def test_a_binding_answer_is_kept_to_when_the_activity_is_claimed(registration, professional, assessor):
    proposal = propose(professional, registration)
    waiting = assessor.get("/api/v1/claim-proposals?state=ASKED").json()["results"]
    assert [row["uuid"] for row in waiting] == [proposal["uuid"]]
    assert answered(assessor, proposal, binding=True)["state"] == "ANSWERED"
    made = claim(professional, registration, proposal).json()
    decisions = f"/api/v1/claims/{made['uuid']}/decisions"

    for less in ({"granted": False, "reason": "Nee."}, {"granted": True, "quantity": "5", "reason": "Minder."}):
        refused = assessor.post(decisions, less)
        assert (refused.status_code, refused.json()["code"]) == (409, "claim-answer-binds")
    kept = assessor.post(decisions, {"granted": True, "quantity": "6", "reason": "Zoals geantwoord."})

    assert kept.json()["state"] == "PARTLY_GRANTED"
    assert LedgerEntry.objects.get().quantity == 6


def test_less_than_was_answered_is_granted_when_something_else_was_done_and_that_is_told(
    registration, professional, assessor
):
    proposal = propose(professional, registration)
    answered(assessor, proposal, binding=True)
    made = claim(professional, registration, proposal).json()

    told = {"granted": True, "quantity": "2", "reason": "Een dag.", "differs": "Er was een dag in plaats van drie."}
    decided = assessor.post(f"/api/v1/claims/{made['uuid']}/decisions", told).json()

    assert (decided["state"], decided["differs"]) == ("PARTLY_GRANTED", told["differs"])


def test_an_answer_that_does_not_bind_leaves_the_decision_free(registration, professional, assessor):
    proposal = propose(professional, registration)
    answered(assessor, proposal)
    made = claim(professional, registration, proposal).json()

    decided = assessor.post(f"/api/v1/claims/{made['uuid']}/decisions", {"granted": False, "reason": "Geen bewijs."})

    assert decided.json()["state"] == "REFUSED"


def test_an_answer_serves_one_claim_as_what_was_answered_and_done_in_time(registration, professional, assessor):
    proposal = propose(professional, registration)
    not_yet = claim(professional, registration, proposal)
    assert [error["code"] for error in not_yet.json()["errors"]] == ["not-answered"]
    answered(assessor, proposal)
    ClaimProposal.objects.update(valid_before=today())
    late = claim(professional, registration, proposal)
    assert [error["code"] for error in late.json()["errors"]] == ["lapsed"]
    in_time = {"performedOn": (today() - timedelta(days=1)).isoformat()}

    assert claim(professional, registration, proposal, **in_time).status_code == 201
    again = claim(professional, registration, proposal, **in_time)
    assert (again.status_code, again.json()["code"]) == (409, "claim-proposal-used")


def test_an_answer_lapses_once_on_its_day_and_may_still_be_referred_to(registration, professional, assessor):
    proposal = propose(professional, registration)
    answered(assessor, proposal)
    day = today() + timedelta(days=60)

    lapsed = [proposing.lapse_proposals(on=on, now=now()) for on in (day - timedelta(days=1), day, day)]

    assert lapsed == [0, 1, 0]
    assert Event.objects.filter(kind="claim-proposal.lapsed").count() == 1
    assert claim(professional, registration, proposal).status_code == 201


def test_a_refusal_says_why_and_the_activity_may_still_be_claimed_without_it(registration, professional, assessor):
    proposal = propose(professional, registration)
    refused = assessor.post(f"/api/v1/claim-proposals/{proposal['uuid']}/refusals", {"reason": "Productvoorlichting."})

    assert (refused.json()["state"], refused.json()["reason"]) == ("REFUSED", "Productvoorlichting.")
    assert claim(professional, registration, proposal).status_code == 400
    assert professional.post("/api/v1/claims", body(registration, performedOn=today().isoformat())).status_code == 201


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"plannedOn": (today() - timedelta(days=1)).isoformat()}, "#/plannedOn"),
        ({"form": "nothing"}, "#/form"),
        ({"category": "accredited"}, "#/category"),
        ({"answers": {"about": "x"}}, "#/answers/about"),
    ],
)
def test_what_does_not_fit_the_form_is_named_and_what_is_not_known_yet_is_left_out(
    registration, professional, change, where
):
    planned = {"plannedOn": today().isoformat()}
    wrong = professional.post("/api/v1/claim-proposals", body(registration, **planned | change))

    assert [error["location"] for error in wrong.json()["errors"]] == [where]
    assert propose(professional, registration, answers={})["state"] == "ASKED"


@pytest.mark.parametrize(
    ("answer", "where"),
    [
        ({"validBefore": today().isoformat()}, "#/validBefore"),
        ({"category": "accredited"}, "#/category"),  # no form claims on it
        ({"reason": ""}, "#/reason"),
    ],
)
def test_an_answer_holds_on_the_day_and_can_be_claimed_on(registration, professional, assessor, answer, where):
    proposal = propose(professional, registration)

    assert [error["location"] for error in answered(assessor, proposal, 400, **answer)["errors"]] == [where]


def test_nobody_answers_their_own_proposal(registration):
    user = UserFactory(person=registration.person)
    RoleGrantFactory(user=user, role=Role.ASSESSOR, organisation=registration.register.association)
    proposal = propose(client_of(user), registration)

    assert answered(client_of(user), proposal, 403)["code"] == "own-dossier"


STEPS = {
    ProposalAction.ANSWER: lambda one, who: proposing.answer_proposal(
        proposal=one,
        quantity=one.quantity,
        valid_before=one.planned_on + timedelta(days=9),
        actor=who,
        today=NOW.date(),
        now=NOW,
    ),
    ProposalAction.REFUSE: lambda one, who: proposing.refuse_proposal(proposal=one, reason="Nee.", actor=who, now=NOW),
    ProposalAction.WITHDRAW: lambda one, who: proposing.withdraw_proposal(proposal=one, actor=who, now=NOW),
}


@pytest.mark.parametrize("action", STEPS)
@pytest.mark.parametrize("state", ProposalState)
def test_each_step_is_possible_from_its_states_and_from_no_other(registration, state, action):
    user = UserFactory()
    values = {"answered_by": user, "answered_at": NOW} if state in ("ANSWERED", "LAPSED", "REFUSED") else {}
    if state in ("ANSWERED", "LAPSED"):
        values |= {"expected_quantity": 8, "expected_category": "oda", "valid_before": NOW.date()}
    proposal = ClaimProposalFactory(registration=registration, state=state, reason="Gezien.", **ON_FORM, **values)

    if state in PROPOSALS[action].sources:
        assert STEPS[action](proposal, Actor(user_id=user.pk)).state == PROPOSALS[action].target
    else:
        with pytest.raises(ProposalMoved):
            STEPS[action](proposal, Actor(user_id=user.pk))
        proposal.refresh_from_db()
        assert proposal.state == state
