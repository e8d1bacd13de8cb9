"""The words of the regulation language in Dutch and English, for whoever reads a document aloud."""

from __future__ import annotations

Pair = tuple[str, str]
"""Dutch, English."""

FIELDS: dict[str, Pair] = {
    "code": ("met code", "with code"),
    "unit": ("in de eenheid", "in the unit"),
    "event": ("bij het evenement", "at the event"),
    "course": ("van de cursus", "of the course"),
    "format": ("in de vorm", "in the form"),
    "role": ("in de rol", "in the role"),
    "by": ("door of met", "by or with"),
    "test": ("met toets", "with test"),
    "reason": ("met reden", "with reason"),
    "tags": ("met label", "tagged"),
    "registrations": ("voor registratie", "for registration"),
    "group_size": ("met groepsgrootte", "with group size"),
    "score": ("met score", "with score"),
    "sessions": ("met aantal bijeenkomsten", "with number of sessions"),
    "hours_per_week": ("met uren per week", "with hours a week"),
    "occurrence": ("als n-de keer dezelfde cursus, n", "as the n-th time of the same course, n being"),
    "quantity": ("met omvang", "with quantity"),
    "session_length": ("met duur per bijeenkomst", "with length of a session"),
    "on": ("op een dag", "on a day"),
    "begun_on": ("begonnen", "begun"),
    "recorded_on": ("vastgelegd", "recorded"),
}
DISTINCT: dict[str, Pair] = {
    "kind": ("soorten feiten", "kinds of fact"),
    "code": ("codes", "codes"),
    "unit": ("eenheden", "units"),
    "event": ("evenementen", "events"),
    "course": ("cursussen", "courses"),
    "format": ("vormen", "forms"),
    "role": ("rollen", "roles"),
    "by": ("personen of wijzen (by)", "persons or ways (by)"),
    "test": ("toetsuitslagen", "test results"),
    "reason": ("redenen", "reasons"),
    "tags": ("labels", "tags"),
    "registrations": ("registraties", "registrations"),
    "category": ("categorieën", "categories"),
}
FLAGS: dict[str, tuple[Pair, Pair]] = {
    "accredited": (("geaccrediteerd", "niet geaccrediteerd"), ("accredited", "not accredited")),
    "accepted": (("goedgekeurd", "afgekeurd"), ("accepted", "refused")),
    "evidence": (("met bewijs", "zonder bewijs"), ("with evidence", "without evidence")),
}
KINDS: dict[str, tuple[Pair, Pair]] = {
    "activity": (("activiteit", "activiteiten"), ("activity", "activities")),
    "work": (("werk", "werk"), ("work", "work")),
    "leave": (("verlof", "verlof"), ("leave", "leave")),
    "declaration": (("verklaring", "verklaringen"), ("declaration", "declarations")),
    "attestation": (("verklaring van een ander", "verklaringen van anderen"), ("attestation", "attestations")),
    "artefact": (("stuk", "stukken"), ("artefact", "artefacts")),
    "exam": (("examen", "examens"), ("exam", "exams")),
    "appointment": (("gesprek", "gesprekken"), ("appointment", "appointments")),
    "decision": (("besluit", "besluiten"), ("decision", "decisions")),
    "status": (("status", "een status"), ("status", "a status")),
}
"""One and several, in Dutch and in English."""

BOUNDS: dict[str, Pair] = {
    "at_least": ("ten minste", "at least"),
    "at_most": ("ten hoogste", "at most"),
    "above": ("meer dan", "more than"),
    "below": ("minder dan", "less than"),
    "multiple_of": ("een veelvoud van", "a multiple of"),
    "prefix": ("beginnend met", "beginning with"),
    "not": ("anders dan", "other than"),
    "all": ("alle van", "all of"),
}
DAYS: dict[str, Pair] = {
    "cycle start": ("het begin van de periode", "the start of the cycle"),
    "cycle end": ("het einde van de periode", "the end of the cycle"),
    "window start": ("het begin van het telvenster", "the start of the counting window"),
    "window end": ("het einde van het telvenster", "the end of the counting window"),
    "period start": ("het begin van het tijdvak", "the start of the stretch"),
    "period end": ("het einde van het tijdvak", "the end of the stretch"),
    "registration": ("de inschrijving", "the registration"),
    "judgement": ("de dag van beoordeling", "the day of judgement"),
}
MONTHS = (
    ("januari", "January"),
    ("februari", "February"),
    ("maart", "March"),
    ("april", "April"),
    ("mei", "May"),
    ("juni", "June"),
    ("juli", "July"),
    ("augustus", "August"),
    ("september", "September"),
    ("oktober", "October"),
    ("november", "November"),
    ("december", "December"),
)
LENGTHS = {"day": ("dag", "dagen"), "week": ("week", "weken"), "month": ("maand", "maanden"), "year": ("jaar", "jaar")}
SERIES: dict[str, tuple[Pair, Pair]] = {
    "calendar-year": (("kalenderjaar", "kalenderjaren"), ("calendar year", "calendar years")),
    "calendar-month": (("kalendermaand", "kalendermaanden"), ("calendar month", "calendar months")),
    "cycle-year": (("jaar van de periode", "jaren van de periode"), ("year of the cycle", "years of the cycle")),
}
SCOPES: dict[str, Pair] = {
    "fact": ("per activiteit", "for each activity"),
    "day": ("per dag", "a day"),
    "event": ("per evenement", "for each event"),
    "course": ("per cursus", "for each course"),
    "category": ("per categorie", "for each category"),
    "code": ("per code", "for each code"),
    "format": ("per vorm", "for each form"),
    "role": ("per rol", "for each role"),
    "by": ("per persoon of wijze (by)", "for each person or way (by)"),
    "cycle": ("per periode", "in a cycle"),
    "window": ("in het venster van de eis", "in the window of the requirement"),
}
DEADLINES: dict[str, Pair] = {
    "earn": ("behalen", "earning"),
    "record": ("vastleggen", "recording"),
    "declare": ("verklaren", "declaring"),
    "apply": ("aanvragen", "applying"),
    "grace": ("uitloop", "grace"),
    "duty": ("voldoen aan een persoonlijke plicht", "fulfilling a personal duty"),
    "reply": ("antwoorden op een steekproef", "replying to an audit"),
    "repair": ("herstellen na een steekproef", "repairing after an audit"),
}
ROUNDINGS: dict[str, Pair] = {
    "down": ("naar beneden", "down"),
    "up": ("naar boven", "up"),
    "half-up": ("een half naar boven", "a half up"),
}
MEASURES: dict[str, Pair] = {
    "sum": ("wat {} opleveren", "what {} bring"),
    "count": ("het aantal {}", "the number of {}"),
    "days": ("het aantal dagen {}", "the number of days of {}"),
    "weekly_hours": ("het aantal uren per week {}", "the hours a week of {}"),
    "distinct": ("het aantal verschillende {} bij {}", "the number of different {} of {}"),
    "periods": ("het aantal {} met {}", "the number of {} with {}"),
}
