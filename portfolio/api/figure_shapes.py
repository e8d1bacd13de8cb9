"""What figures for the board look like on the wire, with an example of each."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.selectors.figures.whole import FAMILIES
from register.clock import today
from register.scoping.inputs import Day, Input
from register.scoping.wording import say


class RegisterFiguresQuery(Input):
    """Which figures, over which whole months [`from`, `until`)."""

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {
            "from": Day(required=False, source="start", help_text="The first of a month; a year before `until`."),
            "until": Day(required=False, source="end", help_text="The first of a month; of this one when left out."),
            "family": serializers.ChoiceField(required=False, choices=list(FAMILIES), help_text="All when left out."),
        }

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        problems = {}
        for name, source in (("from", "start"), ("until", "end")):
            day: date | None = values.get(source)
            if day and day.day != 1:
                text = say("Geef de eerste dag van een maand.", "Give the first day of a month.")
                problems[name] = ErrorDetail(text, code="whole-months")
        begins, end = values.get("start"), values.get("end") or today().replace(day=1)
        if end > today():
            text = say("Geef een maand die voorbij is.", "Give a month that is over.")
            problems.setdefault("until", ErrorDetail(text, code="not-over-yet"))
        if begins and begins >= end:
            text = say("Dit ligt niet voor het einde.", "This is not before the end.")
            problems.setdefault("from", ErrorDetail(text, code="end-before-start"))
        return problems


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string"}]})
class Figure(serializers.Field):
    """A whole number, or one with a decimal as a text with a point."""

    def to_representation(self, value: Any) -> Any:
        return value


class FigureRowOut(serializers.Serializer):
    """One group: a number for each measure. null: of so few people that it would tell of somebody."""

    example: ClassVar[Mapping[str, Any]] = {
        "code": "full",
        "label": {"nl": "verlenging", "en": "renewal"},
        "figures": {"count": 412},
    }

    code = serializers.CharField()
    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]
    figures = serializers.DictField(child=Figure(allow_null=True))


class FigureTableOut(serializers.Serializer):
    """Groups side by side. `measures` names the numbers; `total` is of all groups, null where there is none."""

    example: ClassVar[Mapping[str, Any]] = {
        "code": "outcomes",
        "label": {"nl": "Besluiten op herregistratie", "en": "Decisions on renewal"},
        "measures": {"count": {"nl": "aantal", "en": "number"}},
        "rows": [FigureRowOut.example],
        "total": {"count": 437},
    }

    code = serializers.CharField()
    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]
    measures = serializers.DictField(child=serializers.DictField(child=serializers.CharField()))
    rows = FigureRowOut(many=True)
    total = serializers.DictField(child=Figure(allow_null=True), allow_null=True)


class FigureFamilyOut(serializers.Serializer):
    """The tables about one thing."""

    example: ClassVar[Mapping[str, Any]] = {
        "code": "renewals",
        "label": {"nl": "Herregistratie", "en": "Renewal"},
        "tables": [FigureTableOut.example],
    }

    code = serializers.CharField()
    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]
    tables = FigureTableOut(many=True)


class BoardFiguresOut(serializers.Serializer):
    """The figures of a register over whole months, in which nobody is found."""

    example: ClassVar[Mapping[str, Any]] = {
        "register": "venvn",
        "from": "2025-11-01",
        "until": "2026-11-01",
        "families": [FigureFamilyOut.example],
    }

    def get_fields(self) -> dict[str, serializers.Field]:
        return {
            "register": serializers.CharField(source="register.code"),
            "from": serializers.DateField(source="start"),
            "until": serializers.DateField(source="end"),
            "families": FigureFamilyOut(many=True),
        }
