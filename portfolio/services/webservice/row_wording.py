"""Why a row was refused, in Dutch, French and English, for each verdict that the checks can give."""

from collections.abc import Mapping

from portfolio.services.attendance.verdicts import Verdict
from portfolio.services.webservice.wording import IN_ROW, Sentence

# Two cases that only this service tells apart from its own reading.
NAMED_TWICE = "named-twice"
NEVER_ACCREDITED = "never-accredited"

# {person}, {course}, {module}, {edition} and {meeting} as they were sent; {date} as dd-mm-yyyy.
ROWS: dict[str, Sentence] = {
    NAMED_TWICE: Sentence(
        "hetzelfde is met een nummer en met een eigen code genoemd ({twice}). Geef er één.",
        "la même chose est nommée par un numéro et par un code propre ({twice}). N'en donnez qu'un.",
        "the same is named by a number and by an own code ({twice}). Give one of them.",
    ),
    NEVER_ACCREDITED: Sentence(
        "scholing {course} is door geen register van deze organisatie geaccrediteerd.",
        "la formation {course} n'est accréditée par aucun registre de cette organisation.",
        "course {course} is accredited by none of the registers of this organisation.",
    ),
    Verdict.NUMBER_MISSING: Sentence(
        "de persoon (externalPersonID) is niet opgegeven.",
        "la personne (externalPersonID) n'est pas indiquée.",
        "the person (externalPersonID) is not given.",
    ),
    Verdict.NUMBER_UNKNOWN: Sentence(
        "persoon {person} is niet bekend bij deze organisatie. Let op voorloopnullen en voorvoegsels.",
        "la personne {person} n'est pas connue de cette organisation. Attention aux zéros et aux préfixes.",
        "person {person} is not known in this organisation. Mind leading zeros and prefixes.",
    ),
    Verdict.NATIONAL_NUMBER: Sentence(
        "deze persoon is niet bekend, en het nummer kan een BSN zijn. Stuur het registratienummer, nooit een BSN.",
        "cette personne n'est pas connue, et le numéro peut être un BSN. Envoyez le numéro d'inscription.",
        "this person is not known, and the number can be a BSN. Send the registration number, never a BSN.",
    ),
    Verdict.NUMBER_AMBIGUOUS: Sentence(
        "nummer {person} hoort in deze organisatie bij meer dan één persoon. Vraag het registerbureau wie het is.",
        "le numéro {person} appartient à plusieurs personnes dans cette organisation. Adressez-vous au registre.",
        "number {person} belongs to several persons in this organisation. Ask the register office who it is.",
    ),
    Verdict.COURSE_MISSING: Sentence(
        "de scholing (PECourseID of externalCourseID) is niet opgegeven.",
        "la formation (PECourseID ou externalCourseID) n'est pas indiquée.",
        "the course (PECourseID or externalCourseID) is not given.",
    ),
    Verdict.COURSE_UNKNOWN: Sentence(
        "scholing {course} is bij deze aanbieder niet bekend.",
        "la formation {course} n'est pas connue de ce prestataire.",
        "course {course} is not known with this provider.",
    ),
    Verdict.EDITION_MISSING: Sentence(
        "de uitvoering (PEEditionID of externalEditionID) van scholing {course} is niet opgegeven.",
        "la session (PEEditionID ou externalEditionID) de la formation {course} n'est pas indiquée.",
        "the edition (PEEditionID or externalEditionID) of course {course} is not given.",
    ),
    Verdict.EDITION_UNKNOWN: Sentence(
        "uitvoering {edition} van scholing {course} is niet bekend.",
        "la session {edition} de la formation {course} n'est pas connue.",
        "edition {edition} of course {course} is not known.",
    ),
    Verdict.EDITION_AMBIGUOUS: Sentence(
        "de code {edition} van de uitvoering is niet uniek.",
        "le code {edition} de la session n'est pas unique.",
        "the code {edition} of the edition is not unique.",
    ),
    Verdict.EDITION_NOT_EXPECTED: Sentence(
        "scholing {course} is e-learning; geef geen uitvoering op.",
        "la formation {course} est un e-learning ; n'indiquez pas de session.",
        "course {course} is e-learning; give no edition.",
    ),
    Verdict.MEETING_MISSING: Sentence(
        "de bijeenkomst (PEMeetingID of externalMeetingID) is niet opgegeven, en de uitvoering heeft er meer.",
        "la réunion (PEMeetingID ou externalMeetingID) n'est pas indiquée, et la session en a plusieurs.",
        "the meeting (PEMeetingID or externalMeetingID) is not given, and the edition has several.",
    ),
    Verdict.MEETING_UNKNOWN: Sentence(
        "bijeenkomst {meeting} is bij deze uitvoering niet bekend.",
        "la réunion {meeting} n'est pas connue de cette session.",
        "meeting {meeting} is not known in this edition.",
    ),
    Verdict.MEETING_NOT_EXPECTED: Sentence(
        "scholing {course} is e-learning; geef geen bijeenkomst op.",
        "la formation {course} est un e-learning ; n'indiquez pas de réunion.",
        "course {course} is e-learning; give no meeting.",
    ),
    Verdict.MODULE_MISSING: Sentence(
        "de module (PEModuleID of externalmoduleID) is niet opgegeven, en scholing {course} heeft er meer.",
        "le module (PEModuleID ou externalmoduleID) n'est pas indiqué, et la formation {course} en a plusieurs.",
        "the module (PEModuleID or externalmoduleID) is not given, and course {course} has several.",
    ),
    Verdict.MODULE_UNKNOWN: Sentence(
        "module {module} van scholing {course} is niet bekend.",
        "le module {module} de la formation {course} n'est pas connu.",
        "module {module} of course {course} is not known.",
    ),
    Verdict.MODULE_NOT_EXPECTED: Sentence(
        "alleen e-learning heeft modules; scholing {course} is geen e-learning.",
        "seul l'e-learning a des modules ; la formation {course} n'en est pas un.",
        "only e-learning has modules; course {course} is none.",
    ),
    Verdict.DATE_MISSING: Sentence(
        "de einddatum (endDate) is niet opgegeven; bij e-learning en groepen is die verplicht.",
        "la date de fin (endDate) n'est pas indiquée ; elle est obligatoire pour l'e-learning et les groupes.",
        "the end date (endDate) is not given; e-learning and groups require it.",
    ),
    Verdict.DATE_NOT_EXPECTED: Sentence(
        "er is een einddatum opgegeven ({date}); een fysieke scholing krijgt haar datum van de uitvoering.",
        "une date de fin est indiquée ({date}) ; une formation physique tient sa date de la session.",
        "an end date is given ({date}); a physical course has its date from the edition.",
    ),
    Verdict.DATE_IN_FUTURE: Sentence(
        "de datum {date} ligt in de toekomst.",
        "la date {date} est dans le futur.",
        "the date {date} lies in the future.",
    ),
    Verdict.DATE_OUTSIDE_EDITION: Sentence(
        "de datum {date} valt buiten de dagen van de uitvoering.",
        "la date {date} est en dehors des jours de la session.",
        "the date {date} is outside the days of the edition.",
    ),
    Verdict.DATE_WITHOUT_MEETING: Sentence(
        "op {date} was er geen bijeenkomst.", "il n'y a pas eu de réunion le {date}.", "there was no meeting on {date}."
    ),
    Verdict.NOT_REGISTERED_THEN: Sentence(
        "persoon {person} stond op {date} niet ingeschreven bij deze organisatie.",
        "la personne {person} n'était pas inscrite à cette organisation le {date}.",
        "person {person} was not registered in this organisation on {date}.",
    ),
    Verdict.NOT_ACCREDITED_THEN: Sentence(
        "{date} valt buiten alle accreditatieperioden van scholing {course}, of die geldt niet voor deze persoon.",
        "{date} est en dehors des périodes d'accréditation de la formation {course}, ou celle-ci ne vaut pas pour "
        "cette personne.",
        "{date} is outside all accreditation periods of course {course}, or these do not hold for this person.",
    ),
    Verdict.NOT_AUTHORISED_THEN: Sentence(
        "presentie van scholing {course} wordt op {date} niet door deze aanbieder ingevoerd: autorisatie ontbreekt.",
        "les présences de la formation {course} ne sont pas saisies par ce prestataire le {date} : pas d'autorisation.",
        "attendance of course {course} is not entered by this provider on {date}: the authorisation is missing.",
    ),
    Verdict.TOO_LATE: Sentence(
        "{date} valt buiten de periode waarin presentie mag worden ingevoerd.",
        "{date} est en dehors de la période où les présences peuvent être saisies.",
        "{date} is outside the period in which attendance may be entered.",
    ),
}
ELSE = Sentence(
    "deze rij kan niet worden verwerkt ({verdict}).",
    "cette ligne ne peut pas être traitée ({verdict}).",
    "this row cannot be processed ({verdict}).",
)


def about_row(row: int, verdict: str, language: str, cells: Mapping[str, str]) -> str:
    """The message about a refused row, with its number as the sender counts."""
    what = ROWS.get(verdict, ELSE).say(language, verdict=verdict, **cells)
    return IN_ROW.say(language, row=str(row), what=what)
