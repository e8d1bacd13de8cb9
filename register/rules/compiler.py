"""Turns the parts of a document into closures once, and collects what is wrong with them on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from register.rules.problems import Path, Problem, nearest_word, path_text
from register.rules.scene import AmountOf, DateOf, Holds, Scene, Selects, StretchOf
from register.rules.series import BUILT_IN_SERIES, Series

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Language:
    """How each sort of expression is compiled. One can hold another of any sort, so they meet in the compiler."""

    selection: Callable[[Mapping[str, Any], Path, Compiler], Selects]
    condition: Callable[[Mapping[str, Any], Path, Compiler], Holds]
    date: Callable[[Any, Path, Compiler], DateOf]
    amount: Callable[[Any, Path, Compiler], AmountOf]


class Compiler:
    """One document being compiled. Every method returns something usable, also for a wrong part it has noted."""

    def __init__(
        self,
        document: Mapping[str, Any],
        language: Language,
        *,
        line_of: Callable[[Path], int],
        broken: Sequence[Path] = (),
    ) -> None:
        self.document = document
        self._language = language
        self.unit = str(document.get("unit", ""))
        self.problems: list[Problem] = []
        self.categories = category_tree(document.get("categories"))
        attributes = document.get("attributes")
        self.attributes = frozenset(attributes if isinstance(attributes, Mapping) else ())
        self.series: dict[str, Series] = dict(BUILT_IN_SERIES)
        self.stretches: dict[str, StretchOf] = {}
        self.requirement_codes: frozenset[str] = frozenset()
        self.variables: frozenset[str] = frozenset()
        self._line_of = line_of
        self._broken = tuple(broken)

    def usable(self, path: Path) -> bool:
        """Whether the part at this path has the right shape; a part that has not is left alone."""
        return not any(broken[: len(path)] == path for broken in self._broken)

    def rows(self, name: str) -> list[Any]:
        """The rows of this part of the document, none when it is no list; single rows may still be wrong."""
        found = self.document.get(name)
        return found if isinstance(found, list) else []

    def problem(
        self, path: Path, code: str, *, nl: str, en: str, expected: str | None = None, nearest: str | None = None
    ) -> None:
        """Note something that is wrong with the document."""
        self.problems.append(Problem(self._line_of(path), path_text(path), code, nl, en, expected, nearest))

    def unknown(self, path: Path, what: tuple[str, str, str], word: str, known: Iterable[str]) -> None:
        """Note a word that refers to nothing. `what` is the code of the problem and the noun in Dutch and English."""
        words = sorted(known)
        code, nl, en = what
        self.problem(
            path,
            code,
            nl=f"{nl} {word!r} bestaat niet in dit reglement.",
            en=f"This regulation has no {en} {word!r}.",
            expected=", ".join(words) if 0 < len(words) <= 30 else None,
            nearest=nearest_word(word, words),
        )

    def selection(self, node: Mapping[str, Any] | None, path: Path) -> Selects:
        return self._language.selection(node or {}, path, self)

    def condition(self, node: Mapping[str, Any] | None, path: Path) -> Holds:
        return self._language.condition(node or {}, path, self)

    def date(self, node: Any, path: Path) -> DateOf:
        return self._language.date(node, path, self)

    def amount(self, node: Any, path: Path) -> AmountOf:
        return self._language.amount(node, path, self)

    def choice(
        self,
        rows: Sequence[Mapping[str, Any]],
        path: Path,
        leaf: Callable[[Any, Path], Callable[[Scene], T]],
        otherwise: T,
    ) -> Callable[[Scene], T]:
        """Rows read from the top: the value of the first row whose condition holds, else `otherwise`."""
        compiled = [
            (self.condition(row.get("when"), (*path, n, "when")), leaf(row["is"], (*path, n, "is")))
            for n, row in enumerate(rows)
        ]

        def choose(scene: Scene) -> T:
            for holds, value in compiled:
                if holds(scene):
                    return value(scene)
            return otherwise

        return choose


def category_tree(node: Any) -> dict[str, frozenset[str]]:
    """Every category with itself and all categories below it."""
    tree: dict[str, frozenset[str]] = {}

    def walk(level: Any) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for code, entry in (level or {}).items() if isinstance(level, Mapping) else ():
            below = walk(entry.get("includes")) if isinstance(entry, Mapping) else frozenset()
            tree[code] = below | {code}
            found |= tree[code]
        return found

    walk(node)
    return tree
