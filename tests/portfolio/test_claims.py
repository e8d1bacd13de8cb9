"""Claims from draft to decision: every step of the table and none beside it, forms, clocks and entries."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest

from portfolio.catalogue import CLAIMS, ClaimAction, ClaimState
from portfolio.errors import ClaimAlreadyDecided, ClaimMoved, ClaimReplaced, ClaimWithAnother, OwnDossier
from portfolio.models import Claim, LedgerEntry
from portfolio.services.claims.deciding import Decision, decide_claim, decide_claims, return_claim
from portfolio.services.claims.hands import assign_claim, release_claim
from portfolio.services.claims.moving import move
from portfolio.services.claims.submitting import (
    change_claim,
    draft_claim,
    resubmit_claim,
    submit_claim,
    submit_draft,
    withdraw_claim,
)
from register.access import Actor, Role
from register.errors import InvalidInput
from register.models import Event
from tests.factories.portfolio import ClaimFactory, LedgerEntryFactory
from tests.factories.register import (
    NOW,
    PersonFactory,
    RegistrationFactory,
    RegulationFactory,
    RoleGrantFactory,
    UserFactory,
    shipped_source,
)

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
TOPIC = {"type": "string", "title": {"nl": "Onderwerp", "en": "Topic"}, "minLength": 5}
FORM = {
    "code": "peer",
    "label": {"nl": "Intervisie", "en": "Peer review"},
    "category": "oda",
    "unit": "hour",
    "validation": "assessed",
    "decided_within": "6 weeks",
    "form": {"properties": {"topic": TOPIC}, "required": ["topic"]},
}
SAMPLED = FORM | {"code": "reading", "validation": "until-sampled", "sampled": 10}
ALL_DRAWN = SAMPLED | {"code": "talk", "sampled": 100}
GOOD = {
    "form": "peer",
    "category": "oda",
    "title": "Intervisie",
    "performed_on": date(2026, 1, 10),
    "quantity": Decimal(3),
    "unit": "hour",
    "tags": [],
    "answers": {"topic": "Drukplekken"},
}


def with_forms() -> str:
    rules, _, _ = shipped_source("venvn").partition("\nclaims:")
    return f"{rules}\nclaims: {json.dumps([FORM, SAMPLED, ALL_DRAWN])}\n"


@pytest.fixture
def registration(monkeypatch):
    drawn = "portfolio.services.claims.submitting.is_drawn"
    monkeypatch.setattr(drawn, lambda uuid, *, share: share == 1)  # chance would make a tenth of the rest different
    registration = RegistrationFactory()
    RegulationFactory(register=registration.register, source=with_forms())
    return registration


@pytest.fixture
def assessor():
    return Actor(user_id=UserFactory().pk)


@pytest.fixture
def member(registration):
    return Actor(user_id=UserFactory().pk, person_id=registration.person_id)


@pytest.fixture
def submit(registration, member):
    def submit(**changes):
        return submit_claim(registration=registration, **GOOD | changes, actor=member, today=TODAY, now=NOW)

    return submit


def decide(claim, assessor, *, granted=True, quantity=None, reason="Gezien."):
    return decide_claim(claim=claim, granted=granted, quantity=quantity, reason=reason, decided_by=assessor, now=NOW)


def counted(registration):
    live = LedgerEntry.objects.filter(registration=registration).live()
    return sum((entry.quantity for entry in live), Decimal(0))


def in_state(state: ClaimState, registration) -> Claim:
    fields: dict = {"registration": registration, "state": state, "reason": "Gezien."}
    if state == ClaimState.DRAFT:
        fields["submitted_at"] = None
    if state == ClaimState.RETURNED:
        fields["returned_at"] = NOW
    if state in (ClaimState.GRANTED, ClaimState.PARTLY_GRANTED, ClaimState.COUNTING):
        fields["entry"] = LedgerEntryFactory(person=registration.person, registration=registration)
    if state in (ClaimState.GRANTED, ClaimState.PARTLY_GRANTED, ClaimState.REFUSED):
        fields["decided_at"] = NOW
    return ClaimFactory(**fields)


STEPS = {
    ClaimAction.SUBMIT: lambda claim, who: submit_draft(claim=claim, actor=who, today=TODAY, now=NOW),
    ClaimAction.RESUBMIT: lambda claim, who: resubmit_claim(claim=claim, actor=who, today=TODAY, now=NOW),
    ClaimAction.RETURN: lambda claim, who: return_claim(claim=claim, reason="Vul aan.", actor=who, now=NOW),
    ClaimAction.GRANT: lambda claim, who: decide(claim, who),
    ClaimAction.GRANT_PARTLY: lambda claim, who: decide(claim, who, quantity=Decimal(1)),
    ClaimAction.REFUSE: lambda claim, who: decide(claim, who, granted=False),
    ClaimAction.WITHDRAW: lambda claim, who: withdraw_claim(claim=claim, actor=who, now=NOW),
}


@pytest.mark.parametrize("state", ClaimState)
@pytest.mark.parametrize("action", STEPS)
def test_every_step_of_the_table_is_taken_and_no_other(registration, assessor, action, state):
    claim = in_state(state, registration)
    Claim.objects.filter(pk=claim.pk).update(form="peer", answers=GOOD["answers"])
    step = CLAIMS[action]

    if state not in step.sources:
        with pytest.raises((ClaimMoved, ClaimAlreadyDecided)):
            STEPS[action](claim, assessor)
        claim.refresh_from_db()
        assert claim.state == state
        assert not Event.objects.filter(subject_uuid=claim.uuid).exists()
        return

    moved = STEPS[action](claim, assessor)

    assert moved.state == step.target
    assert Event.objects.filter(subject_uuid=claim.uuid).get().kind == step.event


@pytest.mark.parametrize("state", ClaimState)
@pytest.mark.parametrize("action", [ClaimAction.DRAW, ClaimAction.REPLACE, ClaimAction.DECLARE])
def test_steps_that_follow_from_others_are_of_the_table_too(registration, assessor, action, state):
    claim = in_state(state, registration)
    values = {
        ClaimAction.DRAW: {"drawn_at": NOW},
        ClaimAction.REPLACE: {"entry": None},
        ClaimAction.DECLARE: {
            "submitted_at": NOW,
            "entry": LedgerEntryFactory(person=registration.person, registration=registration),
        },
    }

    if state in CLAIMS[action].sources:
        assert move(claim, action, actor=assessor, now=NOW, **values[action]).state == CLAIMS[action].target
    else:
        with pytest.raises((ClaimMoved, ClaimAlreadyDecided)):
            move(claim, action, actor=assessor, now=NOW, **values[action])


def test_a_submitted_claim_carries_the_promised_day_and_counts_once_granted(registration, submit, assessor):
    claim = submit()

    assert (claim.state, claim.due_on, counted(registration)) == ("SUBMITTED", TODAY + timedelta(weeks=6), 0)
    assert decide(claim, assessor).state == "GRANTED"
    assert counted(registration) == 3


def test_less_than_was_claimed_is_a_grant_in_part_and_says_why(registration, submit, assessor):
    claim = submit()

    with pytest.raises(InvalidInput):
        decide(claim, assessor, quantity=Decimal(2), reason="")
    partly = decide(claim, assessor, quantity=Decimal(2), reason="Een uur was pauze.")

    assert (partly.state, partly.reason, counted(registration)) == ("PARTLY_GRANTED", "Een uur was pauze.", 2)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"answers": {}}, "#/answers/topic"),
        ({"answers": {"topic": "kort"}}, "#/answers/topic"),
        ({"answers": {"topic": "Drukplekken", "x": 1}}, "#/answers/x"),
        ({"form": "nothing"}, "#/form"),
        ({"form": ""}, "#/form"),
        ({"category": "accredited"}, "#/category"),
        ({"unit": "point"}, "#/unit"),
        ({"performed_on": TODAY + timedelta(days=1)}, "#/performedOn"),
    ],
)
def test_what_does_not_fit_the_form_is_named_by_field(submit, change, where):
    with pytest.raises(InvalidInput) as refused:
        submit(**change)

    assert [problem.location for problem in refused.value.fields] == [where]
    assert not Claim.objects.exists()


def test_a_draft_is_seen_by_its_writer_alone_and_checked_when_submitted(registration, member):
    reader = RoleGrantFactory(role=Role.REGISTRAR, organisation=registration.register.association)
    office = Actor(user_id=reader.user_id)
    draft = draft_claim(registration=registration, **GOOD | {"answers": {}}, actor=member, now=NOW)

    assert list(Claim.objects.visible_to(member)) == [draft]
    assert not Claim.objects.visible_to(office).exists()
    with pytest.raises(InvalidInput):
        submit_draft(claim=draft, actor=member, today=TODAY, now=NOW)
    change_claim(claim=draft, changes={"answers": GOOD["answers"]}, actor=member, now=NOW)
    assert submit_draft(claim=draft, actor=member, today=TODAY, now=NOW).state == "SUBMITTED"


def test_the_clock_stands_still_while_a_claim_lies_with_its_writer(submit, assessor, member):
    claim = submit()
    due_on = claim.due_on
    return_claim(claim=claim, reason="Noem het onderwerp.", actor=assessor, now=NOW)

    again = resubmit_claim(claim=claim, actor=member, today=TODAY, now=NOW + timedelta(days=10))

    assert (again.state, again.due_on) == ("SUBMITTED", due_on + timedelta(days=10))


def test_a_claim_that_lies_with_an_assessor_is_not_changed(submit, member):
    claim = submit()

    with pytest.raises(ClaimMoved):
        change_claim(claim=claim, changes={"title": "Anders"}, actor=member, now=NOW)


def test_a_claim_on_a_form_that_samples_counts_at_once_as_declared(registration, submit):
    claim = submit(form="reading")

    assert (claim.state, claim.due_on, counted(registration)) == ("COUNTING", None, 3)
    assert claim.entry.validation == LedgerEntry.Validation.SELF_DECLARED


def test_what_was_drawn_counts_until_it_is_decided_and_is_reversed_when_refused(registration, submit, assessor):
    drawn = move(submit(form="reading"), ClaimAction.DRAW, actor=assessor, now=NOW, drawn_at=NOW)
    assert counted(registration) == 3

    refused = decide(drawn, assessor, granted=False, reason="Geen bewijs.")

    assert (refused.state, refused.entry, counted(registration)) == ("REFUSED", None, 0)
    assert LedgerEntry.objects.get(reverses__isnull=False).reason == "Geen bewijs."


def test_what_was_drawn_and_granted_in_part_counts_for_that_part(registration, submit, assessor):
    drawn = move(submit(form="reading"), ClaimAction.DRAW, actor=assessor, now=NOW, drawn_at=NOW)

    partly = decide(drawn, assessor, quantity=Decimal(1))

    assert counted(registration) == 1
    assert partly.entry.validation == LedgerEntry.Validation.ASSESSED


def test_withdrawing_what_counts_takes_it_out_of_the_ledger(registration, submit, member):
    withdrawn = withdraw_claim(claim=submit(form="reading"), actor=member, now=NOW)

    assert (withdrawn.state, counted(registration)) == ("WITHDRAWN", 0)


def test_a_granted_claim_is_corrected_by_one_that_takes_its_place_when_granted(registration, submit, assessor):
    old = decide(submit(), assessor)
    new = submit(replaces=old, quantity=Decimal(2))
    assert counted(registration) == 3

    decide(new, assessor)

    old.refresh_from_db()
    assert (old.state, old.entry, counted(registration)) == ("REPLACED", None, 2)


def test_a_refused_correction_leaves_what_was_granted(registration, submit, assessor):
    old = decide(submit(), assessor)

    decide(submit(replaces=old, quantity=Decimal(9)), assessor, granted=False)

    old.refresh_from_db()
    assert (old.state, counted(registration)) == ("GRANTED", 3)
    assert submit(replaces=old).state == "SUBMITTED"  # and another correction can be asked


def test_a_claim_is_corrected_by_one_at_a_time_and_only_while_it_counts(submit, assessor):
    waiting = submit()
    with pytest.raises(ClaimReplaced):
        submit(replaces=waiting)
    old = decide(waiting, assessor)
    submit(replaces=old)

    with pytest.raises(ClaimReplaced):
        submit(replaces=old)


def test_what_a_colleague_has_in_hand_is_left_to_them_until_they_put_it_back(registration, submit, assessor):
    claim, colleague = submit(), Actor(user_id=UserFactory().pk)
    assign_claim(claim=claim, assessor=None, actor=colleague, today=TODAY, now=NOW)

    with pytest.raises(ClaimWithAnother):
        decide(claim, assessor)
    with pytest.raises(ClaimWithAnother):
        assign_claim(claim=claim, assessor=None, actor=assessor, today=TODAY, now=NOW)
    release_claim(claim=claim, actor=colleague, now=NOW)

    assert decide(claim, assessor).state == "GRANTED"


def test_a_claim_is_given_to_who_decides_about_it_and_is_not_its_writer(registration, submit, assessor):
    claim = submit()
    association = registration.register.association
    able = RoleGrantFactory(role=Role.ASSESSOR, organisation=association, user__person=PersonFactory()).user
    own = RoleGrantFactory(role=Role.ASSESSOR, organisation=association, user__person=registration.person).user
    reader = RoleGrantFactory(role=Role.READER, organisation=association).user

    for wrong in (own, reader):
        with pytest.raises(InvalidInput):
            assign_claim(claim=claim, assessor=wrong.uuid, actor=assessor, today=TODAY, now=NOW)
    given = assign_claim(claim=claim, assessor=able.uuid, actor=assessor, today=TODAY, now=NOW)

    assert given.assessor == able


def test_nobody_takes_or_returns_their_own_claim(submit, member):
    claim = submit()

    with pytest.raises(OwnDossier):
        assign_claim(claim=claim, assessor=None, actor=member, today=TODAY, now=NOW)
    with pytest.raises(OwnDossier):
        return_claim(claim=claim, reason="Vul aan.", actor=member, now=NOW)


def test_of_many_decisions_a_bad_one_takes_no_good_one_along(registration, submit, assessor):
    claims = {claim.uuid: claim for claim in (submit(), decide(submit(), assessor), submit(), submit())}
    first, decided, partly, silent = claims
    decisions = [
        Decision(decided, granted=True),
        Decision(first, granted=True),
        Decision(silent, granted=False),
        Decision(partly, granted=True, quantity=Decimal(1), reason="Deels."),
    ]

    outcomes = list(decide_claims(decisions=decisions, find=claims.__getitem__, decided_by=assessor, now=NOW))

    assert [one.error.code if one.error else one.claim.state for one in outcomes] == [
        "claim-already-decided",
        "GRANTED",
        "invalid-input",
        "PARTLY_GRANTED",
    ]
    assert counted(registration) == 3 + 3 + 1


def test_a_claim_that_is_drawn_waits_for_a_decision_and_counts_meanwhile(registration, submit, assessor):
    drawn = submit(form="talk")

    assert (drawn.state, drawn.drawn_at, drawn.due_on) == ("SUBMITTED", NOW, TODAY + timedelta(weeks=6))
    assert counted(registration) == 3
    assert list(Event.objects.filter(subject_uuid=drawn.uuid).values_list("kind", flat=True)) == [
        "claim.declared",
        "claim.drawn",
    ]
    decide(drawn, assessor, granted=False, reason="Geen bewijs.")
    assert counted(registration) == 0
