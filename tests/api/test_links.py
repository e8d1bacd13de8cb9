"""The links of the description lead somewhere: to an operation, with an address from what was answered."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from config.http.links import ELSEWHERE, NEXT

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/openapi.json").read_text())
OPERATIONS = {
    operation["operationId"]: operation for methods in SCHEMA["paths"].values() for operation in methods.values()
}
CHAINS = {
    "claim": ["claims_create", "claims_decisions_create", "registrations_standing_retrieve"],
    "application": [
        "applications_create",
        "applications_submissions_create",
        "assessments_assignments_create",
        "assessments_advices_create",
        "assessments_decisions_create",
        "assessments_objections_create",
        "assessments_reconsiderations_create",
    ],
    "decision": [
        "registers_registrations_create",
        "registrations_decisions_create",
        "registration_decisions_resolutions_create",
        "registration_decisions_objections_create",
        "registration_objections_resolutions_create",
    ],
    "course": ["courses_create", "courses_editions_create", "editions_meetings_create"],
}


def links_of(name):
    return [
        link
        for code, answer in OPERATIONS[name]["responses"].items()
        if code.startswith("2")
        for link in answer.get("links", {}).values()
    ]


@pytest.mark.parametrize("chain", CHAINS)
def test_the_main_chains_can_be_walked(chain):
    steps = CHAINS[chain]
    for here, there in pairwise(steps):
        assert there in {link["operationId"] for link in links_of(here)}, (here, there)


def test_every_link_takes_the_uuid_of_an_address_from_what_was_answered_or_asked():
    for name in {*NEXT, *ELSEWHERE}:
        for link in links_of(name):
            (asked,) = [one for one in OPERATIONS[link["operationId"]]["parameters"] if one.get("in") == "path"]
            assert link["parameters"].keys() == {asked["name"]} == {"uuid"}
            assert _is_a_uuid(OPERATIONS[name], link["parameters"]["uuid"]), (name, link)


def _is_a_uuid(operation, expression):
    if expression == "$request.path.uuid":
        return any(one.get("name") == "uuid" for one in operation["parameters"])
    answers = [answer["content"] for code, answer in operation["responses"].items() if code.startswith("2")]
    return all(_at(content["application/json"]["schema"], expression)["format"] == "uuid" for content in answers)


def _at(schema, expression):
    """What the schema says of the place that `$response.body#/…` points at."""
    for word in expression.removeprefix("$response.body#/").split("/"):
        if "$ref" in schema:
            schema = SCHEMA["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        schema = schema["items"] if word.isdecimal() else schema["properties"][word]
    return schema
