"""Amounts and findings in words, in Dutch and English."""

from __future__ import annotations

from decimal import Decimal

from register.rules.amounts import plain

UNIT_WORDS = {
    "minute": ("minuut", "minuten", "minute", "minutes"),
    "hour": ("uur", "uur", "hour", "hours"),
    "half-day": ("dagdeel", "dagdelen", "half-day", "half-days"),
    "day": ("dag", "dagen", "day", "days"),
    "week": ("week", "weken", "week", "weeks"),
    "month": ("maand", "maanden", "month", "months"),
    "point": ("punt", "punten", "point", "points"),
    "credit": ("punt", "punten", "credit", "credits"),
    "unit": ("eenheid", "eenheden", "unit", "units"),
    "ects": ("EC", "EC", "ECTS credit", "ECTS credits"),
    "word": ("woord", "woorden", "word", "words"),
    "item": ("keer", "keer", "item", "items"),
    "part": ("onderdeel", "onderdelen", "part", "parts"),
}

REASONS = {
    "outside-window": ("valt buiten de periode", "falls outside the period"),
    "next-cycle": ("telt in de volgende periode", "counts in the next period"),
    "not-yet-known": ("nog niet bekend op de dag van beoordeling", "not yet known on the day of judgement"),
    "reversed": ("is teruggedraaid", "was taken back"),
    "no-worth": ("heeft geen waarde in dit reglement", "has no worth in this regulation"),
    "unknown-category": ("categorie komt in dit reglement niet voor", "category does not occur in this regulation"),
    "no-requirement": ("hoort bij geen eis", "belongs to no requirement"),
}
"""Reasons that come from the calendar and not from a named rule of the document."""


def amount_words(number: Decimal, unit: str, language: str) -> str:
    """`1 punt`, `12 points`; a decimal comma in Dutch."""
    words = UNIT_WORDS[unit][:2] if language == "nl" else UNIT_WORDS[unit][2:]
    figure = plain(number).replace(".", ",") if language == "nl" else plain(number)
    return f"{figure} {words[0] if number == 1 else words[1]}"


def finding_words(
    *, required: Decimal, counted: Decimal, carried_in: Decimal, short: Decimal, unit: str, maximum: bool
) -> dict[str, str]:
    """What a finding says, as one or two sentences in each language."""
    return {
        language: _finding(required, counted, carried_in, short, unit, maximum, language) for language in ("nl", "en")
    }


def _finding(
    required: Decimal, counted: Decimal, carried_in: Decimal, short: Decimal, unit: str, maximum: bool, language: str
) -> str:
    dutch = language == "nl"

    def words(number: Decimal) -> str:
        return amount_words(number, unit, language)

    if maximum:
        text = (
            f"{words(counted)}, ten hoogste {words(required)}."
            if dutch
            else f"{words(counted)}, at most {words(required)}."
        )
        over = f" {words(short)} te veel." if dutch else f" {words(short)} too many."
        return text + (over if short else "")
    if required == 0:
        return f"{words(counted)} geteld." if dutch else f"{words(counted)} counted."
    figure = plain(counted).replace(".", ",") if dutch else plain(counted)
    text = f"{figure} van {words(required)} geteld" if dutch else f"{figure} of {words(required)} counted"
    if carried_in:
        text += f", {words(carried_in)} meegenomen" if dutch else f", {words(carried_in)} carried in"
    if short:
        text += f"; nog {words(short)} nodig" if dutch else f"; {words(short)} still needed"
    return text + "."
