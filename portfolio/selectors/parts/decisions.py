"""Decisions about somebody, what they said about them, and the documents in which they were written down."""

from portfolio.selectors.parts.part import Kept, Part, Table

PARTS = (
    Part(
        key="decisions",
        nl="Besluiten en bezwaren",
        en="Decisions and objections",
        tables=(
            Table(
                name="decisions",
                model="portfolio.Decision",
                owner="registration__person",
                fields={
                    "uuid": "uuid",
                    "registration": "registration__uuid",
                    "question": "question",
                    "matter": "matter",
                    "state": "state",
                    "result": "result",
                    "adverse": "adverse",
                    "effectiveOn": "effective_on",
                    "effect": "effect",
                    "reasons": "reasons",
                    "articles": "articles",
                    "standing": "standing",
                    "regulation": "regulation__digest",
                    "hardship": "hardship",
                    "view": "view",
                    "viewAt": "view_at",
                    "preparedAt": "prepared_at",
                    "decidedAt": "decided_at",
                    "madeKnownOn": "made_known_on",
                    "objectionUntil": "objection_until",
                    "replaces": "replaces__uuid",
                },
                on="prepared_at",
                # A trigger keeps it for good: without the name of the person it is about.
                kept=Kept("decisions", nameless=True),
            ),
            Table(
                name="objections",
                model="portfolio.Objection",
                owner="decision__registration__person",
                fields={
                    "uuid": "uuid",
                    "decision": "decision__uuid",
                    "grounds": "grounds",
                    "receivedAt": "received_at",
                    "late": "late",
                    "lateBecause": "late_because",
                    "hearingOn": "hearing_on",
                    "hearingReport": "hearing_report",
                    "outcome": "outcome",
                    "reasons": "reasons",
                    "decidedAt": "decided_at",
                    "withdrawnAt": "withdrawn_at",
                },
                on="received_at",
                # A trigger keeps it for good: without the name of the person it is about.
                kept=Kept("decisions", nameless=True),
            ),
            Table(
                name="documents",
                model="portfolio.DecisionDocument",
                owner="decision__registration__person",
                fields={
                    "register": "register__code",
                    "number": "number",
                    "kind": "kind",
                    "digest": "digest",
                    "previous": "previous",
                    "issuedAt": "issued_at",
                    "body": "body",
                },
                on="issued_at",
                # A trigger keeps it for good: without the name of the person it is about.
                kept=Kept("decisions", nameless=True),
            ),
        ),
    ),
)
