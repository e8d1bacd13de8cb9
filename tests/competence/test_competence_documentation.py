"""The page about competence and the example of the demo say what the product does."""

import json
import re
from pathlib import Path

from django.urls import resolve

from accreditation.rules.scheme_conditions import BOUNDS, FACTS, condition_problems
from demo.population.competences import OF, PROFILE, SCHEMES
from register.rules.competences.case_reading import read_case
from register.rules.competences.checks import SCHEMA_FILE, profile_problems
from register.rules.competences.table import COLUMNS, KINDS
from tests.factories.register import shipped_source

PAGE = (Path(__file__).parents[2] / "docs" / "competence.md").read_text(encoding="utf-8")


def test_every_key_of_a_profile_and_every_kind_of_row_is_described():
    keys = set(json.loads(SCHEMA_FILE.read_text())["properties"])

    assert {f"`{word}`" for word in keys | set(KINDS) | set(FACTS) | set(BOUNDS)} <= set(re.findall(r"`\w+`", PAGE))
    assert set(re.findall(r"`((?:title|description|domain)_(?:nl|en))`", PAGE)) <= set(COLUMNS)


def test_the_addresses_are_there_and_the_condition_is_sound():
    for path in re.findall(r"(?:GET|POST) (/[a-z/{}-]+)", PAGE):
        uuid = "00000000-0000-4000-8000-000000000000"
        assert resolve("/api/v1" + path.replace("{uuid}", uuid).replace("{code}", "venvn"))
    (condition,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert list(condition_problems(json.loads(condition))) == []


def test_the_profile_of_the_demo_is_sound_says_it_is_made_up_and_has_the_codes_of_the_regulation():
    document = json.loads(PROFILE.read_text(encoding="utf-8"))

    assert profile_problems(document) == []
    assert document["made_up"] is True
    assert "verzonnen" in document["title"]["nl"]
    codes = {one["code"] for one in document["competences"]}
    assert codes == set(re.findall(r"c-[a-z]+", shipped_source(OF)))
    assert all("verzonnen" in one["title"]["nl"] for one in SCHEMES)
    assert not [problem for one in SCHEMES for problem in condition_problems(one["condition"])]


def test_a_package_of_nothing_says_no_levels_but_two_and_is_refused_for_want_of_competences():
    document = read_case({"CFDocument": {"title": "Leeg", "language": "nl"}})

    assert [level["code"] for level in document["levels"]] == ["starting", "proficient"]
    assert [problem.path for problem in profile_problems(document)] == ["competences"]
