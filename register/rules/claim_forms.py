"""The forms on which professionals enter activities themselves: read from a regulation, served, and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError

from register.rules.compiler import Compiler
from register.rules.periods import Length
from register.rules.problems import Path

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BOUNDS = (("minimum", "maximum"), ("minLength", "maxLength"))
_ONLY = {
    "minLength": ("string",),
    "maxLength": ("string",),
    "format": ("string",),
    "oneOf": ("string",),
    "minimum": ("integer",),
    "maximum": ("integer",),
}
_CHECKER = FormatChecker(formats=())
_CHECKER.checks("date", raises=ValueError)(
    lambda value: not isinstance(value, str) or date.fromisoformat(value).isoformat() == value
)


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """What is wrong with one answer; `name` is the question, empty for the answers as a whole."""

    name: str
    code: str
    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class ClaimForm:
    """One sort of activity that may be entered, as `claims` of a regulation describes it."""

    document: Mapping[str, Any]

    @property
    def code(self) -> str:
        return str(self.document["code"])

    @property
    def label(self) -> Mapping[str, str]:
        label: Mapping[str, str] = self.document["label"]
        return label

    @property
    def category(self) -> str:
        return str(self.document["category"])

    @property
    def unit(self) -> str:
        return str(self.document["unit"])

    @property
    def questions(self) -> tuple[str, ...]:
        """The names of what is asked."""
        return tuple(self.document["form"]["properties"])

    @property
    def counts_until_sampled(self) -> bool:
        """Whether it counts as soon as it is entered, and only those drawn are assessed."""
        return bool(self.document["validation"] == "until-sampled")

    @property
    def sampled(self) -> Decimal:
        """The share (0 to 1) of those that count at once that is drawn."""
        return Decimal(self.document.get("sampled", 0)) / 100

    @property
    def decided_within(self) -> str | None:
        """The term in which a decision is promised, as the regulation words it."""
        return self.document.get("decided_within")

    def decided_by(self, submitted_on: date) -> date | None:
        """The last day on which a decision is promised, or None where nothing is."""
        return Length.parse(self.decided_within).after(submitted_on) if self.decided_within else None

    def schema(self, language: str) -> dict[str, Any]:
        """The questions as JSON Schema (draft 2020-12) in one language, to draw a form from."""
        form = self.document["form"]
        return {
            "$schema": DIALECT,
            "title": self.label[language],
            "type": "object",
            "properties": {name: _said(node, language) for name, node in form["properties"].items()},
            "required": list(form.get("required", [])),
            "additionalProperties": False,
        }

    def problems(self, answers: Mapping[str, Any]) -> list[AnswerProblem]:
        """Everything that is wrong with the answers, in the order of the questions."""
        checker = Draft202012Validator(self.schema("en"), format_checker=_CHECKER)
        found = [one for error in checker.iter_errors(dict(answers)) for one in _told(error, self.document["form"])]
        order = list(self.document["form"]["properties"])
        return sorted(found, key=lambda one: (order.index(one.name) if one.name in order else len(order), one.name))


def claim_forms_of(document: Mapping[str, Any]) -> Mapping[str, ClaimForm]:
    """The forms of a sound document by their code."""
    return {node["code"]: ClaimForm(node) for node in document.get("claims") or ()}


def check_claim_forms(compiler: Compiler) -> None:
    """Note the forms that cannot be meant: of a category that is not there, or with a question nobody can answer."""
    for n, node in enumerate(compiler.rows("claims")):
        path: Path = ("claims", n)
        if not compiler.usable(path):
            continue
        if node["category"] not in compiler.categories:
            compiler.unknown(
                (*path, "category"),
                ("unknown-category", "De categorie", "category"),
                node["category"],
                compiler.categories,
            )
        if ("sampled" in node) is not (node["validation"] == "until-sampled"):
            compiler.problem(
                path,
                "sampled-with-validation",
                nl="`sampled` hoort bij `validation: until-sampled`, en alleen daarbij.",
                en="`sampled` belongs to `validation: until-sampled`, and to nothing else.",
            )
        _check_questions(compiler, node["form"], (*path, "form"))


def _check_questions(compiler: Compiler, form: Mapping[str, Any], path: Path) -> None:
    known = form["properties"]
    for n, name in enumerate(form.get("required", [])):
        if name not in known:
            compiler.unknown((*path, "required", n), ("unknown-question", "De vraag", "question"), name, known)
    for name, node in known.items():
        for key in _ONLY:
            if key in node and node["type"] not in _ONLY[key]:
                compiler.problem(
                    (*path, "properties", name, key),
                    "not-of-type",
                    nl=f"{key!r} zegt niets over een vraag van het type {node['type']}.",
                    en=f"{key!r} says nothing about a question of type {node['type']}.",
                    expected=" or ".join(_ONLY[key]),
                )
        for low, high in _BOUNDS:
            if low in node and high in node and node[low] > node[high]:
                compiler.problem(
                    (*path, "properties", name, low),
                    "never-met",
                    nl="Geen antwoord past: de ondergrens ligt boven de bovengrens.",
                    en="No answer fits: the lower bound lies above the upper bound.",
                    expected=f"at most {node[high]}",
                )


def _said(node: Mapping[str, Any], language: str) -> dict[str, Any]:
    """One question in one language."""
    said: dict[str, Any] = {}
    for key, value in node.items():
        if key in ("title", "description"):
            said[key] = value[language]
        elif key == "oneOf":
            said[key] = [{"const": one["const"], "title": one["title"][language]} for one in value]
        else:
            said[key] = value
    return said


_TYPES = {
    "string": ("een tekst", "a text"),
    "integer": ("een geheel getal", "a whole number"),
    "boolean": ("true of false", "true or false"),
}


def _told(error: ValidationError, form: Mapping[str, Any]) -> Iterator[AnswerProblem]:
    rule, wanted = str(error.validator), error.validator_value
    given: Any = error.instance
    name = str(error.absolute_path[0]) if error.absolute_path else ""
    if rule == "required":
        missing = next(one for one in form["required"] if one not in given and repr(one) in error.message)
        yield AnswerProblem(missing, "required", "Beantwoord deze vraag.", "Answer this question.")
    elif rule == "additionalProperties":
        for strange in sorted(set(given) - set(form["properties"])):
            known = ", ".join(form["properties"])
            yield AnswerProblem(
                strange, "unknown-field", f"Onbekend. Bekend zijn: {known}.", f"Unknown. Known: {known}."
            )
    elif rule == "type":
        nl, en = _TYPES[str(wanted)]
        yield AnswerProblem(name, "invalid", f"Geef {nl}.", f"Give {en}.")
    elif rule == "oneOf":
        words = ", ".join(one["const"] for one in form["properties"][name]["oneOf"])
        yield AnswerProblem(name, "invalid-choice", f"Kies uit: {words}.", f"Choose from: {words}.")
    elif rule == "format":
        yield AnswerProblem(name, "invalid", "Geef een dag als 2026-11-22.", "Give a day as 2026-11-22.")
    else:
        yield _out_of_bounds(name, rule, wanted)


def _out_of_bounds(name: str, rule: str, bound: Any) -> AnswerProblem:
    nl, en = {
        "minLength": (f"Geef ten minste {bound} tekens.", f"Give at least {bound} characters."),
        "maxLength": (f"Geef ten hoogste {bound} tekens.", f"Give at most {bound} characters."),
        "minimum": (f"Geef ten minste {bound}.", f"Give at least {bound}."),
        "maximum": (f"Geef ten hoogste {bound}.", f"Give at most {bound}."),
    }[rule]
    return AnswerProblem(name, "out-of-bounds", nl, en)
