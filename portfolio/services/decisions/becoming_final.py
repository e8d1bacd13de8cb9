"""What time does to decisions, for all at once: final when the term for objection is over and nobody objected."""

from datetime import date, datetime

from portfolio.models import Decision
from portfolio.services.decisions.deciding import finish_decision

AT_ONCE = 500


def finish_decisions(*, today: date, now: datetime) -> int:
    """Let the decisions whose term for objection is over become final, each in its own transaction. How many did."""
    finished = 0
    waiting = Decision.objects.filter(state=Decision.State.DECIDED, objection_until__lt=today).order_by("pk")
    while found := list(waiting[:AT_ONCE]):
        done = sum(finish_decision(decision=one, today=today, now=now) for one in found)
        finished += done
        if not done:
            break
    return finished
