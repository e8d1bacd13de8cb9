"""Where somebody stands in time, what covers each competence, what is bare; and nobody else's business."""

import copy
from datetime import date

import pytest
from django.db import IntegrityError, transaction

from portfolio.models import CompetenceLink
from portfolio.services.corrections import reverse_entry
from register.access import Actor, Role
from tests.conftest import client_of
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
from tests.factories.register import NOW, RegistrationFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
SELF = "/api/v1/self-assessments"
LINKS = "/api/v1/competence-links"


@pytest.fixture
def profile():
    return ProfileFactory()


def said(profile, level, on="2025-03-01", **more):
    return {
        "register": profile.register.code,
        "assessedOn": on,
        "answers": [{"competence": "c-law", "level": level}],
        **more,
    }


def coverage(client, profile, **query):
    answer = client.get(f"/api/v1/registers/{profile.register.code}/competence-coverages", query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_two_moments_are_compared_with_each_other_and_with_the_level_asked(professional, profile):
    first = professional.post(SELF, said(profile, "starting"))
    second = professional.post(SELF, said(profile, "proficient", on="2026-03-01", specialisations=["youth"]))

    compared = professional.get(f"{second['Location']}/comparisons?with={first.json()['uuid']}").json()

    law, dialogue, network = compared["competences"]
    assert (law["before"], law["after"], law["steps"], law["asked"], law["short"]) == (
        "starting",
        "proficient",
        1,
        "proficient",
        0,
    )
    assert (dialogue["after"], dialogue["steps"], dialogue["short"], network["asked"]) == (None, None, 1, "starting")
    against = professional.get(f"{first['Location']}/comparisons?with={first.json()['uuid']}&against=proficient").json()
    assert [row["short"] for row in against["competences"]] == [1, 2]


def test_a_moment_keeps_the_version_of_its_day_and_a_code_joins_the_versions(professional, profile):
    newer = copy.deepcopy(DOCUMENT)
    newer["levels"].insert(0, {"code": "novice", "title": {"nl": "Nieuw"}})
    ProfileFactory(register=profile.register, in_force_from=date(2026, 1, 1), document=newer)
    old = professional.post(SELF, said(profile, "starting"))
    new = professional.post(SELF, said(profile, "novice", on="2026-03-01"))

    compared = professional.get(f"{new['Location']}/comparisons?with={old.json()['uuid']}").json()

    assert (old.json()["profile"], new.json()["profile"] != old.json()["profile"]) == (str(profile.uuid), True)
    assert (compared["competences"][0]["before"], compared["competences"][0]["after"]) == ("starting", "novice")
    assert professional.post(SELF, said(profile, "novice")).json()["errors"][0]["code"] == "unknown-level"


def test_before_the_first_version_there_is_nothing_to_assess(professional, profile):
    answer = professional.post(SELF, said(profile, "starting", on="2019-12-31"))

    assert (answer.status_code, answer.json()["code"]) == (409, "no-competence-profile")


def test_everything_there_is_stands_with_its_competence_and_what_has_nothing_is_bare(professional, person, profile):
    registration = RegistrationFactory(register=profile.register, person=person)
    course = CourseFactory(version__competences=["c-law"])
    attended = LedgerEntryFactory(
        person=person, edition=EditionFactory(course=course), category="", quantity=None, unit=""
    )
    own = LedgerEntryFactory(person=person, effective_on=date(2026, 2, 1))
    claim = ClaimFactory(registration=registration, tags=["c-law"])
    file = EvidenceFactory(person=person)
    SelfAssessmentFactory(person=person, profile=profile)
    FeedbackInvitationFactory(
        round__person=person,
        round__profile=profile,
        answered_at=NOW,
        answers={"c-law": {"level": "proficient", "words": ""}},
    )
    for thing in ({"ledgerEntry": str(own.uuid)}, {"evidence": str(file.uuid)}):
        body = {"register": profile.register.code, "competence": "c-law", **thing}
        assert professional.post(LINKS, body).status_code == 201

    found = coverage(professional, profile)

    law, dialogue = found["competences"]
    assert found["bare"] == ["c-dialogue"]
    assert dialogue["bare"] is True
    assert [(one["entry"], one["by"]) for one in law["activities"]] == [
        (str(attended.uuid), "COURSE"),
        (str(own.uuid), "OWN"),
    ]
    assert law["activities"][0]["title"] == course.title
    assert [one["claim"] for one in law["claims"]] == [str(claim.uuid)]
    assert [one["evidence"] for one in law["evidence"]] == [str(file.uuid)]
    assert (law["level"], law["asked"], law["feedback"][0]["level"]) == ("starting", "starting", "proficient")
    assert coverage(professional, profile, since="2026-01-20")["competences"][0]["activities"][0]["by"] == "OWN"


def test_what_a_register_gave_for_it_and_what_was_reversed_decide_what_counts_as_shown(professional, person, profile):
    course = CourseFactory()
    entry = LedgerEntryFactory(
        person=person, edition=EditionFactory(course=course), category="", quantity=None, unit=""
    )
    AccreditationFactory(course=course, register=profile.register, tags=["c-dialogue"])
    before = coverage(professional, profile)["bare"]

    reverse_entry(entry=entry, reason="Entered twice.", actor=Actor(user_id=UserFactory().pk), now=NOW)

    assert (before, coverage(professional, profile)["bare"]) == (["c-law"], ["c-law", "c-dialogue"])


def test_only_what_is_ones_own_is_linked_also_by_staff_who_see_more(profile):
    colleague = RoleGrantFactory(role=Role.ASSESSOR, organisation=profile.register.association, user__person=None).user
    other = RegistrationFactory(register=profile.register)
    entry = LedgerEntryFactory(person=other.person, registration=other)
    mine = RegistrationFactory(register=profile.register)
    type(colleague).objects.filter(pk=colleague.pk).update(person=mine.person)
    colleague.refresh_from_db()
    body = {"register": profile.register.code, "competence": "c-law", "ledgerEntry": str(entry.uuid)}

    answer = client_of(colleague).post(LINKS, body)

    assert (answer.status_code, answer.json()["code"]) == (400, "not-your-own")


def test_a_link_is_made_once_and_taken_away(professional, person, profile):
    entry = LedgerEntryFactory(person=person)
    body = {"register": profile.register.code, "competence": "c-law", "ledgerEntry": str(entry.uuid)}
    made = professional.post(LINKS, body).json()

    again = professional.post(LINKS, body)
    gone = professional.post(f"{LINKS}/{made['uuid']}/removals", {})

    assert (again.status_code, again.json()["code"], gone.status_code) == (409, "competence-linked-already", 201)
    assert coverage(professional, profile)["bare"] == ["c-law", "c-dialogue"]


def test_the_database_keeps_a_link_to_one_thing():
    link = CompetenceLinkFactory()

    with pytest.raises(IntegrityError, match="competence_link_to_one_thing"), transaction.atomic():
        CompetenceLink.objects.filter(pk=link.pk).update(entry=None)


def test_nobody_else_sees_where_somebody_stands(person, profile):
    assessment = SelfAssessmentFactory(person=person, profile=profile)
    RegistrationFactory(register=profile.register, person=person)

    for role in (Role.REGISTRAR, Role.ASSESSOR, Role.COMMITTEE, Role.ADMINISTRATOR):
        client = client_of(RoleGrantFactory(role=role, organisation=profile.register.association).user)
        assert client.get(f"{SELF}/{assessment.uuid}").status_code == 404
        assert client.get(SELF).json()["results"] == []
