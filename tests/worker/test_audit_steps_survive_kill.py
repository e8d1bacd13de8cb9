"""A worker is killed while it freezes the population of an audit run: another does it, and it is frozen once."""

from contextlib import contextmanager

import psycopg
import pytest

from portfolio.models import Audit, AuditCandidate, AuditRun
from portfolio.services.audits.committing import ask_commitment
from portfolio.services.audits.drawing import ask_draw
from tests.audits.running import TODAY, Auditing
from tests.factories.register import NOW
from tests.worker.processes import database_url
from tests.worker.test_closing import others

pytestmark = [pytest.mark.worker, pytest.mark.servers, pytest.mark.django_db(transaction=True)]


@contextmanager
def held(cycle):
    """Hold the row of a cycle: whoever writes a line of the population about it waits."""
    with psycopg.connect(database_url(), autocommit=True) as other, other.transaction():
        other.execute("SELECT FROM register_cycle WHERE id = %s FOR UPDATE", [cycle.pk])
        yield other


def test_a_commitment_whose_worker_was_killed_is_made_by_the_next_and_drawn(background):
    office = Auditing()
    cycles = [office.join() for _ in range(5)]
    run = office.prepare()
    worker = background.worker()

    with held(cycles[-1]) as holder:
        ask_commitment(run=run, actor=office.committer, today=TODAY, now=NOW)
        background.until(lambda: others("wait_event_type = 'Lock'"))
        background.kill(worker)
        # Its session would find out in ten seconds, and until then carry out the COMMIT that waits.
        holder.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            " AND wait_event_type = 'Lock'"
        )
        background.until(lambda: not others("wait_event_type = 'Lock'"))
    assert AuditCandidate.objects.count() == 0
    background.worker()
    background.beat(SWEEP_SECONDS="1")
    background.until(lambda: AuditRun.objects.filter(state="COMMITTED").exists())
    ask_draw(run=run, actor=office.preparer, now=NOW)
    background.until(lambda: AuditRun.objects.filter(state="DRAWN").exists())

    assert AuditCandidate.objects.count() == len(cycles)
    assert Audit.objects.count() == 1
    assert AuditRun.objects.get().attempts >= 1
