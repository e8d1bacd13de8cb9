"""When two names are of one provider: spelling, accents and legal forms apart."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from enum import StrEnum

LEGAL_FORMS = frozenset({"bv", "nv", "vof", "cv", "stichting", "vereniging", "cooperatie", "ltd", "gmbh", "inc", "ua"})
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "&": " en "})
AT_ONE_ADDRESS, ANYWHERE = 0.75, 0.9


class Likeness(StrEnum):
    """How much one provider looks like another."""

    SAME = "same"
    NEAR = "near"
    OTHER = "other"


def name_key(name: str) -> str:
    """A name without accents, capitals, punctuation and legal form: `Académie Zorg B.V.` → `academie zorg`.

    A name that is nothing but a legal form keeps it.
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", re.sub(r"(?<=\b\w)\.(?=\w?)", "", plain))
    return " ".join([word for word in words if word not in LEGAL_FORMS] or words)


def postcode_key(postcode: str) -> str:
    """A postcode without spaces and small letters: `3511 ab` → `3511AB`."""
    return re.sub(r"\W", "", postcode).upper()


def likeness(name: str, postcode: str, *, other_name: str, other_postcode: str) -> Likeness:
    """Same: the same name at the same postcode. Near: the same name elsewhere, or nearly the same name."""
    key, other_key = name_key(name), name_key(other_name)
    here, there = postcode_key(postcode), postcode_key(other_postcode)
    together = bool(here) and here == there
    if key == other_key:
        return Likeness.SAME if together else Likeness.NEAR
    alike = SequenceMatcher(a=key.replace(" ", ""), b=other_key.replace(" ", ""), autojunk=False)
    enough = AT_ONE_ADDRESS if together else ANYWHERE
    if alike.real_quick_ratio() < enough or alike.quick_ratio() < enough or alike.ratio() < enough:
        return Likeness.OTHER
    return Likeness.NEAR
