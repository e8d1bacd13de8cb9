"""Who somebody is: the person and the account."""

from django.db.models import F, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat

from portfolio.selectors.parts.part import Column, Kept, Part, Table

PARTS = (
    Part(
        key="person",
        place=10,
        nl="Persoon en account",
        en="Person and account",
        tables=(
            Table(
                name="people",
                model="register.Person",
                owner="pk",
                fields={
                    "uuid": "uuid",
                    "givenName": "given_name",
                    "prefix": "prefix",
                    "familyName": "family_name",
                    "email": "email",
                    "language": "language",
                },
                kept=Kept("registration"),
                emptied={"given_name": "", "prefix": "", "family_name": "", "email": ""},
                shown=(
                    Column("givenName", "Voornaam", "Given name"),
                    Column("prefix", "Tussenvoegsel", "Prefix"),
                    Column("familyName", "Achternaam", "Family name", 3),
                    Column("email", "E-mailadres", "E-mail address", 4),
                ),
            ),
            Table(
                name="accounts",
                model="register.User",
                owner="person",
                fields={"uuid": "uuid", "email": "email", "isActive": "is_active", "lastSignedInAt": "last_login"},
                kept=Kept("registration"),
                # What was done by the account still names it.
                emptied={
                    "email": Concat(Value("erased-"), Cast(F("uuid"), CharField()), Value("@invalid.example")),
                    "password": "!",
                    "is_active": False,
                    "is_staff": False,
                    "last_login": None,
                },
            ),
            Table(
                name="addresses",
                model="account.EmailAddress",
                owner="user__person",
                fields={"email": "email", "verified": "verified", "primary": "primary"},
                kept=Kept("registration"),
            ),
            Table(
                name="emailChanges",
                model="register.EmailChange",
                owner="user__person",
                fields={
                    "uuid": "uuid",
                    "address": "address",
                    "oldAddress": "old_address",
                    "askedAt": "asked_at",
                    "expiresAt": "expires_at",
                    "confirmedAt": "confirmed_at",
                },
            ),
            Table(
                name="accountInvitations",
                model="register.AccountInvitation",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "by": "organisation__name",
                    "invitedAt": "invited_at",
                    "expiresAt": "expires_at",
                    "acceptedAt": "accepted_at",
                },
            ),
            Table(
                name="identities",
                model="socialaccount.SocialAccount",
                owner="user__person",
                fields={
                    "provider": "provider",
                    "identity": "extra_data",
                    "linkedAt": "date_joined",
                    "lastSignedInAt": "last_login",
                },
                kept=Kept("registration"),
            ),
            Table(
                name="secondFactors",
                model="mfa.Authenticator",
                owner="user__person",
                fields={"type": "type", "addedAt": "created_at", "lastUsedAt": "last_used_at"},
                kept=Kept("registration"),
            ),
            Table(
                name="sessions",
                model="usersessions.UserSession",
                owner="user__person",
                fields={"beganAt": "created_at", "seenAt": "last_seen_at", "network": "ip", "browser": "user_agent"},
            ),
            Table(
                name="roles",
                model="register.RoleGrant",
                owner="user__person",
                fields={
                    "uuid": "uuid",
                    "role": "role",
                    "organisation": "organisation__name",
                    "register": "register__code",
                    "startsOn": "starts_on",
                    "endsBefore": "ends_before",
                    "reason": "reason",
                    "warnedAt": "warned_at",
                    "endedAt": "ended_at",
                    "endReason": "end_reason",
                },
                on="starts_on",
                kept=Kept("registration"),
            ),
        ),
    ),
)
