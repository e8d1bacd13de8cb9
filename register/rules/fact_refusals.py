"""Why a fact cannot have happened as written, in Dutch and English, with what to do about it."""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "no-id": (
        "Een feit heeft een id nodig, en dat is een tekst. Geef het er een die nog niet is gebruikt.",
        "A fact needs an id, and it is a text. Give it one that was not used before.",
    ),
    "same-id": (
        "Een ander feit in het dossier heeft hetzelfde id. Geef een van beide een ander.",
        "Another fact in the dossier has the same id. Give one of them another.",
    ),
    "not-one-of": ("{value!r} is geen van {known}. Kies daaruit.", "{value!r} is none of {known}. Choose from these."),
    "no-text": (
        "{value!r} is geen tekst. Schrijf het als tekst, of laat het weg.",
        "{value!r} is not a text. Write it as a text, or leave it out.",
    ),
    "no-flag": (
        "{value!r} is niet waar of onwaar. Schrijf true of false, of laat het weg.",
        "{value!r} is neither true nor false. Write true or false, or leave it out.",
    ),
    "no-texts": (
        "{value!r} is geen lijst van teksten. Schrijf een lijst, ook als er maar één tekst in staat.",
        "{value!r} is not a list of texts. Write a list, even when it holds one text only.",
    ),
    "no-text-inside": (
        "In de lijst staat iets dat geen tekst is. Schrijf alles in de lijst als tekst.",
        "The list holds something that is not a text. Write everything in the list as a text.",
    ),
    "no-date": (
        "{value!r} is geen datum. Schrijf een dag als 2027-01-14.",
        "{value!r} is not a date. Write a day as 2027-01-14.",
    ),
    "no-day": (
        "Een feit heeft een dag nodig, of een eerste dag. Vul een van beide in.",
        "A fact needs a day or a first day. Enter one of them.",
    ),
    "ends-early": (
        "{value} ligt voor de eerste dag {first}. Verbeter een van de twee dagen.",
        "{value} lies before the first day {first}. Correct one of the two days.",
    ),
    "no-pair": (
        "Een hoeveelheid en een eenheid horen bij elkaar. Vul ze allebei in, of geen van beide.",
        "A quantity and unit go together. Enter both of them, or neither.",
    ),
    "no-whole-number": (
        "{value!r} is geen geheel getal van ten minste 1. Vul zo'n getal in, of laat het weg.",
        "{value!r} is not a whole number of at least 1. Enter such a number, or leave it out.",
    ),
    "no-shares": (
        "Dit zijn geen delen met een naam. Schrijf van elk deel de naam en hoeveel het is.",
        "This is not a set of named shares. Write the name of each share and how much it is.",
    ),
    "no-sum": (
        "De delen zijn samen niet de hoeveelheid. Verbeter de delen, of de hoeveelheid.",
        "The parts do not add up to the quantity. Correct the parts, or the quantity.",
    ),
    "no-exact-number": (
        "{value!r} is geen exact getal. Schrijf het als geheel getal of als decimaal getal.",
        "{value!r} is not an exact number. Write it as a whole number or a decimal one.",
    ),
    "below-zero": (
        "{value} is geen getal van nul of meer. Vul zo'n getal in; wat niet is gebeurd, wordt teruggedraaid.",
        "{value} is not a number of zero or more. Enter such a number; what did not happen is reversed.",
    ),
    "no-move": (
        "Een venster kan niet over {value} ({unit}) verschuiven. Neem ten hoogste {most} hele dagen, weken of maanden.",
        "A window cannot move by {value} ({unit}). Use at most {most} whole days, weeks or months.",
    ),
    "no-field": (
        "Dit is geen veld van een feit. Laat het weg, of gebruik een van {known}.",
        "This is not a field of a fact. Leave it out, or use one of {known}.",
    ),
    "unreadable": (
        "De bijzonderheden zijn niet te lezen. Schrijf getallen als cijfers en dagen als 2027-01-14.",
        "The details cannot be read. Write numbers in figures and days as 2027-01-14.",
    ),
}
"""What is wrong and what to do, by the reason of a refusal; Dutch, English."""


class FactInvalid(ValueError):
    """A fact that cannot have happened as written: which fact, which field, and why.

    `why` is a key of REFUSALS and `said` fills its sentences. `nl` and `en` say what is wrong and what to do.
    """

    code = "fact-invalid"

    def __init__(self, fact_id: str, field_name: str, why: str, **said: object) -> None:
        self.fact_id = fact_id
        self.field = field_name
        self.nl, self.en = (sentence.format(**said) for sentence in REFUSALS[why])
        super().__init__(self.sentence("en"))

    def sentence(self, language: str) -> str:
        """What is wrong and what to do, with the fact and the field before it; `language` is nl or en."""
        if language == "nl":
            return f"Feit {self.fact_id or '(zonder id)'}, veld {self.field}: {self.nl}"
        return f"Fact {self.fact_id or '(no id)'}, field {self.field}: {self.en}"
