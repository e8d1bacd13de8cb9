"""How the claims of a register are shared out over those who assess them."""

from datetime import date
from typing import Any

from django.db.models import Count, F, Min, Q

from portfolio.models import Claim, ClaimProposal
from register.models import Register, User


def loads_of(register: Register, *, on: date) -> list[dict[str, Any]]:
    """The claims that wait in a register, per assessor who has them in hand; those of nobody last."""
    waiting = Claim.objects.filter(registration__register=register, state=Claim.State.SUBMITTED)
    rows = waiting.values("assessor").annotate(
        waiting=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=on)), oldest=Min("submitted_at")
    )
    found = list(rows.order_by(F("assessor").asc(nulls_last=True)))
    accounts = User.objects.select_related("person").in_bulk([row["assessor"] for row in found if row["assessor"]])
    return [row | _named(accounts.get(row["assessor"])) for row in found]


def beside_the_queue(register: Register, *, on: date) -> dict[str, Any]:
    """What weighs on the assessors of a register and is not in their queue: claims sent back, and proposals."""
    claims = Claim.objects.filter(registration__register=register, state=Claim.State.RETURNED)
    asked = ClaimProposal.objects.filter(registration__register=register, state=ClaimProposal.State.ASKED)
    proposals = asked.aggregate(
        waiting=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=on)), oldest=Min("asked_at")
    )
    return {"returned": claims.count(), "proposals": proposals}


def _named(user: User | None) -> dict[str, Any]:
    if user is None:
        return {"assessor": None, "name": ""}
    return {"assessor": user.uuid, "name": user.person.full_name if user.person else user.email}
