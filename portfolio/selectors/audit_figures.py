"""How an audit run went, in numbers that single nobody out."""

from typing import Any

from django.db.models import Count, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from portfolio.catalogue.decisions import STANDS
from portfolio.models import Audit, AuditRound, AuditRun, Decision
from portfolio.rules.suppression import SMALLEST, may_be_told, published_counts

OPEN, CANCELLED = "OPEN", "CANCELLED"
"""Beside the results of decisions: no decision stands yet, or the audit was called off."""


def run_figures(run: AuditRun) -> dict[str, Any]:
    """How many were drawn from each stratum, and what came of it; None where it would be of a few people."""
    audits = Audit.objects.filter(run=run)
    drawn, results = published_counts(_results(audits))
    by_stratum = dict(audits.values_list("stratum").annotate(Count("pk")).order_by("stratum"))
    _, strata = published_counts(by_stratum)
    replied = audits.filter(Exists(AuditRound.objects.filter(audit=OuterRef("pk"), handed_in_at__isnull=False))).count()
    candidates = sum(run.strata.values_list("candidates", flat=True))
    return {
        "candidates": candidates if candidates == 0 or candidates >= SMALLEST else None,
        "drawn": drawn,
        "replied": replied if drawn is not None and may_be_told(replied, of=drawn) else None,
        "results": results,
        "strata": strata,
    }


def _results(audits: Any) -> dict[str, int]:
    decided = Decision.objects.filter(
        matter=OuterRef("uuid"), question=Decision.Question.AUDIT, state__in=sorted(STANDS)
    )
    rows = audits.annotate(result=Coalesce(Subquery(decided.values("result")[:1]), Value("")))
    found: dict[str, int] = {}
    for result, state, count in rows.values_list("result", "state").annotate(Count("pk")).order_by("result", "state"):
        name = result or (CANCELLED if state == CANCELLED else OPEN)
        found[name] = found.get(name, 0) + count
    return found
