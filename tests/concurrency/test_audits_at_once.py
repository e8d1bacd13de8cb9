"""Two who commit or draw at once: one of them, and nobody is drawn twice."""

import pytest

from portfolio.errors.audits import AnotherRunCommitted, AuditRunMoved
from portfolio.models import Audit, AuditCandidate, AuditRun
from portfolio.services.audits.drawing import draw_run
from tests.audits.running import Auditing
from tests.concurrency.test_decisions_at_once import at_once
from tests.factories.register import NOW

pytestmark = [pytest.mark.concurrency, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def office():
    office = Auditing()
    for _ in range(12):
        office.join()
    return office


def test_of_several_who_draw_at_once_one_does_and_nobody_is_drawn_twice(office):
    run = office.commit(size={"number": 5})

    outcomes = at_once(*(lambda: draw_run(run=run, actor=office.committer, now=NOW) for _ in range(6)))

    assert sum(isinstance(one, AuditRun) for one in outcomes) == 1
    assert sum(isinstance(one, AuditRunMoved) for one in outcomes) == 5
    assert Audit.objects.count() == 5


def test_of_runs_of_one_register_that_are_committed_to_at_once_one_is(office):
    runs = [office.prepare() for _ in range(4)]

    outcomes = at_once(*(lambda run=run: office.commit(run) for run in [*runs, *runs]))

    assert sum(isinstance(one, AuditRun) for one in outcomes) == 1
    assert {type(one) for one in outcomes} <= {AuditRun, AnotherRunCommitted, AuditRunMoved}
    assert AuditCandidate.objects.count() == 12
