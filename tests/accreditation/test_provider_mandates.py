"""Who may report attendance besides the provider: an employer that bought the course, the contact of a peer group."""

from datetime import date, timedelta

import pytest

from accreditation.selectors import is_contact_of, may_report_for, may_run_editions_of
from register.access import Role
from register.clock import today
from register.models import Event
from tests.conftest import client_of
from tests.factories.accreditation import CourseFactory, ProviderFactory
from tests.factories.provider_desk import GroupContactFactory, MandateFactory
from tests.factories.register import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return CourseFactory()


@pytest.fixture
def employer():
    return ProviderFactory(code="ziekenhuis-noord")


@pytest.fixture
def manager(course):
    return client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=course.provider).user)


def test_a_provider_reports_for_its_own_courses_without_a_mandate(course, employer):
    assert may_report_for(course.provider_id, course, date(2026, 1, 1))
    assert may_run_editions_of(course.provider_id, course, date(2026, 1, 1))
    assert not may_report_for(employer.pk, course, date(2026, 1, 1))


def test_a_mandate_holds_from_its_first_day_until_its_end_for_its_course_only(course, employer):
    MandateFactory(course=course, employer=employer, starts_on=date(2026, 2, 1), ends_before=date(2026, 3, 1))
    days = (date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1))

    assert [may_report_for(employer.pk, course, day) for day in days] == [False, True, True, False]
    assert not may_run_editions_of(employer.pk, course, days[1])
    assert not may_report_for(employer.pk, CourseFactory(provider=course.provider), days[1])
    assert not may_report_for(ProviderFactory().pk, course, days[1])


def test_a_mandate_is_given_by_code_and_withdrawn_at_once(manager, course, employer):
    day = today()
    address = f"/api/v1/courses/{course.uuid}/mandates"
    body = {
        "employer": "ziekenhuis-noord",
        "runsEditions": True,
        "startsOn": (day - timedelta(days=9)).isoformat(),
        "reason": "Bought for the ward.",
    }
    given = manager.post(address, body)

    assert given.status_code == 201
    assert may_run_editions_of(employer.pk, course, day)
    ending = f"/api/v1/mandates/{given.json()['uuid']}/withdrawals"
    assert manager.post(address, body).json()["code"] == "mandate-overlaps"
    assert manager.post(ending, {"reason": "They stopped paying."}).status_code == 201
    assert not may_report_for(employer.pk, course, day)
    assert may_report_for(employer.pk, course, day - timedelta(days=1))
    assert manager.post(ending, {"reason": "Again."}).json()["code"] == "mandate-ended"
    assert manager.post(address, body | {"startsOn": day.isoformat()}).status_code == 201
    kinds = Event.objects.filter(subject_uuid=given.json()["uuid"]).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["mandate.given", "mandate.withdrawn"]


def test_the_employer_sees_its_mandate_and_gives_none_of_its_own(course, employer):
    MandateFactory(course=course, employer=employer)
    MandateFactory(course=course)
    client = client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=employer).user)
    address = f"/api/v1/courses/{course.uuid}/mandates"

    assert len(client.get(address).json()["results"]) == 1
    body = {"employer": ProviderFactory().code, "startsOn": "2026-01-01", "reason": "x"}
    assert client.post(address, body).status_code == 403


@pytest.mark.parametrize("code", ["nobody", None])
def test_a_mandate_goes_to_another_organisation_that_exists(manager, course, code):
    body = {"employer": code or course.provider.code, "startsOn": "2026-01-01", "reason": "x"}

    answer = manager.post(f"/api/v1/courses/{course.uuid}/mandates", body)

    assert [error["location"] for error in answer.json()["errors"]] == ["#/employer"]


def test_the_contact_of_a_peer_group_reports_for_that_group_only(manager, course):
    group = CourseFactory(provider=course.provider, kind="PEER_GROUP")
    other = CourseFactory(provider=course.provider, kind="PEER_GROUP")
    user, day = UserFactory(email="anna@praktijk.example"), today()
    address = f"/api/v1/courses/{group.uuid}/group-contacts"
    body = {"email": "Anna@praktijk.example", "startsOn": (day - timedelta(days=3)).isoformat()}

    named = manager.post(address, body)

    assert named.status_code == 201
    assert (is_contact_of(user.pk, group, day), is_contact_of(user.pk, other, day)) == (True, False)
    assert manager.post(address, body).json()["code"] == "group-contact-known"
    assert len(client_of(user).get(address).json()["results"]) == 1
    ending = f"/api/v1/group-contacts/{named.json()['uuid']}/endings"
    assert manager.post(ending, {}).status_code == 201
    assert not is_contact_of(user.pk, group, day)
    assert manager.post(ending, {}).json()["code"] == "group-contact-ended"


def test_only_a_peer_group_has_a_contact_and_only_an_account_is_one(manager, course):
    group = GroupContactFactory(course__provider=course.provider).course
    body = {"email": "nobody@praktijk.example", "startsOn": "2026-01-01"}

    nobody = manager.post(f"/api/v1/courses/{group.uuid}/group-contacts", body)
    elsewhere = manager.post(f"/api/v1/courses/{course.uuid}/group-contacts", body)

    assert [error["location"] for error in nobody.json()["errors"]] == ["#/email"]
    assert elsewhere.status_code == 400
