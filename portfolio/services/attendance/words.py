"""What a sender reads about a row: each verdict with its sentence and its remedy, in Dutch and English."""

from portfolio.services.attendance.rows import GivenRow
from portfolio.services.attendance.verdicts import Verdict, Words

# {number}, {register}, {association}, {course}, {module}, {edition}, {meeting}, {day} and {arrival}: cells of the row.
WORDS: dict[Verdict, Words] = {
    Verdict.BOOKED: Words("Geboekt.", "Booked."),
    Verdict.KNOWN: Words("Was al geboekt; er is niets dubbel geteld.", "Was booked before; nothing was counted twice."),
    Verdict.PRESENT: Words(
        "Aanwezigheid genoteerd; de scholing wordt geboekt zodra alles is bijgewoond.",
        "Presence noted; the course is booked once all of it was attended.",
    ),
    Verdict.ACCEPTED: Words("Goed; niet geboekt, want dit was een proef.", "Good; not booked, as this was a test."),
    Verdict.HELD_BACK: Words(
        "Goed, maar niet geboekt: een andere regel is dat niet, en het was alles of niets.",
        "Good, but not booked: another row is not, and it was all or nothing.",
        "Herstel de andere regels en stuur de lijst opnieuw.",
        "Mend the other rows and send the list again.",
    ),
    Verdict.WITHDRAWN: Words("Teruggenomen.", "Withdrawn."),
    Verdict.WITHDRAWN_BEFORE: Words(
        "Was al teruggenomen; er is niets veranderd.", "Was withdrawn before; nothing was changed."
    ),
    Verdict.REMOVED: Words(
        "Van de lijst gehaald: nummer {number} staat niet op de lijst die haar vervangt.",
        "Taken off the list: number {number} is not on the list that replaces it.",
    ),
    Verdict.ASKED_OFFICE: Words(
        "Voorgelegd aan het registerbureau: de termijn om dit zelf te wijzigen is voorbij.",
        "Put before the register office: the term to change this yourself is over.",
    ),
    Verdict.CELLS_DO_NOT_FIT: Words(
        "Deze regel heeft niet evenveel cellen als de kopregel.",
        "This row does not have as many cells as the header line.",
        "Zet een cel met een scheidingsteken tussen aanhalingstekens en laat geen cel weg.",
        "Put a cell that has a separator in it between quotes and leave no cell out.",
    ),
    Verdict.NUMBER_MISSING: Words(
        "Het registratienummer ontbreekt.",
        "The registration number is missing.",
        "Vul het registratienummer van de deelnemer in.",
        "Give the registration number of the participant.",
    ),
    Verdict.NUMBER_UNKNOWN: Words(
        "Registratienummer “{number}” is niet bekend.",
        "Registration number “{number}” is not known.",
        "Vraag de deelnemer om het nummer en let op voorloopnullen.",
        "Ask the participant for the number and mind leading zeros.",
    ),
    Verdict.NATIONAL_NUMBER: Words(
        "Dit nummer is niet bekend en kan een burgerservicenummer (BSN) zijn.",
        "This number is not known and can be a citizen service number (BSN).",
        "Stuur het registratienummer van de deelnemer, en nooit een BSN.",
        "Send the registration number of the participant, and never a citizen service number.",
    ),
    Verdict.NUMBER_AMBIGUOUS: Words(
        "Registratienummer “{number}” komt in meer dan één register voor, bij verschillende personen.",
        "Registration number “{number}” is in more than one register, for different persons.",
        "Voeg de kolom register toe met de code van het register van de deelnemer.",
        "Add the column register with the code of the participant's register.",
    ),
    Verdict.NUMBER_TYPED_AS_NUMBER: Words(
        "“{number}” is als getal opgeslagen en niet bekend; voorloopnullen kunnen verloren zijn.",
        "“{number}” was stored as a number and is not known; leading zeros may have been lost.",
        "Maak in het rekenblad van de kolom tekst en vul de nummers opnieuw in, met hun nullen.",
        "Format the column as text in the spreadsheet and enter the numbers again, with their zeros.",
    ),
    Verdict.REGISTER_UNKNOWN: Words(
        "Register “{register}” bestaat niet.",
        "Register “{register}” does not exist.",
        "Gebruik de code van het register, of laat de cel leeg.",
        "Use the code of the register, or leave the cell empty.",
    ),
    Verdict.ASSOCIATION_UNKNOWN: Words(
        "Vereniging “{association}” bestaat niet.",
        "Association “{association}” does not exist.",
        "Gebruik de code van de vereniging, of laat de cel leeg.",
        "Use the code of the association, or leave the cell empty.",
    ),
    Verdict.COURSE_MISSING: Words(
        "Geen scholing en geen uitvoering genoemd.",
        "No course and no edition were named.",
        "Noem de code van de uitvoering, of die van de scholing bij e-learning en intervisiegroepen.",
        "Name the code of the edition, or that of the course for e-learning and peer groups.",
    ),
    Verdict.COURSE_UNKNOWN: Words(
        "Scholing “{course}” is bij u niet bekend.",
        "Course “{course}” is not known with you.",
        "Gebruik de code van een eigen scholing.",
        "Use the code of a course of your own.",
    ),
    Verdict.NO_MANDATE: Words(
        "U meldt presentie van één scholing, en dit is een andere.",
        "You report attendance of one course, and this is another.",
        "Meld alleen presentie van de scholing van uw machtiging of groep, of vraag de aanbieder om een machtiging.",
        "Report attendance of the course of your mandate or group only, or ask the provider for a mandate.",
    ),
    Verdict.EDITION_MISSING: Words(
        "De uitvoering van scholing “{course}” ontbreekt.",
        "The edition of course “{course}” is missing.",
        "Noem de code van de uitvoering die is bijgewoond.",
        "Name the code of the edition that was attended.",
    ),
    Verdict.EDITION_UNKNOWN: Words(
        "Uitvoering “{edition}” is bij u niet bekend.",
        "Edition “{edition}” is not known with you.",
        "Gebruik de code van een uitvoering van een eigen scholing.",
        "Use the code of an edition of a course of your own.",
    ),
    Verdict.EDITION_AMBIGUOUS: Words(
        "Uitvoering “{edition}” komt bij meer dan één scholing van u voor.",
        "Edition “{edition}” belongs to more than one of your courses.",
        "Voeg de kolom course toe met de code van de scholing.",
        "Add the column course with the code of the course.",
    ),
    Verdict.EDITION_NOT_EXPECTED: Words(
        "E-learning heeft geen uitvoering.",
        "E-learning has no edition.",
        "Laat de uitvoering weg en noem scholing en einddatum.",
        "Leave the edition out and name course and end date.",
    ),
    Verdict.MEETING_MISSING: Words(
        "Uitvoering “{edition}” heeft meer bijeenkomsten en er is er geen genoemd.",
        "Edition “{edition}” has several meetings and none was named.",
        "Noem de code van de bijeenkomst, één regel per bijeenkomst.",
        "Name the code of the meeting, one row per meeting.",
    ),
    Verdict.MEETING_UNKNOWN: Words(
        "Bijeenkomst “{meeting}” hoort niet bij deze uitvoering.",
        "Meeting “{meeting}” does not belong to this edition.",
        "Gebruik de code van een bijeenkomst van deze uitvoering.",
        "Use the code of a meeting of this edition.",
    ),
    Verdict.MEETING_NOT_EXPECTED: Words(
        "E-learning heeft geen bijeenkomsten.",
        "E-learning has no meetings.",
        "Laat de bijeenkomst weg en noem scholing en einddatum.",
        "Leave the meeting out and name course and end date.",
    ),
    Verdict.MODULE_MISSING: Words(
        "De scholing heeft meer modules en er is er geen genoemd.",
        "The course has several modules and none was named.",
        "Noem de code van de module die is afgerond.",
        "Name the code of the module that was completed.",
    ),
    Verdict.MODULE_UNKNOWN: Words(
        "Module “{module}” hoort niet bij deze scholing.",
        "Module “{module}” does not belong to this course.",
        "Gebruik de code van een module van deze scholing.",
        "Use the code of a module of this course.",
    ),
    Verdict.MODULE_NOT_EXPECTED: Words(
        "Alleen e-learning heeft modules.",
        "Only e-learning has modules.",
        "Laat de module weg.",
        "Leave the module out.",
    ),
    Verdict.DATE_MISSING: Words(
        "De datum ontbreekt.",
        "The date is missing.",
        "Noem de dag waarop de deelnemer het afrondde of er was.",
        "Give the day on which the participant completed it or was there.",
    ),
    Verdict.DATE_UNREADABLE: Words(
        "“{day}” is geen datum.",
        "“{day}” is not a date.",
        "Schrijf de datum als 2026-11-22 of 22-11-2026.",
        "Write the date as 2026-11-22 or 22-11-2026.",
    ),
    Verdict.DATE_NOT_EXPECTED: Words(
        "Een fysieke scholing krijgt haar datum van de uitvoering; {day} hoort er niet bij.",
        "A physical course has its date from the edition; {day} does not belong there.",
        "Laat de einddatum weg.",
        "Leave the end date out.",
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
    Verdict.DATE_WITHOUT_MEETING: Words(
        "Op {day} was er geen bijeenkomst van uitvoering “{edition}”.",
        "There was no meeting of edition “{edition}” on {day}.",
        "Herstel de datum, of noem de bijeenkomst.",
        "Mend the date, or name the meeting.",
    ),
    Verdict.ARRIVAL_UNREADABLE: Words(
        "“{arrival}” is geen tijdstip.",
        "“{arrival}” is not a time.",
        "Schrijf het tijdstip van aankomst als 09:05.",
        "Write the time of arrival as 09:05.",
    ),
    Verdict.ARRIVED_LATE: Words(
        "De deelnemer kwam om {arrival} binnen; dat is te laat om deze bijeenkomst mee te tellen.",
        "The participant arrived at {arrival}; that is too late for this meeting to count.",
        "Herstel het tijdstip als het niet klopt; anders telt deze bijeenkomst niet.",
        "Mend the time if it is wrong; otherwise this meeting does not count.",
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
    Verdict.NOT_AUTHORISED_THEN: Words(
        "U was op {day} niet geautoriseerd door de vereniging van de deelnemer.",
        "On {day} you were not authorised by the association of the participant.",
        "Vraag de vereniging om autorisatie; stuur de regel daarna opnieuw.",
        "Ask the association for authorisation; send the row again after that.",
    ),
    Verdict.TOO_LATE: Words(
        "De termijn om presentie van {day} te melden is voorbij.",
        "The term to report attendance of {day} is over.",
        "Overleg met het registerbureau; de deelnemer kan de scholing zelf opvoeren.",
        "Consult the register office; participants can enter the course themselves.",
    ),
    Verdict.DUPLICATE_IN_FILE: Words(
        "Deze deelnemer staat hiervoor al eerder in deze lijst.",
        "This participant is in this list before, for the same.",
        "Niets: één keer is genoeg. Was een ander bedoeld, herstel dan het nummer.",
        "Nothing: once is enough. If someone else was meant, mend the number.",
    ),
    Verdict.NOT_ON_LIST: Words(
        "Van deze deelnemer is hiervoor geen presentie geboekt; er is niets terug te nemen.",
        "No attendance of this participant is booked for this; there is nothing to withdraw.",
        "Herstel nummer, uitvoering of datum; is er niets geboekt, dan hoeft u niets te doen.",
        "Mend number, edition or date; if nothing was booked there is nothing to do.",
    ),
}


def cells_of(row: GivenRow) -> dict[str, str]:
    """The cells of a row as its sender wrote them, by the names that the sentences use."""
    return {
        "number": row.number,
        "register": row.register_code,
        "association": row.association_code,
        "course": row.course_code or _text(row.course_number),
        "module": row.module_code or _text(row.module_number),
        "edition": row.edition_code or _text(row.edition_number),
        "meeting": row.meeting_code or _text(row.meeting_number),
        "day": row.attended_on.isoformat() if row.attended_on else row.attended_on_text,
        "arrival": row.arrived_at_text or (row.arrived_at.isoformat("minutes") if row.arrived_at else ""),
    }


def words_about(verdict: Verdict, cells: dict[str, str], language: str) -> tuple[str, str]:
    """The sentence about a row with these cells and what to do, in `nl` or `en`."""
    words = WORDS[verdict]
    return words.message(language).format(**cells), words.remedy(language)


def _text(number: int | None) -> str:
    return "" if number is None else str(number)
