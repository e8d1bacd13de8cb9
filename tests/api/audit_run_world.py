"""The rows of the world about audit runs: one in each place where something can be done with it."""

from typing import Any

from portfolio.models import Audit, AuditCandidate, AuditRun
from portfolio.services.audits.committing import ask_commitment, commit_run
from register.access import Actor
from register.models import Cycle
from tests.api.audit_run_matrix import PLAN
from tests.factories.register import (
    NOW,
    CycleFactory,
    RegisterFactory,
    RegistrationFactory,
    UserFactory,
)


def add_audit_runs(world: Any) -> None:
    beside = RegisterFactory(association=world["association"], code="audited")
    CycleFactory(registration=RegistrationFactory(register=beside), regulation=world["regulation"])
    committed = _run(beside)
    ask_commitment(run=committed, actor=Actor(UserFactory().pk), today=NOW.date(), now=NOW)
    commit_run(run=committed, now=NOW)
    world.rows |= {
        "prepared_run": _run(world["register"]),
        "committed_run": committed,
        "drawn_run": _run(world["register"], drawn=True),
    }
    _drawn(world["drawn_run"], Cycle.objects.filter(registration=world["registration"]).earliest("starts_on"))


def add_one_more_audit_run(world: Any) -> None:
    """One more row in each list."""
    _run(world["register"], drawn=True)
    _drawn(
        world["drawn_run"],
        CycleFactory(registration=RegistrationFactory(register=world["register"]), regulation=world["regulation"]),
    )


def _run(register: Any, *, drawn: bool = False) -> AuditRun:
    values = {
        "register": register,
        "title": "Steekproef",
        "plan": PLAN,
        "prepared_by": UserFactory(),
        "prepared_at": NOW,
    }
    if drawn:
        values |= {
            "state": "DRAWN",
            "as_of": NOW.date(),
            "seed": "0" * 64,
            "seed_digest": "sha256:0",
            "population_digest": "sha256:0",
            "committed_at": NOW,
            "drawn_at": NOW,
        }
    run = AuditRun.objects.create(**values)
    run.refresh_from_db()
    return run


def _drawn(run: AuditRun, cycle: Cycle) -> None:
    AuditCandidate.objects.create(run=run, cycle=cycle, key=cycle.uuid, stratum="all", tickets=1)
    Audit.objects.create(
        run=run,
        registration=cycle.registration,
        cycle=cycle,
        key=cycle.uuid,
        stratum="all",
        position=run.audits.count() + 1,
        ticket="0" * 64,
        tickets=1,
        drawn_at=NOW,
    )
