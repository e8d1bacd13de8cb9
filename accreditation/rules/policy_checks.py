"""What is wrong with an accreditation policy, every problem named by its place, in Dutch and English."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from accreditation.rules.policy import Policy, Tariff

SCHEMA_FILE = Path(__file__).with_name("policy.schema.json")
TYPES = {
    "object": ("een blok met sleutels", "a block of keys"),
    "array": ("een lijst", "a list"),
    "string": ("een tekst", "a text"),
    "integer": ("een geheel getal", "a whole number"),
    "boolean": ("true of false", "true or false"),
}


@dataclass(frozen=True, slots=True)
class PolicyProblem:
    """One thing wrong in one place; `path` runs from the document's keys and list positions, such as `trust/0/code`."""

    path: str
    code: str
    nl: str
    en: str


def shape_problems(document: Any) -> list[PolicyProblem]:
    """Every place where a document departs from the schema."""
    return [problem for error in _validator().iter_errors(document) for problem in _told(error)]


def meaning_problems(
    document: Mapping[str, Any], *, categories: Set[str] | None, registers: Set[str]
) -> list[PolicyProblem]:
    """What a document of the right shape says that cannot be meant.

    `categories` are the words of the register's regulation, None when it has none yet; `registers` the codes of the
    other registers of the installation.
    """
    policy = Policy.from_document(document)
    return [
        *_codes_given_twice(document),
        *_months(policy),
        *_assessors(policy),
        *_reuse(policy, registers),
        *_trust(policy, categories),
        *_tariffs(policy),
    ]


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(json.loads(SCHEMA_FILE.read_text(encoding="utf-8")))


def _told(error: ValidationError) -> Iterator[PolicyProblem]:
    path = "/".join(map(str, error.absolute_path))
    keyword, wanted, found = str(error.validator), cast(Any, error.validator_value), cast(Any, error.instance)
    match keyword:
        case "additionalProperties":
            keys = cast(Any, error.schema)["properties"]
            known = ", ".join(keys)
            for name in sorted(set(found) - set(keys)):
                place = f"{path}/{name}".lstrip("/")
                yield PolicyProblem(place, "unknown-key", f"Onbekend. Bekend: {known}.", f"Unknown. Known: {known}.")
        case "required":
            for name in wanted:
                if name not in found:
                    place = f"{path}/{name}".lstrip("/")
                    yield PolicyProblem(place, "required", "Dit ontbreekt.", "This is missing.")
        case _:
            nl, en = _sentence(keyword, wanted, found)
            yield PolicyProblem(path, _CODES.get(keyword, "invalid"), nl, en)


_CODES = {"type": "wrong-type", "enum": "unknown-word", "pattern": "wrong-form", "uniqueItems": "twice"}


def _sentence(keyword: str, wanted: Any, found: Any) -> tuple[str, str]:
    match keyword:
        case "type":
            nl, en = TYPES[wanted]
            return f"Hier hoort {nl}.", f"This must be {en}."
        case "enum":
            words = ", ".join(map(str, wanted))
            return (
                f"{found!r} is hier onbekend. Kies uit: {words}.",
                f"{found!r} is unknown here. Choose from: {words}.",
            )
        case "pattern":
            return f"{found!r} past niet op {wanted}.", f"{found!r} does not fit {wanted}."
        case "minimum" | "minLength" | "minItems":
            return f"Dit is te klein of te kort; minstens {wanted}.", f"Too small or too short; at least {wanted}."
        case "maximum" | "maxLength" | "maxItems":
            return f"Dit is te groot of te lang; hoogstens {wanted}.", f"Too large or too long; at most {wanted}."
        case _:
            return "Noem alles één keer.", "Name everything once."


def _codes_given_twice(document: Mapping[str, Any]) -> Iterator[PolicyProblem]:
    lists = {
        "trust": document.get("trust", []),
        "evaluation/questions": document.get("evaluation", {}).get("questions", []),
        "fees/tariffs": document.get("fees", {}).get("tariffs", []),
    }
    for path, rows in lists.items():
        seen: set[str] = set()
        for index, row in enumerate(rows):
            if row["code"] in seen:
                yield PolicyProblem(
                    f"{path}/{index}/code",
                    "twice",
                    f"De code '{row['code']}' is al gebruikt. Geef elke regel een eigen code.",
                    f"The code '{row['code']}' is in use already. Give each line a code of its own.",
                )
            seen.add(row["code"])


