"""The rows of the world about sharing: a grant by mail, one to an employer, a link, a plan."""

from datetime import date, timedelta
from typing import Any

from portfolio.models import EmployerLink, Share, TeamPlan
from register.access import Role
from register.clock import now
from register.models import Employer, Look

YEAR = timedelta(days=365)


def add_sharing(world: Any) -> None:
    employer = Employer.objects.create(code="zorggroep", name="Zorggroep Noord")
    employer.refresh_from_db()
    world.rows["employer"] = employer
    world.employ("employer_manager", Role.EMPLOYER_MANAGER, employer)
    world.rows["share"] = _share(world, email="leidinggevende@zorg.example")
    world.rows["employer_share"] = _share(world, employer=employer)
    link = EmployerLink.objects.create(person=world["person"], employer=employer, starts_on=date(2024, 1, 1))
    link.refresh_from_db()
    world.rows["employer_link"] = link
    plan = TeamPlan.objects.create(employer=employer, year=2026, goals="Samen leren.", hours=100, amount=1000)
    plan.refresh_from_db()
    world.rows["team_plan"] = plan
    _look(world)


def add_one_more_shared(world: Any, n: int) -> None:
    """One more row in each list of these."""
    _share(world, employer=world["employer"])
    other = Employer.objects.create(code=f"zorggroep-{n}", name="Zorggroep")
    EmployerLink.objects.create(person=world["person"], employer=other, starts_on=date(2024, 1, 1))
    TeamPlan.objects.create(employer=world["employer"], year=2030 + n, goals="Meer leren.", hours=1, amount=1)
    _look(world)


def _share(world: Any, **audience: Any) -> Share:
    given = Share.objects.create(
        person=world["person"], reason="Gesprek", parts=["ledger"], given_at=now(), closes_at=now() + YEAR, **audience
    )
    given.refresh_from_db()
    return given


def _look(world: Any) -> None:
    Look.objects.create(person=world["person"], part="ledger", role="REGISTRAR", purpose="KEEPING", looked_at=now())
