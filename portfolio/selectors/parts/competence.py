"""Where somebody stands in the competences of their profession, by their own word and by that of others."""

from portfolio.selectors.parts.part import Part, Table

PARTS = (
    Part(
        key="competences",
        nl="Competenties: zelfbeoordeling, feedback en koppelingen",
        en="Competences: self-assessment, feedback and links",
        tables=(
            Table(
                name="self-assessments",
                model="portfolio.SelfAssessment",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "register": "profile__register__code",
                    "profile": "profile__uuid",
                    "profileDigest": "profile__digest",
                    "assessedOn": "assessed_on",
                    "specialisations": "specialisations",
                    "answers": "answers",
                    "recordedAt": "recorded_at",
                },
                on="assessed_on",
            ),
            Table(
                name="feedback-rounds",
                model="portfolio.FeedbackRound",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "register": "profile__register__code",
                    "profile": "profile__uuid",
                    "competences": "competences",
                    "question": "question",
                    "askedAt": "asked_at",
                    "closesBefore": "closes_before",
                    "closedAt": "closed_at",
                },
                on="asked_at",
            ),
            Table(
                name="feedback",
                model="portfolio.FeedbackInvitation",
                owner="round__person",
                fields={
                    "uuid": "uuid",
                    "round": "round__uuid",
                    "email": "email",
                    "relation": "relation",
                    "invitedAt": "invited_at",
                    "withdrawnAt": "withdrawn_at",
                    "answeredAt": "answered_at",
                    "answers": "answers",
                },
                on="invited_at",
            ),
            Table(
                name="links",
                model="portfolio.CompetenceLink",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "register": "register__code",
                    "competence": "competence",
                    "ledgerEntry": "entry__uuid",
                    "claim": "claim__uuid",
                    "evidence": "evidence__uuid",
                    "linkedAt": "linked_at",
                },
                on="linked_at",
            ),
        ),
        private=True,
    ),
)
