"""The JSON Schema of what parts write down, read from the models they are about."""

from typing import Any

from portfolio.selectors.parts.columns import schema_of
from portfolio.selectors.parts.part import Made, Table


def row_schema(source: Table | Made) -> dict[str, Any]:
    """The schema of one row."""
    if isinstance(source, Made):
        return dict(source.schema)
    return {
        "type": "object",
        "properties": {
            key: schema_of(source.column(path), nullable=_may_be_missing(source, path))
            for key, path in source.fields.items()
        },
        "required": list(source.fields),
        "additionalProperties": False,
    }


def _may_be_missing(table: Table, path: str) -> bool:
    """Whether any step of the path may lead nowhere."""
    steps = path.split("__")
    return any(table.column("__".join(steps[: n + 1])).null for n in range(len(steps)))
