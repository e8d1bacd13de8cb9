"""The public catalogue over HTTP: no account, pages, limits, and only what is published."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from redis.exceptions import ConnectionError as RedisGone

from accreditation.services.editions import cancel_edition
from register.clock import today
from tests.factories.accreditation import AccreditationFactory, CourseFactory, EditionFactory, MeetingFactory
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db
LASTING = {"valid_before": date(2999, 1, 1)}
SOON = {"starts_on": today() + timedelta(days=10), "ends_on": today() + timedelta(days=11)}


def course_of(**fields):
    return AccreditationFactory(course=CourseFactory(**fields), **LASTING).course


def results(client, path, status=200):
    answer = client.get(f"/api/v1/catalogue/{path}")
    assert answer.status_code == status, answer.content
    return answer.json()["results"] if status == 200 else answer.json()


def test_a_visitor_finds_an_edition_and_what_it_brings(anonymous):
    course = course_of(version__summary="Wonden.", version__competences=["clinical-reasoning"])
    edition = EditionFactory(course=course, **SOON, capacity=12, latitude="52.090700", longitude="5.1214")
    MeetingFactory(edition=edition)

    (found,) = results(anonymous, "editions?text=wondzrog&register=venvn&near=52.1,5.1&within=5")

    assert (found["uuid"], found["number"], found["title"]) == (str(edition.uuid), edition.pk, "Wondzorg")
    assert (found["summary"], found["competences"]) == ("Wonden.", ["clinical-reasoning"])
    assert (found["position"], found["place"], found["online"]) == ("52.0907,5.1214", "Utrecht", False)
    assert [meeting["startsAt"][:10] for meeting in found["meetings"]] == [SOON["starts_on"].isoformat()]
    (worth,) = found["worth"]
    assert (worth["register"], worth["category"], worth["quantity"], worth["unit"]) == (
        "venvn",
        "accredited",
        "6",
        "point",
    )
    assert anonymous.get(f"/api/v1/catalogue/editions/{edition.uuid}").json() == found


def test_a_visitor_reads_a_course_in_full(anonymous):
    course = course_of(
        version__programme="Ochtend.\nMiddag.", version__teachers=["A. de Vries"], version__study_load=12
    )

    page = anonymous.get(f"/api/v1/catalogue/courses/{course.uuid}").json()
    (listed,) = results(anonymous, "courses?text=wond")

    assert (page["programme"], page["teachers"], page["studyLoad"]) == ("Ochtend.\nMiddag.", ["A. de Vries"], "12")
    assert listed == {key: value for key, value in page.items() if key not in ("programme", "teachers", "objectives")}


def test_what_no_register_accredits_does_not_exist_for_visitors(anonymous):
    edition = EditionFactory(**SOON)

    assert results(anonymous, "editions") == results(anonymous, "courses") == []
    for page in (f"editions/{edition.uuid}", f"courses/{edition.course.uuid}"):
        for address in (page, f"{page}/calendar"):
            answer = anonymous.get(f"/api/v1/catalogue/{address}")
            assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_what_is_over_is_asked_for_by_its_day(anonymous):
    EditionFactory(course=course_of())  # in 2025

    assert results(anonymous, "editions") == []
    assert len(results(anonymous, "editions?from=2025-05-13")) == 1


def test_a_cancelled_edition_is_on_its_page_and_not_in_the_list(anonymous):
    edition = EditionFactory(course=course_of(), **SOON)
    cancel_edition(edition=edition, reason="Ziek.", actor=None, now=NOW)

    assert results(anonymous, "editions") == []
    assert anonymous.get(f"/api/v1/catalogue/editions/{edition.uuid}").json()["status"] == "CANCELLED"


def test_pages_stay_stable_while_editions_are_added(anonymous):
    course = course_of()
    first = [EditionFactory(course=course, **SOON, code=f"E{n}") for n in range(5)]
    seen, url = [], "/api/v1/catalogue/editions?pageSize=2&text=wond"
    while url:
        page = anonymous.get(url).json()
        seen += [row["code"] for row in page["results"]]
        url = page["next"]
        EditionFactory(course=course, starts_on=today(), ends_on=today())  # before all that was seen

    assert seen == [edition.code for edition in first]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("editions?near=here", "near"),
        ("editions?near=91,5", "near"),
        ("editions?within=5", "within"),
        ("editions?near=52,5&within=0", "within"),
        ("editions?from=2025-02-30", "from"),
        ("editions?provider=x", "provider"),
        ("editions?cursor=xyz", "cursor"),
        ("courses?place=Ede", "place"),
        ("courses?language=xx", "language"),
        ("courses?text=%00", "text"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_by_name(anonymous, query, field):
    problem = results(anonymous, query, status=400)

    assert [(error["in"], error["location"]) for error in problem["errors"]] == [("query", f"#/{field}")]


def test_anybody_may_keep_the_answer_for_a_while_and_read_it_from_another_site(anonymous):
    answer = anonymous.get("/api/v1/catalogue/courses", headers={"Origin": "https://elsewhere.example"})

    assert answer["Cache-Control"] == "public, max-age=300"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Cookie" not in answer.get("Vary", "")
    assert anonymous.get("/api/v1/catalogue/courses?x=1")["Cache-Control"] == "no-store"


def test_a_bad_token_or_a_stranger_changes_nothing(anonymous, professional):
    course_of()
    anonymous.credentials(HTTP_AUTHORIZATION="Bearer nonsense")

    assert results(anonymous, "courses") == results(professional, "courses") != []


def test_nobody_writes_here(anonymous):
    assert anonymous.post("/api/v1/catalogue/courses", {}).status_code == 405


def test_one_address_may_ask_so_often_and_then_waits(anonymous, settings):
    settings.PUBLIC_RATE = "2/min"
    cache.clear()

    statuses = [anonymous.get("/api/v1/catalogue/courses", REMOTE_ADDR="10.0.0.1").status_code for _ in range(3)]
    refused = anonymous.get("/api/v1/catalogue/courses", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="10.9.9.9")

    assert statuses == [200, 200, 429]
    assert (refused.json()["code"], refused["Cache-Control"]) == ("too-many-requests", "no-store")
    assert 0 < int(refused["Retry-After"]) <= 60
    assert anonymous.get("/api/v1/catalogue/courses", REMOTE_ADDR="10.0.0.2").status_code == 200
    cache.clear()


def test_without_the_cache_nobody_is_refused(anonymous, monkeypatch):
    def gone(*args, **kwargs):
        raise RedisGone

    monkeypatch.setattr(cache, "get", gone)

    assert results(anonymous, "courses") == []


@pytest.mark.parametrize("path", ["editions?text=wondzrog&register=venvn", "courses?text=wondzrog&category=accredited"])
def test_a_longer_page_takes_no_more_queries(anonymous, path):
    def ask():
        with CaptureQueriesContext(connection) as queries:
            found = results(anonymous, path)
        return len(found), len(queries)

    for _ in range(2):
        MeetingFactory(edition=EditionFactory(course=course_of(), **SOON))
    few, before = ask()
    for _ in range(3):
        MeetingFactory(edition=EditionFactory(course=course_of(), **SOON))
    many, after = ask()

    assert (few, many) == (2, 5)
    assert before == after <= 6
