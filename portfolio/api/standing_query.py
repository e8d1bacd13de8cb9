"""How a standing is asked for and sent: of which day, as known at which moment, always in the same bytes."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from rest_framework import serializers

from portfolio.api.standing_shape import StandingOut
from register.clock import now
from register.scoping.inputs import Day, Input, refuse

MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
Keys = dict[str, Any]


class PastMoment(serializers.DateTimeField):
    """A moment that has passed, as 2026-11-22T09:30:00Z or with another offset."""

    def to_internal_value(self, value: Any) -> datetime:
        if not (isinstance(value, str) and MOMENT.fullmatch(value)):
            refuse(
                "Geef een moment met zone, zoals 2026-11-22T09:30:00Z (een plus als %2B).",
                "Give a moment with its zone, such as 2026-11-22T09:30:00Z (a plus as %2B).",
                "invalid",
            )
        try:
            moment = datetime.fromisoformat(value)
            later = moment > now()
        except (ValueError, OverflowError):
            refuse("Dit moment bestaat niet.", "This moment does not exist.", "invalid")
        if later:
            refuse("Dit moment is nog niet geweest.", "This moment has not passed.", "in-future")
        return moment


class StandingQuery(Input):
    """Which standing."""

    asOf = Day(required=False, source="on", help_text="The day of the standing; today when it is left out.")
    knownAt = PastMoment(
        required=False,
        source="known_at",
        help_text="With what was known at this moment; all that is known now when it is left out.",
    )


def _keys_of(shape: serializers.BaseSerializer) -> Keys:
    inner = {name: getattr(field, "child", field) for name, field in shape.fields.items()}  # type: ignore[attr-defined]
    return {name: _keys_of(one) if isinstance(one, serializers.Serializer) else None for name, one in inner.items()}


KEYS = _keys_of(StandingOut())


def in_order(document: Mapping[str, Any], keys: Keys = KEYS) -> dict[str, Any]:
    """The same standing with its keys in the published order: the database gives a kept one back in another."""
    return {name: _in_order(document[name], keys[name]) for name in keys}


def _in_order(value: Any, keys: Keys | None) -> Any:
    if keys is None or value is None:
        return value
    if isinstance(value, list):
        return [in_order(one, keys) for one in value]
    return in_order(value, keys)
