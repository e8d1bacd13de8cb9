"""Who is meant by a name or a number in the public register: exact first, a few at most, and never a list."""

import re
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import add, or_
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, transaction
from django.db.models import Q, QuerySet, Value

from register.errors import NamesNotSearched
from register.models import PlainName, Registration
from register.selectors.public_register import Card, PublicRegister, cards, shown

MOST_FOUND = 10
MOST_WORDS, LONGEST_WORD = 6, 40
LEAST_LETTERS = 3
LEAST_MISSPELT = 4  # of a shorter word almost every other is a misspelling
LEAST_ALIKE = 0.25  # what a slip leaves alike of a short word; which of those it can be is then counted out
MOST_COMPARED = 200
TWO_SLIPS = 8  # letters from which a word may have two
WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """Those who are meant; nobody when there are too many to tell."""

    cards: list[Card]
    too_many: bool = False


def long_enough(name: str) -> bool:
    """Whether a name says enough to search by: one word of at least three letters."""
    return any(len(word) >= LEAST_LETTERS for word in WORD.findall(name))


def found_by_number(public: PublicRegister, number: str, *, on: date) -> Found:
    """Who has, or had, exactly this number."""
    rows = shown(public, on=on).filter(number=number).order_by("-registered_on")
    return Found(cards(public, rows[:MOST_FOUND], on=on))


def found_by_name(public: PublicRegister, name: str, *, on: date) -> Found:
    """Those with each word as the beginning of a word of their name; if there are none, those a slip away.

    One of the words is of the family name. NamesNotSearched when the register is searched by number only.
    """
    if not public.publication.names:
        raise NamesNotSearched(
            nl="In dit register zoekt u op nummer. Vraag het nummer aan de persoon zelf.",
            en="This register is searched by number. Ask the person for theirs.",
        )
    words = _words(name)
    rows = shown(public, on=on).annotate(
        plain=PlainName("person__given_name", "person__prefix", "person__family_name"),
        family=PlainName(Value(""), Value(""), "person__family_name"),
    )
    if not any(len(word) >= LEAST_LETTERS for word in words):
        return Found([])
    found = list(_beginning(rows, words)[: MOST_FOUND + 1]) or _alike(rows, words)
    if len(found) > MOST_FOUND:
        return Found([], too_many=True)
    return Found(cards(public, found, on=on))


def _words(name: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT plain_name('', '', %s)", [name])
        (plain,) = cursor.fetchone()
    return [word[:LONGEST_WORD] for word in plain.split()][:MOST_WORDS]


def _beginning(rows: QuerySet[Registration], words: list[str]) -> QuerySet[Registration]:
    every = [Q(plain__contains=f" {word}") for word in words]
    some = [Q(family__contains=f" {word}") for word in words if len(word) >= LEAST_LETTERS]
    return rows.filter(*every).filter(reduce(or_, some)).order_by("person__family_name", "person__given_name", "pk")


def _alike(rows: QuerySet[Registration], words: list[str]) -> list[Any]:
    """Those whose name is a slip of the pen away. Words too short to be misspelt begin a word all the same."""
    long = [word for word in words if len(word) >= LEAST_MISSPELT]
    if not long:
        return []
    every = [Q(plain__contains=f" {word}") for word in words if word not in long]
    every += [Q(plain__trigram_word_similar=word) for word in long]
    alike = reduce(add, (TrigramWordSimilarity(word, "plain") for word in long))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, true)", [str(LEAST_ALIKE)])
        nearest = rows.filter(*every).annotate(alike=alike).order_by("-alike", "pk")
        compared: list[Any] = list(nearest[:MOST_COMPARED])
    return [
        one
        for one in compared
        if all(_stands_for(word, one.plain) for word in long) and any(_stands_for(word, one.family) for word in long)
    ]


def _stands_for(typed: str, plain: str) -> bool:
    """Whether a word of the name was meant: one slip away, or two when it is long."""
    most = 2 if len(typed) >= TWO_SLIPS else 1
    return any(slips(typed, word) <= most for word in plain.split() if abs(len(word) - len(typed)) <= most)


def slips(typed: str, word: str) -> int:
    """How many letters were left out, added, replaced or swapped with the next (optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(word) + 1))
    for n, letter in enumerate(typed, start=1):
        last, before, row = before, row, [n]
        for m, other in enumerate(word, start=1):
            least = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != other))
            if n > 1 and m > 1 and letter == word[m - 2] and typed[n - 2] == other:
                least = min(least, last[m - 2] + 1)
            row.append(least)
    return row[-1]
