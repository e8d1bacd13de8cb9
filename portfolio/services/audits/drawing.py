"""The draw of a run: who comes out of the frozen population by the committed seed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from portfolio.catalogue.audits import RunAction
from portfolio.errors.audits import DrawNotSound
from portfolio.models import Audit, AuditCandidate, AuditRun
from portfolio.rules.draw import Drawn, digest_of, document_digest, draw
from portfolio.services.audits.asking import ask, take_the_time
from portfolio.services.audits.committing import frozen_lines, frozen_shares, population_document
from portfolio.services.audits.freezing import hand_out_unfrozen
from portfolio.services.audits.moving import held, move
from register.access import Actor
from register.models import Cycle, Event

ROWS_AT_ONCE = 1_000


@transaction.atomic
def ask_draw(*, run: AuditRun, actor: Actor, now: datetime) -> AuditRun:
    """Ask for the draw; a worker does it. AuditRunMoved unless the run was committed to."""
    asked = held(run, RunAction.ASK_DRAW)
    ask(asked, RunAction.ASK_DRAW, actor=actor, now=now)
    return asked


@transaction.atomic
def draw_run(*, run: AuditRun, now: datetime) -> AuditRun:
    """Draw, and reveal the seed. From here on it is public who could have known what.

    Raises DrawNotSound when seed or population are not those that were published, and AuditRunMoved when it was not
    asked or another worker is at it.
    """
    ready = held(run, RunAction.DRAW)
    assert ready.asked_by_id is not None  # it was asked
    take_the_time()
    holds = digest_of(ready.seed) == ready.seed_digest
    if not holds or document_digest(population_document(ready)) != ready.population_digest:
        raise DrawNotSound(
            nl="Wat bewaard is, is niet wat is vastgelegd. Er is niets getrokken; laat dit onderzoeken.",
            en="What was kept is not what was committed to. Nothing was drawn; have this looked into.",
        )
    drawn = drawn_again(ready)
    _keep(ready, drawn, now)
    move(
        ready,
        RunAction.DRAW,
        actor=Actor(user_id=ready.asked_by_id),
        now=now,
        data={"seed": ready.seed, "drawn": len(drawn)},
        drawn_at=now,
        drawn_by_id=ready.asked_by_id,
    )
    transaction.on_commit(hand_out_unfrozen)
    return ready


def drawn_again(run: AuditRun) -> list[Drawn]:
    """Who comes out of the frozen population of a run by its seed, in the order of the draw."""
    to_draw = {share.stratum: share.to_draw for share in frozen_shares(run)}
    return draw(frozen_lines(run), seed=run.seed, to_draw=to_draw)


def _keep(run: AuditRun, drawn: Sequence[Drawn], now: datetime) -> None:
    for start in range(0, len(drawn), ROWS_AT_ONCE):
        _keep_some(run, drawn[start : start + ROWS_AT_ONCE], start, now)


def _keep_some(run: AuditRun, drawn: Sequence[Drawn], start: int, now: datetime) -> None:
    candidates = AuditCandidate.objects.filter(run=run, key__in=[one.key for one in drawn])
    cycle_of: dict[UUID, int] = dict(candidates.values_list("key", "cycle"))
    cycles = Cycle.objects.select_related("registration").in_bulk(list(cycle_of.values()))
    audits = [
        Audit(
            run=run,
            registration=cycles[cycle_of[UUID(one.key)]].registration,
            cycle=cycles[cycle_of[UUID(one.key)]],
            key=one.key,
            stratum=one.stratum,
            position=start + n,
            ticket=one.ticket,
            tickets=one.tickets,
            drawn_at=now,
        )
        for n, one in enumerate(drawn, start=1)
    ]
    Audit.objects.bulk_create(audits)
    kept = Audit.objects.filter(pk__in=[one.pk for one in audits]).select_related("registration")
    Event.objects.bulk_create(_drawn(run, audit, now) for audit in kept.order_by("position"))


def _drawn(run: AuditRun, audit: Audit, now: datetime) -> Event:
    return Event(
        kind="audit.drawn",
        subject_type="audit",
        subject_uuid=audit.uuid,
        register_id=run.register_id,
        organisation_id=run.register.association_id,
        person_id=audit.registration.person_id,
        data={"run": str(run.uuid)},
        recorded_at=now,
    )
