"""The reference in docs/accreditation-policy.md, from the schema: `python -m accreditation.rules.policy_reference`."""

from __future__ import annotations

import copy
import json
from typing import Any

from accreditation.rules.policy_checks import SCHEMA_FILE
from register.rules.reference import schema_tables

NAMES = {"trust": "trust level", "questions": "question", "tariffs": "tariff", "self_accredits": "self accredits"}


def policy_reference() -> list[str]:
    """Lines of Markdown: a table for the document and for each block in it, with what holds when a key is left out."""
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    parts: dict[str, Any] = {}
    _name_blocks(schema, parts)
    return schema_tables({**schema, "$defs": {**parts, **schema["$defs"]}})


def _name_blocks(block: dict[str, Any], parts: dict[str, Any]) -> None:
    """Give each block within a block a table of its own, and say the defaults of its keys."""
    for key, value in block["properties"].items():
        if "default" in value:
            left_out = f"Left out: `{json.dumps(value['default'])}`."
            value["description"] = f"{value['description']} {left_out}" if "description" in value else left_out
        inner = value["items"] if value.get("type") == "array" else value
        if "properties" not in inner:
            continue
        name = NAMES.get(key, key.replace("_", " "))
        part = parts[name] = copy.deepcopy(inner)
        inner.clear()
        inner["$ref"] = f"#/$defs/{name}"
        _name_blocks(part, parts)


if __name__ == "__main__":
    print("\n".join(policy_reference()))
