"""Every address that can be read, read once, and what its description says about the answer."""

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.logs import log_settings
from tests.api.permission_matrix import MATRIX, ROLES, Line
from tests.api.test_described_statuses import addresses
from tests.api.test_permissions import answers

DESCRIBED = json.loads((Path(__file__).parents[2] / "docs" / "openapi.json").read_text())
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Reading:
    """What one role got from one address."""

    line: Line
    role: str
    text: str
    data: Any


def readings(world: Any, roles: tuple[str, ...], *, lines: list[Line]) -> Iterator[Reading]:
    """What those of the roles to whom the address answers 200 get from it."""
    for line in lines:
        may = [role for role in roles if line.status_for(role) == 200]
        for role, answer in answers(world, line, may):
            text = answer.getvalue().decode(errors="replace")
            known = "json" in answer["Content-Type"] and line.route != "index"
            yield Reading(line, role, text, json.loads(text) if known else None)


def read_once(world: Any) -> list[Reading]:
    """Every address, each by the first role that may."""
    found: list[Reading] = []
    for line in (line for line in MATRIX if line.method == "GET"):
        first = next((role for role in ROLES if line.status_for(role) == 200), None)
        found += readings(world, (first,) if first else (), lines=[line])
    return found


def undescribed(reading: Reading) -> Iterator[str]:
    """Places in an answer that its description does not know."""
    path = addresses()[reading.line.route]
    content = DESCRIBED["paths"][path]["get"]["responses"]["200"].get("content", {})
    if reading.data is not None and "application/json" in content:
        yield from _beyond(reading.data, content["application/json"]["schema"], path)


def _beyond(value: Any, schema: dict[str, Any], place: str) -> Iterator[str]:
    schema = _resolved(schema)
    if options := schema.get("oneOf"):
        found = [list(_beyond(value, option, place)) for option in options]
        yield from min(found, key=len)
    elif isinstance(value, list):
        for one in value:
            yield from _beyond(one, schema.get("items", {}), f"{place}[]")
    elif isinstance(value, dict) and "properties" in schema:
        for name, one in value.items():
            if name in schema["properties"]:
                yield from _beyond(one, schema["properties"][name], f"{place}.{name}")
            elif not schema.get("additionalProperties"):
                yield f"{place}.{name}"


def _resolved(schema: dict[str, Any]) -> dict[str, Any]:
    for part in schema.get("allOf", ()):
        schema = {**schema, **_resolved(part)}
    if "$ref" in schema:
        return _resolved(DESCRIBED["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    return schema


class Lines(logging.Handler):
    """Keeps each line of the log as it would be printed for machines."""

    def __init__(self) -> None:
        super().__init__()
        formatter = dict(log_settings(as_json=True)["formatters"]["line"])
        self.setFormatter(formatter.pop("()")(**formatter))
        self.text: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.text.append(self.format(record))
