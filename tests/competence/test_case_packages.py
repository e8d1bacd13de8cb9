"""Packages of CASE by others and of our own: what they say, in both versions, and what is refused."""

import copy
import json
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from register.rules.competences.case_reading import read_case
from register.rules.competences.case_writing import Edition, case_package
from register.rules.competences.checks import profile_problems
from register.rules.problems import RegulationInvalid
from tests.factories.competence import DOCUMENT

PACKAGES = Path(__file__).with_name("packages")
EDITION = Edition(
    uuid=UUID(int=7),
    publisher="Voorbeeldbond",
    version="2026-01-01",
    status="Adopted",
    from_day="2026-01-01",
    changed="2025-11-01T10:00:00+00:00",
    address="https://register.example/profile",
)


def package(name: str):
    return json.loads((PACKAGES / f"{name}.json").read_text())


def nodes(value):
    if isinstance(value, dict):
        yield value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(part)


def test_types_order_and_levels_are_those_of_the_package():
    document = read_case(package("typed-1.1"))

    assert profile_problems(document) == []
    assert document == {
        "title": {"nl": "Profiel jobcoach"},
        "source": "https://frameworks.example/jobcoach",
        "levels": [
            {"code": "Net-begonnen", "title": {"nl": "Net begonnen"}},
            {"code": "Doorgewinterd", "title": {"nl": "Doorgewinterd"}},
        ],
        "competences": [
            {"code": "A2", "title": {"nl": "Voert het gesprek"}, "domain": {"nl": "Kennis"}},
            {
                "code": "A-1",
                "title": {"nl": "Wet"},
                "description": {"nl": "De jobcoach werkt binnen de wet en legt uit waarom."},
                "domain": {"nl": "Kennis"},
                "indicators": [{"code": "A1.1", "text": {"en": "Explains a decision to the client"}}],
            },
        ],
    }


def test_where_no_item_says_its_type_the_top_is_competences_with_the_two_levels_every_profession_has():
    document = read_case(package("untyped-1.0"))

    assert profile_problems(document) == []
    (competence,) = document["competences"]
    assert (competence["title"], competence["indicators"][0]["text"]) == (
        {"en": "Listens"},
        {"en": "Asks open questions"},
    )
    assert [level["code"] for level in document["levels"]] == ["starting", "proficient"]


def test_a_package_of_our_own_comes_back_whole_in_either_language():
    for language in ("nl", "en"):
        assert read_case(case_package(DOCUMENT, edition=EDITION, language=language)) == DOCUMENT


def test_the_older_version_has_nothing_of_the_newer_and_keeps_codes_titles_and_structure():
    old = case_package(DOCUMENT, edition=EDITION, language="en", version="1.0")

    assert not any({"extensions", "caseVersion"} & set(node) for node in nodes(old))
    back = read_case(old)
    assert profile_problems(back) == []
    assert {one["code"]: one["title"]["en"] for one in back["competences"]} == {
        one["code"]: one["title"]["en"] for one in DOCUMENT["competences"]
    }


def test_every_item_and_link_names_itself_and_what_is_there():
    made = case_package(DOCUMENT, edition=EDITION, language="nl")

    known = {node["identifier"] for node in nodes(made) if "lastChangeDateTime" in node}
    for node in nodes({name: rows for name, rows in made.items() if name != "CFDocument"}):
        if "identifier" in node:
            assert UUID(node["identifier"])
            assert node["uri"].startswith("https://register.example/profile")
        if "associationType" in node:
            assert node["originNodeURI"]["identifier"] in known
            assert node["destinationNodeURI"]["identifier"] in known
    assert made == case_package(copy.deepcopy(DOCUMENT), edition=EDITION, language="nl")


@pytest.mark.parametrize(
    "strange", [None, [], {}, {"CFDocument": {}, "CFItems": 3}, {"CFDocument": {}, "CFItems": [{}]}]
)
def test_what_is_no_package_is_refused(strange):
    with pytest.raises(RegulationInvalid):
        read_case(strange)


@given(st.data())
def test_a_package_in_which_anything_is_something_else_is_read_or_refused(data):
    made = package("typed-1.1")
    chosen = data.draw(st.sampled_from([node for node in nodes(made) if node]))
    key = data.draw(st.sampled_from(sorted(chosen)))
    junk = st.one_of(
        st.none(), st.integers(), st.text(max_size=5), st.just([]), st.just([1]), st.just({}), st.just([{}])
    )
    chosen[key] = data.draw(junk)

    with suppress(RegulationInvalid):
        profile_problems(read_case(made))