def _months(policy: Policy) -> Iterator[PolicyProblem]:
    if policy.longest_validity_months < policy.validity_months:
        yield PolicyProblem(
            "longest_validity_months",
            "shorter-than-usual",
            f"De langste geldigheid is korter dan de gewone ({policy.validity_months} maanden).",
            f"The longest validity is shorter than the usual one ({policy.validity_months} months).",
        )
    if policy.repeat_months_before >= policy.validity_months:
        yield PolicyProblem(
            "repeat_months_before",
            "before-the-start",
            f"Herhalen zou kunnen voordat een accreditatie van {policy.validity_months} maanden begint.",
            f"A repeat would be possible before an accreditation of {policy.validity_months} months begins.",
        )


def _assessors(policy: Policy) -> Iterator[PolicyProblem]:
    if policy.blind_share and policy.advices < 2:
        yield PolicyProblem(
            "blind_share",
            "nothing-to-compare",
            "Met één advies valt er niets te vergelijken. Vraag er twee, of laat het blinde advies weg.",
            "With one advice there is nothing to compare. Ask for two, or leave the blind advice out.",
        )


def _reuse(policy: Policy, registers: Set[str]) -> Iterator[PolicyProblem]:
    for index, code in enumerate(policy.reuse_from):
        if code not in registers:
            known = ", ".join(sorted(registers)) or "-"
            yield PolicyProblem(
                f"reuse_from/{index}",
                "unknown-register",
                f"Er is geen ander register {code!r}. Kies uit: {known}.",
                f"There is no other register {code!r}. Choose from: {known}.",
            )


def _trust(policy: Policy, categories: Set[str] | None) -> Iterator[PolicyProblem]:
    for index, level in enumerate(policy.trust):
        place = f"trust/{index}"
        yield from _kinds_not_accredited(policy, level.kinds, f"{place}/self_accredits/kinds")
        for position, word in enumerate(level.categories):
            if categories is not None and word not in categories:
                known = ", ".join(sorted(categories))
                yield PolicyProblem(
                    f"{place}/self_accredits/categories/{position}",
                    "unknown-category",
                    f"Het reglement kent de categorie {word!r} niet. Kies uit: {known}.",
                    f"The regulation has no category {word!r}. Choose from: {known}.",
                )
        if level.sampled and level.at_most is None:
            yield PolicyProblem(
                f"{place}/sampled",
                "nothing-to-sample",
                "Dit niveau accrediteert zelf niets; er valt niets te controleren.",
                "This level accredits nothing itself; there is nothing to check.",
            )


def _tariffs(policy: Policy) -> Iterator[PolicyProblem]:
    for index, line in enumerate(policy.fees.tariffs):
        yield from _kinds_not_accredited(policy, line.kinds, f"fees/tariffs/{index}/kinds")
        if hiding := next((before for before in policy.fees.tariffs[:index] if _covers(before, line)), None):
            yield PolicyProblem(
                f"fees/tariffs/{index}",
                "never-reached",
                f"Regel '{hiding.code}' past altijd eerder. Zet de bijzondere regel voor de algemene.",
                f"Line '{hiding.code}' always fits before it. Put the special line before the general one.",
            )


def _kinds_not_accredited(policy: Policy, kinds: tuple[str, ...], path: str) -> Iterator[PolicyProblem]:
    for index, kind in enumerate(kinds):
        if policy.kinds and kind not in policy.kinds:
            yield PolicyProblem(
                f"{path}/{index}",
                "kind-not-accredited",
                f"{kind} staat niet bij de soorten die geaccrediteerd worden.",
                f"{kind} is not among the kinds that are accredited.",
            )


def _covers(wide: Tariff, narrow: Tariff) -> bool:
    """Whether every application that the narrow line fits also fits the wide one."""
    return (
        (not wide.kinds or (bool(narrow.kinds) and set(narrow.kinds) <= set(wide.kinds)))
        and (not wide.applicants or (bool(narrow.applicants) and set(narrow.applicants) <= set(wide.applicants)))
        and wide.urgent in (None, narrow.urgent)
        and wide.repeat in (None, narrow.repeat)
        and (wide.series_from or 0) <= (narrow.series_from or 0)
    )
