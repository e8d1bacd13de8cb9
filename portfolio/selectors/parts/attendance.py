"""Where somebody was: parts of editions attended, and attendance that a provider took back."""

from portfolio.selectors.parts.part import Column, Kept, Part, Table

PARTS = (
    Part(
        key="attendance",
        place=50,
        nl="Aanwezigheid",
        en="Attendance",
        tables=(
            Table(
                name="presences",
                model="portfolio.Presence",
                owner="person",
                fields={
                    "course": "edition__course__code",
                    "courseTitle": "edition__course__title",
                    "edition": "edition__code",
                    "meeting": "meeting__code",
                    "on": "on",
                },
                on="on",
                kept=Kept("facts", nameless=True),
                shown=(
                    Column("on", "Datum", "Date"),
                    Column("courseTitle", "Scholing", "Course", 5),
                    Column("edition", "Uitvoering", "Edition", 3),
                ),
            ),
            Table(
                name="changes",
                model="portfolio.AttendanceChange",
                owner="entry__person",
                fields={
                    "uuid": "uuid",
                    "entry": "entry__uuid",
                    "state": "state",
                    "requestedAt": "requested_at",
                    "decidedAt": "decided_at",
                    "reason": "reason",
                },
                on="requested_at",
                kept=Kept("decisions"),
            ),
        ),
    ),
    Part(
        key="missing-attendance",
        nl="Vragen over gemiste aanwezigheid",
        en="Questions about missing attendance",
        tables=(
            Table(
                name="questions",
                model="portfolio.MissingAttendance",
                owner="registration__person",
                fields={
                    "uuid": "uuid",
                    "registration": "registration__uuid",
                    "course": "edition__course__code",
                    "edition": "edition__code",
                    "attendedOn": "attended_on",
                    "statement": "statement",
                    "state": "state",
                    "askedAt": "asked_at",
                    "answerBy": "answer_by",
                    "answer": "answer",
                    "dispute": "dispute",
                    "decision": "decision",
                },
                on="attended_on",
                kept=Kept("decisions"),
            ),
        ),
    ),
    Part(
        key="wrong-attendance",
        nl="Vragen over onjuiste boekingen",
        en="Questions about wrong bookings",
        tables=(
            Table(
                name="questions",
                model="portfolio.WrongAttendance",
                owner="registration__person",
                fields={
                    "uuid": "uuid",
                    "registration": "registration__uuid",
                    "entry": "entry__uuid",
                    "wrong": "wrong",
                    "rightOn": "right_on",
                    "rightQuantity": "right_quantity",
                    "provider": "provider__name",
                    "statement": "statement",
                    "state": "state",
                    "askedAt": "asked_at",
                    "answerBy": "answer_by",
                    "answer": "answer",
                    "dispute": "dispute",
                    "decision": "decision",
                    "correction": "correction__uuid",
                },
                on="asked_at",
                kept=Kept("decisions"),
            ),
        ),
    ),
)
