"""Recognising citizen service numbers (BSN) in what people write, so that none is kept.

A register has no ground to use the number (art. 46 Dutch GDPR Implementation Act). It has nine digits of which the sum,
weighed by nine to two and minus one, is a multiple of eleven; one in eleven other numbers of nine digits is as well.
"""

import re
from collections.abc import Iterator

CODE = "national-number"
NL = "Hier staat een getal dat een burgerservicenummer (BSN) kan zijn. Die bewaren wij niet: laat het weg."
EN = "There is a number here that can be a citizen service number (BSN). We do not keep those: leave it out."
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
DIGITS = len(WEIGHTS)
# Digests, uuids and telephones with a country are read past; so is a group of one digit, as days and hours are written.
READ_PAST = re.compile(r"[0-9a-fA-F-]{32,}|\+\d{1,3}[ .-]?(?:\(0\))?\d[\d .-]{5,12}\d")
GROUP = re.compile(r"\d+", re.ASCII)
BETWEEN = frozenset({" ", ".", "-", "\u00a0", "\u2009", "\u202f"})


def passes_the_test(number: str) -> bool:
    """Whether nine digits can be a citizen service number. None begins with two zeros."""
    if len(number) != DIGITS or not (number.isascii() and number.isdigit()) or number.startswith("00"):
        return False
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, number, strict=True)) % 11 == 0


def national_numbers_in(text: str) -> Iterator[str]:
    """Every number in a text that can be one, without the dots, spaces or hyphens between its groups."""
    text = READ_PAST.sub("/", text)
    groups = list(GROUP.finditer(text))
    for first, group in enumerate(groups):
        number, between = group[0], ""
        for before, after in zip(groups[first:], [*groups[first + 1 :], None], strict=True):
            if len(number) >= DIGITS or after is None:
                break
            gap = text[before.end() : after.start()]
            if gap not in BETWEEN or gap != (between or gap) or min(len(number), len(after[0])) < 2:
                break
            number, between = number + after[0], gap
        if passes_the_test(number):
            yield number
