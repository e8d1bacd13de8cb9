"""Standings: judged on request, kept for the office, made again when a fact arrives."""

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from portfolio.errors import EntryNotValid, NoCycleRunning
from portfolio.models import StaleStanding, Standing
from portfolio.models.standing import KeptNumbers
from portfolio.selectors.dossiers import CycleDossier, dossiers
from portfolio.services.running_cycles import Due, due_on
from portfolio.services.whole_register import RegisterJudge
from register.models import Cycle, Register, Registration
from register.rules.fact_refusals import FactInvalid
from register.rules.standing import Standing as Judgement
from register.selectors import current_cycle, rules_of

Judged = tuple[Cycle, Judgement | FactInvalid]
logger = logging.getLogger(__name__)
CHUNK = 500
CONFIRM_CHUNK = 10_000

# Taking a mark and making the standing anew are one transaction: a fact that is committed meanwhile waits to write
# its own mark until this one is gone, so none is lost.
TAKE_MARKS = """
DELETE FROM portfolio_stalestanding WHERE registration_id IN (
    SELECT registration_id FROM portfolio_stalestanding WHERE error = '' ORDER BY registration_id
    LIMIT %s FOR UPDATE SKIP LOCKED)
RETURNING registration_id
"""


def standing_document(*, registration: Registration, on: date, now: datetime) -> dict[str, Any]:
    """The standing of a registration's running cycle as of a day: `standing_of_cycle`."""
    cycle = current_cycle(registration, on=on)
    if cycle is None:
        raise NoCycleRunning(
            nl=f"Op {on} liep er voor deze inschrijving geen cyclus.",
            en=f"On {on} no cycle was running for this registration.",
        )
    return standing_of_cycle(cycle=cycle, on=on, now=now)


def standing_of_cycle(*, cycle: Cycle, on: date, now: datetime) -> dict[str, Any]:
    """The standing of a cycle as of a day, whether or not it runs then, in its wire form. Never stale.

    The stored copy answers when it was made on this day and no fact has come since; otherwise it is judged here.
    """
    stored = Standing.objects.filter(cycle=cycle, as_of=on, cycle__registration__stale_standing=None).first()
    if stored is not None:
        document: dict[str, Any] = stored.document
        return document
    (found,) = dossiers([cycle], on=on, known_at=now)
    if not isinstance(found, CycleDossier):
        raise EntryNotValid.in_dossier(found[1])
    return _document(found, _judge(found, on))


def judge_cycles(cycles: Iterable[Cycle], *, on: date, now: datetime) -> Iterator[Judged]:
    """Judge many cycles in a constant number of statements; a dossier that cannot be read yields its reason."""
    for found in dossiers(cycles, on=on, known_at=now):
        if isinstance(found, CycleDossier):
            yield found.cycle, _judge(found, on)
        else:
            yield found


def judge_register(register: Register, *, on: date, now: datetime) -> Iterator[Judged]:
    """Judge every running cycle of a register, in order of registration, in constant memory."""
    last = 0
    while True:
        running = Cycle.objects.to_judge_on(on).filter(registration__register=register, registration__gt=last)
        chunk = list(running.select_related("registration", "regulation").order_by("registration")[:CHUNK])
        if not chunk:
            return
        yield from judge_cycles(chunk, on=on, now=now)
        last = chunk[-1].registration_id


def refresh_stale_standings(*, on: date, now: datetime, limit: int = 20 * CHUNK) -> int:
    """Make the standings anew that a new fact has touched, oldest registration first; then bring those of an earlier
    day up to this one. Returns how many.

    Many workers may run it at once: each takes other rows.
    """
    done = 0
    judges = Judges(on=on, now=now)
    while done < limit:
        taken = _refresh_chunk(judges)
        if not taken:
            confirmed, marked = _confirm_chunk(judges)
            if not confirmed and not marked:
                break
            taken = confirmed
        done += taken
    return done


