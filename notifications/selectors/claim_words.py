"""What can be said of claims, proposals and what is booked wrongly; `path` is where it is in the API."""

from typing import Any
from uuid import UUID

from portfolio.models import Claim, ClaimProposal, WrongAttendance
from register.rules.wording import amount_words

Words = dict[str, Any]


def claim_words(uuid: UUID, language: str) -> Words:
    """An activity that was claimed, and what it was granted for."""
    claim = Claim.objects.select_related("registration__register__association", "entry").get(uuid=uuid)
    granted = claim.entry.quantity if claim.entry else None
    return {
        "title": claim.title,
        "performed_on": claim.performed_on,
        "claimed": amount_words(claim.quantity, claim.unit, language),
        "granted": amount_words(granted, claim.unit, language) if granted else "",
        "less": granted is not None and granted < claim.quantity,
        "reason": claim.reason,
        "due_on": claim.due_on if claim.state == claim.State.SUBMITTED else None,
        "register": claim.registration.register.name,
        "association": claim.registration.register.association.name,
        "path": f"claims/{claim.uuid}",
    }


def proposal_words(uuid: UUID, language: str) -> Words:
    """An activity that somebody means to do, and what was answered."""
    proposal = ClaimProposal.objects.select_related("registration__register__association").get(uuid=uuid)
    expected = proposal.expected_quantity
    return {
        "title": proposal.title,
        "performed_on": proposal.planned_on,
        "claimed": amount_words(proposal.quantity, proposal.unit, language),
        "granted": amount_words(expected, proposal.unit, language) if expected else "",
        "binding": proposal.binding,
        "valid_before": proposal.valid_before,
        "reason": proposal.reason,
        "register": proposal.registration.register.name,
        "association": proposal.registration.register.association.name,
        "path": f"claim-proposals/{proposal.uuid}",
    }


def wrong_attendance_words(uuid: UUID, language: str) -> Words:
    """An entry that somebody says is wrong, and the last that was said about it."""
    related = ("registration__register__association", "entry__edition__course", "provider")
    question = WrongAttendance.objects.select_related(*related).get(uuid=uuid)
    edition = question.entry.edition
    return {
        "title": edition.course.title if edition else "",
        "provider": question.provider.name if question.provider else "",
        "register": question.registration.register.name,
        "association": question.registration.register.association.name,
        "due_on": question.answer_by if question.state == question.State.ASKED else None,
        "reason": question.decision or question.dispute or question.answer or question.statement,
        "path": f"wrong-attendances/{question.uuid}",
    }
