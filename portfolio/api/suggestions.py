"""Suggestions over HTTP: editions that help, for the professional alone."""

from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.models import Edition
from accreditation.models.course_version import Language
from accreditation.selectors.catalogue import Near
from portfolio.api.standing_shape import FINDING, Label
from portfolio.services.suggestions.candidates import Reach
from portfolio.services.suggestions.suggesting import Suggestion, suggest_editions
from register.access import Permission
from register.clock import today
from register.models import Registration
from register.scoping import ScopedView
from register.scoping.inputs import Amount, Day, Input, Line, Position
from register.scoping.wording import say

NEAR_KM = 25


class SuggestionQuery(Input):
    """Where you can go, and when. What is left out does not matter."""

    near = Position(required=False, help_text="Degrees north and east: 52.0907,5.1214.")
    within = serializers.IntegerField(
        required=False, min_value=1, max_value=300, help_text=f"Kilometres from `near`; {NEAR_KM} when left out."
    )
    place = Line(required=False, max_length=100, help_text="The whole name; capitals and diacritics do not matter.")
    online = serializers.BooleanField(
        required=False, help_text="True: online only; false: nothing online; left out: what is online is near as well."
    )
    language = serializers.ChoiceField(required=False, choices=Language.choices)
    until = Day(required=False, help_text="Over by this day; the last day to earn when left out.")
    most = serializers.IntegerField(required=False, default=5, min_value=1, max_value=20)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if "within" in values and "near" not in values:
            text = say("Geef ook `near`: vanaf waar.", "Give `near` as well: from where.")
            return {"within": ErrorDetail(text, code="required")}
        return {}


class SuggestedEditionOut(serializers.Serializer):
    """The edition."""

    uuid = serializers.UUIDField()
    course = serializers.UUIDField(source="course.uuid")
    title = serializers.CharField(source="version.title")
    provider = serializers.CharField(source="course.provider.name")
    startsOn = serializers.DateField(source="starts_on")
    endsOn = serializers.DateField(source="ends_on")
    place = serializers.CharField()
    online = serializers.BooleanField()
    kilometres = serializers.SerializerMethodField(help_text="From `near`, as the crow flies; null when not asked.")

    def get_kilometres(self, edition: Edition) -> int | None:
        distance = getattr(edition, "distance", None)
        return None if distance is None else round(distance)


class ClosingOut(serializers.Serializer):
    """What it does to one requirement that is short on the last day to earn."""

    code = serializers.CharField(source="finding.code")
    qualifier = serializers.CharField(source="finding.qualifier", allow_null=True)
    label = Label(source="finding.label")  # type: ignore[assignment]
    unit = serializers.CharField(source="finding.unit")
    shortNow = Amount(source="before")
    shortWith = Amount(source="after")


class ServedGoalOut(serializers.Serializer):
    """A goal of yours that it serves."""

    goal = serializers.UUIDField(source="uuid")
    title = serializers.CharField()


class SuggestionOut(serializers.Serializer):
    """An edition, and why."""

    edition = SuggestedEditionOut()
    closes = ClosingOut(many=True)
    goals = ServedGoalOut(many=True)
    competences = serializers.SerializerMethodField(help_text="Codes of competences with nothing on record yet.")
    reason = Label()

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_competences(self, suggestion: Suggestion) -> list[str]:
        return list(suggestion.competences)


class ShortOut(serializers.Serializer):
    """What is short on the last day to earn, if nothing more happens."""

    code = serializers.CharField()
    qualifier = serializers.CharField(allow_null=True)
    label = Label()  # type: ignore[assignment]
    unit = serializers.CharField()
    required = Amount()  # type: ignore[assignment]  # DRF takes declared fields out of the class
    short = Amount()


class RegistrationSuggestionsOut(serializers.Serializer):
    """What is short on the last day to earn, and the editions that would help, those that help most first."""

    example: ClassVar[dict[str, Any]] = {
        "deadline": "2027-02-28",
        "short": [
            {
                "code": "accredited",
                "qualifier": None,
                "label": FINDING["label"],
                "unit": "point",
                "required": "80",
                "short": "18",
            }
        ],
        "suggestions": [
            {
                "edition": {
                    "uuid": "d7b1a0f4-3c52-4f0a-9b57-0e1c2d3f4a55",
                    "course": "2f4b9d8e-0f0b-4a52-8f7c-0b4f3e9d1c55",
                    "title": "Wondzorg",
                    "provider": "Wondacademie",
                    "startsOn": "2027-01-14",
                    "endsOn": "2027-01-14",
                    "place": "Utrecht",
                    "online": False,
                    "kilometres": 12,
                },
                "closes": [
                    {
                        "code": "accredited",
                        "qualifier": None,
                        "label": FINDING["label"],
                        "unit": "point",
                        "shortNow": "18",
                        "shortWith": "12",
                    }
                ],
                "goals": [],
                "competences": [],
                "reason": {
                    "nl": "Brengt 6 van de 18 punten die u op 28 februari 2027 nog mist voor Geaccrediteerd.",
                    "en": "Brings 6 of the 18 points you are still short of for Accredited on 28 February 2027.",
                },
            }
        ],
    }

    deadline = serializers.DateField()
    short = ShortOut(many=True)
    suggestions = SuggestionOut(many=True, source="found")


class RegistrationSuggestionList(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER}
    asks = {"GET": SuggestionQuery}
    gives = {"GET": RegistrationSuggestionsOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """Accredited editions within reach that close what is short, or serve a goal or competence, each with why.

        Each was added to the dossier and judged by the rules of the cycle, as of the last day to earn. For you alone.
        """
        registration = self.get_or_404(Registration.objects.select_related("register", "person"), uuid=uuid)
        self.require(register_id=registration.register_id, owner_id=registration.person_id)
        asked = dict(self.asked)
        point, within = asked.pop("near", None), asked.pop("within", NEAR_KM)
        until, most = asked.pop("until", None), asked.pop("most")
        reach = Reach(near=Near(point[0], point[1], within) if point else None, **asked)
        found = suggest_editions(
            registration=registration, reach=reach, until=until, most=most, on=today(), now=self.now()
        )
        return self.shown(found)
