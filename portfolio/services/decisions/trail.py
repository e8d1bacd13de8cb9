"""Looking along the chain of a register's documents for what was changed, left out or put in afterwards."""

from collections.abc import Iterator
from dataclasses import dataclass

from portfolio.models import DecisionDocument
from portfolio.services.decisions.documents import decision_body, digest_of
from register.models import Register
from register.rules.regulation import canonical_json

LEGAL = (
    "matter",
    "question",
    "result",
    "adverse",
    "effectiveOn",
    "effect",
    "reasons",
    "articles",
    "hardship",
    "standing",
)


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where the trail does not hold."""

    register: str
    number: int
    nl: str
    en: str


def broken_links(register: Register, *, head: tuple[int, str] | None = None) -> Iterator[Broken]:
    """Everything in the chain of a register that was changed, left out or put in afterwards.

    `head` is the number and digest of a document that were published elsewhere: a chain whose end was cut off looks
    whole without it.
    """
    previous, expected = "", 1
    for row in (
        DecisionDocument.objects.filter(register=register).order_by("number").select_related("decision").iterator()
    ):
        if row.number != expected:
            yield Broken(
                register.code,
                expected,
                f"Stuk {expected} ontbreekt.",
                f"Document {expected} is missing.",
            )
        if row.previous != previous or row.body.get("previous") != row.previous:
            yield Broken(
                register.code,
                row.number,
                f"Stuk {row.number} volgt niet op het vorige.",
                f"Document {row.number} does not follow the one before it.",
            )
        if digest_of(row.body) != row.digest:
            yield Broken(
                register.code,
                row.number,
                f"De inhoud van stuk {row.number} is veranderd.",
                f"The content of document {row.number} was changed.",
            )
        if row.kind == DecisionDocument.Kind.DECIDED and (name := _departs(row)):
            yield Broken(
                register.code,
                row.number,
                f"Het besluit wijkt af van stuk {row.number}: {name}.",
                f"The decision departs from document {row.number}: {name}.",
            )
        if head and row.number == head[0] and row.digest != head[1]:
            yield Broken(
                register.code,
                row.number,
                f"Stuk {row.number} is niet wat gepubliceerd is.",
                f"Document {row.number} is not what was published.",
            )
        previous, expected = row.digest, row.number + 1
    if head and head[0] >= expected:
        yield Broken(
            register.code,
            head[0],
            f"Stuk {head[0]} is gepubliceerd en weg.",
            f"Document {head[0]} was published and is gone.",
        )


def _departs(row: DecisionDocument) -> str:
    """The first field in which the decision is no longer what its document says, or empty."""
    written, now = row.body["decision"], decision_body(row.decision)
    return next((name for name in LEGAL if canonical_json(written[name]) != canonical_json(now[name])), "")
