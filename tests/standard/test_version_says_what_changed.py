"""A change of the API needs a new version and a word in the changelog; a breaking one a new major version."""

from datetime import UTC, datetime

import pytest

from config.http import deprecations
from config.http.deprecations import Leaving
from tests.standard.changes import complaints, promises
from tests.standard.test_planted_faults import of_courses

LIST = "/courses"


def released(version="1.4.0"):
    return "\n".join([f"version {version}", *sorted(promises(of_courses()))])


def judged(change, *, version, changelog=""):
    api = of_courses()
    change(api)
    api["info"] = api["info"] | {"version": version}
    return complaints(released=released(), document=api, changelog=changelog or f"## {version}\n")


def add(api):
    api["paths"]["/more-courses"] = {"get": api["paths"][LIST]["get"]}


BREAKING = {
    "an operation is gone": lambda api: api["paths"].pop(LIST),
    "a field of an answer is gone": lambda api: api["components"]["schemas"]["Course"]["properties"].pop("uuid"),
    "a field is something else": lambda api: api["components"]["schemas"]["Course"]["properties"].update(
        uuid={"type": "integer"}
    ),
    "a field is not always there": lambda api: api["components"]["schemas"]["Course"]["required"].remove("uuid"),
    "a parameter is asked": lambda api: api["paths"][LIST]["get"]["parameters"].append(
        {"name": "code", "in": "header", "required": True}
    ),
    "a field is asked": lambda api: api["components"]["schemas"]["CourseRequest"].update(
        properties=api["components"]["schemas"]["CourseRequest"]["properties"] | {"more": {"type": "string"}},
        required=["more"],
    ),
}


@pytest.mark.parametrize("change", BREAKING)
def test_what_breaks_users_needs_a_major_version(change):
    assert any(line.startswith("breaks what 1.4.0 promised") for line in judged(BREAKING[change], version="1.5.0"))
    assert judged(BREAKING[change], version="2.0.0") == []


def test_what_is_added_needs_a_version_and_a_word():
    assert judged(add, version="1.4.0") == ["the API changed since 1.4.0 and is still 1.4.0"]
    assert judged(add, version="1.5.0") == []
    assert judged(add, version="1.5.0", changelog="## 1.4.0\n") == ["docs/api-changelog.md says nothing of 1.5.0"]
    assert judged(lambda api: None, version="1.4.0") == []


def test_an_address_that_will_go_says_so_on_every_answer(client, monkeypatch):
    told = Leaving(datetime(2026, 12, 1, tzinfo=UTC), datetime(2027, 7, 1, tzinfo=UTC), "https://register.example/api")
    monkeypatch.setitem(deprecations.LEAVING, "registers", told)

    answer = client.get("/api/v1/registers")

    assert answer.status_code == 401
    assert answer["Deprecation"] == "@1796083200"
    assert answer["Sunset"] == "Thu, 01 Jul 2027 00:00:00 GMT"
    assert answer["Link"] == '<https://register.example/api>; rel="deprecation"; type="text/html"'
    assert "Deprecation" not in client.get("/api/v1/associations")


def test_what_leaves_stays_half_a_year_after_it_was_said():
    assert all((one.gone - one.since).days >= 182 for one in deprecations.LEAVING.values())
