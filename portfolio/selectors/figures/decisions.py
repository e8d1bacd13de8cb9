"""What was decided about registrations: renewals by outcome, requests, objections."""

from collections.abc import Iterator

from portfolio.catalogue.decisions import QUESTION_WORDS, STANDS
from portfolio.catalogue.requests import RequestSort
from portfolio.selectors.figures.tables import (
    Asked,
    Label,
    Table,
    counted,
    day_of,
    filled,
    in_period,
    months_between,
    named,
    selected,
)
from register.rules.periods import add_months
from register.rules.procedure_sentences import NAMES

MONTHS_AHEAD = 24

# What was taken in the period and still stands.
_TAKEN = f"""
SELECT d.question, d.result, d.by_rule, count(*) FROM portfolio_decision d
JOIN register_registration g ON g.id = d.registration_id
WHERE g.register_id = %(register)s AND d.state = ANY(%(stands)s)
    AND {in_period(day_of("d.decided_at"))}
GROUP BY 1, 2, 3
"""
_OPENED = f"""
SELECT w.state, count(*) FROM portfolio_renewal w JOIN register_cycle c ON c.id = w.cycle_id
JOIN register_registration g ON g.id = c.registration_id
WHERE g.register_id = %(register)s
    AND {in_period(day_of("w.opened_at"))}
GROUP BY 1
"""
_TO_REPAIR = """
SELECT to_char((d.effect ->> 'repairBy')::date, 'YYYY-MM'), count(*) FROM portfolio_decision d
JOIN register_registration g ON g.id = d.registration_id
WHERE g.register_id = %(register)s AND d.state = ANY(%(stands)s)
    AND (d.effect ->> 'repairBy')::date >= %(on)s AND (d.effect ->> 'repairBy')::date < %(until)s
GROUP BY 1
"""
_REQUESTS = f"""
SELECT r.sort, count(*) FROM portfolio_registrationrequest r JOIN register_registration g ON g.id = r.registration_id
WHERE g.register_id = %(register)s
    AND {in_period(day_of("r.asked_at"))}
GROUP BY 1
"""
_OBJECTIONS = f"""
SELECT d.question, o.late, CASE WHEN o.withdrawn_at IS NOT NULL THEN 'WITHDRAWN' WHEN o.outcome = '' THEN 'WAITING'
    ELSE o.outcome END, count(*)
FROM portfolio_objection o JOIN portfolio_decision d ON d.id = o.decision_id
JOIN register_registration g ON g.id = d.registration_id
WHERE g.register_id = %(register)s
    AND {in_period(day_of("o.received_at"))}
GROUP BY 1, 2, 3
"""
_STATES = {
    "OPENED": named("nog niet gevraagd", "not asked for yet"),
    "SUBMITTED": named("gevraagd", "asked for"),
    "RETURNED": named("aan te vullen", "to be completed"),
    "COMPLETE": named("compleet", "complete"),
    "DECIDED": named("besloten", "decided"),
    "WITHDRAWN": named("ingetrokken", "withdrawn"),
    "LAPSED": named("niet op tijd gevraagd", "not asked for in time"),
}
_ENDS = {
    "UPHELD": named("gegrond", "well-founded"),
    "REJECTED": named("ongegrond", "unfounded"),
    "INADMISSIBLE": named("niet-ontvankelijk", "inadmissible"),
    "WITHDRAWN": named("ingetrokken", "withdrawn"),
    "WAITING": named("nog niet beslist", "not decided yet"),
}
_ANSWERS = {"granted": ("toegewezen", "granted"), "refused": ("afgewezen", "refused")}
_SORTS = [str(sort) for sort in RequestSort]


def renewals(asked: Asked) -> Iterator[Table]:
    """Renewals by outcome, by whom they were decided, how far they are, and conditions that are to be met."""
    results, ways = filled([], list(NAMES)), filled([], ["people", "rule"])
    for question, result, by_rule, count in _taken(asked):
        if question == "RENEWAL":
            results[result] = results.get(result, 0) + count
            ways["rule" if by_rule else "people"] += count
    labels = {code: named(*words) for code, words in NAMES.items()}
    yield counted("outcomes", named("Besluiten op herregistratie", "Decisions on renewal"), results, labels)
    by = {"people": named("door mensen", "by people"), "rule": named("volgens de regel", "by rule")}
    yield counted("by-rule", named("Wie besloot", "Who decided"), ways, by)
    states = filled(selected(_OPENED, asked.facts), list(_STATES))
    yield counted(
        "states", named("Geopend in de periode: hoe ver nu", "Opened in the period: how far"), states, _STATES
    )
    until = add_months(asked.on.replace(day=1), MONTHS_AHEAD)
    due = selected(_TO_REPAIR, asked.facts | {"stands": _standing(), "until": until})
    months = filled(due, months_between(asked.on, until))
    title = named("Voorwaarden: te herstellen in", "Conditions: to be repaired in")
    yield counted("conditions", title, {month: count for month, count in months.items() if count}, {})


def requests(asked: Asked) -> Iterator[Table]:
    """Requests for postponement, dispensation and the like, and how they were answered."""
    sorts = filled(selected(_REQUESTS, asked.facts), _SORTS)
    yield counted("asked", named("Gevraagd", "Asked"), sorts, {sort: _sort(sort) for sort in sorts})
    answers = filled([], [f"{sort}:{answer}" for sort in _SORTS for answer in _ANSWERS])
    for question, result, _, count in _taken(asked):
        if question in _SORTS:
            code = f"{question}:{result}"
            answers[code] = answers.get(code, 0) + count
    labels = {code: _answer(*code.split(":")) for code in answers}
    yield counted("answered", named("Beantwoord", "Answered"), answers, labels)


def objections(asked: Asked) -> Iterator[Table]:
    """Objections that were received, how they ended, against what, and whether they came in time."""
    ends, about = filled([], list(_ENDS)), filled([], list(QUESTION_WORDS))
    timely = filled([], ["in-time", "late"])
    for question, late, end, count in selected(_OBJECTIONS, asked.facts):
        ends[end] += count
        about[question] += count
        timely["late" if late else "in-time"] += count
    yield counted("ended", named("Ontvangen bezwaren: afloop", "Objections received: how they ended"), ends, _ENDS)
    yield counted("about", named("Waartegen", "Against what"), about, {code: _sort(code) for code in about})
    labels = {"in-time": named("op tijd", "in time"), "late": named("te laat", "late")}
    yield counted("received", named("Binnen de termijn ontvangen", "Received within the term"), timely, labels)


def _taken(asked: Asked) -> list[tuple[str, str, bool, int]]:
    return selected(_TAKEN, asked.facts | {"stands": _standing()})  # type: ignore[return-value]


def _standing() -> list[str]:
    return sorted(STANDS)


def _sort(code: str) -> Label:
    return named(*QUESTION_WORDS[code])


def _answer(sort: str, result: str) -> Label:
    (nl, en), (how_nl, how_en) = QUESTION_WORDS[sort], _ANSWERS.get(result, (result, result))
    return named(f"{nl}: {how_nl}", f"{en}: {how_en}")
