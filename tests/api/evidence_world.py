"""The rows of the world about evidence."""

from typing import Any

from tests.factories.evidence import EvidenceFactory, MissingAttendanceFactory


def add_evidence(world: Any) -> None:
    owner = {"person": world["person"], "added_by": world.users["member"]}
    world.rows["evidence"] = EvidenceFactory(**owner, claim=world["claim"])
    world.rows["asked_evidence"] = EvidenceFactory(**owner, missing_attendance=world["missing"])
    world.rows["loose_evidence"] = EvidenceFactory(**owner)
    add_one_more_evidence(world)


def add_one_more_evidence(world: Any) -> None:
    """In the claim, in the question, and the same file in the dossier of somebody else."""
    owner = {"person": world["person"], "added_by": world.users["member"]}
    missing = MissingAttendanceFactory(registration=world["registration"])
    EvidenceFactory(**owner, missing_attendance=missing)
    mine = EvidenceFactory(**owner, claim=world["claim"])
    EvidenceFactory(digest=mine.digest)
