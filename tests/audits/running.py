"""A register with people whose cycle ended, and an office that prepares, commits to and draws audit runs."""

from datetime import date
from typing import Any

from portfolio.models import Audit, AuditRun
from portfolio.services.audits.committing import ask_commitment, commit_run
from portfolio.services.audits.drawing import ask_draw, draw_run
from portfolio.services.audits.preparing import prepare_run, preview_population
from register.access import Actor
from register.models import Cycle, Regulation
from tests.factories.register import (
    NOW,
    AttributeFactory,
    CycleFactory,
    PersonFactory,
    RegistrationFactory,
    RegulationFactory,
    UserFactory,
)

TODAY = NOW.date()
ENDED = {"cycles": "ENDED", "from": "2025-01-01", "before": "2026-01-01"}
PLAN: dict[str, Any] = {"population": ENDED, "size": {"percentage": "20"}}
PERIOD = {"starts_on": date(2020, 6, 1), "ends_before": date(2025, 6, 1)}


class Auditing:
    """Each step takes the usual values unless a test says otherwise."""

    def __init__(self) -> None:
        self.version = Regulation.objects.first() or RegulationFactory()
        self.register = self.version.register
        self.preparer, self.committer = (Actor(UserFactory().pk) for _ in range(2))

    def join(self, *, title: str = "", **cycle: Any) -> Cycle:
        """Somebody with a cycle that ended last year, and perhaps a title."""
        registration = RegistrationFactory(
            register=self.register, person=PersonFactory(), registered_on=date(2015, 6, 1)
        )
        if title:
            AttributeFactory(registration=registration, value=[title], starts_on=date(2015, 6, 1))
        return CycleFactory(registration=registration, regulation=self.version, **(PERIOD | cycle))

    def prepare(self, **changes: Any) -> AuditRun:
        return prepare_run(
            register=self.register, title="Steekproef 2026", plan=PLAN | changes, actor=self.preparer, now=NOW
        )

    def preview(self, **changes: Any) -> Any:
        return preview_population(run=self.prepare(**changes), on=TODAY)

    def commit(self, run: AuditRun | None = None, **changes: Any) -> AuditRun:
        asked = ask_commitment(run=run or self.prepare(**changes), actor=self.committer, today=TODAY, now=NOW)
        return commit_run(run=asked, now=NOW)

    def draw(self, run: AuditRun | None = None, **changes: Any) -> AuditRun:
        asked = ask_draw(run=run or self.commit(**changes), actor=self.preparer, now=NOW)
        return draw_run(run=asked, now=NOW)


def keys_of(run: AuditRun) -> list[str]:
    return [str(key) for key in Audit.objects.filter(run=run).order_by("position").values_list("key", flat=True)]
