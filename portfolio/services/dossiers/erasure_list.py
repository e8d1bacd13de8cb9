"""The list of erasures beside the database: what was forgotten is forgotten again when an older database is restored.

One small file for each, in the folder `erasures/` of the store of evidence: uuids and moments, no name.
"""

import json
import logging
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.db.models import Q

from portfolio.models import Erasure
from portfolio.services.dossiers.keeping import keep, opened
from portfolio.services.evidence.storing import store
from register.models import Person, User

logger = logging.getLogger(__name__)
FOLDER = "erasures"
State = Erasure.State


def note(erasure: Erasure) -> None:
    """Put an erasure that was carried out on the list. EvidenceUnavailable when the store is away."""
    line = {
        "erasure": str(erasure.uuid),
        "person": str(erasure.person.uuid),
        "askedBy": str(erasure.asked_by.uuid),
        "askedAt": erasure.asked_at.isoformat(),
        "agreedBy": str(erasure.agreed_by.uuid) if erasure.agreed_by else None,
        "agreedAt": erasure.agreed_at.isoformat() if erasure.agreed_at else None,
    }
    keep(f"{FOLDER}/{erasure.uuid}.json", BytesIO(json.dumps(line).encode()))


def ask_again() -> int:
    """Ask anew what is on the list and what this database does not know to be done. Returns how many.

    They were agreed to and waited for once, so they are due; carried out they are with the others, and a procedure
    that runs in the database as it was restored holds them like any.
    """
    listed = set(_listed())
    known = Erasure.objects.filter(uuid__in=listed).filter(Q(state__in=[State.ERASED, State.DONE]))
    lost = listed - {str(uuid) for uuid in known.values_list("uuid", flat=True)}
    return sum(_ask(uuid) for uuid in sorted(lost))


def _listed() -> Iterator[str]:
    try:
        names = store().listdir(FOLDER)[1]
    except FileNotFoundError:  # nothing was erased yet
        return
    for name in names:
        yield name.removesuffix(".json")


@transaction.atomic
def _ask(uuid: str) -> bool:
    with opened(f"{FOLDER}/{uuid}.json") as file:
        line: dict[str, Any] = json.load(file)
    person = Person.objects.filter(uuid=line["person"]).select_for_update().first()
    if person is None:  # older than the person: there is nothing to forget
        return False
    accounts = {str(user.uuid): user for user in User.objects.filter(uuid__in=[line["askedBy"], line["agreedBy"]])}
    asked_by = accounts.get(line["askedBy"]) or User.objects.filter(person=person).first()
    agreed_by = accounts.get(line["agreedBy"])
    if asked_by is None or (line["agreedBy"] and agreed_by is None):
        logger.error("erasure_not_asked_again erasure=%s", uuid)
        return False
    asked_at = datetime.fromisoformat(line["askedAt"])
    # What was asked in the restored database, and had not been carried out yet, is this one or gives way to it.
    Erasure.objects.filter(person=person, state=State.ASKED).exclude(uuid=uuid).update(state=State.WITHDRAWN)
    Erasure.objects.update_or_create(
        uuid=uuid,
        defaults={
            "person": person,
            "state": State.ASKED,
            "asked_by": asked_by,
            "asked_at": asked_at,
            "not_before": asked_at,
            "agreed_by": agreed_by,
            "agreed_at": datetime.fromisoformat(line["agreedAt"]) if line["agreedAt"] else None,
        },
    )
    return True
