"""How far assessors agree: with the decision, with each other, and with the blind advice."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.conf import settings

from accreditation.models import Advice, Decision
from accreditation.rules.worth import lines_of, total_by_unit
from register.models import Register, User


@dataclass
class AssessorFigures:
    """One assessor in a period: advices, how many had the outcome that was decided, and days from asked to advised."""

    assessor: User
    advices: int = 0
    as_decided: int = 0
    same_credits: int = 0
    days: int = 0

    @property
    def mean_days(self) -> Decimal:
        return _share(self.days, self.advices, places="0.1")


@dataclass
class CommitteeFigures:
    """All assessors of a register together. A pair is the blind advice beside one of the others."""

    decided: int = 0
    unanimous: int = 0
    as_advised: int = 0
    blind_pairs: int = 0
    blind_agreed: int = 0
    blind_same_credits: int = 0


@dataclass
class AgreementFigures:
    """What the office sees of a period."""

    committee: CommitteeFigures = field(default_factory=CommitteeFigures)
    assessors: list[AssessorFigures] = field(default_factory=list)


def agreement_figures(register: Register, *, decided_from: date, decided_before: date) -> AgreementFigures:
    """Of what was decided in [decided_from, decided_before) on advice, in the first round."""
    zone = ZoneInfo(settings.REGISTER_TIME_ZONE)
    first, after = (datetime.combine(day, time(), zone) for day in (decided_from, decided_before))
    decisions = Decision.objects.filter(
        assessment__register=register,
        stage=Decision.Stage.FIRST,
        basis=Decision.Basis.ASSESSED,
        decided_at__gte=first,
        decided_at__lt=after,
    )
    decided = {row.assessment_id: row for row in decisions}
    advices: dict[int, list[Advice]] = defaultdict(list)
    rows = Advice.objects.filter(assignment__assessment__in=decided, assignment__round=1)
    for advice in rows.select_related("assignment__assessor__person").order_by("id"):
        advices[advice.assignment.assessment_id].append(advice)
    found = AgreementFigures()
    by_assessor: dict[int, AssessorFigures] = {}
    for assessment, given in advices.items():
        _count_committee(found.committee, decided[assessment], given)
        for advice in given:
            assessor = advice.assignment.assessor
            figures = by_assessor.setdefault(assessor.pk, AssessorFigures(assessor))
            _count_assessor(figures, decided[assessment], advice)
    found.assessors = [by_assessor[key] for key in sorted(by_assessor)]
    return found


def _count_assessor(figures: AssessorFigures, decision: Decision, advice: Advice) -> None:
    figures.advices += 1
    figures.as_decided += advice.grant == decision.granted
    figures.same_credits += _credits(advice) == total_by_unit(lines_of(decision.lines))
    figures.days += (advice.advised_at - advice.assignment.assigned_at).days


def _count_committee(figures: CommitteeFigures, decision: Decision, given: list[Advice]) -> None:
    seen = [advice for advice in given if not advice.assignment.blind]
    figures.decided += 1
    figures.unanimous += len({advice.grant for advice in seen}) == 1
    figures.as_advised += sum(advice.grant == decision.granted for advice in seen) * 2 > len(seen)
    for blind in (advice for advice in given if advice.assignment.blind):
        figures.blind_pairs += len(seen)
        figures.blind_agreed += sum(advice.grant == blind.grant for advice in seen)
        figures.blind_same_credits += sum(_credits(advice) == _credits(blind) for advice in seen)


def _credits(advice: Advice) -> dict[str, Decimal]:
    return total_by_unit(lines_of(advice.lines))


def _share(part: int, whole: int, *, places: str) -> Decimal:
    return (Decimal(part) / whole if whole else Decimal(0)).quantize(Decimal(places))
