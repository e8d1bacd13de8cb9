"""How a register decides, read aloud: terms, what opens when, and what is proposed for which outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from register.rules.phrases import Phrases
from register.rules.procedure import (
    OBJECTION,
    RECONSIDERATION,
    USUAL_AUDIT_TERMS,
    VIEW,
    AuditProcedure,
    procedure_of,
)

NAMES = {
    "full": ("verlenging", "renewal"),
    "shorter": ("kortere verlenging", "shorter renewal"),
    "conditional": ("verlenging onder voorwaarden", "conditional renewal"),
    "equated": ("verlenging op gelijkgesteld werk", "renewal on equated work"),
    "temporary": ("tijdelijke verlenging met een plan", "temporary renewal with a plan"),
    "annotated": ("verlenging met aantekening", "annotated renewal"),
    "refused": ("weigering", "refusal"),
}
AUDITED = {
    "corrected": ("een correctie na een steekproef", "a correction after an audit"),
    "short": ("een tekort na een steekproef", "a shortfall after an audit"),
}
_PROPOSED = {
    "full": ("verlengd", "renewed"),
    "shorter": ("verlengd voor {}", "renewed for {}"),
    "conditional": ("verlengd onder voorwaarde van herstel binnen {}", "renewed on condition of repair within {}"),
    "equated": ("verlengd op gelijkgesteld werk", "renewed on equated work"),
    "temporary": ("tijdelijk verlengd voor {}, met een plan", "renewed temporarily for {}, with a plan"),
    "annotated": ("verlengd met een aantekening", "renewed with an annotation"),
    "refused": ("geweigerd", "refused"),
}
_STATUSES = {
    "lapsed": ("de registratie vervalt", "the registration lapses"),
    "struck-off": ("doorhaling", "struck off"),
    "suspended": ("schorsing", "suspended"),
}


_LEFT = {
    "lapsed": ("vervallen", "lapsing"),
    "struck-off": ("doorhaling", "being struck off"),
    "left": ("uitschrijving", "leaving"),
}
_ASKED = {
    "free": ("niets bijzonders", "nothing in particular"),
    "repair": ("het tekort herstellen binnen {0}", "the shortfall repaired within {0}"),
    "extra": ("eerst te tonen: {1}", "to be shown first: {1}"),
    "assessment": ("eerst een beoordeling: {1}", "an assessment first: {1}"),
    "closed": ("terugkomen kan niet", "there is no coming back"),
}


class ProcedureSentences:
    """Reads the procedure of one regulation in one language."""

    def __init__(self, words: Phrases, outcomes: Sequence[Mapping[str, Any]]) -> None:
        self.words, self.say = words, words.say
        self.labels = {row["is"]: row["label"] for row in outcomes}

    def lines(self, node: Mapping[str, Any]) -> Iterator[str]:
        """The lines for `procedure`, also the usual terms that it leaves unsaid."""
        if "authority" in node:
            name = node["authority"][self._language]
            yield self.say(f"Besluiten worden genomen namens {name}.", f"Decisions are taken on behalf of {name}.")
        yield self._terms(node)
        if node.get("effect_waits"):
            what = ", ".join(self.say(*(NAMES | AUDITED)[one]) for one in node["effect_waits"])
            yield self.say(
                f"Gaat pas in als er niets meer tegen te doen is: {what}.",
                f"Takes effect only when nothing can be done against it any more: {what}.",
            )
        if "renewal" in node:
            yield from self._renewal(node["renewal"])
        for row in node.get("re_entry", ()):
            yield self._step(row)
        if "audit" in node:
            yield from self._audit(node["audit"], procedure_of({"procedure": node}).audit)

    def _terms(self, node: Mapping[str, Any]) -> str:
        procedure = procedure_of({"procedure": node})
        length = {name: self.words.length(procedure.term(name)) for name in (VIEW, OBJECTION, RECONSIDERATION)}
        said = self.say(
            f"Zienswijze binnen {length[VIEW]}, bezwaar binnen {length[OBJECTION]}, daarop beslist binnen "
            f"{length[RECONSIDERATION]}.",
            f"A view within {length[VIEW]}, objection within {length[OBJECTION]}, reconsidered within "
            f"{length[RECONSIDERATION]}.",
        )
        if not node.get("legal_terms", True):
            return said
        return said + self.say(
            " Een termijn eindigt nooit op een zaterdag, zondag of erkende feestdag.",
            " A term never ends on a Saturday, a Sunday or a recognised holiday.",
        )

    def _renewal(self, node: Mapping[str, Any]) -> Iterator[str]:
        if "opens" in node:
            length = self.words.length(node["opens"])
            yield self.say(
                f"Herregistratie kan worden gevraagd vanaf {length} voor het einde van de periode.",
                f"Renewal may be asked for from {length} before the end of the cycle.",
            )
        if "declarations" in node:
            what = ", ".join(f"“{one['label'][self._language]}”" for one in node["declarations"])
            yield self.say(f"Daarbij wordt verklaard: {what}.", f"It is then declared: {what}.")
        if "supplement" in node:
            length = self.words.length(node["supplement"])
            yield self.say(f"Aanvullen kan binnen {length}.", f"It may be completed within {length}.")
        if "decided_within" in node:
            length = self.words.length(node["decided_within"])
            yield self.say(f"Beslist wordt binnen {length}.", f"It is decided within {length}.")
        for row in node.get("proposals", ()):
            yield self._proposal(row)
        if "by_rule" in node:
            yield self._by_rule(node["by_rule"])

    def _proposal(self, row: Mapping[str, Any]) -> str:
        label = self.labels.get(row["outcome"])
        outcome = label[self._language] if label else row["outcome"]
        text = self.say(*_PROPOSED[row["grants"]]).format(self.words.length(row.get("within", "")))
        if row["grants"] == "refused":
            status = _STATUSES[row.get("status", "lapsed")]
            text += f": {self.say(*status)}"
        if "grace" in row:
            length = self.words.length(row["grace"])
            text += self.say(f", na {length} uitloop", f", after {length} of grace")
        return self.say(f"Voorstel bij “{outcome}”: {text}.", f"Proposed for “{outcome}”: {text}.")

    def _step(self, row: Mapping[str, Any]) -> str:
        who = self.say("wie terugkomt", "who comes back")
        if "out_less_than" in row:
            length = self.words.length(row["out_less_than"])
            who += self.say(f" binnen {length}", f" within {length}")
        if "after" in row:
            reasons = ", ".join(self.say(*_LEFT[one]) for one in row["after"])
            who += self.say(f" na {reasons}", f" after {reasons}")
        label = row["label"][self._language] if "label" in row else ""
        what = self.say(*_ASKED[row["asks"]]).format(self.words.length(row.get("within", "")), label)
        return self.say(f"Voor {who} ({row['article']}): {what}.", f"For {who} ({row['article']}): {what}.")

    def _by_rule(self, node: Mapping[str, Any]) -> str:
        names = [self.labels[one][self._language] if one in self.labels else one for one in node["outcomes"]]
        what = ", ".join(f"“{one}”" for one in names)
        share = node.get("sampled", 0)
        return self.say(
            f"Zonder mensen wordt beslist bij {what}; {share} van de honderd gaan toch langs mensen.",
            f"Decided without people for {what}; {share} of every hundred go to people all the same.",
        )

    def _audit(self, node: Mapping[str, Any], audit: AuditProcedure) -> Iterator[str]:
        reply, repair = (self.words.length(node.get(name, usual)) for name, usual in USUAL_AUDIT_TERMS.items())
        what = self.say(
            "wat zelf is opgegeven" if audit.self_declared_only else "wat meetelt",
            "what was self-declared" if audit.self_declared_only else "what counts",
        )
        if audit.sampled < 100:
            what += self.say(f", {audit.sampled} van de honderd", f", {audit.sampled} of every hundred")
        yield self.say(
            f"Wie in een steekproef valt, toont binnen {reply} aan: {what}.",
            f"Who is drawn for an audit shows within {reply}: {what}.",
        )
        if audit.repairs:
            times = self.say(f"hoogstens {audit.repairs} keer", f"{audit.repairs} times at most")
            yield self.say(
                f"Wat tekortschiet, kan {times} worden hersteld, telkens binnen {repair}.",
                f"What falls short may be repaired {times}, within {repair} each time.",
            )
        else:
            yield self.say("Herstel is er niet.", "There is no repair.")

    @property
    def _language(self) -> str:
        return self.say("nl", "en")
