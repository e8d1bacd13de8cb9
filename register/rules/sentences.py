"""A regulation read aloud: one plain sentence for each rule, in the order in which a board would discuss them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from register.rules.phrases import Phrases
from register.rules.wording import UNIT_WORDS


def explain(document: Mapping[str, Any], *, language: str) -> list[str]:
    """The rules of a sound document as lines of text; `language` is nl or en."""
    return list(_Reader(document, language).lines())


class _Reader:
    """Reads one document in one language."""

    def __init__(self, document: Mapping[str, Any], language: str) -> None:
        self.document = document
        self.words = Phrases(document, language=language)
        self.say = self.words.say
        self.language = language

    def lines(self) -> Iterator[str]:
        document, say = self.document, self.say
        yield document["title"][self.language]
        yield f"{say('Bron', 'Source')}: {document['source']}"
        yield self._in_force()
        yield self._cycle()
        for heading, name, sentence in (
            (say("Telvenster", "Counting window"), "window", self._step),
            (say("Wat niet telt", "What does not count"), "refuse", self._refusal),
            (say("Waardering", "Worth"), "worth", self._worth),
            (say("Maxima", "Maxima"), "caps", self._cap),
            (say("Eisen", "Requirements"), "requirements", self._requirement),
            (say("Verdelen", "Sharing out"), "share_out", self._share_out),
            (say("Meenemen", "Carrying over"), "carry", self._carry),
            (say("Uitkomst", "Outcome"), "outcomes", self._outcome),
            (say("Herinneringen", "Reminders"), "reminders", self._reminder),
        ):
            nodes = document.get(name) or []
            if nodes:
                yield ""
                yield heading
            for node in nodes:
                for line in sentence(node):
                    yield f"- {line}" if not line.startswith("  ") else line

    def _in_force(self) -> str:
        node = self.document["in_force"]
        key = {
            "cycle_end": ("de laatste dag van de periode", "the last day of the cycle"),
            "cycle_start": ("de eerste dag van de periode", "the first day of the cycle"),
            "registration": ("de dag van inschrijving", "the day of registration"),
            "judgement": ("de dag van beoordeling", "the day of judgement"),
            "activity": ("de dag van elke activiteit", "the day of each activity"),
        }[node["by"]]
        end = f"{self.say(' tot', ' until')} {node['until']}" if node.get("until") else ""
        return self.say(
            f"Geldt vanaf {node['from']}{end}; beslissend is {key[0]}.",
            f"Holds from {node['from']}{end}; {key[1]} decides.",
        )

    def _cycle(self) -> str:
        node = self.document["cycle"]
        said, start = node["length"], self.words.day(node["starts"])
        length = self.words.length(said) if isinstance(said, str) else self.words.rows(said, self.words.length)
        return self.say(
            f"Een periode duurt {length} en begint bij: {start}.", f"A cycle lasts {length} and starts at: {start}."
        )

    def _if(self, node: Mapping[str, Any]) -> str:
        return (
            f" {self.say('Dit geldt als', 'This holds if')} {self.words.condition(node['when'])}."
            if node.get("when")
            else ""
        )

    def _unit(self, unit: str) -> str:
        return UNIT_WORDS[unit][1 if self.language == "nl" else 3]

    def _step(self, node: Mapping[str, Any]) -> Iterator[str]:
        most = (
            f", {self.say('ten hoogste', 'at most')} {self.words.length(node['at_most'])}" if "at_most" in node else ""
        )
        if "shift" in node or "extend" in node:
            verb = (
                self.say("schuift op", "moves forward")
                if "shift" in node
                else self.say("wordt verlengd", "is extended")
            )
            facts = self.words.selection(node.get("shift", node.get("extend")))
            text = f"{self.say('Het venster', 'The window')} {verb} {self.say('door', 'by')} {facts}{most}."
        else:
            verb = next(name for name in ("starts", "not_before", "ends") if name in node)
            words = {
                "starts": ("begint bij", "starts at"),
                "not_before": ("begint niet voor", "starts no earlier than"),
                "ends": ("eindigt bij", "ends at"),
            }
            text = (
                f"{self.say('Het venster', 'The window')} {self.words.pair(words[verb])} {self.words.day(node[verb])}."
            )
        yield text + self._if(node)

    def _refusal(self, node: Mapping[str, Any]) -> Iterator[str]:
        yield f"{node['label'][self.language]} ({self.words.selection(node['when'])}; {node['article']})."

    def _worth(self, node: Mapping[str, Any]) -> Iterator[str]:
        gives = f"{self.words.amount(node.get('gives', 1))} {self._unit(self.document['unit'])}"
        per = f" {self.say('per', 'for each')} {node['per']}" if "per" in node else ""
        extra = ""
        for one in node.get("plus", ()):
            more, when = self.words.amount(one.get("gives", 1)), self.words.selection(one.get("when"))
            extra += f", + {more} {self.say('voor', 'for')} {when}"
        rounding = f", {self.say('afgerond', 'rounded')} {self._rounding(node['round'])}" if "round" in node else ""
        which = self.words.selection(node.get("when"))
        yield f"{which[:1].upper()}{which[1:]}: {gives}{per}{rounding}{extra}."

    def _rounding(self, node: Any) -> str:
        said = node if isinstance(node, Mapping) else {"direction": node}
        words = {
            "down": ("naar beneden", "down"),
            "up": ("naar boven", "up"),
            "half-up": ("op de helft", "to the nearest"),
        }
        step = self.words.amount(said.get("to", 1))
        return f"{self.words.pair(words[said['direction']])} ({self.say('op', 'to')} {step})"

    def _cap(self, node: Mapping[str, Any]) -> Iterator[str]:
        scopes = {
            "fact": ("per activiteit", "for each fact"),
            "day": ("per dag", "a day"),
            "event": ("per evenement", "for each event"),
            "course": ("per cursus", "for each course"),
            "category": ("per categorie", "for each category"),
            "code": ("per code", "for each code"),
            "format": ("per vorm", "for each form"),
            "role": ("per rol", "for each role"),
            "by": ("per persoon of wijze (by)", "for each person or way (by)"),
            "cycle": ("per periode", "in a cycle"),
            "window": ("in het venster van de eis", "in the window of the requirement"),
        }
        said = node["per"] if isinstance(node["per"], list) else [node["per"]]
        each = [self.words.pair(scopes.get(one, (f"per {one}", f"in each {one}"))) for one in said]
        scope = self.words.joined(each, ("en", "and"))
        at = f"{self.say('ten hoogste', 'at most')} {self.words.amount(node['at'])} {scope}"
        which = self.words.selection(node.get("of"))
        yield f"{node['label'][self.language]} ({at}: {which}; {node['article']}).{self._if(node)}"

    def _requirement(self, node: Mapping[str, Any], depth: int = 0) -> Iterator[str]:
        lead = "  " * depth + ("- " if depth else "")
        repeat = ""
        if "for_each" in node:
            repeat = f", {self._repeat(node['for_each'])}"
        advice = (
            self.say(" Advies: dit laat niemand zakken.", " Advice: nobody fails on this.")
            if node.get("advisory")
            else ""
        )
        label = node["label"][self.language]
        branch = next((name for name in ("any", "all") if name in node), None)
        if branch:
            number = node.get("at_least", 1)
            how = (
                self.say("alle van", "all of")
                if branch == "all"
                else self.say(f"{number} of meer van", f"{number} or more of")
            )
            yield f"{lead}{label}{repeat}: {how} ({node['article']}).{self._if(node)}{advice}"
            for child in node[branch]:
                yield from self._requirement(child, depth + 1)
            return
        granted = ""
        if "granted" in node:
            given = self.words.amount(node["granted"])
            granted = self.say(f" Vooraf toegekend: {given}.", f" Granted beforehand: {given}.")
        yield f"{lead}{label}{repeat}: {self._norm(node)} ({node['article']}).{self._if(node)}{granted}{advice}"
        for adjustment in node.get("adjust", ()):
            yield f"{'  ' * (depth + 1)}- {self._adjustment(adjustment)}"

    def _repeat(self, node: Mapping[str, Any]) -> str:
        if "rolling" in node:
            length = self.words.length(node["rolling"])
            return self.say(f"in elke {length} die op een dag eindigen", f"in every {length} that end on any day")
        each = self.words.attributes.get(node.get("value_of", ""), node.get("value_of")) or node["series"]
        return f"{self.say('voor elke', 'for each')} {each}"

    def _adjustment(self, node: Mapping[str, Any]) -> str:
        parts = []
        if "pro_rata" in node:
            said = node["pro_rata"] if isinstance(node["pro_rata"], Mapping) else {"count": node["pro_rata"]}
            count = {"months": ("maanden", "months"), "days": ("dagen", "days")}[said["count"]]
            since = self.words.day(said.get("from", "registration"))
            parts.append(self.say(f"naar rato van de {count[0]} vanaf {since}", f"pro rata by {count[1]} from {since}"))
            if "without" in said:
                parts.append(f"{self.say('zonder', 'without')} {self.words.selection(said['without'])}")
        for name, sign in (("times", "×"), ("plus", "+"), ("minus", "-"), ("replace", "=")):
            if name in node:
                parts.append(f"{sign} {self.words.amount(node[name])}")
        if "per_month_of" in node:
            span = node["per_month_of"]
            days = [self.words.day(span[key]) for key in ("from", "until") if key in span]
            parts.append(f"{self.say('voor elke maand van', 'for each month of')} {' – '.join(days)}")
        if "at_most" in node:
            parts.append(f"{self.say('ten hoogste', 'at most')} {self.words.amount(node['at_most'])}")
        if "round" in node:
            parts.append(f"{self.say('afgerond', 'rounded')} {self._rounding(node['round'])}")
        return f"{self.say('Aanpassing', 'Adjustment')}: {', '.join(parts)}.{self._if(node)}"

    def _norm(self, node: Mapping[str, Any]) -> str:
        which = self.words.selection(node.get("of"))
        measure = node.get("measure", "sum")
        if isinstance(measure, Mapping):
            name = (
                self.say("verschillende", "different") if "distinct" in measure else self.say("tijdvakken", "periods")
            )
            unit = f"{name} {measure.get('distinct') or measure.get('periods')}"
        else:
            default = {"count": "item", "weekly_hours": "hour", "days": "day"}.get(measure, self.document["unit"])
            unit = self._unit(node.get("unit", default))
            unit += self.say(" per week", " a week") if measure == "weekly_hours" else ""
        for name, words in (("at_least", ("ten minste", "at least")), ("at_most", ("ten hoogste", "at most"))):
            if name in node:
                norm = f"{self.words.pair(words)} {self.words.amount(node[name])} {unit}"
                return f"{norm}, {self.say('uit', 'from')} {which}"
        return f"{unit}, {self.say('uit', 'from')} {which}"

    def _share_out(self, node: Mapping[str, Any]) -> Iterator[str]:
        names = self.words.joined([f"“{self.words.requirements[code]}”" for code in node["among"]], ("en", "and"))
        what = (
            self.say("Elke activiteit", "Every activity")
            if node["each"] == "fact"
            else self.say("Elke eenheid", "Every unit")
        )
        yield f"{what} {self.say('telt voor niet meer dan een van', 'counts for no more than one of')} {names}."

    def _carry(self, node: Mapping[str, Any]) -> Iterator[str]:
        source, into = self.words.requirements[node["surplus_of"]], self.words.requirements[node["into"]]
        most = (
            f", {self.say('ten hoogste', 'at most')} {self.words.amount(node['at_most'])}" if "at_most" in node else ""
        )
        yield (
            f"{node['label'][self.language]}: "
            + self.say(
                f"overschot op “{source}” vult een tekort op “{into}”",
                f"surplus on “{source}” fills a shortage on “{into}”",
            )
            + f"{most} ({node['article']}).{self._if(node)}"
            + self._kept(node)
        )

    def _kept(self, node: Mapping[str, Any]) -> str:
        if node.get("until_used"):
            return self.say(" Het blijft staan tot het is gebruikt.", " It stays until it is used.")
        if node.get("cycles", 1) == 1:
            return ""
        cycles = node["cycles"]
        return self.say(f" Het blijft {cycles} perioden bruikbaar.", f" It can be used for {cycles} cycles.")

    def _outcome(self, node: Mapping[str, Any]) -> Iterator[str]:
        conditions = []
        if node.get("met") == "all":
            conditions.append(self.say("aan alles is voldaan", "everything is met"))
        for name, words in (("met", ("voldaan", "met")), ("not_met", ("niet voldaan", "not met"))):
            codes = node.get(name, [])
            if isinstance(codes, list) and codes:
                conditions.append(
                    f"{', '.join(self.words.requirements[code] for code in codes)}: {self.words.pair(words)}"
                )
        if node.get("when"):
            conditions.append(self.words.condition(node["when"]))
        condition = self.words.joined(conditions, ("en", "and")) or self.say("in andere gevallen", "in all other cases")
        yield f"{node['label'][self.language]}: {condition}."

    def _reminder(self, node: Mapping[str, Any]) -> Iterator[str]:
        kinds = {
            "earn": ("het behalen", "earning"),
            "record": ("het vastleggen", "recording"),
            "declare": ("het verklaren", "declaring"),
            "apply": ("het aanvragen", "applying"),
            "grace": ("de uitloop", "the grace period"),
        }
        before, kind = self.words.length(node["before"]), self.words.pair(kinds[node["deadline"]])
        yield self.say(f"{before} voor het einde van {kind}.", f"{before} before the end of {kind}.")
