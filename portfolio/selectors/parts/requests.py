"""What somebody asked for about the dossier itself: exports, imports, erasures."""

from portfolio.selectors.parts.part import Kept, Part, Table

PARTS = (
    Part(
        key="dossier-requests",
        nl="Verzoeken over uw dossier",
        en="Requests about your dossier",
        tables=(
            Table(
                name="exports",
                model="portfolio.DossierExport",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "form": "form",
                    "parts": "parts",
                    "state": "state",
                    "requestedAt": "requested_at",
                    "digest": "digest",
                    "finishedAt": "finished_at",
                    "expiresAt": "expires_at",
                },
                on="requested_at",
                # An open one has a file in the store, which goes when it expires.
                kept=Kept("trail", nameless=True),
            ),
            Table(
                name="imports",
                model="portfolio.DossierImport",
                owner="registration__person",
                fields={
                    "uuid": "uuid",
                    "registration": "registration__uuid",
                    "source": "source",
                    "sourceNumber": "source_number",
                    "state": "state",
                    "report": "report",
                    "sentAt": "sent_at",
                    "decidedAt": "decided_at",
                    "reason": "reason",
                    "sourceRegistration": "source_registration",
                    "madeAt": "made_at",
                    "finishedAt": "finished_at",
                },
                on="sent_at",
                kept=Kept("facts", nameless=True),
            ),
            Table(
                name="erasures",
                model="portfolio.Erasure",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "state": "state",
                    "askedAt": "asked_at",
                    "erasedAt": "erased_at",
                    "receipt": "receipt",
                    "agreedAt": "agreed_at",
                    "finishedAt": "finished_at",
                },
                on="asked_at",
                kept=Kept("trail", nameless=True),
            ),
        ),
    ),
)
