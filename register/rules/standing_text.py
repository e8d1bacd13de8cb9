"""A standing as lines of text: what was due, what counted, and by which rule something did not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from register.rules.standing import FactFinding, Finding, Standing
from register.rules.wording import REASONS, amount_words

_MARKS = {True: "+", False: "-"}


def read_standing(standing: Standing, *, language: str) -> list[str]:
    """The standing as lines of text; `language` is nl or en."""
    return list(_Lines(standing, language).all())


class _Lines:
    """One standing in one language."""

    def __init__(self, standing: Standing, language: str) -> None:
        self.standing = standing
        self.language = language

    def say(self, nl: str, en: str) -> str:
        return nl if self.language == "nl" else en

    def all(self) -> Iterator[str]:
        standing = self.standing
        yield self.say(
            f"{standing.register}, beoordeeld op {standing.as_of}: {standing.outcome}",
            f"{standing.register}, judged on {standing.as_of}: {standing.outcome}",
        )
        yield self.say("Telvenster", "Counting window") + f": {standing.window.start} – {standing.window.last_day}"
        yield self.say("Eisen", "Requirements")
        for finding in standing.requirements:
            yield self._finding(finding)
        if standing.facts:
            yield self.say("Wat er gebeurde", "What happened")
        for fact in standing.facts:
            yield from self._fact(fact)
        if standing.projections:
            yield self.say("Vooruitblik", "Ahead")
        for finding in standing.projections:
            yield self._finding(finding)
        for deadline in standing.deadlines:
            yield f"{self.say('Termijn', 'Deadline')} {deadline.kind}: {deadline.on}"

    def _finding(self, finding: Finding) -> str:
        indent = "    " if finding.part_of else "  "
        advice = self.say(" (advies)", " (advice)") if finding.advisory else ""
        words = finding.explanation[self.language]
        return (
            f"{indent}{_MARKS[finding.met]} {finding.name}, {finding.label[self.language]}{advice}: "
            f"{words} [{finding.article}; {finding.window.start} – {finding.window.last_day}]"
        )

    def _fact(self, fact: FactFinding) -> Iterator[str]:
        units = {finding.name: finding.unit for finding in self.standing.requirements}
        said = [self._amount("waarde", "worth", fact.worth)] if fact.worth else []
        said += [
            f"{one.requirement} {amount_words(one.counted, units[one.requirement], self.language)}"
            for one in fact.toward
        ]
        if not fact.cuts and fact.reason in REASONS:
            said.append(REASONS[fact.reason][0 if self.language == "nl" else 1])
        elif not fact.toward and not fact.cuts:
            said.append(self.say("telt voor geen getal", "counts toward no number"))
        yield f"  {fact.id}: {'; '.join(said)}"
        for cut in fact.cuts:
            amount = self._amount("niet geteld", "not counted", cut.amount)
            yield f"      {amount}, {cut.label[self.language]} [{cut.article}]"

    def _amount(self, nl: str, en: str, number: Decimal) -> str:
        return f"{self.say(nl, en)} {amount_words(number, self.standing.unit, self.language)}"
