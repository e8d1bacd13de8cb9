"""What bodies and queries are made of: every wrong field named at once, nothing dropped in silence."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn
from uuid import UUID

from django.db.models import Model, QuerySet
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.fields import SkipField
from rest_framework.settings import api_settings

from register.access import Actor
from register.clock import today
from register.scoping.national_numbers import screen
from register.scoping.wording import say

EARLIEST = date(1900, 1, 1)
YEARS_AHEAD = 10
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})", re.ASCII)
DEGREES = re.compile(r"-?\d{1,2}(\.\d{1,6})?,-?\d{1,3}(\.\d{1,6})?", re.ASCII)
POINTED = re.compile(r"\d+(\.\d+)?", re.ASCII)
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")
MOST_KEYS, DEEPEST, LONGEST = 40, 4, 500
MOST_IN_A_LIST = 100


def refuse(nl: str, en: str, code: str) -> NoReturn:
    raise ValidationError(say(nl, en), code)


class Input(serializers.Serializer):
    """A body or a query. Refuses by name what it does not know; `check` looks across the fields that are right.

    A list of them has a hundred at most, unless it says otherwise: each may cost queries of its own.
    """

    @classmethod
    def many_init(cls, *args: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("max_length", MOST_IN_A_LIST)
        return super().many_init(*args, **kwargs)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        if not isinstance(data, Mapping):
            message = say("Stuur een JSON-object.", "Send a JSON object.")
            raise ValidationError({api_settings.NON_FIELD_ERRORS_KEY: [message]}, code="invalid")
        values: dict[str, Any] = {}
        errors: dict[str, Any] = {}
        for field in self._writable_fields:
            name = str(field.field_name)
            try:
                given = field.get_value(data)
                value = field.run_validation(given)
                screen(field, given, actor=self.context.get("actor"))
            except ValidationError as error:
                errors[name] = error.detail
            except SkipField:
                continue
            else:
                values[field.source or name] = value
        for unknown in sorted(set(data) - set(self.fields)):
            errors[unknown] = [self._unknown(unknown)]
        for name, problem in self.check(values).items():
            errors.setdefault(name, [problem])
        if errors:
            raise ValidationError(errors)
        return values

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        """Problems between fields: name → problem. `values` holds the fields that are right by themselves."""
        return {}

    def _unknown(self, name: str) -> ErrorDetail:
        if self.root is self and name in self.context.get("read_only", ()):
            text = say("Dit veld zet het systeem; stuur het niet mee.", "The system sets this field; do not send it.")
            return ErrorDetail(text, code="read-only")
        known = ", ".join(self.fields) or say("geen", "none")
        return ErrorDetail(say(f"Onbekend. Bekend zijn: {known}.", f"Unknown. Known: {known}."), code="unknown-field")


class Line(serializers.CharField):
    """One line of text, without control characters."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            refuse("Geef een tekst.", "Give a text.", "invalid")
        text: str = super().to_internal_value(data)
        if UNPRINTABLE.search(text):
            refuse("Gebruik geen stuurtekens of regeleinden.", "Use no control characters or line ends.", "unprintable")
        return text


class Code(Line):
    """One line that names something by a number or a key: it may look like any number."""

    names_something = True


