"""Suggestions: what would close most of what is short comes first, and does so when it is judged."""

from datetime import date, timedelta

import pytest

from register.clock import today
from tests.factories.accreditation import AccreditationFactory, CourseFactory, EditionFactory
from tests.factories.competence import CompetenceLinkFactory, ProfileFactory
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import AttributeFactory, CycleFactory, RegisterFactory, RegistrationFactory

pytestmark = pytest.mark.django_db
UTRECHT = {"latitude": "52.0907", "longitude": "5.1214"}
GRONINGEN = {"latitude": "53.2194", "longitude": "6.5665"}


@pytest.fixture
def registration(person):
    """A nurse whose cycle ends in a year: 184 points of which 80 accredited, and none earned."""
    registration = RegistrationFactory(register=RegisterFactory(), person=person)
    AttributeFactory(registration=registration)
    ends = today() + timedelta(days=365)
    CycleFactory(registration=registration, starts_on=ends - timedelta(days=5 * 365), ends_before=ends)
    return registration


@pytest.fixture
def ask(professional, registration):
    def ask(**query):
        answer = professional.get(f"/api/v1/registrations/{registration.uuid}/suggestions", query)
        assert answer.status_code == 200, answer.content
        return answer.json()

    return ask


def offered(registration, *, points=6, in_days=30, competences=(), category="accredited", **edition):
    """An edition of a course of its own that the register accredits."""
    course = CourseFactory(version__competences=list(competences))
    AccreditationFactory(
        course=course,
        register=registration.register,
        category=category,
        quantity=points,
        valid_from=date(2020, 1, 1),
        valid_before=date(2999, 1, 1),
    )
    day = today() + timedelta(days=in_days)
    return EditionFactory(course=course, starts_on=day, ends_on=day, **edition)


def uuids(answer):
    return [one["edition"]["uuid"] for one in answer["suggestions"]]


def test_what_closes_most_of_the_largest_shortfall_comes_first_with_the_reason(ask, registration):
    small, large = offered(registration, points=4), offered(registration, points=20, in_days=60)

    found = ask()

    assert [(one["code"], one["short"]) for one in found["short"]] == [("total", "184"), ("accredited", "80")]
    assert uuids(found) == [str(large.uuid), str(small.uuid)]
    first = found["suggestions"][0]
    assert [(one["code"], one["shortNow"], one["shortWith"]) for one in first["closes"]] == [
        ("total", "184", "164"),
        ("accredited", "80", "60"),
    ]
    assert "Brengt 20 van de 80 punten" in first["reason"]["nl"]
    assert "Brings 20 of the 80 points" in first["reason"]["en"]


def test_what_is_suggested_does_what_it_says_when_it_is_projected(ask, registration, professional):
    offered(registration, points=7)
    (one,) = ask()["suggestions"]

    projected = professional.post(
        f"/api/v1/registrations/{registration.uuid}/projections",
        {"asOf": ask()["deadline"], "facts": [{"edition": one["edition"]["uuid"]}]},
    ).json()

    after = {each["code"]: each["after"]["short"] for each in projected["difference"]}
    assert {each["code"]: each["shortWith"] for each in one["closes"]} == after


def test_what_no_longer_helps_by_the_rules_is_not_suggested(ask, registration):
    offered(registration)
    LedgerEntryFactory(person=registration.person, effective_on=today() - timedelta(days=9), quantity=184)

    found = ask()

    assert (found["short"], found["suggestions"]) == ([], [])


def test_what_is_too_late_over_cancelled_attended_or_of_another_register_is_left_out(ask, registration):
    offered(registration, in_days=366)
    offered(registration, in_days=-3)
    offered(registration, status="CANCELLED")
    offered(RegistrationFactory(register=RegisterFactory(code="elsewhere")))
    attended = offered(registration)
    before = EditionFactory(course=attended.course, starts_on=date(2025, 1, 1), ends_on=date(2025, 1, 1))
    LedgerEntryFactory(person=registration.person, edition=before, effective_on=today() - timedelta(days=300))
    fits = offered(registration, in_days=10)

    assert uuids(ask()) == [str(fits.uuid)]
    assert uuids(ask(until=(today() + timedelta(days=9)).isoformat())) == []


def test_near_is_within_so_many_kilometres_or_online(ask, registration):
    near, far = offered(registration, **UTRECHT), offered(registration, **GRONINGEN)
    online = offered(registration, place="", online=True)
    position = f"{UTRECHT['latitude']},{UTRECHT['longitude']}"

    assert set(uuids(ask(near=position))) == {str(near.uuid), str(online.uuid)}
    assert uuids(ask(near=position, online=False)) == [str(near.uuid)]
    assert uuids(ask(near=position, online=True)) == [str(online.uuid)]
    assert set(uuids(ask(near=position, within=300))) == {str(one.uuid) for one in (near, far, online)}
    (one,) = ask(near=position, online=False)["suggestions"]
    assert one["edition"]["kilometres"] == 0


def test_a_place_by_name_is_as_good(ask, registration):
    there = offered(registration, place="Zwolle")
    offered(registration, place="Delft")

    assert uuids(ask(place="zwolle")) == [str(there.uuid)]


def test_who_is_short_of_nothing_is_pointed_to_a_competence_with_nothing_to_show(ask, registration):
    profile = ProfileFactory(register=registration.register)
    LedgerEntryFactory(person=registration.person, effective_on=today() - timedelta(days=9), quantity=184)
    offered(registration)
    of_law, of_talk = (offered(registration, competences=[code]) for code in ("c-law", "c-dialogue"))
    CompetenceLinkFactory(
        person=registration.person, register=profile.register, competence="c-law"
    )  # something is there for the law

    found = ask()

    assert uuids(found) == [str(of_talk.uuid)]
    assert str(of_law.uuid) not in uuids(found)
    (one,) = found["suggestions"]
    assert (one["closes"], one["competences"]) == ([], ["c-dialogue"])
    assert "Voert het gesprek" in one["reason"]["nl"]


def test_one_edition_of_each_course_and_no_more_than_asked(ask, registration):
    first = offered(registration)
    EditionFactory(
        course=first.course, starts_on=first.starts_on + timedelta(days=9), ends_on=first.ends_on + timedelta(days=9)
    )
    offered(registration, in_days=40)

    assert len(ask()["suggestions"]) == 2
    assert uuids(ask(most=1)) == [str(first.uuid)]


def test_many_candidates_take_a_number_of_queries_that_does_not_grow(ask, registration, django_assert_max_num_queries):
    for n in range(12):
        offered(registration, in_days=10 + n)

    with django_assert_max_num_queries(40):
        ask()
