"""Addresses of claims."""

from django.urls import URLPattern, path

from portfolio.api.claim_desk import (
    ClaimAssignmentList,
    ClaimDecisionBatch,
    ClaimDecisionList,
    ClaimReleaseList,
    ClaimReturnList,
    RegisterClaimLoadList,
    WaitingClaimList,
)
from portfolio.api.claim_proposals import (
    ClaimProposalAnswerList,
    ClaimProposalDetail,
    ClaimProposalList,
    ClaimProposalRefusalList,
    ClaimProposalWithdrawalList,
)
from portfolio.api.claims import (
    ClaimChangeList,
    ClaimDetail,
    ClaimList,
    ClaimRegistrationList,
    ClaimSubmissionList,
    ClaimWithdrawalList,
    RegisterClaimFormList,
)

PROPOSAL = "claim-proposals/<uuid:uuid>"
PROPOSAL_STEPS = {
    "answers": ClaimProposalAnswerList,
    "refusals": ClaimProposalRefusalList,
    "withdrawals": ClaimProposalWithdrawalList,
}
ONE = "claims/<uuid:uuid>"
STEPS = {
    "changes": ClaimChangeList,
    "submissions": ClaimSubmissionList,
    "registrations": ClaimRegistrationList,
    "withdrawals": ClaimWithdrawalList,
    "assignments": ClaimAssignmentList,
    "releases": ClaimReleaseList,
    "returns": ClaimReturnList,
    "decisions": ClaimDecisionList,
}
urlpatterns: list[URLPattern] = [
    path("registers/<str:code>/claim-forms", RegisterClaimFormList.as_view(), name="register-claim-forms"),
    path("registers/<str:code>/claim-loads", RegisterClaimLoadList.as_view(), name="register-claim-loads"),
    path("waiting-claims", WaitingClaimList.as_view(), name="waiting-claims"),
    path("claim-decisions", ClaimDecisionBatch.as_view(), name="claim-decision-batch"),
    path("claims", ClaimList.as_view(), name="claims"),
    path(ONE, ClaimDetail.as_view(), name="claim"),
    path("claim-proposals", ClaimProposalList.as_view(), name="claim-proposals"),
    path(PROPOSAL, ClaimProposalDetail.as_view(), name="claim-proposal"),
    *(
        path(f"{PROPOSAL}/{step}", view.as_view(), name=f"claim-proposal-{step}")
        for step, view in PROPOSAL_STEPS.items()
    ),
    *(path(f"{ONE}/{step}", view.as_view(), name=f"claim-{step}") for step, view in STEPS.items()),
]
