"""Where somebody is registered, and in which cycles."""

from portfolio.selectors.parts.part import Column, Kept, Part, Table

CYCLE = {"OPEN": ("loopt", "open"), "CLOSED": ("gesloten", "closed")}

PARTS = (
    Part(
        key="registrations",
        place=20,
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
                shown=(
                    Column("register", "Register", "Register"),
                    Column("number", "Nummer", "Number"),
                    Column("registeredOn", "Ingeschreven op", "Registered on"),
                    Column("endedBefore", "Beëindigd per", "Ended as of"),
                ),
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
                name="optOuts",
                model="register.OptOut",
                owner="registration__person",
                fields={
                    "registration": "registration__uuid",
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
                    "register": "registration__register__code",
                    "regulation": "regulation__digest",
                    "startsOn": "starts_on",
                    "endsBefore": "ends_before",
                    "state": "state",
                },
                kept=Kept("registration", nameless=True),
                shown=(
                    Column("register", "Register", "Register"),
                    Column("startsOn", "Cyclus van", "Cycle from"),
                    Column("endsBefore", "Tot", "Until"),
                    Column("state", "Stand", "State", words=CYCLE),
                ),
            ),
        ),
    ),
)