class Judges:
    """The judges of all registers on one day; each keeps what it has worked out for the next chunk."""

    def __init__(self, *, on: date, now: datetime) -> None:
        self.on, self.now = on, now
        self._of: dict[int, RegisterJudge] = {}

    def of(self, registrations: Iterable[int]) -> Iterator[tuple[RegisterJudge, list[Due]]]:
        """For each register its judge and those of its registrations that have something to judge."""
        rows = Registration.objects.filter(pk__in=registrations).select_related("register")
        for register in {row.register for row in rows}:
            if register.pk not in self._of:
                self._of[register.pk] = RegisterJudge(register, on=self.on, now=self.now)
            mine = [row.pk for row in rows if row.register == register]
            yield self._of[register.pk], due_on(mine, on=self.on, now=self.now)


@transaction.atomic
def _confirm_chunk(judges: Judges) -> tuple[int, int]:
    """A standing can change by the passing of days alone. Who still has the same verdict keeps the standing; the others
    are marked, so that it is made anew. Returns how many of each."""
    outdated = KeptNumbers.objects.filter(confirmed_on__lt=judges.on, registration__stale_standing=None)
    waiting = outdated.order_by("confirmed_on", "pk").select_for_update(of=("self",), skip_locked=True)
    registrations = list(waiting.values_list("pk", flat=True)[:CONFIRM_CHUNK])
    due: set[int] = set()
    same: set[int] = set()
    for judge, mine in judges.of(registrations):
        due |= {one.registration_id for one in mine}
        same |= judge.unchanged(mine)
    KeptNumbers.objects.filter(pk__in=same).update(confirmed_on=judges.on)
    KeptNumbers.objects.filter(pk__in=set(registrations) - due).delete()
    marks = [StaleStanding(registration_id=one, marked_at=judges.now) for one in sorted(due - same)]
    StaleStanding.objects.bulk_create(marks, ignore_conflicts=True)
    return len(same), len(marks)


@transaction.atomic
def _refresh_chunk(judges: Judges) -> int:
    on, now = judges.on, judges.now
    with connection.cursor() as cursor:
        cursor.execute(TAKE_MARKS, [CHUNK])
        registrations = [row[0] for row in cursor.fetchall()]
    if not registrations:
        return 0
    cycles = Cycle.objects.to_judge_on(on).filter(registration__in=registrations)
    for found in dossiers(cycles.select_related("registration", "regulation"), on=on, known_at=now):
        if not isinstance(found, CycleDossier):
            _keep_error(*found, now)
            continue
        try:
            judgement = _judge(found, on)
        except Exception as error:  # one dossier that breaks the rules' code must not stop the others
            logger.exception("standing_not_made registration=%s", found.cycle.registration_id)
            _keep_error(found.cycle, error, now)
        else:
            _store(found, judgement, on, now)
    for judge, due in judges.of(registrations):
        judge.keep(due)
    return len(registrations)


def _judge(found: CycleDossier, on: date) -> Judgement:
    return rules_of(found.cycle.regulation).evaluate(found.dossier, as_of=on)


def _document(found: CycleDossier, judgement: Judgement) -> dict[str, Any]:
    return {**judgement.to_json(), "ledgerPosition": found.ledger_position}


def _store(found: CycleDossier, judgement: Judgement, on: date, now: datetime) -> None:
    Standing.objects.update_or_create(
        cycle=found.cycle,
        defaults={
            "as_of": on,
            "met": judgement.met,
            "outcome": judgement.outcome,
            "document": _document(found, judgement),
            "ledger_position": found.ledger_position,
            "computed_at": now,
        },
    )


def _keep_error(cycle: Cycle, error: Exception, now: datetime) -> None:
    logger.error("standing_not_made registration=%s error=%s", cycle.registration_id, type(error).__name__)
    Standing.objects.filter(cycle=cycle).delete()
    said = f"{error.sentence('nl')}\n{error.sentence('en')}" if isinstance(error, FactInvalid) else str(error)
    StaleStanding.objects.create(registration_id=cycle.registration_id, marked_at=now, error=said)
