"""What evidence shows: a claim, a proposal, a question or an item of an audit, as long as nothing was decided."""

from typing import Any

from django.db.models import QuerySet, Sum

from portfolio.catalogue import TAKES_EVIDENCE, UNSETTLED
from portfolio.catalogue.audit_cases import ANSWERING
from portfolio.catalogue.proposals import ProposalState
from portfolio.errors import EvidenceFull, EvidenceSettled
from portfolio.models import AuditItem, Claim, ClaimProposal, Evidence, MissingAttendance, WrongAttendance
from portfolio.models.evidence import PLACES, Place

TAKING: dict[type[Place], frozenset[str]] = {
    Claim: TAKES_EVIDENCE,
    ClaimProposal: frozenset({ProposalState.ASKED}),
    MissingAttendance: UNSETTLED,
    WrongAttendance: UNSETTLED,
    AuditItem: ANSWERING,
}


def lock_open_place(place: Place | None) -> None:
    """Hold what the file shows until the end of the transaction. EvidenceSettled when it takes no files any more."""
    if place is not None and _held(place).state not in TAKING[type(place)]:
        raise EvidenceSettled(
            nl="Hierover is al beslist, of het is ingetrokken: bewijs verandert dan niet meer.",
            en="This has been decided or withdrawn: its evidence does not change any more.",
        )


def lock_free_place(place: Place | None) -> None:
    """Hold it likewise. EvidenceSettled when something rests on its evidence: a decision, or that it counts."""
    if not isinstance(place, Claim):
        lock_open_place(place)
        return
    claim = _held(place)
    if claim.entry_id is not None:
        raise EvidenceSettled(
            nl="Deze claim telt mee op dit bewijs. Trek eerst de claim in.",
            en="This claim counts on this evidence. Withdraw the claim first.",
        )
    if claim.decided_at is not None:
        raise EvidenceSettled(
            nl="Hierover is al beslist: bewijs verandert dan niet meer.",
            en="This has been decided: its evidence does not change any more.",
        )


def _held(place: Place) -> Any:
    return type(place)._default_manager.select_for_update().get(pk=place.pk)


def of_place(place: Place | None) -> dict[str, Place | None]:
    """The values of the row that say what it shows."""
    return {name: place if isinstance(place, model) else None for name, model in PLACES.items()}


def refuse_too_many(rows: QuerySet[Evidence], *, most: int) -> None:
    """EvidenceFull when there are `most` already."""
    if rows.count() >= most:
        raise EvidenceFull(
            nl=f"Hier zijn hoogstens {most} bestanden. Haal er eerst een weg.",
            en=f"There are {most} files here at most. Remove one first.",
        )


def refuse_too_much(rows: QuerySet[Evidence], *, size: int, most: int) -> None:
    """EvidenceFull when these and `size` bytes more are above `most`."""
    if (rows.aggregate(total=Sum("size"))["total"] or 0) + size > most:
        raise EvidenceFull(
            nl=f"Al uw bewijs samen is hoogstens {most // 1024 // 1024} MB. Haal eerst iets weg.",
            en=f"All your evidence together is {most // 1024 // 1024} MB at most. Remove something first.",
        )


def already_there() -> EvidenceFull:
    return EvidenceFull(nl="Dit bestand staat hier al.", en="This file is here already.")
