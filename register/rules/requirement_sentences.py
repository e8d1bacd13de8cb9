"""Requirements read aloud: the measure, the norm and its adjustments, where it looks and for whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from register.rules.facts import SPANNING
from register.rules.phrases import Phrases
from register.rules.select import with_kind


class RequirementSentences:
    """A line for each requirement, with lines below it for what it is made of."""

    def __init__(self, words: Phrases) -> None:
        self.words = words
        self.say = words.say

    def lines(self, node: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
        """The requirement and all below it."""
        lead = "  " * depth + ("- " if depth else "")
        label = node["label"][self.words.language]
        heading = f"{lead}{label}{self._repeat(node.get('for_each'))}"
        branch = next((name for name in ("any", "all") if name in node), None)
        said = self._branch(node, branch) if branch else self._norm(node)
        yield f"{heading}: {said} ({node['article']}).{self.condition(node)}{self._remarks(node)}"
        for child in node.get(branch or "", ()):
            yield from self.lines(child, depth + 1)
        for adjustment in node.get("adjust", ()):
            yield f"{'  ' * (depth + 1)}- {self._adjustment(adjustment, self._unit(node))}"

    def condition(self, node: Mapping[str, Any]) -> str:
        """When a part holds at all, as a sentence of its own."""
        if not node.get("when"):
            return ""
        return f" {self.say('Dit geldt als', 'This holds if')} {self.words.condition(node['when'])}."

    def _branch(self, node: Mapping[str, Any], branch: str) -> str:
        if branch == "all":
            return self.say("alle van", "all of")
        number = node.get("at_least", 1)
        return self.say(f"{number} of meer van", f"{number} or more of")

    def _remarks(self, node: Mapping[str, Any]) -> str:
        text = ""
        if "granted" in node:
            given = self.words.amount(node["granted"], self._unit(node))
            text += self.say(f" Vooraf toegekend: {given}.", f" Granted beforehand: {given}.")
        if node.get("advisory"):
            text += self.say(" Advies: dit laat niemand zakken.", " Advice: nobody fails on this.")
        return text

    def _repeat(self, node: Mapping[str, Any] | None) -> str:
        if node is None:
            return ""
        after = ""
        if "not_before" in node:
            after = f", {self.say('niet voor', 'not before')} {self.words.day(node['not_before'])}"
        if "rolling" in node:
            length = self.words.length(node["rolling"])
            return self.say(f", in elke aaneengesloten {length}{after}", f", in every stretch of {length}{after}")
        each = self.say("voor elk van", "for each of")
        if "values" in node:
            return f", {each} {self.words.joined(list(node['values']), ('en', 'and'))}"
        if "value_of" in node:
            label = self.words.attributes.get(node["value_of"], node["value_of"])
            return self.say(f", {each} de {label}", f", {each} the {label}")
        number = node.get("consecutive", 1)
        if number == 1:
            return self.say(", in elk ", ", in every ") + self.words.series(node["series"]) + after
        words = self.words.series(node["series"], several=True)
        return self.say(f", in elke {number} opeenvolgende {words}", f", in every {number} consecutive {words}") + after

    def _adjustment(self, node: Mapping[str, Any], unit: str | None) -> str:
        parts = [self._served(node["pro_rata"])] if "pro_rata" in node else []
        for name, words in (
            ("times", ("maal {}", "times {}")),
            ("plus", ("{} erbij", "{} more")),
            ("minus", ("{} eraf", "{} less")),
            ("replace", ("wordt {}", "becomes {}")),
        ):
            if name in node:
                said = self.words.amount(node[name], None if name == "times" else unit)
                parts.append(self.words.pair(words).format(said))
        if "per_month_of" in node:
            stretch = self.words.stretch(node["per_month_of"])
            parts.append(self.say(f"voor elke maand {stretch}", f"for each month {stretch}"))
        if "at_most" in node:
            parts.append(f"{self.say('ten hoogste', 'at most')} {self.words.amount(node['at_most'], unit)}")
        if "round" in node:
            parts.append(self.words.rounding(node["round"]))
        return f"{self.say('Aanpassing', 'Adjustment')}: {', '.join(parts)}.{self.condition(node)}"

    def _served(self, node: Any) -> str:
        said = node if isinstance(node, Mapping) else {"count": node}
        count = {"months": ("maanden", "months"), "days": ("dagen", "days")}[said["count"]]
        since = self.words.day(said.get("from", "registration"))
        text = self.say(f"naar rato van de {count[0]} vanaf {since}", f"pro rata by {count[1]} from {since}")
        part = {
            "whole": ("een deel van een maand telt als een hele", "part of a month counts as a whole one"),
            "by-days": ("een deel van een maand naar zijn dagen", "part of a month by its days"),
        }.get(said.get("part_months", ""))
        text += f" ({self.words.pair(part)})" if part else ""
        if "without" in said:
            text += f", {self.say('zonder', 'without')} {self.words.selection(said['without'])}"
        return text

    def _unit(self, node: Mapping[str, Any]) -> str | None:
        return None if {"any", "all"} & set(node) else self.words.unit_of(node)

    def _norm(self, node: Mapping[str, Any]) -> str:
        within = self.words.within(node.get("in"))
        bound = next((name for name in ("at_least", "at_most") if name in node), None)
        which = self.words.selection(node.get("of"))
        if bound is None:
            return self.words.measured(node)
        norm, measure = node[bound], node.get("measure", "sum")
        lead = self.say(*{"at_least": ("ten minste", "at least"), "at_most": ("ten hoogste", "at most")}[bound])
        if norm == "every-day":
            return f"{self.words.amount(norm)}: {which}{within}"
        number = self.words.amount(norm, self.words.unit_of(node))
        part = f" ({self.say('deel', 'share')} {node['part']})" if "part" in node else ""
        if measure == "count":
            return f"{lead} {number} {self._counted(node, one=norm == 1)}{within}"
        if isinstance(measure, Mapping):
            words = self.words.units_of_count(measure)
            others = self.say("verschillende ", "different ") if "distinct" in measure else ""
            return f"{lead} {number} {others}{words}, {self.say('uit', 'from')} {which}{within}"
        a_week = self.say(" per week", " a week") if measure == "weekly_hours" else ""
        return f"{lead} {number}{a_week}, {self.say('uit', 'from')} {which}{part}{within}"

    def _counted(self, node: Mapping[str, Any], *, one: bool) -> str:
        """What is counted, right behind its number; behind a number in words it needs a sign."""
        of = node.get("of") or {}
        which = self.words.selection(of, one=one)
        plain = not isinstance(node.get("at_least", node.get("at_most")), list | Mapping)
        # Work, leave and a status have no plural, and a choice of facts has no noun of its own.
        noun = "kind" in with_kind(of) and of.get("kind") not in list(SPANNING)
        return which if plain and noun else f"× {which}"
