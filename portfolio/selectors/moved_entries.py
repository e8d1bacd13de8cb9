"""Where facts stand that moved when persons were joined or parted."""

from collections.abc import Iterable
from uuid import UUID

from portfolio.models import LedgerEntry, MovedEntry


def in_place_of(uuids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Of facts that moved since, the one that stands in their place; the same for those that did not."""
    found = {uuid: uuid for uuid in uuids}
    while moved := dict(
        MovedEntry.objects.filter(entry__uuid__in=found.values(), double=False).values_list(
            "entry__uuid", "again__uuid"
        )
    ):
        found = {uuid: moved.get(place, place) for uuid, place in found.items()}
    return found


def moved_to(entry: LedgerEntry) -> LedgerEntry | None:
    """What stands in the place of a fact that moved; none for one that did not."""
    moved = MovedEntry.objects.filter(entry=entry, double=False).select_related("again").first()
    return moved.again if moved else None
