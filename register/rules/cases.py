"""Worked cases: a person, what happened, and the outcome that a regulation must give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path as File
from typing import Any

from register.rules.amounts import plain
from register.rules.fact_refusals import FactInvalid
from register.rules.facts import FIELDS, KINDS, UNITS, Dossier, Fact, Period, Person
from register.rules.problems import Path, Problem, RegulationInvalid, nearest_word, path_text
from register.rules.standing import FactFinding, Finding, Standing
from register.rules.wording import REASONS
from register.rules.yaml_source import Source, read_yaml

CASE_KEYS = ("id", "why", "person", "cycle", "earlier_cycles", "facts", "as_of", "expect", "basis")
EXPECT_KEYS = ("met", "outcome", "requirements", "facts", "deadlines", "window", "next_cycle")
AMOUNT_KEYS = ("required", "counted", "carried_in", "carried_out", "short")
FINDING_KEYS = (*AMOUNT_KEYS, "met", "advisory", "applies", "due_on")
DEADLINE_KINDS = ("earn", "record", "declare", "apply", "grace")
FACT_KEYS = tuple({"since": "from"}.get(name, name) for name in FIELDS if name != "reverses")
DATE_KEYS = ("on", "from", "until", "recorded_on")


@dataclass(frozen=True, slots=True)
class Case:
    """One worked case, with the line on which it starts."""

    id: str
    why: str
    dossier: Dossier
    as_of: date
    expect: Mapping[str, Any] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The cases of one register."""

    register: str
    cases: tuple[Case, ...]


def read_cases(text: str) -> CaseFile:
    """Read a case file. Raises RegulationInvalid with line numbers when it is not one."""
    return _CaseReader(read_yaml(text)).file()


def load_cases(file: File) -> CaseFile:
    """Read the case file at this place."""
    return read_cases(file.read_text(encoding="utf-8"))


