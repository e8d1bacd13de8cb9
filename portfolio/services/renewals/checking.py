"""What is needed to ask for renewal: a checklist from the standing, the declarations, and what would be proposed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portfolio.models import Renewal
from portfolio.services.past_standings import judged
from portfolio.services.renewals.submitting import start_declaration
from register.selectors import rules_of


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is there and what is not, on one day."""

    as_of: date
    met: bool
    outcome: str
    proposed: str
    start_choice: bool
    requirements: list[dict[str, Any]]
    declarations: list[dict[str, Any]]


def checklist_of(*, renewal: Renewal, on: date, now: datetime) -> Checklist:
    """The checklist of a day, by the version that judges the cycle."""
    procedure = rules_of(renewal.cycle.regulation).procedure.renewal
    standing, _ = judged(renewal.cycle, on=on, known_at=now)
    proposal = procedure.proposal_for(standing.outcome, met=standing.met)
    return Checklist(
        as_of=on,
        met=standing.met,
        outcome=standing.outcome,
        proposed=proposal.grants if proposal else "",
        start_choice=start_declaration(renewal) is not None and not renewal.starts_now,
        requirements=[one.to_json() for one in standing.requirements if not one.advisory],
        declarations=[
            {"code": one.code, "label": dict(one.label), "given": one.code in renewal.declared}
            for one in procedure.declarations
        ],
    )
