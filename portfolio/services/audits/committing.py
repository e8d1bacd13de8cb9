"""Committing to a run: the population is frozen, the seed is made, and the digests of both are published."""

from collections.abc import Iterator
from datetime import date, datetime
from secrets import token_hex

from django.db import IntegrityError, transaction

from portfolio.catalogue.audits import RunAction
from portfolio.errors.audits import AnotherRunCommitted, NothingToDraw
from portfolio.models import AuditCandidate, AuditRun, AuditStratum
from portfolio.rules.audit_plan import Plan
from portfolio.rules.draw import Line, Share, digest_of, document, document_digest
from portfolio.selectors.audit_draws import freeze_population
from portfolio.services.audits.asking import ask, take_the_time
from portfolio.services.audits.moving import held, move
from portfolio.services.audits.preparing import shares_of
from register.access import Actor
from register.errors import FourEyesRequired, constraint_of
from register.reach import WHOLE, past_the_wall

SEED_BYTES = 32


@transaction.atomic
def ask_commitment(*, run: AuditRun, actor: Actor, today: date, now: datetime) -> AuditRun:
    """Ask that it be fixed from whom is drawn, as of today; a worker does it.

    Raises FourEyesRequired for who prepared it, AnotherRunCommitted while one of the register waits for its draw,
    AuditRunMoved.
    """
    asked = held(run, RunAction.ASK_COMMITMENT)
    if asked.prepared_by_id == actor.user_id:
        raise FourEyesRequired(
            nl="Een ander dan wie de steekproef voorbereidde, legt hem vast.",
            en="Somebody else than who prepared the run commits to it.",
        )
    try:
        with transaction.atomic():
            ask(asked, RunAction.ASK_COMMITMENT, actor=actor, now=now, as_of=today)
    except IntegrityError as error:
        if constraint_of(error) != "audit_run_one_committed":
            raise
        raise AnotherRunCommitted(
            nl="Een andere steekproef van dit register wacht op de trekking. Trek die eerst, of annuleer hem.",
            en="Another run of this register waits for its draw. Draw it first, or cancel it.",
        ) from error
    return asked


@transaction.atomic
def commit_run(*, run: AuditRun, now: datetime) -> AuditRun:
    """Fix from whom is drawn and with which seed, before anybody can know who that will be.

    Raises NothingToDraw, and AuditRunMoved when it was not asked or another worker is at it.
    """
    waiting = held(run, RunAction.COMMIT)
    assert waiting.as_of is not None  # it was asked
    assert waiting.asked_by_id is not None
    plan = Plan.from_json(waiting.plan)
    take_the_time()
    counted = freeze_population(waiting.pk, waiting.register, plan, on=waiting.as_of)
    shares = shares_of(plan, counted)
    if not any(share.to_draw for share in shares):
        raise NothingToDraw(
            nl="Er is niemand om te trekken. Bekijk de populatie en de omvang in het plan.",
            en="There is nobody to draw. Look at the population and the sizes of the plan.",
        )
    AuditStratum.objects.bulk_create(
        AuditStratum(run=waiting, name=one.stratum, candidates=one.candidates, to_draw=one.to_draw) for one in shares
    )
    seed = token_hex(SEED_BYTES)
    digests = {"seed_digest": digest_of(seed), "population_digest": document_digest(population_document(waiting))}
    move(
        waiting,
        RunAction.COMMIT,
        actor=Actor(user_id=waiting.asked_by_id),
        now=now,
        data={
            "seedDigest": digests["seed_digest"],
            "populationDigest": digests["population_digest"],
            "candidates": sum(share.candidates for share in shares),
            "toDraw": sum(share.to_draw for share in shares),
        },
        seed=seed,
        excluded=counted.excluded,
        committed_by_id=waiting.asked_by_id,
        committed_at=now,
        **digests,
    )
    return waiting


def frozen_shares(run: AuditRun) -> list[Share]:
    """The strata of a run as they were committed to, by name."""
    rows = AuditStratum.objects.filter(run=run).order_by("name")
    return [Share(one.name, one.to_draw, one.candidates) for one in rows]


def frozen_lines(run: AuditRun) -> Iterator[Line]:
    """The candidates of a run by key, a few thousand at a time."""
    rows = AuditCandidate.objects.filter(run=run).order_by("key").values_list("key", "tickets", "stratum")
    return (Line(str(key), tickets, stratum) for key, tickets, stratum in rows.iterator(chunk_size=5_000))


def population_document(run: AuditRun) -> Iterator[str]:
    """The population of a run as the text of which the digest was published."""
    with past_the_wall(WHOLE):  # also while the text is given out, line by line
        yield from document(str(run.uuid), frozen_shares(run), frozen_lines(run))
