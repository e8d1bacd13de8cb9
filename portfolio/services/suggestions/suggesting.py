"""What would help: the evaluator judges the dossier with each edition that is within reach, and says what it closes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from accreditation.models import Edition
from portfolio.errors import EntryNotValid, NoCycleRunning
from portfolio.models import Goal
from portfolio.selectors.competence.coverage import coverage
from portfolio.selectors.dossiers import CycleDossier, dossiers, fact_id_of
from portfolio.services.projections import attendance_facts
from portfolio.services.suggestions.candidates import Reach, candidates
from portfolio.services.suggestions.reasons import Reason, reason_of
from register.models import Cycle, Registration
from register.rules.compiler import category_tree
from register.rules.facts import Dossier, Fact
from register.rules.regulation import Regulation as Rules
from register.rules.shortfalls import categories_needed, findings_short
from register.rules.standing import Finding, Standing
from register.selectors import current_cycle, profile_in_force, rules_of

MOST_COMPETENCES = 12
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Closing:
    """What an edition does to one requirement that is short: how much is short without it, and with it."""

    finding: Finding
    before: Decimal
    after: Decimal

    @property
    def share(self) -> Decimal:
        """Which part of what is short it takes away."""
        return (self.before - self.after) / self.before


@dataclass(frozen=True, slots=True)
class Needs:
    """What somebody could do with: competences of open goals, then those that are bare; titles and goals by code."""

    titles: Mapping[str, Mapping[str, str]]
    goals: Mapping[str, Sequence[Goal]]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An edition, what it would close by the rules that judge the cycle, which goals and bare competences it serves."""

    edition: Edition
    closes: tuple[Closing, ...]
    goals: tuple[Goal, ...]
    competences: tuple[str, ...]
    reason: Reason


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What was looked for: the last day to earn, what is short then if nothing more happens, and what would help."""

    deadline: date
    short: tuple[Finding, ...]
    found: tuple[Suggestion, ...]


def suggest_editions(
    *, registration: Registration, reach: Reach, until: date | None, most: int, on: date, now: datetime
) -> Suggestions:
    """Accredited editions within reach that take away what is short, serve a goal or a competence with nothing to show.

    Both standings are of the last day to earn: without more, and with the one edition added. Those that close most of
    the largest shortfall come first. Nothing is saved.
    """
    cycle = current_cycle(registration, on=on)
    if cycle is None:
        raise NoCycleRunning(
            nl=f"Op {on} liep er voor deze inschrijving geen cyclus.",
            en=f"On {on} no cycle was running for this registration.",
        )
    (read,) = dossiers([cycle], on=on, known_at=now)
    if not isinstance(read, CycleDossier):
        raise EntryNotValid.in_dossier(read[1])
    rules = rules_of(cycle.regulation)
    deadline = _deadline(rules.evaluate(read.dossier, as_of=on), cycle, on)
    before = rules.evaluate(read.dossier, as_of=deadline)
    short = _short(before)
    needs = _needs(registration, on=on)
    editions = candidates(
        register=registration.register,
        person=registration.person,
        categories=_categories(before, cycle) if short else (),
        competences=list(needs.titles)[:MOST_COMPETENCES],
        reach=reach,
        after=on,
        until=min(until or deadline, deadline),
        since=cycle.starts_on,
    )
    found = [_suggestion(one, registration, rules, read.dossier, deadline, short, needs) for one in editions]
    helpful = [one for one in found if one.closes or one.goals or one.competences]
    return Suggestions(deadline, tuple(short), tuple(sorted(helpful, key=_order(short))[:most]))


def _deadline(standing: Standing, cycle: Cycle, on: date) -> date:
    """The last day to earn, by the regulation; else the last day of the cycle."""
    earn = [deadline.on for deadline in standing.deadlines if deadline.kind == "earn"]
    return max(earn[0] if earn else standing.cycle.last_day, on)


def _short(standing: Standing) -> list[Finding]:
    wanted = [(one["code"], one["qualifier"]) for one in findings_short(standing.to_json())]
    return [one for one in standing.requirements if (one.code, one.qualifier) in wanted and one.short > 0]


def _categories(standing: Standing, cycle: Cycle) -> list[str]:
    """The categories in which something is short; where the requirements name none, all that the regulation has."""
    document = cycle.regulation.document
    return sorted(categories_needed(standing.to_json(), document) or category_tree(document.get("categories")) or {""})


def _needs(registration: Registration, *, on: date) -> Needs:
    version = profile_in_force(registration.register_id, on=on)
    if version is None:
        return Needs({}, {})
    rows = coverage(registration.person, register=registration.register, profile=version.profile, since=None, until=on)
    goals = {row.competence.code: [one for one in row.goals if one.state == Goal.State.OPEN] for row in rows}
    wanted = [row for row in rows if goals[row.competence.code]] + [row for row in rows if row.bare]
    return Needs({row.competence.code: row.competence.title for row in wanted}, goals)


def _suggestion(
    edition: Edition,
    registration: Registration,
    rules: Rules,
    dossier: Dossier,
    deadline: date,
    short: Sequence[Finding],
    needs: Needs,
) -> Suggestion:
    worths = [
        one
        for one in edition.course.accreditations.all()
        if one.register_id == registration.register_id and one.valid_from <= edition.ends_on < one.valid_before
    ]
    given = attendance_facts(worths, course=edition.course.code, on=edition.ends_on)
    facts = [Fact(id=fact_id_of("hypothetical-1", line), **fields) for line, fields in enumerate(given, start=1)]
    after = rules.evaluate(replace(dossier, facts=(*dossier.facts, *facts)), as_of=deadline)
    left = {finding.name: finding.short for finding in after.requirements}
    closes = tuple(
        Closing(one, one.short, left[one.name]) for one in short if left.get(one.name, one.short) < one.short
    )
    works_on = {*edition.version.competences, *(tag for one in worths for tag in one.tags)}
    served = [code for code in needs.titles if code in works_on]
    goals = {goal.uuid: goal for code in served for goal in needs.goals[code]}
    bare = tuple(code for code in served if not needs.goals[code])
    reason = reason_of(
        closes=[(one.finding.label, one.finding.unit, one.before, one.after) for one in closes],
        deadline=deadline,
        goals=[goal.title for goal in goals.values()],
        bare=[needs.titles[code] for code in bare],
    )
    return Suggestion(edition, closes, tuple(goals.values()), bare, reason)


def _order(short: Sequence[Finding]) -> Any:
    """What closes most of the largest shortfall first, then what closes most, serves most, is over soonest."""
    largest = max(short, key=lambda one: one.short / one.required if one.required else ZERO, default=None)

    def key(one: Suggestion) -> tuple[Any, ...]:
        of_largest = sum((each.share for each in one.closes if each.finding is largest), ZERO)
        total = sum((each.share for each in one.closes), ZERO)
        return (-of_largest, -total, -len(one.goals), -len(one.competences), one.edition.ends_on, one.edition.pk)

    return key
