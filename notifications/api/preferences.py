"""What you want to hear, how and when: your own preferences only."""

from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from notifications.models import NoticePreference
from notifications.selectors.preferences import preferences_of
from notifications.services.preferences import prefer
from register.access import Permission
from register.models import Person
from register.scoping import ScopedView
from register.scoping.inputs import Flag, Input, Line
from register.scoping.wording import say

LANGUAGES = ["nl", "en"]
DIGESTS = [choice for choice, _ in NoticePreference.Digest.choices]
HOW: dict[str, Any] = {
    "language": "nl",
    "timeZone": "Europe/Amsterdam",
    "quietFrom": "21:00",
    "quietUntil": "08:00",
    "holidaysOf": "NL",
    "digest": "WEEKLY",
}


class KindPreferenceIn(Input):
    """Whether you want a kind of notice by a channel."""

    example: ClassVar[dict[str, Any]] = {"kind": "cycle-reminder", "channel": "email", "wanted": False}

    kind = Line(max_length=60)
    channel = Line(max_length=20)
    wanted = Flag()


class NoticePreferencesIn(Input):
    """What is to change; what is not named stays. Quiet hours and digests hold for what is not statutory."""

    example: ClassVar[dict[str, Any]] = HOW | {"kinds": [KindPreferenceIn.example]}

    language = serializers.ChoiceField(required=False, choices=LANGUAGES)
    timeZone = Line(required=False, max_length=60, source="time_zone")
    quietFrom = serializers.TimeField(
        required=False, allow_null=True, source="quiet_from", input_formats=["%H:%M"], help_text="As 21:00."
    )
    quietUntil = serializers.TimeField(
        required=False, allow_null=True, source="quiet_until", input_formats=["%H:%M"], help_text="As 08:00."
    )
    holidaysOf = Line(
        required=False, allow_blank=True, max_length=2, source="holidays_of", help_text="A country as NL, or none."
    )
    digest = serializers.ChoiceField(required=False, allow_blank=True, choices=DIGESTS)
    kinds = serializers.ListField(child=KindPreferenceIn(), required=False, max_length=500)


class ChannelPreferenceOut(serializers.Serializer):
    """Whether you want it by this channel."""

    example: ClassVar[dict[str, Any]] = {"channel": "email", "wanted": False}

    channel = serializers.CharField()
    wanted = serializers.BooleanField()


class KindPreferenceOut(serializers.Serializer):
    """A kind of notice in plain words. What is statutory cannot be switched off."""

    example: ClassVar[dict[str, Any]] = {
        "code": "cycle-reminder",
        "name": "Herinnering aan het einde van uw periode",
        "statutory": False,
        "channels": [ChannelPreferenceOut.example],
    }

    code = serializers.CharField()
    name = serializers.CharField()
    statutory = serializers.BooleanField()
    channels = ChannelPreferenceOut(many=True)


class NoticePreferencesOut(serializers.Serializer):
    """How and when you hear what is not statutory, with every kind of notice that you can get."""

    example: ClassVar[dict[str, Any]] = HOW | {"kinds": [KindPreferenceOut.example]}

    language = serializers.ChoiceField(choices=LANGUAGES)
    timeZone = serializers.CharField(source="time_zone")
    quietFrom = serializers.TimeField(source="quiet_from", allow_null=True, format="%H:%M")
    quietUntil = serializers.TimeField(source="quiet_until", allow_null=True, format="%H:%M")
    holidaysOf = serializers.CharField(source="holidays_of")
    digest = serializers.ChoiceField(choices=DIGESTS, help_text="Empty: each at once.")
    kinds = KindPreferenceOut(many=True)


class NoticePreferences(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER, "POST": Permission.OWN_DOSSIER}
    takes = {"POST": NoticePreferencesIn}
    gives = {"GET": NoticePreferencesOut, "POST": NoticePreferencesOut}

    def get(self, request: Request) -> Response:
        """Your preferences."""
        return self._preferences(self.own_person())

    def post(self, request: Request) -> Response:
        """Change your preferences. Of statutory kinds that you want to switch off each is named, and nothing changes.

        They hold from the next message on, also for what waits already.
        """
        person = self.own_person()
        body = self.body()
        kinds = [(each["kind"], each["channel"], each["wanted"]) for each in body.pop("kinds", [])]
        prefer(person=person, changes=body | {"kinds": kinds}, actor=self.actor, now=self.now())
        return self._preferences(person, status=201)

    def _preferences(self, person: Person, *, status: int = 200) -> Response:
        language = say("nl", "en")
        return self.shown(preferences_of(person, actor=self.actor, language=language), status=status)
