"""Where somebody is registered, and in which cycles."""

from portfolio.selectors.parts.part import Kept, Part, Table

PARTS = (
    Part(
        key="registrations",
        nl="Inschrijvingen en cycli",
        en="Registrations and cycles",
        tables=(
            Table(
                name="registrations",
                model="register.Registration",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "register": "register__code",
                    "number": "number",
                    "registeredOn": "registered_on",
                    "endedBefore": "ended_before",
                },
                kept=Kept("registration", nameless=True),
            ),
            Table(
                name="statusChanges",
                model="register.StatusChange",
                owner="registration__person",
                fields={
                    "uuid": "uuid",
                    "registration": "registration__uuid",
                    "axis": "axis",
                    "value": "value",
                    "startsOn": "starts_on",
                    "decision": "ground",
                    "recordedAt": "recorded_at",
                    "withdrawnAt": "withdrawn_at",
                },
                kept=Kept("registration", nameless=True),
            ),
            Table(
                name="attributes",
                model="register.RegistrationAttribute",
                owner="registration__person",
                fields={
                    "registration": "registration__uuid",
                    "name": "name",
                    "value": "value",
                    "startsOn": "starts_on",
                    "endsBefore": "ends_before",
                    "recordedAt": "recorded_at",
                },
                kept=Kept("registration", nameless=True),
            ),
            Table(
                name="cycles",
                model="register.Cycle",
                owner="registration__person",
                fields={
                    "uuid": "uuid",
                    "registration": "registration__uuid",
                    "regulation": "regulation__digest",
                    "startsOn": "starts_on",
                    "endsBefore": "ends_before",
                    "state": "state",
                },
                kept=Kept("registration", nameless=True),
            ),
        ),
    ),
)
