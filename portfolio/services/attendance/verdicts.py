"""What can become of a row: every verdict with its sentence and its remedy, in Dutch and English."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """Stable codes. Two say that the person has the credit; the others are what stands in the way."""

    BOOKED = "BOOKED"
    KNOWN = "KNOWN"
    CELLS_DO_NOT_FIT = "cells-do-not-fit"
    NUMBER_UNKNOWN = "number-unknown"
    NUMBER_AMBIGUOUS = "number-ambiguous"
    REGISTER_UNKNOWN = "register-unknown"
    EDITION_UNKNOWN = "edition-unknown"
    DATE_UNREADABLE = "date-unreadable"
    DATE_IN_FUTURE = "date-in-future"
    DATE_OUTSIDE_EDITION = "date-outside-edition"
    NOT_REGISTERED_THEN = "not-registered-then"
    NOT_ACCREDITED_THEN = "not-accredited-then"
    DUPLICATE_IN_FILE = "duplicate-in-file"


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


# {number}, {register}, {edition} and {day} stand for the cells of the row.
WORDS: dict[Verdict, Words] = {
    Verdict.BOOKED: Words("Geboekt.", "Booked."),
    Verdict.KNOWN: Words("Was al geboekt; er is niets dubbel geteld.", "Was booked before; nothing was counted twice."),
    Verdict.CELLS_DO_NOT_FIT: Words(
        "Deze regel heeft niet evenveel cellen als de kopregel.",
        "This row does not have as many cells as the header line.",
        "Zet een cel met een scheidingsteken tussen aanhalingstekens en laat geen cel weg.",
        "Put a cell that has a separator in it between quotes and leave no cell out.",
    ),
    Verdict.NUMBER_UNKNOWN: Words(
        "Registratienummer “{number}” is niet bekend.",
        "Registration number “{number}” is not known.",
        "Vraag de deelnemer om het nummer en let op voorloopnullen.",
        "Ask the participant for the number and mind leading zeros.",
    ),
    Verdict.NUMBER_AMBIGUOUS: Words(
        "Registratienummer “{number}” komt in meer dan één register voor, bij verschillende personen.",
        "Registration number “{number}” is in more than one register, for different persons.",
        "Voeg de kolom register toe met de code van het register van de deelnemer.",
        "Add the column register with the code of the participant's register.",
    ),
    Verdict.REGISTER_UNKNOWN: Words(
        "Register “{register}” bestaat niet.",
        "Register “{register}” does not exist.",
        "Gebruik de code van het register, of laat de cel leeg.",
        "Use the code of the register, or leave the cell empty.",
    ),
    Verdict.EDITION_UNKNOWN: Words(
        "Uitvoering “{edition}” is bij u niet bekend.",
        "Edition “{edition}” is not known with you.",
        "Gebruik de code van een uitvoering van een eigen scholing.",
        "Use the code of an edition of a course of your own.",
    ),
    Verdict.DATE_UNREADABLE: Words(
        "“{day}” is geen datum.",
        "“{day}” is not a date.",
        "Schrijf de datum als 2026-11-22 of 22-11-2026.",
        "Write the date as 2026-11-22 or 22-11-2026.",
    ),
    Verdict.DATE_IN_FUTURE: Words(
        "{day} lag bij ontvangst van de lijst nog in de toekomst.",
        "{day} was still in the future when the list was received.",
        "Meld de presentie na afloop, of herstel de datum.",
        "Report the attendance afterwards, or mend the date.",
    ),
    Verdict.DATE_OUTSIDE_EDITION: Words(
        "{day} valt buiten de dagen van uitvoering “{edition}”.",
        "{day} is outside the days of edition “{edition}”.",
        "Herstel de datum of de code van de uitvoering.",
        "Mend the date or the code of the edition.",
    ),
    Verdict.NOT_REGISTERED_THEN: Words(
        "De deelnemer met nummer “{number}” stond op {day} in geen enkel register.",
        "The participant with number “{number}” was on no register on {day}.",
        "Herstel nummer of datum; anders telt deze presentie niet.",
        "Mend the number or the date; otherwise this attendance does not count.",
    ),
    Verdict.NOT_ACCREDITED_THEN: Words(
        "De scholing was op {day} niet geaccrediteerd voor een register van deze deelnemer.",
        "On {day} the course was not accredited for any register of this participant.",
        "Vraag accreditatie aan bij het register; stuur de regel daarna opnieuw.",
        "Apply for accreditation with the register; send the row again after that.",
    ),
    Verdict.DUPLICATE_IN_FILE: Words(
        "Deze deelnemer staat voor deze uitvoering al eerder in deze lijst.",
        "This participant is in this list before, for this edition.",
        "Niets: één keer is genoeg. Was een ander bedoeld, herstel dan het nummer.",
        "Nothing: once is enough. If someone else was meant, mend the number.",
    ),
}
