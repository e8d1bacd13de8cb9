"""What a standing says that someone still has to do, in the words of the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from register.rules.compiler import category_tree
from register.rules.wording import amount_words

Finding = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """One requirement that isn't met.

    `required` and `short` are amounts in words with their unit, `counted` is a figure in the unit of `required`;
    `explanation` replaces the three for a maximum. `past`: the last day for it has gone by.
    """

    label: str
    required: str
    counted: str
    short: str
    due_on: date | None
    past: bool
    explanation: str


def findings_short(standing: Mapping[str, Any]) -> list[Finding]:
    """The requirements that stand in the way, in the order of the regulation; advice never does.

    A requirement all of whose parts are needed gives way to the parts that are short. Of one that can be met in
    several ways the standing shows the nearest way, so its parts are left out.
    """
    findings: Sequence[Finding] = standing["requirements"]
    tops = [finding for finding in findings if finding["partOf"] is None and not finding["advisory"]]
    return [each for top in tops for each in _in_the_way(top, findings)]


def nothing_short(standing: Mapping[str, Any]) -> bool:
    """Whether everything that is required is met."""
    return bool(standing["met"]) or not findings_short(standing)


def shortfalls(standing: Mapping[str, Any], *, language: str, on: date) -> list[Shortfall]:
    """What is short, in the order of the regulation."""
    return [_shortfall(finding, language, on) for finding in findings_short(standing)]


def labels_met(standing: Mapping[str, Any], *, language: str) -> list[str]:
    """The names of the requirements that are met."""
    tops = [finding for finding in standing["requirements"] if finding["partOf"] is None]
    met = [finding for finding in tops if finding["met"] and not finding["advisory"]]
    return list(dict.fromkeys(_label(finding, language) for finding in met))


def categories_needed(standing: Mapping[str, Any], document: Mapping[str, Any]) -> frozenset[str]:
    """The categories that the unmet requirements select, with all below them. Empty when they ask for none."""
    tree = category_tree(document.get("categories"))
    codes = {finding["code"] for finding in findings_short(standing)}
    words = {word for node in _nodes(document.get("requirements"), codes) for word in _category_words(node)}
    return frozenset(each for word in words for each in tree.get(word, frozenset({word})))


def _in_the_way(finding: Finding, findings: Sequence[Finding]) -> list[Finding]:
    if finding["met"]:
        return []
    parts = [
        each
        for each in findings
        if each["partOf"] == finding["code"] and finding["qualifier"] in (None, each["qualifier"])
    ]
    if finding["unit"] == "part" and Decimal(finding["required"]) == len(parts):
        return [each for part in parts for each in _in_the_way(part, findings)] or [finding]
    return [finding]


def _shortfall(finding: Finding, language: str, on: date) -> Shortfall:
    due_on = date.fromisoformat(finding["dueOn"]) if finding["dueOn"] else None
    required, counted, carried, short = (
        Decimal(finding[name]) for name in ("required", "counted", "carriedIn", "short")
    )
    # As much as was asked and still not met is a maximum: "20 too many" can't be said as "20 still needed".
    maximum = counted + carried >= required
    return Shortfall(
        label=_label(finding, language),
        required=amount_words(required, finding["unit"], language),
        counted=amount_words(counted + carried, finding["unit"], language).split()[0],
        short=amount_words(short, finding["unit"], language),
        due_on=due_on,
        past=due_on is not None and due_on < on,
        explanation=finding["explanation"][language] if maximum else "",
    )


def _label(finding: Finding, language: str) -> str:
    label: str = finding["label"][language]
    return f"{label} ({finding['qualifier']})" if finding["qualifier"] else label


def _nodes(nodes: Any, codes: set[str]) -> list[Mapping[str, Any]]:
    """The requirements of the document with one of these codes, wherever they stand in the tree."""
    found: list[Mapping[str, Any]] = []
    for node in nodes or ():
        if node.get("code") in codes:
            found.append(node)
        else:
            found += _nodes([*node.get("any", ()), *node.get("all", ())], codes)
    return found


def _category_words(node: Any) -> set[str]:
    """Every category that a selection asks for; what it leaves out isn't asked for."""
    if isinstance(node, list):
        return {word for part in node for word in _category_words(part)}
    if not isinstance(node, Mapping):
        return set()
    own = node.get("category", [])
    words = {own} if isinstance(own, str) else {word for word in own if isinstance(word, str)}
    return words.union(*(_category_words(part) for name, part in node.items() if name not in ("not", "category")))
