"""The rules find nothing in our description, and each fault that is put into a copy of it."""

import copy
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.standard.lint import PUBLISHED, RULES, findings

Document = dict[str, Any]
SOUND: Document = json.loads(PUBLISHED.read_text())
LIST, ONE = "/courses", "/courses/{uuid}"


def of_courses() -> Document:
    """A copy of the part about courses, with every shape that it names."""
    paths = {path: methods for path, methods in SOUND["paths"].items() if path.startswith(LIST)}
    shapes, wanted = SOUND["components"]["schemas"], {"Problem"}
    while more := {name for name in _named(paths, *(shapes[one] for one in wanted)) if name not in wanted}:
        wanted |= more
    components = SOUND["components"] | {"schemas": {name: shapes[name] for name in wanted}}
    return copy.deepcopy(SOUND | {"paths": paths, "components": components})


def _named(*parts: Any) -> set[str]:
    return set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(parts)))


def moved(path: str) -> Callable[[Document], None]:
    """One address under another name."""

    def plant(api: Document) -> None:
        api["paths"][path] = api["paths"].pop(LIST)

    return plant


def field(name: str, **schema: Any) -> Callable[[Document], None]:
    """One more field in a shape."""

    def plant(api: Document) -> None:
        api["components"]["schemas"]["Course"]["properties"][name] = {"type": "string", **schema}

    return plant


def query(name: str) -> Callable[[Document], None]:
    def plant(api: Document) -> None:
        parameter = {"name": name, "in": "query", "description": "One more.", "schema": {"type": "string"}}
        api["paths"][LIST]["get"]["parameters"].append(parameter)

    return plant


def told(change: Callable[[dict[str, Any]], Any]) -> Callable[[Document], None]:
    """The reading of one list, described otherwise."""
    return lambda api: change(api["paths"][LIST]["get"])


def about(**members: Any) -> Callable[[Document], None]:
    return lambda api: api.update(info=api["info"] | members)


def served(url: str) -> Callable[[Document], None]:
    return lambda api: api.update(servers=[{"url": url}])


def json_errors(api: Document) -> None:
    content = api["components"]["responses"]["404"]["content"]
    content["application/json"] = content.pop("application/problem+json")


def no_detail(api: Document) -> None:
    del api["components"]["schemas"]["Problem"]["properties"]["detail"]


def without_answers(*statuses: str) -> Callable[[Document], None]:
    def plant(api: Document) -> None:
        for methods in api["paths"].values():
            for operation in methods.values():
                for status in statuses:
                    operation["responses"].pop(status, None)

    return plant


def no_scheme(api: Document) -> None:
    del api["components"]["securitySchemes"]
    for methods in api["paths"].values():
        for operation in methods.values():
            operation.pop("security", None)


FAULTS: dict[str, tuple[str, Callable[[Document], None]]] = {
    # fourteen that the published linter finds too
    "a trailing slash": ("/core/no-trailing-slash", moved("/courses/")),
    "a path in snake case": ("/core/path-segments-kebab-case", moved("/course_items")),
    "a query key in snake case": ("/core/query-keys-camel-case", query("page_size")),
    "no 400": ("/core/error-handling/invalid-input", told(lambda get: get["responses"].pop("400"))),
    "errors as plain JSON": ("/core/error-handling/problem-details", json_errors),
    "a problem without detail": ("/core/error-handling/problem-details", no_detail),
    "no version header": ("/core/version-header", told(lambda get: get["responses"]["200"].pop("headers"))),
    "no contact": ("/core/doc-openapi-contact", lambda api: api["info"].pop("contact")),
    "a version of two numbers": ("/core/semver", about(version="1.2")),
    "no major version in the server": ("/core/uri-version", served("/api")),
    "a birthDate with a time": ("/core/date-time/date-omit-time-portion", field("birthDate", format="date-time")),
    "a birth_date with a time": ("/core/date-time/date-omit-time-portion", field("birth_date", format="date-time")),
    "a local moment": ("/core/date-time/format", field("startsAt", format="date-time-local")),
    "a time of nowhere": ("/core/date-time/format", field("opens", format="time")),
    # nine that it does not find
    "a verb in the path": ("/core/naming-resources", moved("/courses/{uuid}/approve")),
    "a minor version in the server": ("/core/uri-version", served("/api/v1.2")),
    "a server without TLS": ("/core/transport/tls", served("http://register.example/v1")),
    "a geldigTot with a time": ("/core/date-time/date-omit-time-portion", field("geldigTot", format="date-time")),
    "a field in snake case": ("House rule", field("points_total")),
    "TRACE": ("/core/http-methods", lambda api: api["paths"][ONE].update(trace=api["paths"][ONE]["get"])),
    "nobody is ever refused": ("/core/http-response-code", without_answers("401", "403", "404")),
    "no security scheme": ("/core/stateless", no_scheme),
    "a citizen number in a query": ("/core/transport/no-sensitive-uris", query("bsn")),
    # and others
    "a verb before a noun": ("/core/naming-resources", moved("/courses/{uuid}/approve-item")),
    "a singular collection": ("/core/naming-collections", moved("/course")),
    "a file extension": ("/core/hide-implementation", moved("/courses.php")),
    "a name in a query": ("/core/transport/no-sensitive-uris", query("familyName")),
    "a moment without a format": ("/core/date-time/format", field("decidedAt")),
    "a citizen number in a field": ("AVG article 87", field("bsn")),
    "422 for wrong input": (
        "/core/error-handling/invalid-input",
        told(lambda get: get["responses"].update({"422": get["responses"]["400"]})),
    ),
    "one error at a time": (
        "/core/error-handling/all-errors",
        lambda api: api["components"]["schemas"]["Problem"]["properties"].pop("errors"),
    ),
    "405 without Allow": ("RFC 9110", lambda api: api["components"]["responses"]["405"]["headers"].pop("Allow")),
    "a GET with a body": ("/core/http-safety", told(lambda get: get.update(requestBody={"content": {}}))),
    "OpenAPI 2": ("/core/doc-openapi", lambda api: api.update(openapi="2.0")),
    "two operations of one name": ("/core/publish-openapi", told(lambda get: get.update(operationId="courses_create"))),
    "a reference to nothing": ("/core/publish-openapi", lambda api: api["components"]["schemas"].pop("Course")),
    "a tag without words": ("/core/publish-openapi", lambda api: api.update(tags=[])),
    "nothing said of an operation": ("/core/doc-language", told(lambda get: get.update(description=""))),
    "a shape without a name": (
        "House rule",
        told(lambda get: get["responses"]["200"]["content"]["application/json"].update(schema={"properties": {}})),
    ),
    "no example": (
        "House rule",
        told(lambda get: get["responses"]["200"]["content"]["application/json"].pop("examples")),
    ),
    "a field that looks like a method": ("The published linter", field("postcode")),
}


def test_our_description_breaks_no_rule():
    assert list(findings(SOUND)) == []
    assert list(findings(of_courses())) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_by_the_rule_it_breaks(fault):
    rule, plant = FAULTS[fault]
    api = of_courses()

    plant(api)

    assert any(finding.startswith(rule) for finding in findings(api))


def test_every_rule_has_a_fault_that_shows_it():
    named = {(rule.__doc__ or "").partition(":")[0] for rule in RULES}
    shown = {rule for rule, _ in FAULTS.values()}

    assert {name for name in named if not any(name.startswith(one) for one in shown)} == set()
