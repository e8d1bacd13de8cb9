"""What is wrong with a regulation or a case file: where, why, what was expected, and the nearest valid word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

Path = tuple[str | int, ...]
"""Where something stands in a document: the keys and list positions from the top."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in a text. `line` counts from 1 and is 0 when the document did not come from a text."""

    line: int
    path: str
    code: str
    message_nl: str
    message_en: str
    expected: str | None = None
    nearest: str | None = None

    def sentence(self, language: str = "en") -> str:
        """The problem as one line for a person."""
        dutch = language == "nl"
        text = self.message_nl if dutch else self.message_en
        if self.expected:
            text += f" {'Verwacht' if dutch else 'Expected'}: {self.expected}."
        if self.nearest:
            text += f" {'Bedoelt u' if dutch else 'Did you mean'} {self.nearest!r}?"
        place = f"{'regel' if dutch else 'line'} {self.line}, " if self.line else ""
        return f"{place}{self.path or 'document'}: {text}"


class RegulationInvalid(ValueError):
    """A regulation that cannot be used; `problems` names everything that is wrong with it."""

    code = "regulation-invalid"

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(problem.sentence() for problem in problems))
        self.problems = tuple(problems)


def path_text(path: Path) -> str:
    """A path as people write it: requirements[0].at_least."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


def nearest_word(word: object, known: Iterable[str]) -> str | None:
    """The known word that looks most like this one, or None when nothing comes close."""
    matches = get_close_matches(str(word), sorted(set(known)), n=1, cutoff=0.6)
    return matches[0] if matches else None
