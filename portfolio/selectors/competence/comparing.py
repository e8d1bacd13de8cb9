"""Two moments of self-assessment side by side, and against what is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from portfolio.models import SelfAssessment


@dataclass(frozen=True, slots=True)
class Step:
    """One competence at two moments and against what is asked; `steps` up or down, `short` of the level asked."""

    code: str
    title: Mapping[str, str]
    before: str | None
    after: str | None
    steps: int | None
    asked: str | None
    short: int


def compare(*, before: SelfAssessment, after: SelfAssessment, against: str | None = None) -> list[Step]:
    """Each competence of either moment, in the order of the later profile.

    `against` is a level that is then asked of all; else that which the later profile asks of the later specialisations.
    """
    profile, earlier = after.profile.profile, before.profile.profile
    asked = profile.asked_of(after.specialisations)
    rows = []
    for code in dict.fromkeys([*asked, *after.answers, *before.answers]):
        was, is_now = _level(before, code), _level(after, code)
        wanted = (against or asked[code]) if code in asked else None
        known = profile.competences.get(code) or earlier.competences.get(code)
        rows.append(
            Step(
                code=code,
                title=known.title if known else {},
                before=was,
                after=is_now,
                steps=profile.rank(is_now) - earlier.rank(was) if was and is_now else None,
                asked=wanted,
                short=max(profile.rank(wanted) - profile.rank(is_now), 0),
            )
        )
    return rows


def _level(assessment: SelfAssessment, code: str) -> str | None:
    return assessment.answers.get(code, {}).get("level") or None
