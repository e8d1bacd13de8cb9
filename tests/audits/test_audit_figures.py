"""Figures of a run say how it went and single nobody out."""

import pytest

from portfolio.models import Audit, AuditRound, Decision
from portfolio.selectors.audit_figures import run_figures
from tests.audits.running import Auditing
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db


def decide(audit, result):
    Decision.objects.create(
        registration=audit.registration,
        cycle=audit.cycle,
        question="AUDIT",
        matter=audit.uuid,
        state="FINAL",
        result=result,
        adverse=False,
        effective_on=NOW.date(),
        reasons="Bekeken.",
        regulation=audit.cycle.regulation,
        by_rule=True,
        prepared_at=NOW,
        decided_at=NOW,
        made_known_on=NOW.date(),
        objection_until=NOW.date(),
    )


def reply(audit):
    AuditRound.objects.create(audit=audit, number=1, opened_at=NOW, reply_by=NOW.date(), handed_in_at=NOW, ended_at=NOW)


def test_figures_count_replies_and_results_and_leave_small_groups_out():
    office = Auditing()
    for title, people in (("nurse", 22), ("midwife", 12), ("both", 3)):
        for _ in range(people):
            office.join(title=title)
    run = office.draw(strata="attribute:titles", size={"percentage": "100"})
    audits = list(Audit.objects.order_by("position"))
    for audit in audits[:12]:
        decide(audit, "met")
    for audit in audits[12:15]:
        decide(audit, "not-met")
    for audit in audits[:26]:
        reply(audit)

    assert run_figures(run) == {
        "candidates": 37,
        "drawn": 37,
        "replied": 26,
        # Of three who did not meet it nothing is told, nor of who is open: that would give the three away.
        "results": {"met": None, "not-met": None, "OPEN": 22},
        "strata": {"both": None, "midwife": None, "nurse": 22},
    }

    for audit in audits[26:28]:
        reply(audit)
    assert run_figures(run)["replied"] is None  # nine did not
