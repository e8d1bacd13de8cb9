"""How long people wait, against what was promised them: applications, claims, renewals, objections."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from portfolio.catalogue import UNDECIDED
from portfolio.rules.suppression import Split, may_be_told
from portfolio.selectors.figures.tables import Asked, Row, Table, Value, day_of, in_period, named, selected

# Each gives of what was answered in the period, or waits now: days it took, whether it was in time, whether it waits.
_RENEWALS = f"""
SELECT {day_of("d.decided_at")} - {day_of("w.submitted_at")},
    coalesce({day_of("d.decided_at")}, %(on)s) <= w.decide_by, d.decided_at IS NULL
FROM portfolio_renewal w JOIN register_cycle c ON c.id = w.cycle_id
JOIN register_registration g ON g.id = c.registration_id
LEFT JOIN (SELECT x.matter, min(x.decided_at) AS decided_at FROM portfolio_decision x
    JOIN register_registration g ON g.id = x.registration_id
    WHERE g.register_id = %(register)s AND x.question = 'RENEWAL' GROUP BY 1) d ON d.matter = w.uuid
WHERE g.register_id = %(register)s AND w.submitted_at IS NOT NULL
    AND ({in_period(day_of("d.decided_at"))}
        OR (d.decided_at IS NULL AND w.state IN ('SUBMITTED', 'RETURNED', 'COMPLETE')))
"""
_CLAIMS = f"""
SELECT {day_of("w.decided_at")} - {day_of("w.submitted_at")},
    coalesce({day_of("w.decided_at")}, %(on)s) <= w.due_on, w.decided_at IS NULL
FROM portfolio_claim w JOIN register_registration g ON g.id = w.registration_id
WHERE g.register_id = %(register)s AND w.submitted_at IS NOT NULL
    AND ({in_period(day_of("w.decided_at"))}
        OR (w.decided_at IS NULL AND w.state = ANY(%(undecided)s)))
"""
_OBJECTIONS = f"""
SELECT {day_of("o.decided_at")} - {day_of("o.received_at")},
    coalesce({day_of("o.decided_at")}, %(on)s) <= o.due_on, o.decided_at IS NULL
FROM portfolio_objection o JOIN portfolio_decision d ON d.id = o.decision_id
JOIN register_registration g ON g.id = d.registration_id
WHERE g.register_id = %(register)s AND o.withdrawn_at IS NULL
    AND ({in_period(day_of("o.decided_at"))}
        OR o.decided_at IS NULL)
"""
# In time: no step of the register itself took longer than promised. What waits for the provider does not count.
_APPLICATIONS = f"""
SELECT {day_of("d.decided_at")} - {day_of("min(s.entered_at)")},
    bool_and(s.state NOT IN ('SUBMITTED', 'ASSESSING', 'ADVISED') OR s.due_on IS NULL
        OR coalesce({day_of("s.left_at")}, %(on)s) <= s.due_on),
    d.id IS NULL
FROM accreditation_assessment a
JOIN accreditation_statespan s ON s.assessment_id = a.id AND s.state NOT IN ('DRAFT', 'OBJECTED')
LEFT JOIN accreditation_decision d ON d.assessment_id = a.id AND d.stage = 'FIRST'
WHERE a.register_id = %(register)s AND coalesce(d.basis, 'ASSESSED') = 'ASSESSED'
    AND ({in_period(day_of("d.decided_at"))}
        OR (d.id IS NULL AND a.state IN ('SUBMITTED', 'RETURNED', 'ASSESSING', 'QUESTIONED', 'ADVISED')))
GROUP BY a.id, d.id
"""
_SUMMED = """
SELECT count(*) FILTER (WHERE NOT waits AND in_time), count(*) FILTER (WHERE NOT waits AND NOT in_time),
    count(*) FILTER (WHERE NOT waits),
    percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE NOT waits),
    percentile_cont(0.9) WITHIN GROUP (ORDER BY days) FILTER (WHERE NOT waits),
    count(*) FILTER (WHERE waits), count(*) FILTER (WHERE waits AND NOT in_time)
FROM ({}) AS one (days, in_time, waits)
"""
CLOCKS = {
    "applications": (named("accreditatieaanvragen", "accreditation applications"), _APPLICATIONS),
    "claims": (named("opgevoerde activiteiten", "claims"), _CLAIMS),
    "renewals": (named("herregistraties", "renewals"), _RENEWALS),
    "objections": (named("bezwaren", "objections"), _OBJECTIONS),
}
MEASURES = {
    "answered": named("beantwoord", "answered"),
    "in-time": named("op tijd", "in time"),
    "late": named("te laat", "late"),
    "median-days": named("mediaan in dagen", "median in days"),
    "p90-days": named("negen van de tien binnen (dagen)", "nine out of ten within (days)"),
    "waiting": named("wacht nu", "waiting now"),
    "overdue": named("waarvan over de termijn", "of which overdue"),
}
_DAYS = Decimal("0.1")


def clocks(asked: Asked) -> Iterator[Table]:
    """What was answered in the period: how many in time, how long it took; and what waits today."""
    facts = asked.facts | {"undecided": sorted(UNDECIDED)}
    rows = [Row(code, label, _told(*selected(_SUMMED.format(one), facts)[0])) for code, (label, one) in CLOCKS.items()]
    yield Table("terms", named("Beloofde termijnen", "Promised terms"), MEASURES, tuple(rows))


def _told(
    in_time: int, late: int, answered: int, median: Any, p90: Any, waiting: int, overdue: int
) -> dict[str, Value]:
    known = Split(in_time, late)  # of what was promised a term; entries from elsewhere may have none
    enough = may_be_told(answered, of=answered) or not answered
    split = enough and (known.coarse or not known.people) and known.people == answered
    shown = may_be_told(waiting, of=waiting) or not waiting
    overdue_shown = shown and (may_be_told(overdue, of=waiting) or not overdue)
    return {
        "answered": answered if enough else None,
        "in-time": in_time if split else None,
        "late": late if split else None,
        "median-days": _days(median) if enough else None,
        "p90-days": _days(p90) if enough else None,
        "waiting": waiting if shown else None,
        "overdue": overdue if overdue_shown else None,
    }


def _days(value: Any) -> Decimal | None:
    return None if value is None else Decimal(value).quantize(_DAYS)
