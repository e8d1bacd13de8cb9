"""Who was drawn for an audit, how far that is, and what was decided on it."""

from collections.abc import Iterator

from portfolio.catalogue.audit_cases import AuditState
from portfolio.catalogue.decisions import STANDS
from portfolio.selectors.figures.tables import Asked, Table, counted, day_of, filled, in_period, named, selected

_DRAWN = f"""
SELECT a.state, count(*) FROM portfolio_audit a JOIN register_registration g ON g.id = a.registration_id
WHERE g.register_id = %(register)s AND {in_period(day_of("a.drawn_at"))} GROUP BY 1
"""
_DECIDED = f"""
SELECT d.result, count(*) FROM portfolio_decision d JOIN register_registration g ON g.id = d.registration_id
WHERE g.register_id = %(register)s AND d.question = 'AUDIT' AND d.state = ANY(%(stands)s)
    AND {in_period(day_of("d.decided_at"))} GROUP BY 1
"""
_STATES = {
    AuditState.DRAWN: named("geloot", "drawn"),
    AuditState.ASKED: named("gevraagd te tonen", "asked to show"),
    AuditState.ASSESSING: named("in beoordeling", "being assessed"),
    AuditState.REPAIRING: named("in herstel", "being repaired"),
    AuditState.CONCLUDED: named("afgerond, nog te besluiten", "concluded, to be decided"),
    AuditState.DECIDED: named("besloten", "decided"),
    AuditState.CANCELLED: named("vervallen", "cancelled"),
}
_RESULTS = {
    "verified": named("alles is aangetoond", "everything was shown"),
    "corrected": named("een deel telt niet meer mee", "part of it does not count any more"),
    "short": named("er is niet genoeg aangetoond", "not enough was shown"),
}


def audits(asked: Asked) -> Iterator[Table]:
    """The audits that were drawn in the period, by how far they are now; and the decisions taken in it that stand."""
    states = filled(selected(_DRAWN, asked.facts), [str(state) for state in _STATES])
    labels = {str(state): label for state, label in _STATES.items()}
    yield counted("drawn", named("Geloot in de periode: hoe ver nu", "Drawn in the period: how far"), states, labels)
    results = filled(selected(_DECIDED, asked.facts | {"stands": sorted(STANDS)}), list(_RESULTS))
    yield counted("decided", named("Besluiten na steekproef", "Decisions after an audit"), results, _RESULTS)
