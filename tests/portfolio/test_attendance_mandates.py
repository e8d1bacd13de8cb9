"""An organisation that bought a course reports who attended it, under the provider's mandate."""

from datetime import timedelta

import pytest

from portfolio.models import AttendanceBatch, LedgerEntry
from tests.factories.accreditation import (
    AccreditationFactory,
    AccreditationPolicyFactory,
    CourseFactory,
    EditionFactory,
)
from tests.factories.portfolio import DAY, make_members, make_school
from tests.factories.provider_desk import GroupContactFactory, MandateFactory
from tests.factories.register import UserFactory
from tests.portfolio.attendance_desk import URL, book, client_of, report_for, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school()


@pytest.fixture
def numbers(school):
    return make_members(school.register, 3)


@pytest.fixture
def mandate(school):
    return MandateFactory(course=school.edition.course)


@pytest.fixture
def employer(mandate):
    user = UserFactory()
    report_for(mandate.employer, user)
    return client_of(user)


def told(batch):
    return list(book(batch).rows.order_by("line").values_list("verdict", flat=True))


def test_it_reports_for_the_course_of_the_mandate_and_no_other(school, mandate, employer, numbers):
    course = CourseFactory(provider=school.provider)
    AccreditationFactory(course=course, register=school.register)
    other = EditionFactory(course=course)
    content = school.list_of(numbers) + f"{numbers[0]},{other.code},{DAY}\n".encode()

    answer = send(employer, content, f"?mandate={mandate.uuid}")

    assert answer.status_code == 202
    assert answer.json()["provider"]["uuid"] == str(school.provider.uuid)
    batch = AttendanceBatch.objects.get()
    assert (batch.mandate, batch.provider) == (mandate, school.provider)
    assert told(batch) == ["BOOKED"] * 3 + ["no-mandate"]
    assert employer.get(f"{URL}/{batch.uuid}/rows?verdict=no-mandate").json()["results"][0]["field"] == "course"
    report_for(school.provider, school.sender)
    assert client_of(school.sender).get(f"{URL}/{batch.uuid}").status_code == 200


def test_a_look_beforehand_takes_the_mandate_too(school, mandate, employer, numbers):
    rows = [{"registrationNumber": numbers[0], "edition": school.edition.code, "attendedOn": str(DAY)}]
    answer = employer.post(f"/api/v1/attendance-checks?mandate={mandate.uuid}", {"rows": rows}, format="json")

    assert answer.json()["results"][0]["verdict"] == "ACCEPTED"


def test_a_mandate_of_another_or_one_that_is_over_does_not_exist(school, mandate, employer, numbers):
    elsewhere = MandateFactory(course=school.edition.course)
    over = MandateFactory(course=CourseFactory(provider=school.provider), employer=mandate.employer)
    over.ends_before = over.starts_on + timedelta(days=1)
    over.save()

    for named in (elsewhere, over):
        assert send(employer, school.list_of(numbers), f"?mandate={named.uuid}").status_code == 404
    assert not AttendanceBatch.objects.exists()


@pytest.mark.parametrize("message", ["WITHDRAW", "REPLACE"])
def test_it_takes_back_only_what_it_reported_itself(school, mandate, employer, numbers, message):
    AccreditationPolicyFactory(register=school.register, document={"attendance": {"changes_within_days": 3650}})
    book(school.send(school.list_of(numbers[:1])))
    send(employer, school.list_of(numbers[1:]), f"?mandate={mandate.uuid}")
    told(AttendanceBatch.objects.get(mandate=mandate))
    rows = numbers[:2] if message == "WITHDRAW" else numbers[2:]

    send(employer, school.list_of(rows), f"?mandate={mandate.uuid}&message={message}")

    batch = AttendanceBatch.objects.get(message=message)
    assert sorted(told(batch)) == (["WITHDRAWN", "not-on-list"] if message == "WITHDRAW" else ["KNOWN", "REMOVED"])
    left = LedgerEntry.objects.live().values_list("person__registrations__number", flat=True)
    assert sorted(left) == [numbers[0], numbers[2]]


@pytest.fixture
def contact(school):
    group = CourseFactory(provider=school.provider, kind="PEER_GROUP")
    AccreditationFactory(course=group, register=school.register)
    return GroupContactFactory(course=group)


def test_the_contact_of_a_peer_group_reports_for_that_group_only_and_follows_the_list(school, contact, numbers):
    client = client_of(contact.user)
    lines = [f"{numbers[0]},{contact.course.code},{DAY}", f"{numbers[1]},{school.edition.course.code},{DAY}"]
    content = "\n".join(["registration_number,course,attended_on", *lines]).encode()

    answer = send(client, content, f"?contact={contact.uuid}")

    assert answer.status_code == 202, answer.content
    batch = AttendanceBatch.objects.get()
    assert (batch.contact, batch.provider) == (contact, school.provider)
    assert told(batch) == ["BOOKED", "no-mandate"]
    assert client.get(answer["Location"]).status_code == 200
    assert [one["uuid"] for one in client.get(URL).json()["results"]] == [str(batch.uuid)]
    assert client_of(UserFactory()).get(URL).json()["results"] == []
    assert len(client.get(f"{URL}/{batch.uuid}/rows").json()["results"]) == 2
    assert client_of(UserFactory()).get(answer["Location"]).status_code == 404
    row = {"registrationNumber": numbers[2], "course": contact.course.code, "attendedOn": str(DAY)}
    looked = client.post(f"/api/v1/attendance-checks?contact={contact.uuid}", {"rows": [row]}, format="json")
    assert looked.json()["results"][0]["verdict"] == "ACCEPTED"


def test_who_is_not_the_contact_or_no_longer_reports_nothing(school, contact, numbers, mandate):
    client, address = client_of(contact.user), f"?contact={contact.uuid}"

    assert send(client, b"").status_code == 403
    assert send(client_of(UserFactory()), b"", address).status_code == 404
    assert send(client, b"", f"{address}&mandate={mandate.uuid}").json()["errors"][0]["code"] == "not-together"
    contact.ends_before = contact.starts_on
    contact.save()
    assert send(client, b"", address).status_code == 404
    assert not AttendanceBatch.objects.exists()
