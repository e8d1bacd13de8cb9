"""Who hears of claims, proposals and what is booked wrongly."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from notifications.catalogue import EVENT_KINDS
from notifications.models import Notice
from notifications.services.hearing import plan_event_notices
from portfolio.catalogue import CLAIMS, MISSING_ATTENDANCE, WRONG_ATTENDANCE
from portfolio.catalogue.proposals import PROPOSALS
from portfolio.services.claims.hands import assign_claim
from portfolio.services.claims.proposing import answer_proposal
from portfolio.services.wrong_attendance import ask_for_correction
from register.access import Actor, Role
from tests.factories.portfolio import ON_FORM, ClaimFactory, ClaimProposalFactory, LedgerEntryFactory
from tests.factories.register import (
    NOW,
    PersonFactory,
    RegistrationFactory,
    RegulationFactory,
    RoleGrantFactory,
    UserFactory,
)
from tests.notifications.steps import TODAY, deliver

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def told() -> list[tuple[str, object]]:
    plan_event_notices(on=TODAY, now=NOW)
    return list(Notice.objects.order_by("id").values_list("kind", "person"))


def text(post) -> str:
    deliver(Notice.objects.get())
    (mail,) = post.mails
    return mail.get_body(("plain",)).get_content()


def test_an_assessor_hears_of_a_claim_that_a_colleague_gives_them():
    claim = ClaimFactory()
    colleagues = [
        RoleGrantFactory(
            role=Role.ASSESSOR, organisation=claim.registration.register.association, user__person=PersonFactory()
        ).user
        for _ in range(2)
    ]
    giver = Actor(user_id=colleagues[0].pk, person_id=colleagues[0].person_id)

    assign_claim(claim=claim, assessor=colleagues[1].uuid, actor=giver, today=TODAY, now=NOW)

    assert told() == [("claim-assigned-assessor", colleagues[1].person_id)]


def test_the_answer_to_a_proposal_says_for_how_much_and_until_when(post):
    registration = RegistrationFactory()
    RegulationFactory(register=registration.register)
    proposal = ClaimProposalFactory(registration=registration, **ON_FORM)

    answer_proposal(
        proposal=proposal,
        quantity=proposal.quantity,
        valid_before=proposal.planned_on + timedelta(days=20),
        binding=True,
        actor=Actor(user_id=UserFactory().pk),
        today=TODAY,
        now=NOW,
    )

    assert told() == [("claim-proposal-answered", registration.person_id)]
    assert "Verwacht: 8 uur (bindend), als het voor 1 januari 2027 is gedaan" in text(post)


def test_the_office_hears_at_once_of_what_nobody_reported_and_is_said_to_be_wrong(post):
    registration = RegistrationFactory()
    office = RoleGrantFactory(
        role=Role.REGISTRAR, organisation=registration.register.association, user__person=PersonFactory()
    ).user
    entry = LedgerEntryFactory(person=registration.person, registration=registration, validation="OFFICE")

    ask_for_correction(
        registration=registration,
        entry=entry,
        wrong="NOT_MINE",
        statement="Dit was een naamgenoot.",
        actor=Actor(user_id=UserFactory().pk),
        today=TODAY,
        now=NOW,
    )

    assert told() == [("wrong-attendance-escalated-office", office.person_id)]
    assert "Toelichting: Dit was een naamgenoot." in text(post)


def test_every_event_of_claims_and_questions_is_told_or_the_book_says_why_not():
    services = ROOT / "portfolio" / "services"
    files = [*(services / "claims").glob("*.py"), services / "wrong_attendance.py", services / "missing_attendance.py"]
    pattern = r"\"((?:claim|claim-proposal|wrong-attendance|missing-attendance)\.[a-z-]+)\""
    raised = set(re.findall(pattern, "".join(path.read_text() for path in files)))
    for table in (CLAIMS, PROPOSALS, WRONG_ATTENDANCE, MISSING_ATTENDANCE):
        raised |= {step.event for step in table.values()}
    rows = [row.split("|")[1] for row in (ROOT / "docs" / "notices.md").read_text().splitlines() if row[:3] == "| `"]
    argued = set(re.findall(r"`(.*?)`", " ".join(rows)))

    assert len(raised) > 25
    assert raised - set(EVENT_KINDS) - argued == set()
    assert not raised & set(EVENT_KINDS) & argued
