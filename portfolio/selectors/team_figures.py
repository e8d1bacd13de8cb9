"""How the people of an employer who let themselves be counted are doing: figures that single nobody out."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Sum

from portfolio.models import EmployerLink, TeamPlan
from portfolio.rules.suppression import SMALLEST, Split, published
from register.models import Employer
from register.reach import past_the_wall

# The last kept standing of each registration that runs, of people who are counted on the day.
FIGURES = """
SELECT r.code, l.team, count(*) FILTER (WHERE s.met), count(*) FILTER (WHERE NOT s.met)
FROM portfolio_employerlink l
JOIN register_registration g ON g.person_id = l.person_id AND g.registered_on <= %(on)s
    AND (g.ended_before IS NULL OR g.ended_before > %(on)s)
JOIN register_register r ON r.id = g.register_id
JOIN register_cycle c ON c.registration_id = g.id AND c.starts_on <= %(on)s AND c.ends_before > %(on)s
JOIN portfolio_standing s ON s.cycle_id = c.id
WHERE l.employer_id = %(employer)s AND l.counted AND l.starts_on <= %(on)s
    AND (l.ends_before IS NULL OR l.ends_before > %(on)s)
GROUP BY r.code, l.team ORDER BY r.code, l.team
"""


@past_the_wall("Figures of a team are made of what those in it agreed to.")
def team_figures(employer: Employer, *, on: date) -> list[dict[str, Any]]:
    """By register: how many are counted, meet the rules or fall short, in all and by team, where ten or more are."""
    groups: dict[str, dict[str, Split]] = {}
    with connection.cursor() as cursor:
        cursor.execute(FIGURES, {"employer": employer.pk, "on": on})
        for register, team, met, short in cursor.fetchall():
            groups.setdefault(register, {})[team] = Split(met, short)
    found = []
    for register, teams in groups.items():
        total, shown = published(teams)
        rows = [{"team": team, **_told(split)} for team, split in sorted(shown.items())]
        found.append({"register": register, "total": _told(total) if total else None, "teams": rows})
    return [one for one in found if one["total"] or one["teams"]]


def _told(split: Split) -> dict[str, int]:
    return {"people": split.people, "met": split.met, "short": split.short}


def plan_report(plan: TeamPlan) -> dict[str, Any]:
    """What a team planned and what was spent on it, without persons; how many take part where ten or more do."""
    spent = plan.expenses.aggregate(hours=Sum("hours"), amount=Sum("amount"))
    year = date(plan.year, 12, 31)
    people = EmployerLink.objects.filter(employer=plan.employer, team=plan.team, counted=True).on(year).count()
    by_subject = plan.expenses.values("subject").annotate(hours=Sum("hours"), amount=Sum("amount")).order_by("subject")
    hours, amount = spent["hours"] or Decimal(0), spent["amount"] or Decimal(0)
    return {
        "plan": plan,
        "people": people if people >= SMALLEST else None,
        "spent_hours": hours,
        "spent_amount": amount,
        "left_hours": plan.hours - hours,
        "left_amount": plan.amount - amount,
        "subjects": list(by_subject),
    }
