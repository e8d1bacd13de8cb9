"""Reminders to come: who will hear what, before anything is written."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from notifications.selectors.preview import Preview
from register.access import Permission
from register.clock import today
from register.models import Register
from register.scoping import ScopedView
from register.scoping.inputs import Day, Input
from register.scoping.wording import say

USUAL, LONGEST = timedelta(days=31), timedelta(days=366)


class ComingQuery(Input):
    """In which days, both included: from today for a month, unless said otherwise."""

    until = Day(required=False, help_text="The last day; a month after the first when absent, a year at most.")

    def get_fields(self) -> dict[str, serializers.Field]:
        first = Day(required=False, source="since", help_text="The first day; today when absent.")
        return {"from": first, **super().get_fields()}

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        since, until = period_of(values)
        if since < today():
            text = say("Geef een dag vanaf vandaag.", "Give a day from today on.")
            return {"from": ErrorDetail(text, code="in-the-past")}
        if not since <= until <= since + LONGEST:
            text = say("Geef een dag in het jaar na de eerste dag.", "Give a day in the year after the first day.")
            return {"until": ErrorDetail(text, code="date-out-of-range")}
        return {}


def period_of(values: Mapping[str, Any]) -> tuple[date, date]:
    """The first and the last day that were asked for."""
    since = values.get("since") or today()
    return since, values.get("until") or since + USUAL


class ComingReminderOut(serializers.Serializer):
    """One reminder to come. `reason` says why nothing will be sent."""

    example = {
        "kind": "cycle-reminder",
        "channel": "email",
        "milestone": "earn:6 months",
        "dueOn": "2026-08-28",
        "reason": "",
    }

    kind = serializers.CharField()
    channel = serializers.CharField()
    milestone = serializers.CharField()
    dueOn = serializers.DateField(source="due_on")
    reason = serializers.CharField(help_text="Empty when something will be sent.")


class ComingDeadlineOut(serializers.Serializer):
    """The last day of something, and what its person will hear about it in the period."""

    example = {
        "registration": "8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19",
        "number": "0012345",
        "deadline": "earn",
        "deadlineOn": "2027-02-28",
        "reminders": [ComingReminderOut.example],
    }

    registration = serializers.UUIDField(source="cycle.registration.uuid")
    number = serializers.CharField(source="cycle.registration.number", help_text="Of the registration.")
    deadline = serializers.CharField(source="kind", help_text="Which kind of deadline, as in the regulation.")
    deadlineOn = serializers.DateField(source="last_on")
    reminders = ComingReminderOut(many=True, help_text="In order of day.")


class ComingCountOut(serializers.Serializer):
    """How many reminders of a milestone come, and how many of them will be skipped."""

    example = {
        "kind": "cycle-reminder",
        "channel": "email",
        "milestone": "earn:6 months",
        "reminders": 120,
        "skipped": 3,
    }

    kind = serializers.CharField()
    channel = serializers.CharField()
    milestone = serializers.CharField()
    reminders = serializers.IntegerField()
    skipped = serializers.IntegerField()


class ComingCountsOut(serializers.Serializer):
    """What comes in a period, counted by kind, channel and milestone."""

    example = {"from": "2026-08-01", "until": "2026-09-01", "counts": [ComingCountOut.example]}

    until = serializers.DateField()
    counts = ComingCountOut(many=True)

    def get_fields(self) -> dict[str, serializers.Field]:
        return {"from": serializers.DateField(), **super().get_fields()}


class RegisterComingReminderList(ScopedView):
    permissions = {"GET": Permission.READ_NOTICES}
    asks = {"GET": ComingQuery}
    gives = {"GET": ComingDeadlineOut}
    paginated = True

    def get(self, request: Request, code: str) -> Response:
        """Who will be reminded of what in the days to come, as things stand now. What is short is seen on the day."""
        register = self.get_or_404(Register.objects.all(), code=code)
        self.require(register_id=register.pk)
        since, until = period_of(self.asked)
        self.asked = {}
        self._preview = Preview(register, since=since, until=until)
        return self.page(self._preview.deadlines())

    def _shaped(self, rows: Any, *, many: bool = False) -> Any:
        """With what comes about each row of the page, in one statement for all."""
        coming = self._preview.about(rows)
        for row in rows:
            row.reminders = coming[row.pk]
        return super()._shaped(rows, many=many)


class RegisterComingReminderCounts(ScopedView):
    permissions = {"GET": Permission.READ_NOTICES}
    asks = {"GET": ComingQuery}
    gives = {"GET": ComingCountsOut}

    def get(self, request: Request, code: str) -> Response:
        """How many reminders come in the days to come, by kind and milestone."""
        register = self.get_or_404(Register.objects.all(), code=code)
        self.require(register_id=register.pk)
        since, until = period_of(self.asked)
        counts = Preview(register, since=since, until=until).counts()
        return self.shown({"from": since, "until": until, "counts": counts})
