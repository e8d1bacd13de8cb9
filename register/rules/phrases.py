"""Selections, days, conditions and amounts of a document as phrases in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_FIELDS = {
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
    "occurrence": ("als dezelfde cursus voor de zoveelste keer:", "as the same course, time number"),
    "quantity": ("met omvang", "with quantity"),
    "session_length": ("met duur per bijeenkomst", "with length of a session"),
    "on": ("op een dag", "on a day"),
    "begun_on": ("begonnen", "begun"),
    "recorded_on": ("vastgelegd", "recorded"),
}
_FLAGS = {
    "accredited": (("geaccrediteerd", "niet geaccrediteerd"), ("accredited", "not accredited")),
    "accepted": (("goedgekeurd", "afgekeurd"), ("accepted", "refused")),
    "evidence": (("met bewijs", "zonder bewijs"), ("with evidence", "without evidence")),
}
_KINDS = {
    "activity": ("activiteiten", "activities"),
    "work": ("werk", "work"),
    "leave": ("verlof", "leave"),
    "declaration": ("verklaringen", "declarations"),
    "attestation": ("verklaringen van anderen", "attestations"),
    "artefact": ("stukken", "artefacts"),
    "exam": ("examens", "exams"),
    "appointment": ("gesprekken", "appointments"),
    "decision": ("besluiten", "decisions"),
    "status": ("een status", "a status"),
}
_BOUNDS = {
    "at_least": ("ten minste", "at least"),
    "at_most": ("ten hoogste", "at most"),
    "above": ("meer dan", "more than"),
    "below": ("minder dan", "less than"),
    "multiple_of": ("een veelvoud van", "a multiple of"),
    "from": ("vanaf", "from"),
    "until": ("voor", "before"),
    "prefix": ("beginnend met", "beginning with"),
    "not": ("anders dan", "other than"),
    "all": ("alle van", "all of"),
}
_DAYS = {
    "cycle start": ("het begin van de periode", "the start of the cycle"),
    "cycle end": ("het einde van de periode", "the end of the cycle"),
    "window start": ("het begin van het telvenster", "the start of the counting window"),
    "window end": ("het einde van het telvenster", "the end of the counting window"),
    "period start": ("het begin van het tijdvak", "the start of the stretch"),
    "period end": ("het einde van het tijdvak", "the end of the stretch"),
    "registration": ("de inschrijving", "the registration"),
    "judgement": ("de dag van beoordeling", "the day of judgement"),
    "attribute": ("kenmerk", "attribute"),
}
_LENGTHS = {"day": ("dag", "dagen"), "week": ("week", "weken"), "month": ("maand", "maanden"), "year": ("jaar", "jaar")}


class Phrases:
    """Words for the parts of one document in one language."""

    def __init__(self, document: Mapping[str, Any], *, language: str) -> None:
        self.dutch = language == "nl"
        self.language = language
        self.categories = _labels(document.get("categories"), language)
        self.attributes = _labels(document.get("attributes"), language)
        self.requirements = _codes(document.get("requirements"), language)

    def say(self, nl: str, en: str) -> str:
        return nl if self.dutch else en

    def pair(self, words: tuple[str, str]) -> str:
        return words[0] if self.dutch else words[1]

    def joined(self, parts: list[str], word: tuple[str, str]) -> str:
        """A list in a sentence: a, b or c."""
        last = f" {self.pair(word)} "
        return last.join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else ""

    def selection(self, node: Mapping[str, Any] | None) -> str:
        """Which facts, as a phrase: activities in Legal, tagged ethics."""
        node = node or {}
        kinds = node.get("kind")
        listed = kinds if isinstance(kinds, list) else [kinds or "activity"]
        parts = (
            [] if not kinds and {"any", "all"} & set(node) else [self._or([self.pair(_KINDS[one]) for one in listed])]
        )
        parts += [self._condition(name, value) for name, value in node.items() if name != "kind"]
        return " ".join(part for part in parts if part)

    def _or(self, parts: list[str]) -> str:
        return self.joined(parts, ("of", "or"))

    def _condition(self, name: str, value: Any) -> str:
        if name == "category":
            words = [self.categories.get(code, code) for code in (value if isinstance(value, list) else [value])]
            return f"{self.say('in de categorie', 'in the category')} {self._or([f'“{word}”' for word in words])}"
        if name == "given":
            return f"{self.say('mits', 'provided that')} {self.condition(value)}"
        if name in _FLAGS:
            yes, no = _FLAGS[name][0 if self.dutch else 1]
            return yes if value else no
        if name == "any":
            return f"({self._or([self._bare(part) for part in value])})"
        if name == "all":
            return f"({self.joined([self._bare(part) for part in value], ('en', 'and'))})"
        if name == "not":
            return f"{self.say('behalve', 'except')} {self._bare(value)}"
        return f"{self.pair(_FIELDS[name])} {self.test(value)}"

    def _bare(self, node: Mapping[str, Any]) -> str:
        return self.selection(node) if "kind" in node else " ".join(self._condition(*item) for item in node.items())

    def test(self, value: Any) -> str:
        """A value, a choice of values, or bounds."""
        if isinstance(value, Mapping):
            if "present" in value:
                return self.say("bekend", "known") if value["present"] else self.say("onbekend", "unknown")
            return self.joined(
                [f"{self.pair(_BOUNDS[key])} {self._bound(one)}" for key, one in value.items()], ("en", "and")
            )
        return self._or([self._bound(one) for one in (value if isinstance(value, list) else [value])])

    def _bound(self, value: Any) -> str:
        if isinstance(value, bool):
            return self.say("ja" if value else "nee", "yes" if value else "no")
        if isinstance(value, str) and value.startswith("$"):
            return self.attributes.get(value[1:], value[1:])
        if isinstance(value, list):
            return self._or([self._bound(one) for one in value])
        if isinstance(value, Mapping):
            return self.test(value) if set(value) <= set(_BOUNDS) else self.day(value)
        return self.day(value) if isinstance(value, str) else str(value)

    def day(self, node: Any) -> str:
        """A day of a rule in words."""
        if isinstance(node, list):
            return self.rows(node, self.day)
        if isinstance(node, Mapping):
            return self._day_of_facts(node)
        text = str(node)
        for name, words in _DAYS.items():
            if text.startswith(name):
                text = text.replace(name, self.pair(words), 1)
                break
        return self._translated_lengths(text)

    def _day_of_facts(self, node: Mapping[str, Any]) -> str:
        if "after_gap" in node:
            facts, length = self.selection(node["after_gap"]), self.length(node["longer_than"])
            return self.say(
                f"de dag na de laatste onderbreking van meer dan {length} in {facts}",
                f"the day after the last break of more than {length} in {facts}",
            )
        which = "first" if "first" in node else "last"
        word = {"first": ("de eerste dag van", "the first day of"), "last": ("de laatste dag van", "the last day of")}
        steps = "".join(
            f" {sign} {self.length(node[name])}" for name, sign in (("plus", "+"), ("minus", "-")) if name in node
        )
        return f"{self.pair(word[which])} {self.selection(node[which])}{steps}"

    def length(self, text: str) -> str:
        """A length of time in words."""
        return self._translated_lengths(text)

    def _translated_lengths(self, text: str) -> str:
        if not self.dutch:
            return text
        words = text.split(" ")
        for n in range(1, len(words)):
            unit = words[n].removesuffix("s")
            if unit in _LENGTHS and words[n - 1].isdigit():
                words[n] = _LENGTHS[unit][0 if words[n - 1] == "1" else 1]
        return " ".join(words)

    def rows(self, rows: list[Mapping[str, Any]], leaf: Any) -> str:
        """Rows read from the top, as one phrase."""
        parts = []
        for row in rows:
            value = leaf(row["is"])
            if row.get("when"):
                parts.append(f"{value} {self.say('als', 'if')} {self.condition(row['when'])}")
            else:
                parts.append(f"{self.say('anders', 'otherwise')} {value}" if parts else value)
        return ", ".join(parts)

    def condition(self, node: Mapping[str, Any]) -> str:
        """A condition on the person, the period or the facts."""
        return self.joined([self._clause(name, value) for name, value in node.items()], ("en", "and"))

    def _clause(self, name: str, value: Any) -> str:
        if name == "attributes":
            clauses = [f"{self.attributes.get(key, key)} is {self.test(one)}" for key, one in value.items()]
            return self.joined(clauses, ("en", "and"))
        if name == "not":
            return f"{self.say('niet', 'not')} ({self.condition(value)})"
        if name in ("any", "all"):
            word = ("of", "or") if name == "any" else ("en", "and")
            return f"({self.joined([self.condition(part) for part in value], word)})"
        if name == "facts":
            return f"{self.say('er is', 'there is')} {self.selection(value)}"
        if name == "measured":
            return self._measured(value)
        if name == "number":
            bounds = {key: bound for key, bound in value.items() if key != "of"}
            return f"{self.amount(value['of'])} is {self.test(bounds)}"
        words = {
            "cycle_start": ("de periode begint", "the cycle starts"),
            "cycle_end": ("de periode eindigt", "the cycle ends"),
            "registration": ("de inschrijving is", "the registration is"),
            "judgement": ("de beoordeling is", "the judgement is"),
            "months_registered": ("het aantal ingeschreven maanden is", "the number of months registered is"),
        }
        return f"{self.pair(words[name])} {self.test(value)}"

    def _measured(self, node: Mapping[str, Any]) -> str:
        bounds = [
            f"{self.pair(_BOUNDS[key])} {self.amount(node[key])}" for key in ("at_least", "at_most") if key in node
        ]
        return (
            f"{self.joined(bounds, ('en', 'and'))} {self.say('uit', 'from')} {self.selection(node.get('of'))}".strip()
        )

    def amount(self, node: Any) -> str:
        """A norm or a maximum in words."""
        if isinstance(node, list):
            return self.rows(node, self.amount)
        if node == "every-day":
            return self.say("elke dag", "every day")
        if not isinstance(node, Mapping):
            return str(node).replace(".", ",") if self.dutch and isinstance(node, Decimal) else str(node)
        if "by" in node:
            values = [f"{key} {self.amount(value)}" for key, value in node["values"].items()]
            if "else" in node:
                values.append(f"{self.say('anders', 'otherwise')} {self.amount(node['else'])}")
            take = {"sum": ("opgeteld", "added up"), "lowest": ("het laagste", "the lowest")}
            how = take.get(node.get("take", ""), ("het hoogste", "the highest"))
            name = self.attributes.get(node["by"], node["by"])
            return f"{', '.join(values)} ({self.say('naar', 'by')} {name}, {self.pair(how)})"
        if "shortage_of" in node:
            name = self.requirements.get(node["shortage_of"], node["shortage_of"])
            back = node.get("cycles_before", 1)
            if back > 1:
                return self.say(
                    f"het tekort van {back} perioden terug op “{name}”",
                    f"the shortage of {back} cycles before on “{name}”",
                )
            return self.say(
                f"het tekort van de vorige periode op “{name}”", f"the shortage of the cycle before on “{name}”"
            )
        share = f"{self.amount(node['share'])} × " if "share" in node else ""
        if "measured" in node:
            return f"{share}{self.selection(node['measured'].get('of'))}"
        return f"{share}{self.say('de norm van', 'the norm of')} “{self.requirements.get(node['of'], node['of'])}”"


def _labels(node: Any, language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, entry in (node or {}).items():
        found[code] = entry[language]
        found |= _labels(entry.get("includes"), language)
    return found


def _codes(nodes: Any, language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in nodes or ():
        found[node["code"]] = node["label"][language]
        found |= _codes(node.get("any"), language) | _codes(node.get("all"), language)
    return found
