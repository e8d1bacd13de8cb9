"""Rules about shapes and words: names and formats of fields, and whether everything is explained."""

import re
from collections.abc import Iterator
from typing import Any

from tests.standard.description import Description

CAMEL = re.compile(r"[a-z][a-z0-9]*([A-Z][a-z0-9]*)*")
FORMATS = {"date", "date-time", "time-local", "duration", "uuid", "uri", "email", "decimal", "binary", "int64"}
DAY = re.compile(
    r"(^d|D|_d)(ate|atum)$|.(On|Op|Dag|Day|Tot|Vanaf|Until|Before|From)$|_(on|op|dag|day|tot|vanaf|until|before|from)$"
)
NOT_A_DAY = {"quietFrom", "quietUntil"}  # times of day
AS_WRITTEN = ("AttendanceRow", "AttendanceListRequest")  # as lists write them, which is judged row by row
MOMENT = re.compile(r".(At|_at)$|(?i:timestamp|tijdstip)$")
SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?")
BSN = re.compile(r"(?i)^(bsn|burgerservicenummer|sofinummer|citizen_?service_?number)$")
METHOD_LIKE = re.compile(r"put|post|patch")


def _formats(schema: dict[str, Any]) -> set[str]:
    parts = [schema, *(part for key in ("anyOf", "oneOf", "allOf") for part in schema.get(key, ()))]
    return {part["format"] for part in parts if isinstance(part.get("format"), str)}


def known_formats(api: Description) -> Iterator[str]:
    """/core/date-time/format and /core/date-time/timezone: a moment has an offset, a time of day says it has none"""
    for where, name, schema in api.properties():
        for unknown in _formats(schema) - FORMATS:
            yield f"{where}: `{name}` has the format `{unknown}`"


def moments_are_moments(api: Description) -> Iterator[str]:
    """/core/date-time/format"""
    for where, name, schema in api.properties():
        if MOMENT.search(name) and _formats(schema) != {"date-time"} and not _as_written(where):
            yield f"{where}: `{name}` is a moment and has no format `date-time`"


def days_have_no_time(api: Description) -> Iterator[str]:
    """/core/date-time/date-omit-time-portion"""
    for where, name, schema in api.properties():
        if not DAY.search(name) or name in NOT_A_DAY or _as_written(where) or "$ref" in schema:
            continue
        if _formats(schema) != {"date"} and schema.get("type") in ("string", ["string", "null"], None):
            yield f"{where}: `{name}` is a day and has no format `date`"


def _as_written(where: str) -> bool:
    return where.split("/")[1:2] in [[shape] for shape in AS_WRITTEN]


def camel_case_fields(api: Description) -> Iterator[str]:
    """House rule: fields are written as query keys are"""
    yield from (f"{where}: `{name}`" for where, name, _ in api.properties() if not CAMEL.fullmatch(name))


def no_citizen_number(api: Description) -> Iterator[str]:
    """AVG article 87 with UAVG article 46: no citizen service number without a ground in law"""
    yield from (f"{where}: `{name}`" for where, name, _ in api.properties() if BSN.fullmatch(name))
    yield from (
        f"{one}: `{parameter['name']}`" for one, parameter in api.parameters() if BSN.fullmatch(parameter["name"])
    )


def openapi_three(api: Description) -> Iterator[str]:
    """/core/doc-openapi"""
    if not re.fullmatch(r"3\.\d+\.\d+", str(api.document.get("openapi"))):
        yield "not OpenAPI 3"


def somebody_to_ask(api: Description) -> Iterator[str]:
    """/core/doc-openapi-contact"""
    contact = api.info.get("contact", {})
    yield from (f"info.contact has no {key}" for key in ("name", "email", "url") if not contact.get(key))


def semantic_version(api: Description) -> Iterator[str]:
    """/core/semver"""
    if not SEMVER.fullmatch(str(api.info.get("version"))):
        yield f"`{api.info.get('version')}` is not major.minor.patch"


def what_it_is(api: Description) -> Iterator[str]:
    """/core/publish-openapi: title, description and licence"""
    yield from (f"info.{key} is missing" for key in ("title", "description", "license") if not api.info.get(key))


def references_lead_somewhere(api: Description) -> Iterator[str]:
    """/core/publish-openapi"""
    yield from (reference for reference in set(api.references()) if not api.at(reference))


def operations_have_names(api: Description) -> Iterator[str]:
    """/core/publish-openapi: one operationId each, usable as a name in a program, and a tag that is described"""
    seen: set[str] = set()
    described = {tag["name"] for tag in api.document.get("tags", []) if tag.get("description")}
    for operation in api.operations():
        name = operation.body.get("operationId", "")
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name in seen:
            yield f"{operation}: operationId `{name}`"
        seen.add(name)
        if not set(operation.body.get("tags", ())) or not set(operation.body["tags"]) <= described:
            yield f"{operation}: no tag that is described"


def everything_is_explained(api: Description) -> Iterator[str]:
    """/core/doc-language: whatever its language, there is text for operations, parameters and answers"""
    for operation in api.operations():
        if not (operation.body.get("summary") and operation.body.get("description")):
            yield f"{operation}: no summary or description"
    for operation, parameter in api.parameters():
        if not parameter.get("description"):
            yield f"{operation}: `{parameter.get('name')}` is not explained"
    for operation, status, answer in api.answers():
        if not answer.get("description"):
            yield f"{operation} {status}: not explained"


def shapes_have_names(api: Description) -> Iterator[str]:
    """House rule: what is sent and given in JSON is a named shape, or a list or map of these"""
    for where, kind, media in api.media():
        schema = media.get("schema", {})
        if kind.endswith("json") and "properties" in schema:
            yield f"{where}: a shape without a name"


def json_has_examples(api: Description) -> Iterator[str]:
    """House rule: an example of every JSON body"""
    for where, kind, media in api.media():
        told = (media, api.resolved(media.get("schema", {})))
        if kind == "application/json" and not any(one.get("example") or "examples" in one for one in told):
            yield f"{where}: no example"


def no_name_like_a_method(api: Description) -> Iterator[str]:
    """The published linter takes any key below `paths` with a method's name in it for an operation"""
    yield from (f"{where}: `{name}`" for where, name, _ in api.properties() if METHOD_LIKE.search(name))


RULES = (
    known_formats,
    moments_are_moments,
    days_have_no_time,
    camel_case_fields,
    no_citizen_number,
    openapi_three,
    somebody_to_ask,
    semantic_version,
    what_it_is,
    references_lead_somewhere,
    operations_have_names,
    everything_is_explained,
    shapes_have_names,
    json_has_examples,
    no_name_like_a_method,
)
