"""What of a standing stands in the way of being met, and in which categories that can be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from register.rules.compiler import category_tree

Finding = Mapping[str, Any]
"""A finding in the form in which a standing is kept and sent."""


def findings_short(standing: Mapping[str, Any]) -> list[Finding]:
    """The requirements that stand in the way, in the order of the regulation; advice never does.

    A requirement all of whose parts are needed gives way to the parts that are short. Of one that can be met in
    several ways the standing shows the nearest way, so its parts are left out.
    """
    findings: Sequence[Finding] = standing["requirements"]
    tops = [finding for finding in findings if finding["partOf"] is None and not finding["advisory"]]
    return [each for top in tops for each in _in_the_way(top, findings)]


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
