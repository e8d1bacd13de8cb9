"""A change that is still to be assessed anew, while the accreditation runs on: everybody concerned sees it."""

from datetime import date, timedelta

import pytest

from accreditation.catalogue import Action, State
from accreditation.services.applications.changes import triage_changes
from accreditation.services.courses import revise_course
from accreditation.services.editions import add_edition
from register.clock import today
from tests.conftest import client_of
from tests.factories.accreditation import EditionFactory
from tests.factories.applications import TODAY, at, make_desk, worth_of

pytestmark = pytest.mark.django_db
DAYS = {"starts_on": today() + timedelta(days=10), "ends_on": today() + timedelta(days=11)}


@pytest.fixture
def desk():
    return make_desk(changes={"teachers": "none", "otherwise": "reassess"})


@pytest.fixture
def announced(desk):
    """Accredited for years; an edition was announced, then the programme changed, then another was announced."""
    assessment = desk.bring(State.ADVISED)
    lasting = {"valid_from": TODAY, "valid_before": date(2030, 1, 1)}
    desk.take(assessment, Action.GRANT, **lasting)
    before = EditionFactory(course=desk.course, code="VOOR", **DAYS)
    revise_course(course=desk.course, changes={"programme": "Anders."}, actor=desk.actor("manager"), now=at(2))
    after = add_edition(course=desk.course, code="NA", place="Assen", **DAYS, actor=desk.actor("manager"), now=at(2))
    triage_changes(today=TODAY, now=at(3))
    return before, after


def test_what_was_decided_stands_and_visitors_read_what_is_still_to_be_assessed(desk, announced, anonymous):
    before, after = announced

    course = anonymous.get(f"/api/v1/catalogue/courses/{desk.course.uuid}").json()
    editions = [anonymous.get(f"/api/v1/catalogue/editions/{one.uuid}").json() for one in (before, after)]

    assert worth_of(desk.course, desk.register)
    assert course["toReassess"] == ["venvn"]
    assert [(one["toReassess"], len(one["worth"])) for one in editions] == [([], 1), (["venvn"], 1)]


@pytest.mark.parametrize("name", ["manager", "registrar", "chair"])
def test_provider_and_register_list_what_waits(desk, announced, name):
    client = client_of(desk.users[name])

    waits, settled = (
        client.get(f"/api/v1/course-changes?settled={word}").json()["results"] for word in ("false", "true")
    )

    assert [(one["version"], one["effect"], one["settled"]) for one in waits] == [(2, "REASSESS", False)]
    assert settled == []


def test_once_the_change_is_granted_nothing_waits_any_more(desk, announced, anonymous):
    change = desk.bring(State.ADVISED, kind="CHANGE")
    desk.take(change, Action.GRANT, later=5)

    course = anonymous.get(f"/api/v1/catalogue/courses/{desk.course.uuid}").json()

    assert course["toReassess"] == []
    assert client_of(desk.users["manager"]).get("/api/v1/course-changes?settled=false").json()["results"] == []
