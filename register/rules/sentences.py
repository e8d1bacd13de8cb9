"""A regulation read aloud: one plain sentence for each rule, in the order in which a board would discuss them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from register.rules.phrase_words import DEADLINES, SCOPES
from register.rules.phrases import Phrases
from register.rules.procedure_sentences import ProcedureSentences
from register.rules.publication_sentences import PublicationSentences
from register.rules.record_sentences import RecordSentences
from register.rules.requirement_sentences import RequirementSentences
from register.rules.wording import amount_words


def explain(document: Mapping[str, Any], *, language: str) -> list[str]:
    """The rules of a sound document as lines of text; `language` is nl or en."""
    return list(_Reader(document, language).lines())


class _Reader:
    """Reads one document in one language."""

    def __init__(self, document: Mapping[str, Any], language: str) -> None:
        self.document = document
        self.words = Phrases(document, language=language)
        self.requirements = RequirementSentences(self.words)
        self.procedure = ProcedureSentences(self.words, document.get("outcomes") or ())
        self.records = RecordSentences(self.words)
        self.publication = PublicationSentences(self.words)
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
            (say("Eisen", "Requirements"), "requirements", self.requirements.lines),
            (say("Verdelen", "Sharing out"), "share_out", self._share_out),
            (say("Meenemen", "Carrying over"), "carry", self._carry),
            (say("Uitkomst", "Outcome"), "outcomes", self._outcome),
            (say("Termijnen", "Deadlines"), "deadlines", self._deadline),
            (say("Herinneringen", "Reminders"), "reminders", self._reminder),
            (say("Zelf invoeren", "Entering activities oneself"), "claims", self._claim_form),
            (say("Werk, verklaringen en groepen", "Work, declarations and groups"), "records", self.records.lines),
            (say("Hoe wordt beslist", "How decisions are taken"), "procedure", self.procedure.lines),
            (say("Wat openbaar is", "What is public"), "publication", self.publication.lines),
        ):
            nodes = document.get(name) or []
            nodes = [nodes] if isinstance(nodes, Mapping) else nodes
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
        since = self.words.day(node["from"])
        until = self.words.day(node["until"]) if node.get("until") else None
        return self.say(
            f"Geldt vanaf {since}{f' en voor {until}' if until else ''}; beslissend is {key[0]}.",
            f"Holds from {since}{f' and before {until}' if until else ''}; {key[1]} decides.",
        )

    def _cycle(self) -> str:
        node = self.document["cycle"]
        said, start = node["length"], self.words.day(node["starts"])
        length = self.words.length(said) if isinstance(said, str) else self.words.rows(said, self.words.length)
        next_one = self.say(
            " Wie tussentijds inschrijft begint bij de volgende.", " Who registers in between begins with the next."
        )
        return self.say(
            f"Een periode duurt {length}; de eerste begint bij {start}.",
            f"A cycle lasts {length}; the first starts at {start}.",
        ) + (next_one if node.get("joins") == "next" else "")

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
        yield text + self.requirements.condition(node)

    def _refusal(self, node: Mapping[str, Any]) -> Iterator[str]:
        yield f"{node['label'][self.language]} ({self.words.selection(node['when'])}; {node['article']})."

    def _worth(self, node: Mapping[str, Any]) -> Iterator[str]:
        gives = amount_words(Decimal(node.get("gives", 1)), self.document["unit"], self.language)
        per = f" {self.say('per', 'for each')} {self.words.per(node['per'])}" if "per" in node else ""
        extra = ""
        for one in node.get("plus", ()):
            more, when = self.words.amount(one.get("gives", 1)), self.words.selection(one.get("when"))
            each = f" {self.say('per', 'for each')} {self.words.per(one['per'])}" if "per" in one else ""
            extra += f", + {more}{each} {self.say('voor', 'for')} {when}"
        rounding = f", {self.words.rounding(node['round'])}" if "round" in node else ""
        which = self.words.selection(node.get("when"))
        yield f"{which[:1].upper()}{which[1:]}: {gives}{per}{rounding}{extra}."

    def _cap(self, node: Mapping[str, Any]) -> Iterator[str]:
        said = node["per"] if isinstance(node["per"], list) else [node["per"]]
        in_each = self.say("per", "in each")
        each = [
            self.words.pair(SCOPES[one]) if one in SCOPES else f"{in_each} {self.words.series(one)}" for one in said
        ]
        scope = self.words.joined(each, ("en", "and"))
        unit = "item" if node.get("measure") == "count" else self.document["unit"]
        at = f"{self.say('ten hoogste', 'at most')} {self.words.amount(node['at'], unit)} {scope}"
        which = self.words.selection(node.get("of"))
        part = f" ({self.say('deel', 'share')} {node['part']})" if "part" in node else ""
        yield (
            f"{node['label'][self.language]} ({at}: {which}{part}; {node['article']})."
            f"{self.requirements.condition(node)}{self._reach(node)}"
        )

    def _reach(self, node: Mapping[str, Any]) -> str:
        """Which requirements a maximum limits, and what uses it up without being cut."""
        text = ""
        if "toward" in node:
            named = self.words.named(node["toward"])
            text += self.say(f" Alleen voor {named}.", f" Only for {named}.")
        if "spares" in node:
            spared = self.words.selection(node["spares"])
            text += self.say(f" Niet gekort, wel meegeteld: {spared}.", f" Not cut, but counted as used: {spared}.")
        return text

    def _share_out(self, node: Mapping[str, Any]) -> Iterator[str]:
        names = self.words.named(node["among"])
        what = (
            self.say("Elke activiteit", "Every activity")
            if node["each"] == "fact"
            else self.say("Elke eenheid", "Every unit")
        )
        yield f"{what} {self.say('telt voor niet meer dan een van', 'counts for no more than one of')} {names}."

    def _carry(self, node: Mapping[str, Any]) -> Iterator[str]:
        source, into = self.words.requirements[node["surplus_of"]], self.words.requirements[node["into"]]
        most = (
            f", {self.say('ten hoogste', 'at most')} {self.words.amount(node['at_most'], self.document['unit'])}"
            if "at_most" in node
            else ""
        )
        limited = ""
        if "of" in node or "in" in node:
            limited = f" ({self.say('voor zover uit', 'as far as from')} {self.words.selection(node.get('of'))}"
            limited += f"{self.words.within(node.get('in'))})"
        yield (
            f"{node['label'][self.language]}: "
            + self.say(
                f"overschot op “{source}”{limited} vult een tekort op “{into}”",
                f"surplus on “{source}”{limited} fills a shortage on “{into}”",
            )
            + f"{most} ({node['article']}).{self.requirements.condition(node)}"
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
        for code, bounds in node.get("short", {}).items():
            name, said = self.words.requirements[code], self.words.test(bounds)
            conditions.append(self.say(f"het tekort op “{name}” is {said}", f"what is short of “{name}” is {said}"))
        if node.get("when"):
            conditions.append(self.words.condition(node["when"]))
        condition = self.words.joined(conditions, ("en", "and")) or self.say("in andere gevallen", "in all other cases")
        yield f"{node['label'][self.language]}: {condition}."

    def _deadline(self, node: Mapping[str, Any]) -> Iterator[str]:
        kind, until = self.words.pair(DEADLINES[node["kind"]]), self.words.day(node["until"])
        late = self.say(f"uiterlijk {until}, die dag niet meegerekend", f"by {until}, that day not included")
        yield f"{kind[:1].upper()}{kind[1:]}: {late}."

    def _reminder(self, node: Mapping[str, Any]) -> Iterator[str]:
        before, kind = self.words.length(node["before"]), self.words.pair(DEADLINES[node["deadline"]])
        yield self.say(f"{before} voor de laatste dag voor {kind}.", f"{before} before the last day for {kind}.")

    def _claim_form(self, node: Mapping[str, Any]) -> Iterator[str]:
        if node["validation"] == "until-sampled":
            share = node["sampled"]
            how = self.say(
                f"telt direct mee; {share} van de honderd worden getrokken en beoordeeld",
                f"counts at once; {share} of every hundred are drawn and assessed",
            )
        else:
            how = self.say("telt na beoordeling", "counts once assessed")
        term = ""
        if "decided_within" in node:
            length = self.words.length(node["decided_within"])
            term = self.say(f", besluit binnen {length}", f", decided within {length}")
        asked = ", ".join(f"“{one['title'][self.language]}”" for one in node["form"]["properties"].values())
        yield f"{node['label'][self.language]}: {how}{term}. {self.say('Gevraagd wordt', 'Asked for')}: {asked}."
