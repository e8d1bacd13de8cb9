"""The JSON Schema of what parts write down, read from the models they are about."""

from typing import Any

from portfolio.selectors.parts.columns import schema_of
from portfolio.selectors.parts.part import Made, Table
from portfolio.selectors.parts.table import dossier_parts


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


def archive_schema() -> dict[str, Any]:
    """The schema of every table in an archive of a dossier, by the path of its file. Published in docs/."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "leerregister-dossier/1",
        "description": "Each file parts/<part>/<table>.json of an archive is an array of the rows described here.",
        "$defs": {
            f"{part.key}/{source.name}": {"type": "array", "items": row_schema(source)}
            for part in dossier_parts()
            for source in part.sources
        },
    }
