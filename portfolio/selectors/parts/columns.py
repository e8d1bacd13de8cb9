"""How a value of a row is written in JSON, and the JSON Schema that says so."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from register.rules.amounts import plain

DAY = {"type": "string", "format": "date"}
SHAPES: tuple[tuple[type["models.Field[Any, Any]"], dict[str, Any]], ...] = (
    (models.UUIDField, {"type": "string", "format": "uuid"}),
    (models.BooleanField, {"type": "boolean"}),
    (models.DecimalField, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}),
    (models.IntegerField, {"type": "integer"}),
    (models.DateTimeField, {"type": "string", "format": "date-time"}),
    (models.DateField, DAY),
    (models.TimeField, {"type": "string", "pattern": r"^\d\d:\d\d:\d\d$"}),
    (models.EmailField, {"type": "string", "format": "email"}),
    (models.CharField, {"type": "string"}),
    (models.GenericIPAddressField, {"type": "string"}),
    (models.TextField, {"type": "string"}),
    (models.JSONField, {}),
)
RANGE = {
    "type": "object",
    "properties": {"from": DAY, "before": {"type": ["string", "null"], "format": "date"}},
    "required": ["from", "before"],
    "additionalProperties": False,
}


def written(value: Any) -> Any:
    """One value as JSON has it: amounts as text, moments in UTC, ranges with the first day after."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, DateRange):
        return {"from": written(value.lower), "before": written(value.upper)}
    if isinstance(value, list):
        return [written(one) for one in value]
    return value


def schema_of(column: "models.Field[Any, Any]", *, nullable: bool) -> dict[str, Any]:
    """The JSON Schema of a field's values. KeyError for a field that is not written in JSON."""
    shape = _shape(column)
    if column.choices:
        shape = shape | {"enum": [value for value, _ in column.flatchoices]}
        # A field that may be left blank holds the empty text then.
        shape["enum"] += [""] if column.blank and "" not in shape["enum"] and not column.null else []
    return {"anyOf": [shape, {"type": "null"}]} if nullable and shape else shape


def _shape(column: "models.Field[Any, Any]") -> dict[str, Any]:
    if isinstance(column, ArrayField):
        return {"type": "array", "items": _shape(column.base_field)}
    if isinstance(column, DateRangeField):
        return RANGE
    for kind, shape in SHAPES:
        if isinstance(column, kind):
            return dict(shape)
    raise KeyError(f"{column} has no form in JSON")
