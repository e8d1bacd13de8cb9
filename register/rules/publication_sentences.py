"""What a register makes public, read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from register.rules.phrases import Phrases
from register.rules.publication import ENDING

_WHAT = {
    "candidate": ("kandidaat", "candidate"),
    "registered": ("geregistreerd", "registered"),
    "conditional": ("geregistreerd onder voorwaarden", "registered under conditions"),
    "in-grace": ("in uitloop", "in grace"),
    "suspended": ("geschorst", "suspended"),
    "lapsed": ("vervallen", "lapsed"),
    "struck-off": ("doorgehaald", "struck off"),
    "left": ("uitgeschreven", "left"),
    "deceased": ("overleden", "deceased"),
    "endorsement": ("deskundigheidsgebied", "endorsement"),
    "annotation": ("aantekening", "annotation"),
}


class PublicationSentences:
    """Reads what one regulation makes public in one language."""

    def __init__(self, words: Phrases) -> None:
        self.words, self.say = words, words.say

    def lines(self, node: Mapping[str, Any]) -> Iterator[str]:
        """The lines for `publication`."""
        if node.get("names", True):
            yield self.say("Te zoeken op naam en op nummer.", "Can be searched by name and by number.")
        else:
            yield self.say("Te zoeken op nummer, niet op naam.", "Can be searched by number, not by name.")
        for row in (*node["statuses"], *node.get("marks", ())):
            yield self._shown(row)
        if node.get("opt_out"):
            yield self.say("Wie dat wil wordt niet getoond.", "Whoever wishes so is not shown.")

    def _shown(self, row: Mapping[str, Any]) -> str:
        what = self.say(*_WHAT[row["show"]])
        if "after" not in row:
            return self.say(f"Getoond: {what}.", f"Shown: {what}.")
        length = self.words.length(row["after"])
        if row["show"] in ENDING:
            return self.say(f"Getoond: {what}, {length} lang.", f"Shown: {what}, for {length}.")
        return self.say(f"Getoond: {what}, en tot {length} daarna.", f"Shown: {what}, and for {length} after it.")
