"""What a disciplinary body ruled about somebody, with the rulings themselves."""

from portfolio.selectors.parts.part import Column, Files, Kept, Part, Table

MEASURE_WORDS = {
    "SUSPENSION": ("schorsing", "suspension"),
    "STRIKE_OFF": ("doorhaling", "strike-off"),
    "LIFTED": ("opgeheven", "lifted"),
    "QUASHED": ("vernietigd", "quashed"),
}

PARTS = (
    Part(
        key="disciplinary-orders",
        nl="Maatregelen van de tuchtrechter",
        en="Orders of a disciplinary body",
        tables=(
            Table(
                name="orders",
                model="portfolio.DisciplinaryOrder",
                owner="decision__registration__person",
                fields={
                    "uuid": "uuid",
                    "registration": "decision__registration__uuid",
                    "decision": "decision__uuid",
                    "measure": "measure",
                    "body": "body",
                    "reference": "reference",
                    "ruledOn": "ruled_on",
                    "startsOn": "starts_on",
                    "endsBefore": "ends_before",
                    "against": "against__uuid",
                    "fileName": "file_name",
                    "size": "size",
                    "digest": "digest",
                    "enteredAt": "entered_at",
                },
                on="entered_at",
                # The ruling names the person: it goes with its file when the term is over.
                kept=Kept("decisions"),
                files=Files(),
                shown=(
                    Column("ruledOn", "Uitspraak", "Ruled on"),
                    Column("measure", "Maatregel", "Measure", words=MEASURE_WORDS),
                    Column("body", "Instantie", "Body", 4),
                    Column("reference", "Zaak", "Case"),
                    Column("startsOn", "Vanaf", "From"),
                    Column("endsBefore", "Tot", "Until"),
                ),
            ),
        ),
    ),
)
