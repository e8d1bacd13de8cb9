"""From the standing of a cycle to the decision that is proposed: by the matrix of the regulation that judges it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from portfolio.catalogue.renewals import PROPOSED_FROM
from portfolio.errors.renewals import RenewalForPeople, RenewalMoved, StillToEarn
from portfolio.models import Decision, Renewal
from portfolio.services.closings import closes_on
from portfolio.services.decisions.preparing import prepare_decision
from portfolio.services.past_standings import judged, written
from portfolio.services.renewals.moving import held
from register.access import Actor
from register.catalogue import Mark, Status
from register.models import StatusChange
from register.rules.procedure import Proposal
from register.rules.standing import Standing
from register.selectors import rules_of, status_on

HARMLESS = frozenset({"full", "equated"})
"""What gives all that was asked, so that nobody has to be heard first."""
_RENEWED_FROM = frozenset({Status.CANDIDATE, Status.CONDITIONAL, Status.IN_GRACE})


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal worked out for one person: from which day, doing what, for which reasons."""

    proposal: Proposal
    effective_on: date
    effect: Mapping[str, Any]
    reasons: str
    articles: tuple[str, ...]

    @property
    def adverse(self) -> bool:
        return self.proposal.grants not in HARMLESS


def proposed_for(renewal: Renewal, standing: Standing, *, instead: Proposal | None = None, today: date) -> Proposed:
    """What is proposed on this standing; `instead` is what people propose. RenewalForPeople where nothing is."""
    rules = rules_of(renewal.cycle.regulation)
    proposal = rules.procedure.renewal.proposal_for(standing.outcome, met=standing.met)
    if instead is not None:
        proposal = replace(instead, outcome=standing.outcome)
    if proposal is None:
        raise RenewalForPeople.of(standing.outcome)
    # What is burdening never works back.
    effective_on = standing.next_cycle.start if standing.next_cycle else renewal.cycle.ends_before
    effective_on = min(effective_on, renewal.cycle.registration.ended_before or effective_on)
    if proposal.grants not in HARMLESS:
        effective_on = max(effective_on, today)
    short = [one for one in standing.requirements if not one.met and not one.advisory]
    return Proposed(
        proposal,
        effective_on,
        effect_of(proposal, renewal, from_day=effective_on),
        _reasons(standing),
        tuple(dict.fromkeys(one.article[:60] for one in (short or standing.requirements) if one.article)),
    )


def effect_of(proposal: Proposal, renewal: Renewal, *, from_day: date) -> dict[str, Any]:
    """What the registration becomes, from which days on. A suspension is not lifted by a renewal."""
    before = status_on(renewal.cycle.registration, on=from_day)
    end = proposal.within.after(from_day) if proposal.within else None
    match proposal.grants:
        case "conditional":
            assert end is not None
            return _statuses(before, (Status.CONDITIONAL, from_day)) | {"repairBy": end.isoformat()}
        case "shorter" | "temporary":
            assert end is not None
            return _statuses(before, *_renewed(renewal, before, from_day), (Status.LAPSED, end))
        case "annotated":
            axis = f"annotation:{proposal.outcome}"
            if _is_held(renewal, axis, from_day):
                return {}
            return {"statuses": [{"axis": axis, "value": Mark.HELD, "startsOn": from_day.isoformat()}]}
        case "refused":
            return refusal_statuses(proposal, before, from_day=from_day)
    return _statuses(before, *_renewed(renewal, before, from_day))


def refusal_statuses(proposal: Proposal, before: Status, *, from_day: date) -> dict[str, Any]:
    """What a refusal makes of the registration: at once, or after the grace that the regulation gives."""
    if proposal.grace is None:
        return _statuses(before, (Status(proposal.status), from_day))
    ends = (Status(proposal.status), proposal.grace.after(from_day))
    return _statuses(before, (Status.IN_GRACE, from_day), ends)


def _renewed(renewal: Renewal, before: Status, day: date) -> list[tuple[Status, date]]:
    """REGISTERED from the day on, where it is less now, or was granted until a day and would end."""
    ends = renewal.cycle.registration.ended_before
    if before in _RENEWED_FROM or (before == Status.LAPSED and ends == day):
        return [(Status.REGISTERED, day)]
    return []


def _statuses(before: Status, *changes: tuple[Status, date]) -> dict[str, Any]:
    rows = []
    for value, day in changes:
        if value != before:
            rows.append({"value": value.value, "startsOn": day.isoformat()})
        before = value
    return {"statuses": rows} if rows else {}


def _is_held(renewal: Renewal, axis: str, day: date) -> bool:
    changes = StatusChange.objects.standing().filter(registration=renewal.cycle.registration, axis=axis)
    last = changes.filter(starts_on__lte=day).order_by("-starts_on").first()
    return last is not None and last.value == Mark.HELD


def _reasons(standing: Standing) -> str:
    short = [one for one in standing.requirements if not one.met and not one.advisory]
    if not short:
        return "Aan alle eisen is voldaan.\nAll requirements are met."
    lines = ["Niet gehaald:", *(f"- {one.label['nl']} ({one.article}): {one.explanation['nl']}" for one in short)]
    lines += ["Not met:", *(f"- {one.label['en']} ({one.article}): {one.explanation['en']}" for one in short)]
    return "\n".join(lines)


def _last_chance(renewal: Renewal, standing: Standing) -> date:
    """The first day on which nothing can be done any more, or on which what was granted ends."""
    due = closes_on(standing)
    return min(due, renewal.cycle.registration.ended_before or due)


@transaction.atomic
def propose_renewal(
    *,
    renewal: Renewal,
    instead: Proposal | None = None,
    reasons: str = "",
    hardship: str = "",
    actor: Actor | None,
    today: date,
    now: datetime,
) -> Decision:
    """Prepare the decision on a renewal that is complete, or that nobody asked for. Another person takes it.

    `instead` departs from the matrix, with `reasons` of its own. Raises RenewalForPeople where the matrix says nothing,
    StillToEarn when somebody would fall short of a cycle in which they can still earn what is missing, RenewalMoved.
    """
    asked = held(renewal)
    judgement = judged(asked.cycle, on=today, known_at=now)
    return propose_on(
        judgement,
        renewal=asked,
        instead=instead,
        reasons=reasons,
        hardship=hardship,
        actor=actor,
        today=today,
        now=now,
    )


def propose_on(
    judgement: tuple[Standing, int],
    *,
    renewal: Renewal,
    instead: Proposal | None = None,
    reasons: str = "",
    hardship: str = "",
    actor: Actor | None,
    today: date,
    now: datetime,
) -> Decision:
    """As propose_renewal, on a renewal that the caller holds and a standing of its cycle that the caller has."""
    if renewal.state not in PROPOSED_FROM:
        raise RenewalMoved.of(renewal.state, "propose")
    standing, _ = judgement
    proposed = proposed_for(renewal, standing, instead=instead, today=today)
    if proposed.adverse and not standing.met and (due := _last_chance(renewal, standing)) > today:
        raise StillToEarn.until(due)
    return prepare_decision(
        registration=renewal.cycle.registration,
        cycle=renewal.cycle,
        question=Decision.Question.RENEWAL,
        matter=renewal.uuid,
        result=proposed.proposal.grants,
        adverse=proposed.adverse,
        reasons=reasons or proposed.reasons,
        articles=proposed.articles,
        effective_on=proposed.effective_on,
        effect=proposed.effect,
        hardship=hardship,
        standing=written(*judgement),
        actor=actor,
        today=today,
        now=now,
    )
