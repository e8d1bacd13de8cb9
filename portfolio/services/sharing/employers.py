"""Where professionals work: a link that the employee starts and ends, and the plans and expenses of teams."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from portfolio.errors.sharing import LinkedAlready, PlanMadeAlready
from portfolio.models import EmployerLink, TeamExpense, TeamPlan
from register.access import Actor
from register.errors import constraint_of
from register.models import Employer, Person
from register.services.events import record_event


@transaction.atomic
def add_employer(*, code: str, name: str, actor: Actor, now: datetime) -> Employer:
    """Add an employer, so that professionals can say that they work there."""
    try:
        with transaction.atomic():
            employer = Employer.objects.create(code=code, name=name)
    except IntegrityError as error:
        raise LinkedAlready(
            nl=f"De code {code} is al in gebruik. Kies een andere.", en=f"The code {code} is in use. Choose another."
        ) from error
    employer.refresh_from_db(fields=["uuid"])
    record_event(
        kind="employer.added",
        subject_type="employer",
        subject_uuid=employer.uuid,
        organisation_id=employer.pk,
        actor=actor,
        now=now,
    )
    return employer


@transaction.atomic
def link_employer(
    *, person: Person, employer: Employer, team: str, counted: bool, starts_on: date, actor: Actor, now: datetime
) -> EmployerLink:
    """Say that one works somewhere. Gives nothing to read; `counted` takes part in the figures of the team."""
    try:
        with transaction.atomic():
            link = EmployerLink.objects.create(
                person=person, employer=employer, team=team, counted=counted, starts_on=starts_on
            )
    except IntegrityError as error:
        if constraint_of(error) != "employer_link_once":
            raise
        raise LinkedAlready(
            nl="U bent al aan deze werkgever gekoppeld. Beëindig die koppeling eerst.",
            en="You are linked with this employer already. End that link first.",
        ) from error
    link.refresh_from_db(fields=["uuid"])
    _record("employer-link.started", link, actor, now)
    return link


@transaction.atomic
def end_link(*, link: EmployerLink, on: date, actor: Actor, now: datetime) -> EmployerLink:
    """End a link on a day: from then on one is counted there no more."""
    if EmployerLink.objects.filter(pk=link.pk, ends_before=None).update(ends_before=max(on, _day_after(link))):
        link.refresh_from_db()
        _record("employer-link.ended", link, actor, now)
    return link


def _day_after(link: EmployerLink) -> date:
    return date.fromordinal(link.starts_on.toordinal() + 1)


@transaction.atomic
def plan_team(*, employer: Employer, actor: Actor, now: datetime, **plan: Any) -> TeamPlan:
    """Make the plan of a team for a year: goals, and the hours and money agreed for it."""
    try:
        with transaction.atomic():
            made = TeamPlan.objects.create(employer=employer, **plan)
    except IntegrityError as error:
        if constraint_of(error) != "team_plan_once_a_year":
            raise
        raise PlanMadeAlready(
            nl="Dit team heeft voor dit jaar al een plan.", en="This team has a plan for this year already."
        ) from error
    made.refresh_from_db(fields=["uuid"])
    _record_plan("team-plan.made", made, actor, now)
    return made


@transaction.atomic
def spend(
    *, plan: TeamPlan, on: date, subject: str, hours: Decimal, amount: Decimal, actor: Actor, now: datetime
) -> TeamExpense:
    """Note hours and money spent; a negative line takes back what was wrong."""
    expense = TeamExpense.objects.create(plan=plan, on=on, subject=subject, hours=hours, amount=amount, recorded_at=now)
    expense.refresh_from_db(fields=["uuid"])
    _record_plan("team-plan.spent", plan, actor, now)
    return expense


def _record(kind: str, link: EmployerLink, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="employer-link",
        subject_uuid=link.uuid,
        person_id=link.person_id,
        actor=actor,
        now=now,
    )


def _record_plan(kind: str, plan: TeamPlan, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="team-plan",
        subject_uuid=plan.uuid,
        organisation_id=plan.employer_id,
        actor=actor,
        now=now,
    )
