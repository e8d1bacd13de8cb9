"""What connections, association numbers and number checks look like on the wire."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accreditation.models import Provider
from portfolio.models import Connection, ConnectionLink
from portfolio.services.connections.changes import FIRST_HANDED_OUT
from portfolio.services.number_checks import Result
from register.access import Actor, Permission
from register.models import Association
from register.scoping.inputs import Code, Flag, Input, Line, Named

MOST_OVERLAP_DAYS = 90
MOST_NUMBERS = 100
UUID_OF = {
    "connection": "0d0a7a53-6a25-4c77-8f0e-7b9f6d9c4b21",
    "association": "5d0c2b3e-2a1c-4c58-9a3c-0a4f2d3f5c11",
    "provider": "7b1f5e2a-3f5e-4a3c-8d3e-0f2b5f0c7a10",
}


class ChosenNumber(serializers.IntegerField):
    """A number that a system already uses: below the ones that are handed out."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=FIRST_HANDED_OUT - 1, **kwargs)


class SystemOwner(serializers.Serializer):
    """The provider whose system it is."""

    uuid = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()


class ConnectionIn(Input):
    """A system of a provider, and the associations it reports to."""

    example = {
        "provider": UUID_OF["provider"],
        "name": "Leerplein, productie",
        "associations": [UUID_OF["association"]],
        "number": 12345,
    }

    provider = Named(Provider)
    name = Line(max_length=100)
    associations = serializers.ListField(child=Named(Association), min_length=1, max_length=50)
    number = ChosenNumber(
        required=False, allow_null=True, default=None, help_text="The one the system has; else handed out."
    )


class KeyOut(serializers.Serializer):
    """A key, without the key itself. `endsAt` is the moment from which it opens nothing."""

    madeAt = serializers.DateTimeField(source="made_at")
    endsAt = serializers.DateTimeField(source="ends_at", allow_null=True)
    lastUsedAt = serializers.DateTimeField(source="last_used_at", allow_null=True)


class LinkOut(serializers.Serializer):
    """What the connection may do at an association. `number` is what it sends as orgID."""

    association = serializers.UUIDField(source="association.uuid")
    name = serializers.CharField(source="association.name")
    number = serializers.IntegerField(source="association.wire_number.number")
    mode = serializers.ChoiceField(choices=ConnectionLink.Mode.choices)
    changedAt = serializers.DateTimeField(source="changed_at")
    reason = serializers.CharField()


class ConnectionOut(serializers.Serializer):
    """A system that reports attendance. `number` is what it sends as userID; its role is always EDU."""

    example: dict[str, Any] = {
        "uuid": UUID_OF["connection"],
        "provider": {"uuid": UUID_OF["provider"], "code": "wondacademie", "name": "Wondacademie Utrecht"},
        "number": 12345,
        "role": "EDU",
        "name": "Leerplein, productie",
        "associations": [
            {
                "association": UUID_OF["association"],
                "name": "V&VN",
                "number": 52,
                "mode": "TEST",
                "changedAt": "2026-11-22T09:00:00Z",
                "reason": "",
            }
        ],
        "keys": [{"madeAt": "2026-11-22T09:00:00Z", "endsAt": None, "lastUsedAt": None}],
        "addedAt": "2026-11-22T09:00:00Z",
        "lastUsedAt": None,
        "revokedAt": None,
    }

    uuid = serializers.UUIDField()
    provider = SystemOwner()
    number = serializers.IntegerField()
    role = serializers.CharField(default="EDU")
    name = serializers.CharField()
    associations = serializers.SerializerMethodField()
    keys = KeyOut(many=True)
    addedAt = serializers.DateTimeField(source="added_at")
    lastUsedAt = serializers.DateTimeField(source="last_used_at", allow_null=True)
    revokedAt = serializers.DateTimeField(source="revoked_at", allow_null=True)

    @extend_schema_field(LinkOut(many=True))
    def get_associations(self, connection: Connection) -> Any:
        """All of them to the provider; to an association its own."""
        actor: Actor = self.context["actor"]
        own = actor.organisations_with(Permission.AUTHORISE_PROVIDERS)
        every = connection.provider_id in actor.organisations_with(Permission.MANAGE_CONNECTIONS)
        links = [link for link in connection.links.all() if every or link.association_id in own]
        return LinkOut(links, many=True).data


class ConnectionWithKeyOut(ConnectionOut):
    """A connection and its new key, which is shown this once."""

    example = ConnectionOut.example | {"key": "481516234248151623"}

    key = serializers.CharField(help_text="A whole number of 18 digits. Store it now: it cannot be shown again.")


class KeyIn(Input):
    """How long the key that is replaced goes on working."""

    example = {"overlapDays": 14}

    overlapDays = serializers.IntegerField(
        required=False, min_value=0, max_value=MOST_OVERLAP_DAYS, source="overlap_days", help_text="0: not at all."
    )


class Revocation(Input):
    """Nothing: an empty object."""

    example: dict[str, Any] = {}


class ConnectionAssociationIn(Input):
    """One association of a connection."""

    example = {"association": UUID_OF["association"]}

    association = Named(Association)


class ActivationDecisionIn(Input):
    """Whether the connection books for the association from now on. Without it, everything is a test (again)."""

    example = {"association": UUID_OF["association"], "granted": True, "reason": ""}

    association = Named(Association)
    granted = Flag()
    reason = Line(required=False, allow_blank=True, default="", max_length=500)


class AssociationNumberIn(Input):
    """The number that learning systems already use for the association."""

    example = {"number": 52}

    number = ChosenNumber()


class AssociationNumberOut(serializers.Serializer):
    """By which number learning systems call an association (orgID)."""

    example = {"association": UUID_OF["association"], "number": 52}

    association = serializers.UUIDField(source="association.uuid")
    number = serializers.IntegerField()


class NumberCheckIn(Input):
    """Registration numbers to look at, with leading zeros and prefixes."""

    example = {"provider": UUID_OF["provider"], "numbers": ["0012345", "NIP-00123456"]}

    provider = Named(Provider)
    numbers = serializers.ListField(child=Code(max_length=40), min_length=1, max_length=MOST_NUMBERS)


class CheckedNumber(serializers.Serializer):
    """One number: VALID for one person, UNKNOWN, or AMBIGUOUS when several persons have it."""

    number = serializers.CharField()
    result = serializers.ChoiceField(choices=[(str(result), str(result)) for result in Result])


class NumberCheckOut(serializers.Serializer):
    """What was found, in the order of the numbers. Never whose they are."""

    example = {"results": [{"number": "0012345", "result": "VALID"}, {"number": "NIP-00123456", "result": "UNKNOWN"}]}

    results = CheckedNumber(many=True)
