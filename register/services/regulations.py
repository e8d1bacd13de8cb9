"""Regulations: proposed by one person, adopted by another, never changed after that."""

from datetime import datetime
from typing import Any

from django.db import transaction

from register.access import Actor
from register.errors import (
    FieldProblem,
    RegulationAlreadyAdopted,
    RegulationRefused,
)
from register.models import Register, Regulation
from register.rules.document import load_document
from register.rules.problems import RegulationInvalid
from register.rules.regulation import Regulation as Rules
from register.services.adoption import adopt_once, require_other_person
from register.services.events import record_event


def check_source(*, register: Register, source: str) -> tuple[dict[str, Any], Rules]:
    """The document and its compiled rules, when it is a valid regulation of this register."""
    try:
        document = load_document(source)
        rules = Rules.from_document(document)
    except RegulationInvalid as error:
        raise RegulationRefused(
            nl="Het reglement is ongeldig; er is niets bewaard.",
            en="The regulation is not valid; nothing was kept.",
            fields=tuple(
                FieldProblem(f"line {p.line} {p.path}", p.code, p.message_nl, p.message_en) for p in error.problems
            ),
        ) from error
    if rules.register != register.code:
        raise RegulationRefused(
            nl=f"Dit reglement is van register {rules.register}, niet van {register.code}.",
            en=f"This regulation belongs to register {rules.register}, not to {register.code}.",
        )
    return document, rules


@transaction.atomic
def propose_regulation(*, register: Register, source: str, proposed_by: Actor, now: datetime) -> Regulation:
    """Keep a document as a draft. `source` is YAML; RegulationRefused lists every problem with its line."""
    document, rules = check_source(register=register, source=source)
    regulation = Regulation.objects.create(
        register=register,
        in_force_from=rules.parts.in_force.start,
        source=source,
        document=document,
        digest=rules.digest,
        proposed_by_id=proposed_by.user_id,
        proposed_at=now,
    )
    regulation.refresh_from_db(fields=["uuid"])
    _record(regulation, "regulation.proposed", proposed_by, now)
    return regulation


@transaction.atomic
def adopt_regulation(*, regulation: Regulation, adopted_by: Actor, now: datetime) -> Regulation:
    """Make a draft law. The adopter is another person than the proposer; the database checks it too."""
    require_other_person(regulation, actor=adopted_by, what=("een reglement", "a regulation"))
    adopt_once(
        Regulation.objects.filter(pk=regulation.pk, state=Regulation.State.DRAFT),
        refusal=RegulationAlreadyAdopted(
            nl="Dit reglement is al vastgesteld. Een wijziging is een nieuwe versie met een eigen ingangsdatum.",
            en="This regulation is already adopted. A change is a new version with a date of its own.",
        ),
        clash=RegulationAlreadyAdopted(
            nl=f"Er is al een vastgesteld reglement dat ingaat op {regulation.in_force_from}.",
            en=f"A regulation that takes effect on {regulation.in_force_from} is already adopted.",
        ),
        clashes_on="regulation_one_version_per_start",
        actor=adopted_by,
        now=now,
        state=Regulation.State.ADOPTED,
    )
    regulation.refresh_from_db()
    _record(regulation, "regulation.adopted", adopted_by, now)
    return regulation


def _record(regulation: Regulation, kind: str, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="regulation",
        subject_uuid=regulation.uuid,
        register_id=regulation.register_id,
        organisation_id=regulation.register.association_id,
        actor=actor,
        now=now,
        data={"digest": regulation.digest, "inForceFrom": regulation.in_force_from.isoformat()},
    )
