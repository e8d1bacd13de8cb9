"""Which courses somebody was asked about. What was answered is nobody's: no row leads from the one to the other."""

from portfolio.selectors.parts.part import Part, Table

PARTS = (
    Part(
        key="evaluations",
        nl="Uitnodigingen om scholing te beoordelen",
        en="Invitations to evaluate courses",
        tables=(
            Table(
                name="invitations",
                model="accreditation.EvaluationInvitation",
                owner="person",
                fields={
                    "uuid": "uuid",
                    "course": "edition__course__code",
                    "edition": "edition__code",
                    "moment": "moment",
                    "opensOn": "opens_on",
                    "closesBefore": "closes_before",
                    "answered": "answered",
                },
                on="opens_on",
            ),
        ),
        private=True,
    ),
)
