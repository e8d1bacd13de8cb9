"""What machines look like on the wire."""

from collections.abc import Mapping
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from register.access import SCOPE_PERMISSIONS, Permission
from register.models import Organisation
from register.scoping.inputs import Input, Line, Named

UUID_OF = {
    "machine": "b1d3d7a2-52f5-4a56-8f43-2a6c5a3f1d10",
    "organisation": "7b1f5e2a-3f5e-4a3c-8d3e-0f2b5f0c7a10",
}
MOST_OVERLAP_HOURS = 14 * 24
SCOPES = [(scope, scope) for scope in SCOPE_PERMISSIONS]


class OwnOrganisation(Named):
    """An organisation whose machines the actor manages."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Organisation, **kwargs)

    def seen_by(self, actor: Any) -> Any:
        return Organisation.objects.filter(pk__in=actor.organisations_with(Permission.MANAGE_MACHINES))


class MachineIn(Input):
    """A system of an organisation, and what it may ask for: nothing, unless you say so."""

    example: ClassVar[Mapping[str, Any]] = {
        "organisation": UUID_OF["organisation"],
        "name": "Leerplein, productie",
        "scopes": ["attendance:write"],
    }

    organisation = OwnOrganisation()
    name = Line(max_length=100)
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=SCOPES), required=False, default=list, max_length=len(SCOPES)
    )


class SecretOut(serializers.Serializer):
    """A secret, without the secret itself. `endsAt` is the moment from which it opens nothing."""

    madeAt = serializers.DateTimeField(source="made_at")
    endsAt = serializers.DateTimeField(source="ends_at", allow_null=True)
    lastUsedAt = serializers.DateTimeField(source="last_used_at", allow_null=True)


class MachineOut(serializers.Serializer):
    """A system that acts for an organisation. `endsBefore` is the first day on which it does not, unless renewed."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": UUID_OF["machine"],
        "organisation": UUID_OF["organisation"],
        "name": "Leerplein, productie",
        "clientId": "5f0c7a103c9b104d9d832f5a3a0c9b10",
        "scopes": ["attendance:write"],
        "secrets": [{"madeAt": "2026-11-22T09:00:00Z", "endsAt": None, "lastUsedAt": None}],
        "addedAt": "2026-11-22T09:00:00Z",
        "lastUsedOn": None,
        "endsBefore": "2028-11-23",
        "endedAt": None,
        "endReason": "",
    }

    uuid = serializers.UUIDField()
    organisation = serializers.UUIDField(source="organisation.uuid")
    name = serializers.CharField()
    clientId = serializers.CharField(source="client_id")
    scopes = serializers.ListField(source="client.get_scopes", child=serializers.ChoiceField(choices=SCOPES))
    secrets = SecretOut(many=True)
    addedAt = serializers.DateTimeField(source="added_at")
    lastUsedOn = serializers.DateField(source="last_used_on", allow_null=True)
    endsBefore = serializers.SerializerMethodField(allow_null=True)
    endedAt = serializers.DateTimeField(source="ended_at", allow_null=True)
    endReason = serializers.CharField(source="end_reason")

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_endsBefore(self, machine: Any) -> str | None:  # named after its field
        ends = [grant.ends_before for grant in machine.account.grants.all()]
        return max(ends).isoformat() if ends else None


class MachineWithSecretOut(MachineOut):
    """A machine and its new secret, which is shown this once."""

    example: ClassVar[Mapping[str, Any]] = {
        **MachineOut.example,
        "clientSecret": "eH9bWf0cQ2mT7kV1xN4pR8sZ3uY6aD5gJ0lC2oB9iE4",
    }

    clientSecret = serializers.CharField(
        source="shown_secret", help_text="Store it now: it cannot be shown again, and is kept as a digest only."
    )


class MachineSecretIn(Input):
    """How long the secret that is replaced goes on working."""

    example: ClassVar[Mapping[str, Any]] = {"overlapHours": 24}

    overlapHours = serializers.IntegerField(
        required=False,
        default=24,
        min_value=0,
        max_value=MOST_OVERLAP_HOURS,
        source="overlap_hours",
        help_text="0: not at all.",
    )


class MachineEndingIn(Input):
    """Why it ends."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "We use another learning system from January."}

    reason = Line(max_length=200)
