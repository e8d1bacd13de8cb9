"""What roles look like on the wire."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from register.access import ASSOCIATION_ROLES, Role
from register.models import Register
from register.scoping.inputs import Day, Input, Line, Named

ROLES = [(role.value, role.value) for role in ASSOCIATION_ROLES]
EVERY_ROLE = [(role.value, role.value) for role in Role]


class RoleGrantQuery(Input):
    """Which roles."""

    role = serializers.ChoiceField(required=False, choices=ROLES)
    user = serializers.UUIDField(required=False, source="user__uuid", help_text="Only the roles of this account.")


class RoleGrantIn(Input):
    """Whom to give which role, for which register or all of them, why and until when.

    `endsBefore` is the first day without; left out, the role is given for its longest term.
    """

    example: ClassVar[Mapping[str, Any]] = {
        "email": "assessor@venvn.example",
        "role": "ASSESSOR",
        "reason": "Appointed by the board of 12 November.",
        "startsOn": "2027-01-01",
        "endsBefore": "2030-01-01",
    }

    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(choices=ROLES)
    register = Named(Register, by="code", required=False, allow_null=True, default=None)
    reason = Line(max_length=200)
    startsOn = Day(required=False, source="starts_on", help_text="Today, when left out.")
    endsBefore = Day(required=False, allow_null=True, default=None, source="ends_before")


class RoleGrantOut(serializers.Serializer):
    """A role of somebody: given by whom, why, from when until before which day; who ended it before that, and why."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": "5f0e3f0a-7d0d-4c3e-9b3a-1f3d5e7a9b10",
        "user": "9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d",
        "email": "assessor@venvn.example",
        "role": "ASSESSOR",
        "organisation": "5d0c2b3e-2a1c-4c58-9a3c-0a4f2d3f5c11",
        "register": None,
        "startsOn": "2027-01-01",
        "endsBefore": "2030-01-01",
        "reason": "Appointed by the board of 12 November.",
        "grantedBy": "0f1e2d3c-4b5a-4968-8776-655443322110",
        "endedAt": None,
        "endedBy": None,
        "endReason": "",
    }

    uuid = serializers.UUIDField()
    user = serializers.UUIDField(source="user.uuid")
    email = serializers.CharField(source="user.email")
    role = serializers.ChoiceField(choices=EVERY_ROLE)
    organisation = serializers.UUIDField(source="organisation.uuid")
    register = serializers.CharField(source="register.code", allow_null=True, default=None)
    startsOn = serializers.DateField(source="starts_on")
    endsBefore = serializers.DateField(source="ends_before")
    reason = serializers.CharField()
    grantedBy = serializers.UUIDField(source="granted_by.uuid")
    endedAt = serializers.DateTimeField(source="ended_at", allow_null=True)
    endedBy = serializers.UUIDField(source="ended_by.uuid", allow_null=True, default=None)
    endReason = serializers.CharField(source="end_reason")


class RoleGrantEndingIn(Input):
    """Why it ends."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "Left the committee."}

    reason = Line(max_length=200)
