"""Who sees which attendance lists, and for whom they may be sent."""

from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from portfolio.models import AttendanceBatch
from tests.factories.accreditation import ProviderFactory
from tests.factories.portfolio import make_school
from tests.factories.register import UserFactory
from tests.portfolio.attendance_desk import URL, client_of, report_for, rows_url, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    school = make_school()
    report_for(school.provider, school.sender)
    return school


@pytest.fixture
def client(school):
    return client_of(school.sender)


def test_who_reports_for_several_providers_names_the_one(school, client):
    second = ProviderFactory()
    report_for(second, school.sender)
    content = school.list_of(["1"])

    unnamed = send(client, content)
    assert unnamed.status_code == 400
    assert unnamed.json()["errors"][0]["location"] == "#/provider"
    assert send(client, content, f"?provider={second.uuid}").json()["provider"]["uuid"] == str(second.uuid)
    assert send(client, content, f"?provider={ProviderFactory().uuid}").status_code == 404
    assert send(client, content, f"?provider={uuid4()}").status_code == 404
    assert send(client, content, "?provider=x").status_code == 400
    assert AttendanceBatch.objects.count() == 1


def test_strangers_see_nothing_and_may_send_nothing(school, client):
    batch = school.send(school.list_of(["1"]))
    stranger = client_of(UserFactory())
    other = UserFactory()
    report_for(ProviderFactory(), other)

    assert send(stranger, school.list_of(["1"])).status_code == 403
    assert [who.get(URL).json()["results"] for who in (stranger, client_of(other))] == [[], []]
    for nobody in (stranger, client_of(other)):
        assert nobody.get(f"{URL}/{batch.uuid}").status_code == 404
        assert nobody.get(rows_url(batch)).status_code == 404
    assert APIClient().get(URL).status_code == 401


def test_lists_are_found_by_provider_and_name(school, client):
    school.send(school.list_of(["1"]), file_name="mei.csv")
    june = school.send(school.list_of(["2"]), file_name="juni.csv")

    assert [each["fileName"] for each in client.get(URL).json()["results"]] == ["juni.csv", "mei.csv"]
    assert [each["uuid"] for each in client.get(f"{URL}?fileName=juni.csv").json()["results"]] == [str(june.uuid)]
    assert client.get(f"{URL}?provider={ProviderFactory().uuid}").json()["results"] == []


def test_lists_are_shown_in_one_query_that_leaves_the_files_where_they_are(
    school, client, django_assert_max_num_queries
):
    for number in range(12):
        school.send(school.list_of([str(number)]))

    with django_assert_max_num_queries(3) as queries:  # roles twice at most, and the lists with their provider
        assert len(client.get(URL).json()["results"]) == 12
    assert not any('"content"' in query["sql"] for query in queries)
