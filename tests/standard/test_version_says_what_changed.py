"""A change of the API needs a new version and a word in the changelog; a breaking one a new major version."""

import json
from datetime import UTC, datetime

import pytest

from config.http import deprecations
from config.http.deprecations import Leaving
from tests.standard import changes
from tests.standard.changes import complaints, promises, read, written
from tests.standard.test_planted_faults import of_courses

LIST = "/courses"


def released(version="1.4.0"):
    return written(version, promises(of_courses()))


def judged(change, *, version, changelog=""):
    api = of_courses()
    change(api)
    api["info"] = api["info"] | {"version": version}
    return complaints(released=released(), document=api, changelog=changelog or f"## {version}\n")


def shape(name):
    """Of a copy: the fields of a shape."""
    return lambda api: api["components"]["schemas"][name]["properties"]


def field(name, **changes):
    """A field of what is sent in, described otherwise."""
    return lambda api: shape("CourseRequest")(api)[name].update(changes)


def parameter(**described):
    return lambda api: api["paths"][LIST]["get"]["parameters"].append({"name": "code", "in": "query"} | described)


def more(*, needed):
    def change(api):
        api["components"]["schemas"]["CourseRequest"]["properties"]["more"] = {"type": "string"}
        api["components"]["schemas"]["CourseRequest"]["required"] += ["more"] if needed else []

    return change


def body(api):
    return api["paths"][LIST]["post"]["requestBody"]["content"]


BREAKING = {
    "an operation is gone": lambda api: api["paths"].pop(LIST),
    "a field of an answer is gone": lambda api: shape("Course")(api).pop("uuid"),
    "a field is something else": lambda api: shape("Course")(api).update(uuid={"type": "integer"}),
    "a field is not always there": lambda api: api["components"]["schemas"]["Course"]["required"].remove("uuid"),
    "a parameter is asked": parameter(required=True, schema={"type": "string"}),
    "a field is asked": more(needed=True),
    "a field is not taken any more": lambda api: shape("CourseRequest")(api).pop("title"),
    "a text may be less long": field("title", maxLength=3),
    "a text has to be longer": field("title", minLength=3),
    "a text has to be of a form": field("title", pattern="^A"),
    "a type is not taken any more": field("title", type="integer"),
    "a value is not taken any more": lambda api: shape("CourseRequest")(api)["kind"]["enum"].pop(),
    "only some values are taken": field("title", enum=["A", "B"]),
    "a body is not read any more": lambda api: body(api).pop("application/json"),
    "an answer is of another form": lambda api: api["paths"][LIST]["get"]["responses"]["200"].update(content={}),
}
HARMLESS = {
    "an operation": lambda api: api["paths"].update({"/more-courses": {"get": api["paths"][LIST]["get"]}}),
    "a field of an answer": lambda api: shape("Course")(api).update(more={"type": "string"}),
    "a field that may be sent": more(needed=False),
    "a field that need not be sent": lambda api: api["components"]["schemas"]["CourseRequest"]["required"].clear(),
    "a longer text": field("title", maxLength=2000),
    "a type": field("title", type=["string", "null"]),
    "a value": lambda api: shape("CourseRequest")(api)["kind"]["enum"].append("MORE"),
    "a parameter": parameter(name="more", schema={"type": "string"}),
    "a form of body": lambda api: body(api).update({"text/csv": {"schema": {"type": "string"}}}),
}


@pytest.mark.parametrize("change", BREAKING)
def test_what_breaks_users_needs_a_major_version(change):
    assert any(line.startswith("breaks what 1.4.0 promised") for line in judged(BREAKING[change], version="1.5.0"))
    assert judged(BREAKING[change], version="2.0.0") == []


@pytest.mark.parametrize("change", HARMLESS)
def test_what_is_added_needs_a_version_and_a_word(change):
    assert judged(HARMLESS[change], version="1.4.0") == ["the API changed since 1.4.0 and is still 1.4.0"]
    assert judged(HARMLESS[change], version="1.5.0") == []


def test_a_version_has_a_word_in_the_changelog():
    add = HARMLESS["an operation"]
    assert judged(add, version="1.5.0", changelog="## 1.4.0\n") == ["docs/api-changelog.md says nothing of 1.5.0"]
    assert judged(lambda api: None, version="1.4.0") == []


def test_a_release_writes_down_what_it_promises_and_keeps_what_the_last_one_did(tmp_path, monkeypatch):
    baseline, description = tmp_path / "api-released.txt", tmp_path / "openapi.json"
    (tmp_path / "api-changelog.md").write_text("## 1.4.1\n## 1.4.0\n")
    monkeypatch.setattr(changes, "PUBLISHED", description)
    monkeypatch.setattr(changes, "RELEASED", baseline)
    monkeypatch.setattr(changes, "CHANGELOG", tmp_path / "api-changelog.md")

    def released_as(version, change=lambda api: None):
        api = of_courses()
        change(api)
        description.write_text(json.dumps(api | {"info": api["info"] | {"version": version}}))
        return changes.main(["--release"])

    baseline.write_text("version 0.0.0\n")
    assert released_as("1.4.0") == 0
    assert read(baseline.read_text()) == ("1.4.0", promises(of_courses()))
    assert released_as("1.4.1", BREAKING["a field of an answer is gone"]) == 1
    assert read(baseline.read_text())[0] == "1.4.0"
    assert released_as("1.4.1", HARMLESS["a field of an answer"]) == 0
    assert read(baseline.read_text())[0] == "1.4.1"


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
