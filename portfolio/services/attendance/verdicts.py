"""What can become of a row: every verdict, which field it is about, and whether the sender has something to mend."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Stable codes. Those in capitals say that the row was taken; the others are what stands in the way."""

    BOOKED = "BOOKED"
    KNOWN = "KNOWN"
    PRESENT = "PRESENT"  # part of a whole that is booked when all it takes was attended
    ACCEPTED = "ACCEPTED"  # would be booked; this was a test or a look beforehand
    HELD_BACK = "HELD_BACK"  # good, but another row was not and it was all or nothing
    WITHDRAWN = "WITHDRAWN"
    WITHDRAWN_BEFORE = "WITHDRAWN_BEFORE"
    REMOVED = "REMOVED"  # was on the list before, and not on the one that replaces it
    ASKED_OFFICE = "ASKED_OFFICE"  # too late for the provider to change; the register office decides

    CELLS_DO_NOT_FIT = "cells-do-not-fit"
    NUMBER_MISSING = "number-missing"
    NUMBER_UNKNOWN = "number-unknown"
    NATIONAL_NUMBER = "national-number"
    NUMBER_AMBIGUOUS = "number-ambiguous"
    NUMBER_TYPED_AS_NUMBER = "number-typed-as-number"
    REGISTER_UNKNOWN = "register-unknown"
    ASSOCIATION_UNKNOWN = "association-unknown"
    COURSE_MISSING = "course-missing"
    COURSE_UNKNOWN = "course-unknown"
    NO_MANDATE = "no-mandate"
    EDITION_MISSING = "edition-missing"
    EDITION_UNKNOWN = "edition-unknown"
    EDITION_AMBIGUOUS = "edition-ambiguous"
    EDITION_NOT_EXPECTED = "edition-not-expected"
    MEETING_MISSING = "meeting-missing"
    MEETING_UNKNOWN = "meeting-unknown"
    MEETING_NOT_EXPECTED = "meeting-not-expected"
    MODULE_MISSING = "module-missing"
    MODULE_UNKNOWN = "module-unknown"
    MODULE_NOT_EXPECTED = "module-not-expected"
    DATE_MISSING = "date-missing"
    DATE_UNREADABLE = "date-unreadable"
    DATE_NOT_EXPECTED = "date-not-expected"
    DATE_IN_FUTURE = "date-in-future"
    DATE_OUTSIDE_EDITION = "date-outside-edition"
    DATE_WITHOUT_MEETING = "date-without-meeting"
    ARRIVAL_UNREADABLE = "arrival-unreadable"
    ARRIVED_LATE = "arrived-late"
    NOT_REGISTERED_THEN = "not-registered-then"
    NOT_ACCREDITED_THEN = "not-accredited-then"
    NOT_AUTHORISED_THEN = "not-authorised-then"
    TOO_LATE = "too-late"
    DUPLICATE_IN_FILE = "duplicate-in-file"
    NOT_ON_LIST = "not-on-list"

    @property
    def refused(self) -> bool:
        """Whether the row was not taken."""
        return self.value.islower()

    @property
    def in_a_test(self) -> "Verdict":
        """What the row is told when nothing is done about it."""
        return Verdict.ACCEPTED if self in DONE else self

    @property
    def field(self) -> str:
        """The field that the verdict is about, as the API names it; empty for the row as a whole."""
        return FIELDS.get(self, "")


V = Verdict
# Good now, and good before: the credit is there (or gone) as the sender wants it, and nothing was done for it.
UNCHANGED = frozenset({V.KNOWN, V.WITHDRAWN_BEFORE})
# Something is written for these.
DONE = frozenset({V.BOOKED, V.PRESENT, V.WITHDRAWN, V.REMOVED, V.ASKED_OFFICE})
FIELDS = {
    V.NUMBER_MISSING: "registrationNumber",
    V.NUMBER_UNKNOWN: "registrationNumber",
    V.NATIONAL_NUMBER: "registrationNumber",
    V.NUMBER_AMBIGUOUS: "registrationNumber",
    V.NUMBER_TYPED_AS_NUMBER: "registrationNumber",
    V.REGISTER_UNKNOWN: "register",
    V.ASSOCIATION_UNKNOWN: "association",
    V.COURSE_MISSING: "course",
    V.COURSE_UNKNOWN: "course",
    V.NO_MANDATE: "course",
    V.EDITION_MISSING: "edition",
    V.EDITION_UNKNOWN: "edition",
    V.EDITION_AMBIGUOUS: "edition",
    V.EDITION_NOT_EXPECTED: "edition",
    V.MEETING_MISSING: "meeting",
    V.MEETING_UNKNOWN: "meeting",
    V.MEETING_NOT_EXPECTED: "meeting",
    V.MODULE_MISSING: "module",
    V.MODULE_UNKNOWN: "module",
    V.MODULE_NOT_EXPECTED: "module",
    V.DATE_MISSING: "attendedOn",
    V.DATE_UNREADABLE: "attendedOn",
    V.DATE_NOT_EXPECTED: "attendedOn",
    V.DATE_IN_FUTURE: "attendedOn",
    V.DATE_OUTSIDE_EDITION: "attendedOn",
    V.DATE_WITHOUT_MEETING: "attendedOn",
    V.NOT_REGISTERED_THEN: "attendedOn",
    V.NOT_ACCREDITED_THEN: "attendedOn",
    V.NOT_AUTHORISED_THEN: "attendedOn",
    V.TOO_LATE: "attendedOn",
    V.ARRIVAL_UNREADABLE: "arrivedAt",
    V.ARRIVED_LATE: "arrivedAt",
}


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence per language and what to do about it; nothing to do is an empty remedy."""

    nl: str
    en: str
    remedy_nl: str = ""
    remedy_en: str = ""

    def message(self, language: str) -> str:
        return self.en if language == "en" else self.nl

    def remedy(self, language: str) -> str:
        return self.remedy_en if language == "en" else self.remedy_nl
