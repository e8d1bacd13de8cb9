"""Who will fall short if nothing more is done: from the standings that are kept, by the month in which a cycle ends."""

from collections.abc import Iterator
from datetime import date

from portfolio.rules.suppression import Split, may_be_told, published
from portfolio.selectors.figures.tables import COUNT, Asked, Row, Table, months_between, named, selected
from register.rules.periods import add_months

MONTHS_AHEAD = 24
_RUNNING = """
FROM register_registration g
JOIN register_cycle c ON c.registration_id = g.id AND c.starts_on <= %(on)s
    AND c.ends_before > %(on)s AND c.ends_before <= %(until)s
JOIN portfolio_standing s ON s.cycle_id = c.id
WHERE g.register_id = %(register)s AND g.registered_on <= %(on)s
    AND (g.ended_before IS NULL OR g.ended_before > %(on)s)
"""
_BY_MONTH = f"""
SELECT to_char(c.ends_before - 1, 'YYYY-MM'), count(*) FILTER (WHERE s.met), count(*) FILTER (WHERE NOT s.met)
{_RUNNING} GROUP BY 1
"""
_BY_REQUIREMENT = f"""
SELECT q ->> 'code', max(q #>> '{{label,nl}}'), max(q #>> '{{label,en}}'), count(DISTINCT short.id)
FROM (SELECT g.id, s.document {_RUNNING} AND NOT s.met) AS short,
    jsonb_array_elements(short.document -> 'requirements') AS q
WHERE NOT (q ->> 'met')::boolean AND NOT (q ->> 'advisory')::boolean GROUP BY 1 ORDER BY 4 DESC, 1
"""
SPLIT = {
    "short": named("komen nu tekort", "fall short now"),
    "met": named("voldoen nu", "meet it now"),
    "people": named("samen", "together"),
}


def forecast(asked: Asked) -> Iterator[Table]:
    """Of the cycles that end in the coming two years: how many meet the rules as it is now, and what is missing."""
    until = horizon(asked.on)
    facts = asked.facts | {"until": until}
    rows = selected(_BY_MONTH, facts)
    found = {month: Split(met, short) for month, met, short in rows}
    total, shown = published(found)
    months = tuple(
        Row(month, named(month, month), _told(shown.get(month)))
        for month in months_between(asked.on, until)
        if month in found
    )
    title = named("Periodes die eindigen in", "Cycles that end in")
    yield Table("by-month", title, SPLIT, months, _told(total))
    yield _requirements(facts, sum(split.short for split in found.values()))


def horizon(on: date) -> date:
    """The first day that is not looked ahead to."""
    return add_months(on.replace(day=1), MONTHS_AHEAD)


def _requirements(facts: dict[str, object], short: int) -> Table:
    rows = tuple(
        Row(code, named(nl, en), {"count": count if may_be_told(count, of=short) else None})
        for code, nl, en, count in selected(_BY_REQUIREMENT, facts)
    )
    return Table("by-requirement", named("Waaraan het nu ontbreekt", "What is missing now"), COUNT, rows)


def _told(split: Split | None) -> dict[str, int | None]:
    if split is None:
        return dict.fromkeys(SPLIT)
    return {"short": split.short, "met": split.met, "people": split.people}
