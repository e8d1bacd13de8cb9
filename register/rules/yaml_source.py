"""Strict YAML with line numbers: YAML 1.2 words, exact numbers, and nothing that hides what a document says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import yaml

from register.rules.problems import Path, Problem, RegulationInvalid, path_text

MAX_BYTES = 1_000_000
MAX_DEPTH = 40

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")


@dataclass(slots=True)
class Source:
    """A text that was read: its value, and the line on which each part of it stands."""

    value: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    keys: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of the part at this path, or of the nearest part around it."""
        while path and path not in self.keys and path not in self.lines:
            path = path[:-1]
        return self.keys.get(path) or self.lines.get(path, 1)


def read_yaml(text: str) -> Source:
    """Read a document of mappings, lists, texts, exact numbers, true, false and null.

    Dates stay texts: whoever expects a date checks it. Raises RegulationInvalid for text that is too large, too deep,
    not YAML, repeats a key, or uses anchors, aliases or tags.
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise _refused(1, (), "too-large", "Het document is groter dan 1 MB.", "The document is larger than 1 MB.")
    try:
        _refuse_hidden_structure(text)
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise _not_yaml(error) from error
    source = Source()
    if node is not None:
        source.value = _build(node, (), source)
    return source


def _refuse_hidden_structure(text: str) -> None:
    # Checked on events, before any tree exists: an alias bomb or a deep nest never takes memory.
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused(
                line,
                (),
                "alias",
                "Ankers en verwijzingen (& en *) mogen niet.",
                "Anchors and aliases (& and *) may not be used.",
            )
        if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None):
            raise _refused(line, (), "tag", "Typen met ! mogen niet.", "Tags with ! may not be used.")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _refused(
                    line,
                    (),
                    "too-deep",
                    f"Dieper genest dan {MAX_DEPTH} niveaus.",
                    f"Nested deeper than {MAX_DEPTH} levels.",
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _build(node: yaml.Node, path: Path, source: Source) -> Any:
    source.lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        return _scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return [_build(item, (*path, n), source) for n, item in enumerate(node.value)]
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise _refused(line, path, "bad-key", "Een sleutel is een woord.", "A key is a word.")
        key = str(key_node.value)
        here = (*path, key)
        if key in mapping:
            raise _refused(
                line,
                here,
                "duplicate-key",
                f"De sleutel {key!r} staat er twee keer.",
                f"The key {key!r} is given twice.",
            )
        source.keys[here] = line
        mapping[key] = _build(value_node, here, source)
    return mapping


def _scalar(node: yaml.ScalarNode) -> str | int | Decimal | bool | None:
    text = str(node.value)
    if node.style is not None:  # quoted or a block: always a text
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= 30 else text
    if _DECIMAL.fullmatch(text):
        return Decimal(text) if len(text) <= 30 else text
    return text


def _refused(line: int, path: Path, code: str, nl: str, en: str) -> RegulationInvalid:
    return RegulationInvalid([Problem(line, path_text(path), code, nl, en)])


def _not_yaml(error: yaml.YAMLError) -> RegulationInvalid:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error).splitlines()[0]
    line = mark.line + 1 if mark is not None else 1
    return _refused(line, (), "not-yaml", f"Dit is geen geldige YAML: {reason}.", f"This is not valid YAML: {reason}.")


def as_yaml(value: Any) -> str:
    """A document as text that `read_yaml` gives back unchanged."""
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110))


class _Dumper(yaml.SafeDumper):
    """Writes exact numbers as numbers, and quotes texts that would read as something else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _decimal_node(dumper: yaml.SafeDumper, number: Decimal) -> yaml.ScalarNode:
    text = format(number, "f")
    return dumper.represent_scalar("tag:yaml.org,2002:float", text if "." in text else f"{text}.0")


_Dumper.add_representer(Decimal, _decimal_node)
