"""The language in which an association writes its own texts: words, and names between braces.

There is nothing to call, to load or to repeat, so that a text costs no more than its length. A line in which all that
is named is empty falls out; so does a block (lines without a blank line between them) in which all that is named is
empty. That is how "# You still need" disappears with the list below it.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

NAMED = re.compile(r"\{([a-z_]+)\}")
LINKED = re.compile(r"\[[^\]\n]+\]\(\{link\}\)")
MOST_SUBJECT, MOST_BODY, MOST_WRITTEN = 150, 5_000, 20_000


class TextFails(Exception):
    """The text makes no message of these values: without a subject, without words, or endless."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a text: where (`subject` or `body`), a code, and a sentence in two languages."""

    field: str
    code: str
    nl: str
    en: str


def problems_in(
    subject: str, body: str, *, names: Collection[str], needed: Collection[str], lists: Collection[str]
) -> list[Problem]:
    """Everything that is wrong with a text for a kind that has these names. `needed` may not be left out."""
    found = [*_unknown("subject", subject, names), *_unknown("body", body, names)]
    for name in sorted(set(NAMED.findall(subject)) & set(lists)):
        found.append(_alone("subject", name))
    for line in body.splitlines():
        found += [_alone("body", name) for name in NAMED.findall(line) if name in lists and line != f"{{{name}}}"]
    if "{link}" in subject or any("{link}" in line and not LINKED.fullmatch(line) for line in body.splitlines()):
        nl = "Schrijf het adres op een regel alleen, als [woorden]({link})."
        found.append(Problem("body", "link-form", nl, "Write the address on a line of its own, as [words]({link})."))
    for name in sorted(set(needed) - set(NAMED.findall(body))):
        nl = f"De lezer heeft {{{name}}} nodig; laat het niet weg."
        found.append(Problem("body", "name-missing", nl, f"The reader needs {{{name}}}; do not leave it out."))
    return found


def fill(subject: str, body: str, values: Mapping[str, str]) -> tuple[str, str]:
    """The subject and the words with every name filled in. Raises TextFails when that makes no message.

    Values are put in once: braces in what a person typed stay braces.
    """
    blocks = (_filled(block.splitlines(), values) for block in re.split(r"\n\s*\n", body.strip("\n")))
    told = "\n\n".join(block for block in blocks if block)
    line = " ".join(_put(subject, values).split())
    if not line:
        raise TextFails("The subject is empty.")
    if not told:
        raise TextFails("There are no words left.")
    if len(told) > MOST_WRITTEN:
        raise TextFails(f"The text has more than {MOST_WRITTEN} characters.")
    return line, told


def _filled(lines: list[str], values: Mapping[str, str]) -> str:
    named = [name for line in lines for name in NAMED.findall(line)]
    if named and not any(values[name] for name in named):
        return ""
    kept = [line for line in lines if not (found := NAMED.findall(line)) or any(values[name] for name in found)]
    return "\n".join(_put(line, values) for line in kept)


def _put(text: str, values: Mapping[str, str]) -> str:
    return NAMED.sub(lambda found: values[found[1]], text)


def _unknown(field: str, text: str, names: Collection[str]) -> list[Problem]:
    known = ", ".join(f"{{{name}}}" for name in sorted(names))
    found = [
        Problem(field, "name-unknown", f"{{{name}}} bestaat hier niet. Wel: {known}.", f"No {{{name}}} here: {known}.")
        for name in sorted(set(NAMED.findall(text)) - set(names))
    ]
    if re.search(r"[{}]", NAMED.sub("", text)):
        nl = "Zet accolades alleen om een naam, zoals {name}."
        found.append(Problem(field, "braces", nl, "Put braces around a name only, as in {name}."))
    return found


def _alone(field: str, name: str) -> Problem:
    nl = f"{{{name}}} is een lijst: zet het alleen op een regel van de tekst."
    return Problem(field, "list-not-alone", nl, f"{{{name}}} is a list: give it a line of the text to itself.")
