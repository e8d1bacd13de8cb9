"""What a regulation says about records, read aloud: who vouches for them, and until when they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from register.rules.phrases import Phrases
from register.rules.records import AttestedBy, RecordRule, Sort

_SORTS = {
    Sort.WORK: ("werk", "work"),
    Sort.DECLARATION: ("verklaring", "declaration"),
    Sort.DOCUMENT: ("document", "document"),
    Sort.SESSION: ("bijeenkomst van een groep", "session of a group"),
    Sort.VISIT: ("visitatie", "peer visit"),
}
_ROLES = {
    "employer": ("de werkgever", "the employer"),
    "confirmer": ("wie het bevestigt", "the confirmer"),
    "partner": ("de gesprekspartner", "the partner in the conversation"),
}


class RecordSentences:
    """Reads the rules about records in one language."""

    def __init__(self, words: Phrases) -> None:
        self.words, self.say = words, words.say

    def lines(self, node: Mapping[str, Any]) -> Iterator[str]:
        """One line for each rule."""
        rule = RecordRule(node)
        label = self.say(rule.label["nl"], rule.label["en"])
        parts = [self.say(*_SORTS[rule.sort]), *self._conditions(rule)]
        yield f"{label}: {', '.join(parts)}."

    def _conditions(self, rule: RecordRule) -> Iterator[str]:
        if rule.sort is Sort.SESSION:
            yield self.say(f"met ten minste {rule.least_people} deelnemers", f"of at least {rule.least_people} people")
            if rule.attested_by is AttestedBy.CHAIR:
                yield self.say("telt op het woord van de voorzitter", "counts on the word of the chair")
            else:
                yield self.say("telt voor wie bevestigt er te zijn geweest", "counts for whoever confirms being there")
        for need in rule.needs:
            who = self.say(*_ROLES[need.role])
            also = self.say(", zelf geregistreerd,", ", also registered,") if need.registered else ""
            yield self.say(f"telt als {who}{also} het verklaart", f"counts once {who}{also} states it")
        if rule.evidence:
            yield self.say("met bewijs", "with evidence")
        if "valid" in rule.document:
            length = self.words.length(rule.document["valid"])
            yield self.say(f"ten hoogste {length} geldig", f"valid for at most {length}")
        for before in rule.document.get("warn", ()):
            length = self.words.length(before)
            yield self.say(f"waarschuwing {length} voor het einde", f"warning {length} before the end")
        if rule.outcome:
            yield self.say("het register leest alleen de uitkomst", "the register reads the outcome only")
