"""What figures and plans of teams look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from register.scoping.inputs import Day, Input, Line, Text, refuse


class SplitOut(serializers.Serializer):
    """How many are counted, meet the rules, and fall short."""

    example: ClassVar[Mapping[str, Any]] = {"people": 42, "met": 30, "short": 12}

    people = serializers.IntegerField()
    met = serializers.IntegerField()
    short = serializers.IntegerField()


class TeamSplitOut(SplitOut):
    """The same of one team."""

    example: ClassVar[Mapping[str, Any]] = {"team": "Wijkteam Zuid", **SplitOut.example}

    team = serializers.CharField()


class RegisterFiguresOut(serializers.Serializer):
    """Figures of one register. What would single somebody out is left out, and so is what would give it away."""

    example: ClassVar[Mapping[str, Any]] = {
        "register": "venvn",
        "total": SplitOut.example,
        "teams": [TeamSplitOut.example],
    }

    register = serializers.CharField()
    total = SplitOut(allow_null=True)
    teams = TeamSplitOut(many=True)


class TeamFiguresOut(serializers.Serializer):
    """How the people of an employer who let themselves be counted are doing, by register."""

    example: ClassVar[Mapping[str, Any]] = {"registers": [RegisterFiguresOut.example]}

    registers = RegisterFiguresOut(many=True)


class Money(serializers.DecimalField):
    """An amount as a text with a point; it may be negative where something is taken back."""

    def __init__(self, *, negative: bool = False, max_digits: int = 12, **kwargs: Any) -> None:
        self.negative = negative
        super().__init__(max_digits=max_digits, decimal_places=2, **kwargs)

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, str):
            refuse(
                'Geef een bedrag als tekst, zoals "1250.00".', 'Give an amount as text, such as "1250.00".', "invalid"
            )
        amount = super().to_internal_value(data)
        if amount < 0 and not self.negative:
            refuse("Geef nul of meer.", "Give zero or more.", "negative")
        return amount


class TeamPlanIn(Input):
    """What a team plans to learn in a year, with the hours and money agreed for it."""

    example: ClassVar[Mapping[str, Any]] = {
        "team": "Wijkteam Zuid",
        "year": 2027,
        "goals": "Iedereen kan een zorgplan met de familie bespreken.",
        "hours": "400.00",
        "amount": "12500.00",
        "agreedWith": "Ondernemingsraad",
        "agreedOn": "2026-11-01",
    }

    team = Line(required=False, max_length=60)
    year = serializers.IntegerField(min_value=2000, max_value=2100)
    goals = Text(max_length=10_000)
    hours = Money(max_digits=9)
    amount = Money()
    agreedWith = Line(required=False, source="agreed_with", max_length=200)
    agreedOn = Day(required=False, source="agreed_on")


class TeamPlanOut(serializers.Serializer):
    """The plan of a team."""

    example: ClassVar[Mapping[str, Any]] = {"uuid": "2f3b8a52-7a40-4c2c-8a7e-0c5a3fd6c3c1", **TeamPlanIn.example}

    uuid = serializers.UUIDField()
    team = serializers.CharField()
    year = serializers.IntegerField()
    goals = serializers.CharField()
    hours = serializers.DecimalField(max_digits=9, decimal_places=2)
    amount = serializers.DecimalField(max_digits=12, decimal_places=2)
    agreedWith = serializers.CharField(source="agreed_with")
    agreedOn = serializers.DateField(source="agreed_on", allow_null=True)


class TeamExpenseIn(Input):
    """Hours and money spent on a plan, naming nobody; a negative line takes back what was wrong."""

    example: ClassVar[Mapping[str, Any]] = {
        "on": "2027-03-10",
        "subject": "Training familiegesprek",
        "hours": "48.00",
        "amount": "2400.00",
    }

    on = Day()
    subject = Line(max_length=200)
    hours = Money(negative=True, max_digits=9)
    amount = Money(negative=True)


class SubjectOut(serializers.Serializer):
    """What was spent on one subject."""

    example: ClassVar[Mapping[str, Any]] = {
        "subject": "Training familiegesprek",
        "hours": "48.00",
        "amount": "2400.00",
    }

    subject = serializers.CharField()
    hours = serializers.DecimalField(max_digits=12, decimal_places=2)
    amount = serializers.DecimalField(max_digits=14, decimal_places=2)


class TeamReportOut(serializers.Serializer):
    """A plan and what was spent on it, without persons. `people` only where ten or more take part."""

    example: ClassVar[Mapping[str, Any]] = {
        "plan": TeamPlanOut.example,
        "people": 14,
        "spentHours": "48.00",
        "spentAmount": "2400.00",
        "leftHours": "352.00",
        "leftAmount": "10100.00",
        "subjects": [SubjectOut.example],
    }

    plan = TeamPlanOut()
    people = serializers.IntegerField(allow_null=True)
    spentHours = serializers.DecimalField(source="spent_hours", max_digits=12, decimal_places=2)
    spentAmount = serializers.DecimalField(source="spent_amount", max_digits=14, decimal_places=2)
    leftHours = serializers.DecimalField(source="left_hours", max_digits=12, decimal_places=2)
    leftAmount = serializers.DecimalField(source="left_amount", max_digits=14, decimal_places=2)
    subjects = SubjectOut(many=True)


class YearQuery(Input):
    """Which year."""

    year = serializers.IntegerField(min_value=2000, max_value=2100)


class DevelopmentActivityOut(serializers.Serializer):
    """One activity of the year."""

    example: ClassVar[Mapping[str, Any]] = {
        "on": "2026-05-12",
        "title": "Wondzorg in de wijk",
        "provider": "Zorgacademie",
        "category": "accredited",
        "quantity": "4",
        "unit": "point",
    }

    on = serializers.DateField()
    title = serializers.CharField()
    provider = serializers.CharField()
    category = serializers.CharField()
    quantity = serializers.CharField()
    unit = serializers.CharField()


class DevelopmentReportOut(serializers.Serializer):
    """Your year, as it may be published: nothing that is private is in it."""

    example: ClassVar[Mapping[str, Any]] = {
        "schema": "development-report/1",
        "year": 2026,
        "name": "Zoë van den Berg",
        "registrations": [{"register": "Kwaliteitsregister V&V", "number": "0012345"}],
        "activities": [DevelopmentActivityOut.example],
        "totals": [{"unit": "point", "quantity": "4"}],
    }

    schema = serializers.CharField()
    year = serializers.IntegerField()
    name = serializers.CharField()
    registrations = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))
    activities = DevelopmentActivityOut(many=True)
    totals = serializers.ListField(child=serializers.DictField(child=serializers.CharField()))
