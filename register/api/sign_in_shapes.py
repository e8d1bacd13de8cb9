"""What signing in looks like on the wire, with an example of each."""

from allauth.mfa.models import Authenticator
from rest_framework import serializers

MOMENT = "2026-11-22T09:00:00Z"


class FactorOut(serializers.Serializer):
    """A second factor: an authenticator app, or a passkey or security key."""

    example = {"type": "totp", "addedAt": MOMENT, "lastUsedAt": MOMENT}

    type = serializers.ChoiceField(choices=[(one.value, one.value) for one in Authenticator.Type])
    addedAt = serializers.DateTimeField(source="created_at")
    lastUsedAt = serializers.DateTimeField(source="last_used_at", allow_null=True)


class IdentityOut(serializers.Serializer):
    """An identity that an association or federation vouches for."""

    example = {"provider": "beroepsfederatie", "linkedAt": MOMENT, "lastUsedAt": MOMENT}

    provider = serializers.CharField(help_text="Its id in the settings of the installation.")
    linkedAt = serializers.DateTimeField(source="date_joined")
    lastUsedAt = serializers.DateTimeField(source="last_login")


class SignInOut(serializers.Serializer):
    """How somebody is signed in. Changed on the pages under /accounts/."""

    example = {
        "secondFactor": True,
        "secondFactorNeeded": True,
        "provenAt": MOMENT,
        "recent": True,
        "password": True,
        "factors": [FactorOut.example],
        "recoveryCodesLeft": 9,
        "identities": [IdentityOut.example],
    }

    secondFactor = serializers.BooleanField(source="second_factor", help_text="This session used one.")
    secondFactorNeeded = serializers.BooleanField(source="second_factor_needed", help_text="Your roles ask for one.")
    provenAt = serializers.DateTimeField(source="proven_at", allow_null=True, help_text="Last, by any means.")
    recent = serializers.BooleanField(help_text="Recent enough to decide and to export.")
    password = serializers.BooleanField()
    factors = FactorOut(many=True)
    recoveryCodesLeft = serializers.IntegerField(source="recovery_codes")
    identities = IdentityOut(many=True)


class SessionOut(serializers.Serializer):
    """A session: since when, last used when, from where, by which browser."""

    example = {
        "uuid": "b7a7f1de-0f53-5d0a-9d4e-4a7f0c7e9f11",
        "current": True,
        "beganAt": MOMENT,
        "lastSeenAt": MOMENT,
        "network": "192.0.2.7",
        "browser": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    }

    uuid = serializers.UUIDField()
    current = serializers.BooleanField()
    beganAt = serializers.DateTimeField(source="session.created_at")
    lastSeenAt = serializers.DateTimeField(source="session.last_seen_at", help_text="To within a few minutes.")
    network = serializers.CharField(source="session.ip")
    browser = serializers.CharField(source="session.user_agent")


class OwnSessionsOut(serializers.Serializer):
    """The sessions of one account."""

    example = {"sessions": [SessionOut.example]}

    sessions = SessionOut(many=True)


class AccountInvitationOut(serializers.Serializer):
    """An invitation to an account. Its key goes by mail."""

    example = {
        "uuid": "6e0a4a3c-1d0f-4bb0-9a52-3f6f1d7c8e21",
        "invitedAt": MOMENT,
        "expiresAt": "2026-12-06T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    invitedAt = serializers.DateTimeField(source="invited_at")
    expiresAt = serializers.DateTimeField(source="expires_at")