class Text(serializers.CharField):
    """Some lines of text: line ends and tabs, no other control characters."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            refuse("Geef een tekst.", "Give a text.", "invalid")
        text: str = super().to_internal_value(data.replace("\r\n", "\n"))
        if UNPRINTABLE.search(text.replace("\n", " ").replace("\t", " ")):
            refuse("Gebruik geen stuurtekens.", "Use no control characters.", "unprintable")
        return text


class Day(serializers.DateField):
    """A day as 2026-11-22, from 1900 until ten years ahead: what lies outside is a slip of the pen."""

    def to_internal_value(self, value: Any) -> date:
        if not (isinstance(value, str) and ISO_DAY.fullmatch(value)):
            refuse("Geef een dag als 2026-11-22, zonder tijd.", "Give a day as 2026-11-22, without a time.", "invalid")
        try:
            day = date.fromisoformat(value)
        except ValueError:
            refuse("Deze dag bestaat niet.", "This day does not exist.", "invalid")
        latest = date(today().year + YEARS_AHEAD, 12, 31)
        if not EARLIEST <= day <= latest:
            refuse(
                f"Geef een dag van {EARLIEST} tot en met {latest}.",
                f"Give a day from {EARLIEST} to {latest}.",
                "date-out-of-range",
            )
        return day


class PastDay(Day):
    """A day that has come."""

    def to_internal_value(self, value: Any) -> date:
        day = super().to_internal_value(value)
        if day > today():
            refuse("Geef een dag die er al is.", "Give a day that has come.", "in-the-future")
        return day


class Moment(serializers.DateTimeField):
    """A moment with its distance to UTC, such as 2026-11-22T13:30:00+01:00, in the years of `Day`."""

    def to_internal_value(self, value: Any) -> datetime:
        if not (isinstance(value, str) and ISO_MOMENT.fullmatch(value)):
            refuse(
                "Geef een moment als 2026-11-22T13:30:00+01:00.",
                "Give a moment as 2026-11-22T13:30:00+01:00.",
                "invalid",
            )
        Day().to_internal_value(value[:10])
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            refuse("Dit moment bestaat niet.", "This moment does not exist.", "invalid")


class Amount(serializers.DecimalField):
    """A quantity: a text with a point, such as "12.5"; at most three decimals; above zero when `positive`."""

    def __init__(self, *, max_digits: int = 9, positive: bool = False, **kwargs: Any) -> None:
        self.positive = positive
        super().__init__(max_digits=max_digits, decimal_places=3, normalize_output=True, **kwargs)

    def to_internal_value(self, data: Any) -> Decimal:
        if not isinstance(data, str):
            refuse('Geef een getal als tekst, zoals "12.5".', 'Give a number as text, such as "12.5".', "invalid")
        if "," in data:
            refuse('Gebruik een punt, geen komma: "12.5".', 'Use a point, not a comma: "12.5".', "decimal-comma")
        if not POINTED.fullmatch(data):
            refuse(
                'Dit is geen getal van nul of meer, zoals "12.5".',
                'This is not a number of zero or more, such as "12.5".',
                "invalid",
            )
        amount: Decimal = super().to_internal_value(data)
        if self.positive and not amount:
            refuse("Geef meer dan nul.", "Give more than zero.", "not-positive")
        return amount


class Position(serializers.CharField):
    """A point on earth: degrees north and east with a comma between, at most six decimals (a decimetre)."""

    def to_internal_value(self, data: Any) -> Any:
        if not (isinstance(data, str) and DEGREES.fullmatch(data)):
            refuse("Geef graden als 52.0907,5.1214.", "Give degrees as 52.0907,5.1214.", "invalid")
        north, _, east = data.partition(",")
        latitude, longitude = Decimal(north), Decimal(east)
        if abs(latitude) > 90 or abs(longitude) > 180:
            refuse("Dit punt ligt niet op aarde.", "This point is not on earth.", "invalid")
        return latitude, longitude

    def to_representation(self, value: Any) -> str:
        return ",".join(f"{degrees.normalize():f}" for degrees in value)


class Flag(serializers.BooleanField):
    """True or false, and no word or number that could mean either."""

    def to_internal_value(self, data: Any) -> bool:
        if not isinstance(data, bool):
            refuse("Geef true of false.", "Give true or false.", "invalid")
        return data


class Words(serializers.ListField):
    """A few short words, each once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=Line(max_length=60), max_length=20, **kwargs)

    def to_internal_value(self, data: Any) -> list[str]:
        words: list[str] = super().to_internal_value(data)
        return list(dict.fromkeys(words))


class Properties(serializers.DictField):
    """Named values: texts, whole numbers, booleans, and lists or sets of these."""

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        values: dict[str, Any] = super().to_internal_value(data)
        _check_value(values, DEEPEST)
        return values


def _check_value(value: Any, depth: int) -> None:
    if isinstance(value, Mapping | list):
        if depth == 0 or len(value) > MOST_KEYS:
            refuse("Dit is te diep of te lang.", "This is too deep or too long.", "too-large")
        parts = [*value, *value.values()] if isinstance(value, Mapping) else value
        for part in parts:
            _check_value(part, depth - 1)
    elif isinstance(value, str):
        if len(value) > LONGEST or UNPRINTABLE.search(value):
            refuse(
                f"Een tekst heeft hoogstens {LONGEST} tekens, zonder stuurtekens.",
                f"A text has at most {LONGEST} characters, no control characters.",
                "invalid",
            )
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) >= 10**15):
        refuse(
            'Geef een gebroken of zeer groot getal als tekst, zoals "12.5".',
            'Give a fraction or a very large number as text, such as "12.5".',
            "invalid",
        )


class Named(serializers.Field):
    """A row named by its uuid or code. One that the actor cannot see is answered exactly like one that is missing."""

    names_something = True

    def __init__(self, rows: type[Model], *, by: str = "uuid", **kwargs: Any) -> None:
        self.rows, self.by = rows, by
        super().__init__(**kwargs)

    def to_internal_value(self, data: Any) -> Model:
        if not isinstance(data, str) or len(data) > 100 or UNPRINTABLE.search(data):
            refuse("Geef een tekst.", "Give a text.", "invalid")
        if self.by == "uuid":
            try:
                UUID(data)
            except ValueError:
                refuse("Dit is geen UUID.", "This is not a UUID.", "invalid")
        found = self.seen_by(self.context["actor"]).filter(**{self.by: data}).first()
        if found is None:
            refuse("Bestaat niet.", "Does not exist.", "does-not-exist")
        return found

    def seen_by(self, actor: Actor) -> QuerySet[Model]:
        """The rows that may be named."""
        rows: QuerySet[Model] = self.rows._default_manager.visible_to(actor)  # type: ignore[attr-defined]
        return rows

    def to_representation(self, value: Model) -> str:
        return str(getattr(value, self.by))
