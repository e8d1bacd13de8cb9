"""The draw of a run: who comes out of a population by a seed. Repeatable by anybody who can compute sha256.

Everybody has one ticket, and more by the risks of the plan. A ticket is the sha256 of `SEED:KEY:NUMBER`; tickets are
taken in order of that digest, and who was taken already is passed over, until a stratum has as many as it should.
That is drawing from a hat without putting back: the chance to come out next is proportional to the tickets one holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from heapq import heappush, heappushpop

FORM = "audit-population/1"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the population: what is drawn, how many tickets it has, and from which part it is drawn."""

    key: str
    tickets: int
    stratum: str


@dataclass(frozen=True, slots=True, order=True)
class Drawn:
    """What was drawn, with the ticket by which; they sort in the order of the draw."""

    ticket: str
    key: str
    tickets: int
    stratum: str


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the population: how many of how many are drawn from it."""

    stratum: str
    to_draw: int
    candidates: int


def digest_of(text: str) -> str:
    """The digest that is published: the sha256 of the text in UTF-8."""
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def document(name: str, shares: Iterable[Share], lines: Iterable[Line]) -> Iterator[str]:
    """The population as a text, line by line: the run, its parts by name, and its lines, which come sorted by key."""
    yield f"{FORM} {name}\n"
    for share in sorted(shares, key=lambda one: one.stratum):
        yield f"stratum {share.to_draw} {share.candidates} {share.stratum}\n"
    for line in lines:
        yield f"{line.key} {line.tickets} {line.stratum}\n"


def document_digest(pieces: Iterable[str]) -> str:
    """The digest of a text that comes in pieces."""
    digest = sha256()
    for piece in pieces:
        digest.update(piece.encode())
    return f"sha256:{digest.hexdigest()}"


def read_document(pieces: Iterable[str]) -> tuple[list[Share], Iterator[Line]]:
    """The parts and the lines of such a text. ValueError when it is none; the lines are read as they are taken."""
    rows = (piece.rstrip("\n") for piece in pieces)
    if not next(rows, "").startswith(f"{FORM} "):
        raise ValueError(f"The text does not begin with {FORM}.")
    shares, first = [], ""
    for row in rows:
        if not row.startswith("stratum "):
            first = row
            break
        _, to_draw, candidates, stratum = row.split(" ", 3)
        shares.append(Share(stratum, int(to_draw), int(candidates)))
    return shares, _lines(first, rows)


def _lines(first: str, rows: Iterator[str]) -> Iterator[Line]:
    while first:
        key, tickets, stratum = first.split(" ", 2)
        yield Line(key, int(tickets), stratum)
        first = next(rows, "")


def first_ticket(seed: str, key: str, tickets: int) -> str:
    """The ticket of a line that is taken first: the smallest of its digests."""
    common = sha256(f"{seed}:{key}:".encode())
    best = ""
    for number in range(1, tickets + 1):
        one = common.copy()
        one.update(b"%d" % number)
        digest = one.hexdigest()
        best = min(best or digest, digest)
    return best


def draw(lines: Iterable[Line], *, seed: str, to_draw: Mapping[str, int]) -> list[Drawn]:
    """Those who come out, in the order of the draw. Keeps no more in memory than it draws."""
    taken: dict[str, list[_Last]] = {stratum: [] for stratum in to_draw}
    for line in lines:
        size = to_draw.get(line.stratum, 0)
        if size:
            one = _Last(Drawn(first_ticket(seed, line.key, line.tickets), line.key, line.tickets, line.stratum))
            heap = taken[line.stratum]
            if len(heap) < size:
                heappush(heap, one)
            else:
                heappushpop(heap, one)
    return sorted(last.drawn for heap in taken.values() for last in heap)


@dataclass(frozen=True, slots=True)
class _Last:
    """Turns the order round, so that the heap gives up the largest ticket."""

    drawn: Drawn

    def __lt__(self, other: _Last) -> bool:
        return other.drawn < self.drawn
