"""Repeating a draw from what was published, and saying whether the same people come out."""

from collections.abc import Iterable
from dataclasses import dataclass

from portfolio.models import Audit, AuditRun
from portfolio.rules.draw import Drawn, digest_of, document_digest, draw, read_document
from portfolio.services.audits.committing import population_document
from portfolio.services.audits.drawing import drawn_again


@dataclass(frozen=True, slots=True)
class Redraw:
    """What a repetition shows. `missing` should have been drawn, `surplus` should not; both by key."""

    seed_holds: bool
    population_holds: bool
    drawn: tuple[Drawn, ...]
    missing: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return self.seed_holds and self.population_holds and not self.missing and not self.surplus


def redraw(run: AuditRun) -> Redraw:
    """Draw a run again and compare: seed and population with their published digests, people with who was drawn.

    Reads what was frozen only: who has left since, or was merged with somebody, changes nothing. A run that was not
    drawn yet has nobody to compare with.
    """
    again = drawn_again(run)
    rows = Audit.objects.filter(run=run).values_list("key", "cycle__uuid", "stratum", "ticket")
    kept = [(str(key), str(cycle), stratum, ticket) for key, cycle, stratum, ticket in rows]
    # Whom a row is about counts as well as what it says.
    sound = {(key, stratum, ticket) for key, cycle, stratum, ticket in kept if key == cycle}
    named = {name for key, cycle, _, _ in kept for name in (key, cycle)}
    return Redraw(
        seed_holds=digest_of(run.seed) == run.seed_digest,
        population_holds=document_digest(population_document(run)) == run.population_digest,
        drawn=tuple(again),
        missing=tuple(sorted(one.key for one in again if (one.key, one.stratum, one.ticket) not in sound)),
        surplus=tuple(sorted(named - {one.key for one in again})),
    )


def redraw_document(pieces: Iterable[str], *, seed: str) -> tuple[str, list[Drawn]]:
    """The digest of a population that is given as a text, and who comes out of it: without a database."""
    text = list(pieces)
    shares, lines = read_document(text)
    drawn = draw(lines, seed=seed, to_draw={share.stratum: share.to_draw for share in shares})
    return document_digest(text), drawn
