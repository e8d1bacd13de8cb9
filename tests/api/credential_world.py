"""The rows of the world about certificates."""

import hashlib
from typing import Any

from portfolio.services.evidence.storing import store_file
from tests.factories.credentials import CredentialFactory, ImportedCredentialFactory, issued
from tests.factories.evidence import EvidenceFactory
from tests.factories.portfolio import LedgerEntryFactory


def add_credentials(world: Any) -> None:
    registration = world["registration"]
    entry = LedgerEntryFactory(person=registration.person, registration=registration, validation="ASSESSED")
    world.rows["credential"] = issued(registration, user=world.users["member"], entry=entry)
    world.rows["imported"] = _imported(world, world["credential"].token)
    add_one_more_credential(world)


def add_one_more_credential(world: Any) -> None:
    """Another certificate of the same person, and another credential among the same evidence."""
    mine = world["credential"]
    entry = LedgerEntryFactory(person=world["person"], registration=world["registration"], validation="ASSESSED")
    CredentialFactory(
        kind="ACTIVITY",
        registration=world["registration"],
        entry=entry,
        key=mine.key,
        status_list=mine.status_list,
        place=(mine.place + entry.pk) % 131_072,
    )
    _imported(world, f"another {entry.uuid}")


def _imported(world: Any, text: str) -> Any:
    content = text.encode()
    evidence = EvidenceFactory(
        person=world["person"],
        added_by=world.users["member"],
        claim=world["claim"],
        key=store_file(content),
        digest=hashlib.sha256(content).hexdigest(),
        media_type="application/vc+jwt",
        file_name="certificaat.jwt",
    )
    return ImportedCredentialFactory(evidence=evidence)
