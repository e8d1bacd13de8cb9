"""Why an edition is suggested, in Dutch and English."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils import translation
from django.utils.formats import date_format

from register.rules.amounts import plain
from register.rules.competences.profile import words
from register.rules.wording import amount_words

Reason = dict[str, str]
Closes = tuple[Mapping[str, str], str, Decimal, Decimal]


def reason_of(
    *, closes: Iterable[Closes], deadline: date, goals: Sequence[str], bare: Sequence[Mapping[str, str]]
) -> Reason:
    """One sentence for each thing it does. `closes` are a label, a unit, and what is short before and after."""
    rows = list(closes)
    return {language: " ".join(_sentences(rows, deadline, goals, bare, language)) for language in ("nl", "en")}


def _sentences(
    closes: Sequence[Closes], deadline: date, goals: Sequence[str], bare: Sequence[Mapping[str, str]], language: str
) -> Iterable[str]:
    dutch = language == "nl"
    with translation.override(language):
        day = date_format(deadline, "j F Y")
    for label, unit, before, after in closes:
        name, short = label.get(language, ""), amount_words(before, unit, language)
        gain = plain(before - after)
        gain = gain.replace(".", ",") if dutch else gain
        if after == 0:
            yield (
                f"Hiermee hebt u op {day} wat u nog mist voor {name}: {short}."
                if dutch
                else f"With this you have what you are still short of for {name} by {day}: {short}."
            )
        else:
            yield (
                f"Brengt {gain} van de {short} die u op {day} nog mist voor {name}."
                if dutch
                else f"Brings {gain} of the {short} you are still short of for {name} on {day}."
            )
    for title in goals:
        yield f"Werkt aan uw doel “{title}”." if dutch else f"Works on your goal “{title}”."
    for text in bare:
        title = words(text, language)
        yield (
            f"Werkt aan “{title}”, waarvoor u nog niets hebt vastgelegd."
            if dutch
            else f"Works on “{title}”, for which you have nothing on record yet."
        )