class _CaseReader:
    """Reads one file and collects what is wrong with it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def file(self) -> CaseFile:
        top = self.mapping(self.source.value, ())
        self.keys(top, ("register", "unit", "facts_card", "cases"), ())
        register = top.get("register")
        if not isinstance(register, str):
            self.note(("register",), "De sleutel register ontbreekt.", "The key register is missing.")
        listed = top.get("cases")
        if not isinstance(listed, list):
            self.note(("cases",), "Hier hoort een lijst van gevallen.", "A list of cases belongs here.")
            listed = []
        cases = [self.case(node, ("cases", n)) for n, node in enumerate(listed)]
        self.once([case.id if case else None for case in cases])
        if self.problems:
            raise RegulationInvalid(self.problems)
        return CaseFile(str(register), tuple(case for case in cases if case is not None))

    def once(self, ids: Sequence[str | None]) -> None:
        for n, one in enumerate(ids):
            if one is not None and one in ids[:n]:
                self.note(("cases", n, "id"), f"Er is al een geval {one!r}.", f"There is a case {one!r} already.")

    def case(self, value: Any, path: Path) -> Case | None:
        before = len(self.problems)
        node = self.mapping(value, path)
        self.keys(node, CASE_KEYS, path)
        for key in ("id", "person", "cycle", "facts", "as_of", "expect"):
            if key not in node:
                self.note((*path, key), f"De sleutel {key!r} ontbreekt.", f"The key {key!r} is missing.")
        if len(self.problems) > before:
            return None
        person = self.person(node["person"], (*path, "person"))
        cycle = self.period(node["cycle"], (*path, "cycle"))
        earlier = [
            self.period(one, (*path, "earlier_cycles", n)) for n, one in enumerate(node.get("earlier_cycles") or [])
        ]
        facts = [self.fact(one, (*path, "facts", n)) for n, one in enumerate(node["facts"] or [])]
        as_of = self.day(node["as_of"], (*path, "as_of"))
        known = [str(fact.get("id")) for fact in node["facts"] or [] if isinstance(fact, dict)]
        expect = self.expect(node["expect"], (*path, "expect"), known)
        if len(self.problems) > before:
            return None
        try:
            dossier = Dossier(person, cycle, tuple(earlier), tuple(fact for fact in facts if fact is not None))
        except FactInvalid as error:
            self.note((*path, "facts"), error.sentence("nl"), error.sentence("en"))
            return None
        return Case(str(node["id"]), str(node.get("why", "")), dossier, as_of, expect, self.source.line(path))

    def person(self, value: Any, path: Path) -> Person:
        node = self.mapping(value, path)
        self.keys(node, ("registered_on", "attributes"), path)
        registered_on = self.day(node.get("registered_on"), (*path, "registered_on"))
        return Person(registered_on, self.mapping(node.get("attributes") or {}, (*path, "attributes")))

    def fact(self, value: Any, path: Path) -> Fact | None:
        node = self.mapping(value, path)
        self.keys(node, FACT_KEYS, path)
        fields = {{"from": "since"}.get(key, key): item for key, item in node.items() if key in FACT_KEYS}
        before = len(self.problems)
        for key in DATE_KEYS:
            if key in node:
                fields["since" if key == "from" else key] = self.day(node[key], (*path, key))
        if len(self.problems) > before:
            return None
        try:
            return Fact(**{"id": "", **fields})
        except FactInvalid as error:
            known = {"kind": KINDS, "unit": UNITS}.get(error.field, ())
            nearest = nearest_word(node.get(error.field), known)
            here = (*path, {"since": "from"}.get(error.field, error.field))
            self.note(here, error.sentence("nl"), error.sentence("en"), nearest=nearest)
            return None

    def expect(self, value: Any, path: Path, fact_ids: Sequence[str]) -> Mapping[str, Any]:
        node = self.mapping(value, path)
        self.keys(node, EXPECT_KEYS, path)
        if not node:
            self.note(path, "Dit geval verwacht niets.", "This case expects nothing.", expected=", ".join(EXPECT_KEYS))
        self.flag(node, "met", path)
        if not isinstance(node.get("outcome", ""), str):
            self.note((*path, "outcome"), "Hier hoort een code.", "A code belongs here.")
        here = (*path, "requirements")
        findings = {
            name: self.finding(one, (*here, name))
            for name, one in self.mapping(node.get("requirements") or {}, here).items()
        }
        here = (*path, "facts")
        for name, one in self.mapping(node.get("facts") or {}, here).items():
            self.keys({name: one}, fact_ids, here)
            said = self.mapping(one, (*here, name))
            self.keys(said, ("counted", "reason"), (*here, name))
            self.number(said, "counted", (*here, name))
        here = (*path, "deadlines")
        deadlines = self.mapping(node.get("deadlines") or {}, here)
        self.keys(deadlines, DEADLINE_KINDS, here)
        periods: dict[str, Any] = {
            key: self.period(node[key], (*path, key)) for key in ("window", "next_cycle") if key in node
        }
        days = {kind: self.day(day, (*here, kind)) for kind, day in deadlines.items()}
        return {**node, "requirements": findings, "deadlines": days, **periods}

    def finding(self, value: Any, path: Path) -> Mapping[str, Any]:
        node = self.mapping(value, path)
        self.keys(node, FINDING_KEYS, path)
        for key in AMOUNT_KEYS:
            self.number(node, key, path)
        for key in ("met", "advisory", "applies"):
            self.flag(node, key, path)
        return {**node, "due_on": self.day(node["due_on"], (*path, "due_on"))} if "due_on" in node else node

    def flag(self, node: Mapping[str, Any], key: str, path: Path) -> None:
        if key in node and not isinstance(node[key], bool):
            self.note((*path, key), "Hier hoort true of false.", "This must be true or false.")

    def number(self, node: Mapping[str, Any], key: str, path: Path) -> None:
        if key in node and (isinstance(node[key], bool) or not isinstance(node[key], int | Decimal)):
            self.note((*path, key), "Hier hoort een getal, zonder eenheid.", "This must be a number, without a unit.")

    def period(self, value: Any, path: Path) -> Period:
        before = len(self.problems)
        node = self.mapping(value, path)
        self.keys(node, ("from", "until"), path)
        start, end = self.day(node.get("from"), (*path, "from")), self.day(node.get("until"), (*path, "until"))
        if len(self.problems) == before and start >= end:
            self.note(path, "Deze periode heeft geen dag; `until` is eruit.", "This period has no day; `until` is out.")
        return Period(start, max(start, end))

    def day(self, value: Any, path: Path) -> date:
        try:
            if isinstance(value, str) and len(value) == 10:
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.note(path, f"{value!r} is geen bestaande dag.", f"{value!r} is no existing day.", expected="YYYY-MM-DD")
        return date.min

    def mapping(self, value: Any, path: Path) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.note(path, "Hier hoort een blok met sleutels.", "A block of keys belongs here.")
        return {}

    def keys(self, node: Mapping[str, Any], known: Iterable[str], path: Path) -> None:
        words = tuple(known)
        for key in node:
            if key not in words:
                self.note(
                    (*path, key),
                    f"De sleutel {key!r} bestaat hier niet.",
                    f"There is no key {key!r} here.",
                    expected=", ".join(words),
                    nearest=nearest_word(key, words),
                )

    def note(self, path: Path, nl: str, en: str, *, expected: str | None = None, nearest: str | None = None) -> None:
        self.problems.append(Problem(self.source.line(path), path_text(path), "bad-case", nl, en, expected, nearest))


@dataclass(frozen=True, slots=True)
class Difference:
    """One expectation that did not come out."""

    what: str
    expected: str
    got: str

    def __str__(self) -> str:
        return f"{self.what}: expected {self.expected}, got {self.got}"


def differences(case: Case, standing: Standing) -> list[Difference]:
    """Where the standing departs from what the case expects; a key that is left out is not compared.

    The reason of a fact is for the reader and is not compared either.
    """
    expect = case.expect
    found: list[Difference] = []
    for key, got in (
        ("met", standing.met),
        ("outcome", standing.outcome),
        ("window", standing.window),
        ("next_cycle", standing.next_cycle),
    ):
        if key in expect and expect[key] != got:
            found.append(Difference(key, _text(expect[key]), _text(got)))
    findings = {finding.name: finding for finding in standing.requirements}
    for name, wanted in (expect.get("requirements") or {}).items():
        found.extend(_of_finding(name, wanted, findings))
    facts = {fact.id: fact for fact in standing.facts}
    for fact_id, wanted in (expect.get("facts") or {}).items():
        fact = facts.get(fact_id)
        if "counted" in wanted and (fact is None or fact.counted != wanted["counted"]):
            found.append(Difference(f"facts.{fact_id}.counted", _text(wanted["counted"]), _counted(fact)))
    deadlines = {deadline.kind: deadline.on for deadline in standing.deadlines}
    for kind, day in (expect.get("deadlines") or {}).items():
        if deadlines.get(kind) != day:
            found.append(Difference(f"deadlines.{kind}", _text(day), _text(deadlines.get(kind))))
    return found


def _of_finding(name: str, wanted: Mapping[str, Any], findings: Mapping[str, Finding]) -> Iterator[Difference]:
    finding = findings.get(name)
    if "applies" in wanted and wanted["applies"] is not (finding is not None):
        yield Difference(f"{name}.applies", _text(wanted["applies"]), _text(finding is not None))
        return
    for key, value in wanted.items():
        if key == "applies":
            continue
        got = getattr(finding, key) if finding is not None else None
        if got != value:
            yield Difference(f"{name}.{key}", _text(value), _none(name, findings) if finding is None else _text(got))


def _none(name: str, findings: Mapping[str, Finding]) -> str:
    repetitions = [known for known in findings if known.partition("[")[0] == name]
    nearest = repetitions[0] if repetitions else nearest_word(name, findings)
    return "no such requirement" + (f" (did you mean {nearest!r}?)" if nearest else "")


def _counted(fact: FactFinding | None) -> str:
    if fact is None:
        return "nothing"
    why = REASONS.get(fact.reason or "", (fact.reason, fact.reason))[1]
    return plain(fact.counted) + (f" ({why})" if why else "")


def _text(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "nothing"}[value]
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, Period):
        return f"{value.start}..{value.end}"
    return str(value)
