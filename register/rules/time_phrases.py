"""Days, lengths, series and stretches of time of a document as phrases in Dutch and English."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

from register.rules.amounts import Quantity, as_decimal
from register.rules.periods import month_day
from register.rules.phrase_words import DAYS, LENGTHS, MONTHS, SERIES, Pair
from register.rules.wording import amount_words

T = TypeVar("T")

_STEP = re.compile(r" ([+-]) (\d+ (?:day|week|month|year)s?)")


class TimePhrases(ABC):
    """Words for time in one language; `windows` are the named stretches and series of the document."""

    def __init__(self, windows: Mapping[str, Any], *, language: str) -> None:
        self.dutch = language == "nl"
        self.language = language
        self.windows = windows
        self.attributes: dict[str, str] = {}

    @abstractmethod
    def selection(self, node: Mapping[str, Any] | None, *, one: bool = False) -> str:
        """Which facts, as a phrase."""

    @abstractmethod
    def condition(self, node: Mapping[str, Any]) -> str:
        """A condition on the person, the period or the facts."""

    def say(self, nl: str, en: str) -> str:
        return nl if self.dutch else en

    def pair(self, words: tuple[T, T]) -> T:
        return words[0] if self.dutch else words[1]

    def joined(self, parts: list[str], word: Pair) -> str:
        """A list in a sentence: a, b or c."""
        last = f" {self.pair(word)} "
        return last.join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else ""

    def day(self, node: Any) -> str:
        """A day of a rule in words: 6 months before the end of the cycle."""
        if isinstance(node, list):
            return self.rows(node, self.day)
        if isinstance(node, Mapping):
            return self._day_of_facts(node)
        text = str(node)
        steps = _STEP.findall(text)
        words = self._anchor(_STEP.sub("", text).strip())
        for sign, length in steps:
            words = self._moved(words, sign, length)
        return words

    def _anchor(self, word: str) -> str:
        if word in DAYS:
            return self.pair(DAYS[word])
        if word.startswith("attribute "):
            name = word.removeprefix("attribute ").strip()
            return self.attributes.get(name, name)
        in_year = month_day(word)
        if in_year:
            return f"{in_year[1]} {self.pair(MONTHS[in_year[0] - 1])}"
        try:
            day = date.fromisoformat(word)
        except ValueError:
            return word
        return f"{day.day} {self.pair(MONTHS[day.month - 1])} {day.year}"

    def _moved(self, words: str, sign: str, length: str) -> str:
        said = self.length(length)
        way = self.say("na", "after") if sign == "+" else self.say("voor", "before")
        return f"{said} {way} {words}"

    def _day_of_facts(self, node: Mapping[str, Any]) -> str:
        if "after_gap" in node:
            facts, length = self.selection(node["after_gap"]), self.length(node["longer_than"])
            return self.say(
                f"de dag na de laatste onderbreking van meer dan {length} in {facts}",
                f"the day after the last break of more than {length} in {facts}",
            )
        which = "first" if "first" in node else "last"
        word = {"first": ("de eerste dag van", "the first day of"), "last": ("de laatste dag van", "the last day of")}
        words = f"{self.pair(word[which])} {self.selection(node[which])}"
        for name, sign in (("plus", "+"), ("minus", "-")):
            words = self._moved(words, sign, node[name]) if name in node else words
        return words

    def length(self, text: str) -> str:
        """A length of time in words."""
        number, _, word = text.partition(" ")
        unit = word.removesuffix("s")
        return f"{number} {LENGTHS[unit][0 if number == '1' else 1]}" if self.dutch and unit in LENGTHS else text

    def quantity(self, text: str) -> str | None:
        """An amount such as `30 minutes` in words, or None when the text is something else."""
        try:
            amount = Quantity.parse(text)
        except ValueError:
            return None
        return amount_words(as_decimal(amount.number), amount.unit, self.language)

    def per(self, text: str) -> str:
        """An amount after `for each`: hour, 45 minutes."""
        words = self.quantity(text) or text
        one, _, unit = words.partition(" ")
        return unit if one == "1" and unit else words

    def series(self, name: str, *, several: bool = False) -> str:
        """A series by name: calendar year; one of the document by its own name."""
        if name in SERIES:
            return self.pair(SERIES[name])[several]
        every = self.windows.get(name, {}).get("every")
        length = f" {self.say('van', 'of')} {self.length(every)}" if every else ""
        words = self.say("tijdvakken" if several else "tijdvak", "stretches" if several else "stretch")
        return f"{words} “{name}”{length}"

    def within(self, node: Any, *, lead: str = ", ") -> str:
        """The stretch in which a requirement looks, as the end of a phrase; nothing where it is the window."""
        if node is None:
            return ""
        said = self.windows.get(node, {}) if isinstance(node, str) else node
        return f"{lead}{self.stretch(said)}" if said else ""

    def stretch(self, node: Mapping[str, Any]) -> str:
        """A stretch of time: in the 5 years before the end of the cycle; from one day and before another."""
        since, until = node.get("from"), node.get("until")
        if "length" in node and since is None:
            return self._last(node["length"], until if until is not None else "window end")
        if "length" in node:
            return f"in {self._the(node['length'])} {self.since(since, lead=('vanaf', 'from'))}"
        if isinstance(since, str) and isinstance(until, str):
            back = since.removeprefix(until.removesuffix(" + 1 day")).removeprefix(" - ")
            ahead = until.removeprefix(since).removeprefix(" + ")
            if _STEP.fullmatch(f" - {back}"):
                return self._last(back, until)
            if _STEP.fullmatch(f" + {ahead}") and ahead != "1 day":
                return f"in {self._the(ahead)} {self.since(since, lead=('vanaf', 'from'))}"
        parts = [self.since(since, lead=("vanaf", "from"))] if since is not None else []
        parts += [self.until(until)] if until is not None else []
        return self.joined(parts, ("en", "and"))

    def _last(self, length: str, until: Any) -> str:
        return f"in {self._the(length)} {self.until(until)}"

    def _the(self, length: str) -> str:
        """The 5 years, the year."""
        said = self.length(length)
        said = said.removeprefix("1 ") if length.startswith("1 ") else said
        return self.say(f"{'het' if said == 'jaar' else 'de'} {said}", f"the {said}")

    def since(self, node: Any, *, lead: Pair = ("op of na", "on or after")) -> str:
        """From this day on."""
        if isinstance(node, str) and node.endswith(" + 1 day"):
            return f"{self.say('na', 'after')} {self.day(node.removesuffix(' + 1 day'))}"
        return f"{self.pair(lead)} {self.day(node)}"

    def until(self, node: Any) -> str:
        """Until this day, which is out."""
        if isinstance(node, str) and node.endswith(" + 1 day"):
            return f"{self.say('tot en met', 'up to and including')} {self.day(node.removesuffix(' + 1 day'))}"
        return f"{self.say('voor', 'before')} {self.day(node)}"

    def rows(self, rows: list[Mapping[str, Any]], leaf: Callable[[Any], str]) -> str:
        """Rows read from the top, as one phrase."""
        parts: list[str] = []
        for row in rows:
            value = leaf(row["is"])
            if row.get("when"):
                parts.append(f"{value} {self.say('als', 'if')} {self.condition(row['when'])}")
            else:
                parts.append(f"{self.say('anders', 'otherwise')} {value}" if parts else value)
        return ", ".join(parts)
