"""What requests about a registration look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from portfolio.api.decision_shapes import FactEffectIn
from portfolio.api.shapes import REGISTRATION, OwnRegistration
from portfolio.catalogue.requests import Ground
from portfolio.models import RegistrationRequest
from register.models import Registration
from register.rules.re_entry import ASSESSMENT, CLOSED, EXTRA, FREE, REPAIR
from register.scoping.inputs import Day, Flag, Input, Line, Text, Words

SORTS = [one.value for one in RegistrationRequest.Sort]
ASKS = [FREE, REPAIR, EXTRA, ASSESSMENT, CLOSED]
GROUNDS = [one.value for one in Ground]
REQUEST_STATES = [one.value for one in RegistrationRequest.State]


class RequestToRegisterIn(Input):
    """What you ask about your registration. Name no illness and no treatment: a ground is enough."""

    example: ClassVar[Mapping[str, Any]] = {
        "registration": REGISTRATION,
        "sort": "POSTPONEMENT",
        "ground": "PREGNANCY",
        "explanation": "Zestien weken verlof vanaf maart.",
    }

    registration = OwnRegistration(Registration, help_text="A registration of your own.")
    sort = serializers.ChoiceField(choices=SORTS)
    ground = serializers.ChoiceField(choices=GROUNDS)
    explanation = Line(required=False, allow_blank=True, max_length=1_000)
    wishedOn = Day(
        required=False,
        source="wished_on",
        help_text="The day on which you leave or come back, or until which you ask postponement.",
    )


class RequestToRegisterOut(serializers.Serializer):
    """What was asked about a registration. It is the `matter` of the decision that answers it."""

    example: ClassVar[Mapping[str, Any]] = {
        **RequestToRegisterIn.example,
        "uuid": "9a4e2b1c-2a57-4a0b-b0a3-7c1d5e0f2a31",
        "register": "venvn",
        "wishedOn": None,
        "state": "ASKED",
        "askedAt": "2026-11-22T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    registration = serializers.UUIDField(source="registration.uuid")
    register = serializers.CharField(source="registration.register.code")
    sort = serializers.ChoiceField(choices=SORTS)
    ground = serializers.ChoiceField(choices=GROUNDS)
    explanation = serializers.CharField()
    wishedOn = serializers.DateField(source="wished_on", allow_null=True)
    state = serializers.ChoiceField(choices=REQUEST_STATES)
    askedAt = serializers.DateTimeField(source="asked_at")


class RequestToRegisterQuery(Input):
    """Which requests; those that are ASKED wait for the office."""

    state = serializers.ChoiceField(required=False, choices=REQUEST_STATES)
    sort = serializers.ChoiceField(required=False, choices=SORTS)
    register = Line(required=False, source="registration__register__code", max_length=60)
    registration = serializers.UUIDField(required=False, source="registration__uuid")


class RequestAnswerIn(Input):
    """The answer that is prepared, for another to take. Postponement and dispensation are facts that the rules read."""

    example: ClassVar[Mapping[str, Any]] = {
        "granted": True,
        "reasons": "Zwangerschap geeft recht op zestien weken.",
        "articles": ["7.2"],
        "facts": [
            {"kind": "decision", "code": "extension", "on": "2026-12-01", "quantity": "16", "unit": "week"},
        ],
    }

    granted = Flag()
    reasons = Text(max_length=10_000)
    articles = Words(required=False)
    facts = serializers.ListField(child=FactEffectIn(), required=False, max_length=10)
    shown = Flag(required=False, help_text="Coming back: what the ladder asks first was shown.")
    hardship = Text(required=False, max_length=5_000, help_text="Why the rules would be unreasonable here.")


class ReEntryTermsOut(serializers.Serializer):
    """What coming back on the register asks today; nulls while the registration holds or where people say."""

    example: ClassVar[Mapping[str, Any]] = {
        "endedBefore": "2024-03-01",
        "reason": "LAPSED",
        "asks": "extra",
        "repairBy": None,
        "label": {"nl": "40 punten in het jaar voor terugkomst", "en": "40 points in the year before coming back"},
        "article": "art. 9.3",
    }

    endedBefore = serializers.DateField(source="ended_before", allow_null=True)
    reason = serializers.CharField(allow_null=True)
    asks = serializers.ChoiceField(choices=ASKS, allow_null=True)
    repairBy = serializers.DateField(source="repair_by", allow_null=True, help_text="The last day to repair.")
    label = serializers.DictField(child=serializers.CharField(), allow_null=True)  # type: ignore[assignment]
    article = serializers.CharField(allow_null=True)
