"""Selections, conditions and amounts of a document as phrases in Dutch and English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from register.rules.phrase_words import BOUNDS, DISTINCT, FIELDS, FLAGS, KINDS, MEASURES, ROUNDINGS
from register.rules.select import with_kind
from register.rules.time_phrases import TimePhrases
from register.rules.wording import amount_words


class Phrases(TimePhrases):
    """Words for the parts of one document in one language."""

    def __init__(self, document: Mapping[str, Any], *, language: str) -> None:
        super().__init__(document.get("windows") or {}, language=language)
        self.unit = str(document["unit"])
        self.categories = _labels(document.get("categories"), language)
        self.attributes = _labels(document.get("attributes"), language)
        self.requirements = _codes(document.get("requirements"), language)

    def named(self, codes: Sequence[str]) -> str:
        """Requirements by their labels."""
        return self.joined([f"“{self.requirements.get(code, code)}”" for code in codes], ("en", "and"))

    def selection(self, node: Mapping[str, Any] | None, *, one: bool = False) -> str:
        """Which facts, as a phrase: activities in the category “Legal” tagged ethics."""
        node = node or {}
        kinds = node.get("kind")
        listed = kinds if isinstance(kinds, list) else [kinds or "activity"]
        nouns = [self.pair((KINDS[kind][0][not one], KINDS[kind][1][not one])) for kind in listed]
        parts = [] if "kind" not in with_kind(node) else [self._or(nouns)]
        parts += [self._condition(name, value, alone=len(node) == 1) for name, value in node.items() if name != "kind"]
        return " ".join(part for part in parts if part)

    def _or(self, parts: list[str]) -> str:
        return self.joined(parts, ("of", "or"))

    def _condition(self, name: str, value: Any, *, alone: bool = False) -> str:
        if name == "category":
            words = [self.categories.get(code, code) for code in (value if isinstance(value, list) else [value])]
            return f"{self.say('in de categorie', 'in the category')} {self._or([f'“{word}”' for word in words])}"
        if name == "given":
            return f"{self.say('mits', 'provided that')} {self.condition(value)}"
        length = self.length(value) if name in ("recorded_within", "repeated_within") else ""
        if name == "repeated_within":
            return self.say(
                f"van een cursus die binnen {length} al is gevolgd", f"of a course followed before within {length}"
            )
        if name == "recorded_within":
            return self.say(f"binnen {length} daarna vastgelegd", f"recorded within {length} after it")
        if name in FLAGS:
            yes, no = self.pair(FLAGS[name])
            return yes if value else no
        if name == "any":
            either = self._or([self._bare(part) for part in value])
            return either if alone else f"({either})"
        if name == "all":
            return f"({self.joined([self._bare(part) for part in value], ('en', 'and'))})"
        if name == "not":
            return f"{self.say('behalve', 'except')} {self._bare(value)}"
        return f"{self.pair(FIELDS[name])} {self.test(value)}"

    def _bare(self, node: Mapping[str, Any]) -> str:
        return self.selection(node) if "kind" in node else " ".join(self._condition(*item) for item in node.items())

    def test(self, value: Any) -> str:
        """A value, a choice of values, or bounds."""
        if isinstance(value, Mapping):
            if "present" in value:
                return self.say("bekend", "known") if value["present"] else self.say("onbekend", "unknown")
            return self.joined([self._bounded(key, one) for key, one in value.items()], ("en", "and"))
        return self._or([self._bound(one) for one in (value if isinstance(value, list) else [value])])

    def _bounded(self, key: str, value: Any) -> str:
        if key in ("from", "until"):
            return self.since(value) if key == "from" else self.until(value)
        return f"{self.pair(BOUNDS[key])} {self._bound(value)}"

    def _bound(self, value: Any) -> str:
        if isinstance(value, bool):
            return self.say("ja" if value else "nee", "yes" if value else "no")
        if isinstance(value, str) and value.startswith("$"):
            return self._variable(value[1:])
        if isinstance(value, list):
            return self._or([self._bound(one) for one in value])
        if isinstance(value, Mapping):
            return self.test(value) if set(value) <= {*BOUNDS, "from", "until"} else self.day(value)
        if isinstance(value, str):
            return self.quantity(value) or self.day(value)
        return self.figure(value)

    def _variable(self, name: str) -> str:
        if name in self.attributes:
            label = self.attributes[name]
            return self.say(f"uit de eigen {label}", f"among one's own {label}")
        return self.say(f"de betreffende ({name})", f"the one concerned ({name})")

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
            return f"{self.say('er is', 'there is')}: {self.selection(value)}"
        if name == "measured":
            unit = self.unit_of(value)
            bounds = [f"{self.pair(BOUNDS[key])} {self.amount(value[key], unit)}" for key in BOUNDS if key in value]
            return f"{self.measured(value)} is {self.joined(bounds, ('en', 'and'))}"
        if name == "number":
            tests = {key: bound for key, bound in value.items() if key != "of"}
            return f"{self.amount(value['of'])} is {self.test(tests)}"
        words = {
            "cycle_start": ("de periode begint", "the cycle starts"),
            "cycle_end": ("de laatste dag van de periode is", "the last day of the cycle is"),
            "registration": ("de inschrijving is", "the registration is"),
            "judgement": ("de dag van beoordeling is", "the day of judgement is"),
            "months_registered": ("het aantal ingeschreven maanden is", "the number of months registered is"),
        }
        return f"{self.pair(words[name])} {self.test(value)}"

    def measured(self, node: Mapping[str, Any]) -> str:
        """What a measure gives, as a phrase: the number of calendar months with leave, in the cycle."""
        said, which = node.get("measure", "sum"), self.selection(node.get("of"))
        kind = said if isinstance(said, str) else "distinct" if "distinct" in said else "periods"
        filled = [which] if isinstance(said, str) else [self.units_of_count(said), which]
        part = self.say(f" (deel {node['part']})", f" (share {node['part']})") if "part" in node else ""
        if "toward" in node:
            part += f" {self.say('voor', 'toward')} {self.named([node['toward']])}"
        return self.pair(MEASURES[kind]).format(*filled) + part + self.within(node.get("in"), lead=" ")

    def units_of_count(self, said: Mapping[str, Any]) -> str:
        """What a measure of different values or of periods counts, in the plural."""
        if "distinct" in said:
            words = self.pair(DISTINCT[said["distinct"]])
            words += f" ({self.test(said['among'])})" if "among" in said else ""
        else:
            words = self.series(said["periods"], several=True)
        if "each" in said:
            own = said["each"]
            unit = own.get("unit") or {"count": "item", "days": "day"}.get(own.get("measure", "sum"), self.unit)
            least = self.amount(own["at_least"], unit)
            words += self.say(f", elk met ten minste {least}", f", each with at least {least}")
        return words

    def unit_of(self, node: Mapping[str, Any]) -> str | None:
        """The unit in which a measure is given, or None where it has none that people would say."""
        said = node.get("measure", "sum")
        if isinstance(said, Mapping) or said == "count":
            return None
        return str(node.get("unit") or {"weekly_hours": "hour", "days": "day"}.get(said, self.unit))

    def figure(self, number: Any) -> str:
        """A number with a decimal comma in Dutch."""
        return str(number).replace(".", ",") if self.dutch else str(number)

    def amount(self, node: Any, unit: str | None = None) -> str:
        """A norm or a maximum in words, with its unit where that is said."""
        if isinstance(node, list):
            return self.rows(node, lambda leaf: self.amount(leaf, unit))
        if node == "every-day":
            return self.say("elke dag", "every day")
        if not isinstance(node, Mapping):
            return self.figure(node) if unit is None else amount_words(Decimal(node), unit, self.language)
        if "by" in node:
            return self._table(node, unit)
        if "shortage_of" in node:
            return self._shortage(node)
        times = self._share(node["share"]) if "share" in node else ""
        if "measured" in node:
            return times + self.measured(node["measured"])
        return f"{times}{self.say('de norm van', 'the norm of')} “{self.requirements.get(node['of'], node['of'])}”"

    def _share(self, share: Any) -> str:
        if share > 1:
            return f"{self.figure(share)} × "
        percent = self.figure((Decimal(share) * 100).normalize().__format__("f"))
        return f"{percent}% {self.say('van', 'of')} "

    def _table(self, node: Mapping[str, Any], unit: str | None) -> str:
        values = [f"{self.amount(value, unit)} {self.say('bij', 'for')} {key}" for key, value in node["values"].items()]
        if "else" in node:
            values.append(f"{self.say('anders', 'otherwise')} {self.amount(node['else'], unit)}")
        take = {"sum": ("bij meer dan een opgeteld", "added up for more than one")}
        take["lowest"] = ("bij meer dan een het laagste", "the lowest for more than one")
        how = take.get(node.get("take", ""), ("bij meer dan een het hoogste", "the highest for more than one"))
        name = self.attributes.get(node["by"], node["by"])
        return f"{', '.join(values)} ({self.say('naar', 'by')} {name}; {self.pair(how)})"

    def _shortage(self, node: Mapping[str, Any]) -> str:
        name = self.requirements.get(node["shortage_of"], node["shortage_of"])
        back = node.get("cycles_before", 1)
        if back > 1:
            return self.say(
                f"het tekort van {back} perioden terug op “{name}”", f"the shortage of {back} cycles before on “{name}”"
            )
        return self.say(
            f"het tekort van de vorige periode op “{name}”", f"the shortage of the cycle before on “{name}”"
        )

    def rounding(self, node: Any) -> str:
        """How an amount is rounded, and to what."""
        said = node if isinstance(node, Mapping) else {"direction": node}
        direction = self.pair(ROUNDINGS[said["direction"]])
        step = self.figure(said["to"]) if said.get("to", 1) != 1 else self.say("een heel getal", "a whole number")
        return self.say(f"afgerond op {step}, {direction}", f"rounded to {step}, {direction}")


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
