"""Who may report attendance besides the provider: an employer that bought the course, the contact of a peer group."""

from datetime import date, timedelta

import pytest

from accreditation.models import Edition, GroupContact
from accreditation.selectors import mandate_to_run_editions
from register.access import Role
from register.clock import today
from register.models import Event
from tests.conftest import client_of
from tests.factories.accreditation import CourseFactory, ProviderFactory
from tests.factories.provider_desk import GroupContactFactory, MandateFactory
from tests.factories.register import RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db

ANY = {"If-Match": "*"}


@pytest.fixture
def course():
    return CourseFactory()


@pytest.fixture
def employer():
    return ProviderFactory(code="ziekenhuis-noord")


@pytest.fixture
def manager(course):
    return client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=course.provider).user)


def test_a_mandate_to_run_editions_holds_from_its_first_day_until_its_end_for_its_course_only(course, employer):
    days = {"starts_on": date(2026, 2, 1), "ends_before": date(2026, 3, 1)}
    mandate = MandateFactory(course=course, employer=employer, runs_editions=True, **days)
    MandateFactory(course=course, runs_editions=False)
    asked = (date(2026, 1, 31), date(2026, 2, 1), date(2026, 2, 28), date(2026, 3, 1))

    assert [mandate_to_run_editions([employer.pk], course, day) for day in asked] == [None, mandate, mandate, None]
    assert mandate_to_run_editions([employer.pk], CourseFactory(provider=course.provider), asked[1]) is None
    assert mandate_to_run_editions([ProviderFactory().pk], course, asked[1]) is None


def test_an_employer_runs_the_editions_that_it_added_while_its_mandate_holds(course, employer, manager):
    mandate = MandateFactory(course=course, employer=employer, runs_editions=True)
    MandateFactory(course=course, employer=(colleague := ProviderFactory()), runs_editions=False)
    client = client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=employer).user)
    other = client_of(RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=colleague).user)
    address, body = f"/api/v1/courses/{course.uuid}/editions", {"startsOn": "2026-05-12", "endsOn": "2026-05-12"}
    moment = {"code": "1", "startsAt": "2026-05-12T13:30:00+02:00", "endsAt": "2026-05-12T17:00:00+02:00"}
    providers_own = manager.post(address, body | {"code": "OWN", "place": "Zwolle"}).json()

    added = client.post(address, body | {"code": "WARD", "place": "Assen"})

    assert added.status_code == 201
    assert Edition.objects.get(code="WARD").mandate == mandate
    editions = manager.get(f"/api/v1/courses/{course.uuid}/editions").json()["results"]
    assert [one["mandate"] for one in editions if one["code"] == "WARD"] == [str(mandate.uuid)]
    assert other.post(address, body | {"code": "NO", "place": "Assen"}).status_code == 403
    ward, own = f"/api/v1/editions/{added.json()['uuid']}", f"/api/v1/editions/{providers_own['uuid']}"
    meeting = client.post(f"{ward}/meetings", moment).json()
    assert client.post(f"/api/v1/meetings/{meeting['uuid']}/changes", {"place": "Hal"}, headers=ANY).status_code == 201
    assert [client.post(f"{one}/changes", {"place": "Norg"}, headers=ANY).status_code for one in (ward, own)] == [
        201,
        403,
    ]
    assert manager.post(f"{ward}/changes", {"place": "Roden"}, headers=ANY).status_code == 201
    mandate.ends_before = today()
    mandate.save()
    assert client.post(f"{ward}/cancellations", {"reason": "Ill."}).status_code == 403
    assert manager.post(f"{ward}/cancellations", {"reason": "Ill."}).status_code == 201


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
    assert mandate_to_run_editions([employer.pk], course, day)
    ending = f"/api/v1/mandates/{given.json()['uuid']}/withdrawals"
    assert manager.post(address, body).json()["code"] == "mandate-overlaps"
    assert manager.post(ending, {"reason": "They stopped paying."}).status_code == 201
    assert not mandate_to_run_editions([employer.pk], course, day)
    assert mandate_to_run_editions([employer.pk], course, day - timedelta(days=1))
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


def test_the_contact_of_a_peer_group_is_named_once_and_let_go_at_once(manager, course):
    group = CourseFactory(provider=course.provider, kind="PEER_GROUP")
    user, day = UserFactory(email="anna@praktijk.example"), today()
    address = f"/api/v1/courses/{group.uuid}/group-contacts"
    body = {"email": "Anna@praktijk.example", "startsOn": (day - timedelta(days=3)).isoformat()}

    named = manager.post(address, body)

    assert named.status_code == 201
    (held,) = GroupContact.objects.held_on(day)
    assert (held.user, held.course) == (user, group)
    assert manager.post(address, body).json()["code"] == "group-contact-known"
    assert len(client_of(user).get(address).json()["results"]) == 1
    ending = f"/api/v1/group-contacts/{named.json()['uuid']}/endings"
    assert manager.post(ending, {}).status_code == 201
    assert not GroupContact.objects.held_on(day).exists()
    assert manager.post(ending, {}).json()["code"] == "group-contact-ended"


def test_only_a_peer_group_has_a_contact_and_only_an_account_is_one(manager, course):
    group = GroupContactFactory(course__provider=course.provider).course
    body = {"email": "nobody@praktijk.example", "startsOn": "2026-01-01"}

    nobody = manager.post(f"/api/v1/courses/{group.uuid}/group-contacts", body)
    elsewhere = manager.post(f"/api/v1/courses/{course.uuid}/group-contacts", body)

    assert [error["location"] for error in nobody.json()["errors"]] == ["#/email"]
    assert elsewhere.status_code == 400
