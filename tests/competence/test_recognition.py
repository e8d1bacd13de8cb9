"""A portfolio laid against a profile: complete in itself as JSON, readable and tagged as PDF, for its owner alone."""

import copy
from datetime import timedelta

import pytest

from portfolio.selectors.competence.recognition import recognition_portfolio
from portfolio.services.competence.recognising import print_recognition
from register.clock import today
from tests.factories.accreditation import AccreditationFactory, CourseFactory, EditionFactory
from tests.factories.competence import (
    DOCUMENT,
    CompetenceLinkFactory,
    FeedbackInvitationFactory,
    ProfileFactory,
    SelfAssessmentFactory,
)
from tests.factories.evidence import EvidenceFactory
from tests.factories.portfolio import ClaimFactory, LedgerEntryFactory
from tests.factories.register import NOW, AttributeFactory, CycleFactory, RegistrationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def profile(person):
    """Of a register that the person is on, with something of every kind for the law."""
    profile = ProfileFactory()
    registration = RegistrationFactory(register=profile.register, person=person)
    edition = EditionFactory(course=CourseFactory(version__competences=["c-law"]))
    LedgerEntryFactory(person=person, edition=edition, category="", quantity=None, unit="")
    LedgerEntryFactory(person=person, kind="work", during=("2020-01-01", "2024-01-01"), quantity=900, unit="hour")
    ClaimFactory(registration=registration, tags=["c-law"])
    SelfAssessmentFactory(person=person, profile=profile)
    FeedbackInvitationFactory(
        round__person=person,
        round__profile=profile,
        email="wie@werk.example",
        answered_at=NOW,
        answers={"c-law": {"level": "proficient", "words": "Rustig & #let x = 1"}},
    )
    CompetenceLinkFactory(person=person, register=profile.register, entry=None, evidence=EvidenceFactory(person=person))
    return profile


def test_it_holds_all_that_shows_each_competence_and_not_who_answered(professional, person, profile):
    answer = professional.get(f"/api/v1/registers/{profile.register.code}/recognition-portfolios")

    found = answer.json()
    law, dialogue = found["competences"]
    assert found["person"]["name"] == person.full_name
    assert found["profile"]["digest"] == profile.digest
    assert (found["work"][0]["quantity"], found["registrations"][0]["since"]) == ("900", "2022-03-01")
    assert (law["level"], law["asked"], law["short"], dialogue["bare"], dialogue["short"]) == (
        "starting",
        "starting",
        0,
        True,
        1,
    )
    assert [len(law[part]) for part in ("selfAssessments", "feedback", "activities", "claims", "evidence")] == [1] * 5
    assert law["activities"][0]["validation"] == "SELF_DECLARED"
    assert law["evidence"][0]["digest"].startswith("sha256:")
    assert "wie@werk.example" not in answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_a_tagged_document_in_the_language_of_the_reader(professional, profile, language):
    answer = professional.get(
        f"/api/v1/registers/{profile.register.code}/recognition-portfolios",
        headers={"accept": "application/pdf", "accept-language": language},
    )

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")
    assert b"/MarkInfo" in answer.content
    assert f"({language})".encode() in answer.content or f"/Lang ({language}".encode() in answer.content


def test_the_same_portfolio_gives_the_same_bytes(person, profile):
    found = recognition_portfolio(person, version=profile, since=None, until=NOW.date())

    assert print_recognition(found, language="nl", now=NOW) == print_recognition(found, language="nl", now=NOW)


def test_a_document_that_cannot_be_made_is_said_as_a_problem(professional, person):
    register = RegistrationFactory(person=person).register

    answer = professional.get(
        f"/api/v1/registers/{register.code}/recognition-portfolios", headers={"accept": "application/pdf"}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "no-competence-profile")


def test_goals_cover_and_are_served_by_suggestions_while_they_are_open(professional, person):
    document = copy.deepcopy(DOCUMENT)
    profile = ProfileFactory(document=document)
    ends = today() + timedelta(days=365)
    cycle = CycleFactory(
        registration=RegistrationFactory(register=profile.register, person=person),
        starts_on=ends - timedelta(days=5 * 365),
        ends_before=ends,
    )
    AttributeFactory(registration=cycle.registration)
    LedgerEntryFactory(person=person, effective_on=today() - timedelta(days=9), quantity=184)
    course = CourseFactory(version__competences=["c-law"])
    AccreditationFactory(course=course, register=profile.register, valid_before="2999-01-01")
    EditionFactory(course=course, starts_on=today() + timedelta(days=9), ends_on=today() + timedelta(days=9))
    goal = professional.post(
        "/api/v1/goals",
        {
            "title": "Besluiten uitleggen",
            "competences": ["c-law"],
            "registration": str(cycle.registration.uuid),
        },
    )
    assert goal.status_code == 201, goal.content
    suggestions = f"/api/v1/registrations/{cycle.registration.uuid}/suggestions"

    covered = professional.get(f"/api/v1/registers/{profile.register.code}/competence-coverages").json()
    (one,) = professional.get(suggestions).json()["suggestions"]

    assert [goal["title"] for goal in covered["competences"][0]["goals"]] == ["Besluiten uitleggen"]
    assert covered["bare"] == ["c-dialogue"]
    assert [goal["title"] for goal in one["goals"]] == ["Besluiten uitleggen"]
    assert "Werkt aan uw doel “Besluiten uitleggen”." in one["reason"]["nl"]
