"""The rows of the world about orders of a disciplinary body: one that has effect, of a person of the register."""

import hashlib
from typing import Any

from portfolio.models import Decision, DisciplinaryOrder
from portfolio.services.evidence.storing import store_file
from tests.decisions.committee import Office
from tests.factories.files import GOOD_PDF
from tests.factories.register import NOW


def add_discipline(world: Any) -> None:
    world.rows["disciplinary_order"] = _order(Office(world["member_cycle"]))


def add_one_more_order(world: Any) -> None:
    """One more row in the list."""
    _order(Office(world["stranger_cycle"]))


def _order(office: Office) -> DisciplinaryOrder:
    prepared = office.prepare(question=Decision.Question.DISCIPLINE, effect={})
    order = DisciplinaryOrder.objects.create(
        decision=office.take(prepared, no_view_because="Gehoord door het tuchtcollege."),
        measure="SUSPENSION",
        body="Regionaal Tuchtcollege",
        reference="A2026/4711",
        ruled_on=NOW.date(),
        starts_on=NOW.date(),
        file_name="uitspraak.pdf",
        size=len(GOOD_PDF),
        digest=hashlib.sha256(GOOD_PDF).hexdigest(),
        key=store_file(GOOD_PDF),
        entered_at=NOW,
    )
    order.refresh_from_db()
    return order
