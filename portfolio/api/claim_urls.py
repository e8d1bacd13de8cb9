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
from portfolio.api.claims import (
    ClaimChangeList,
    ClaimDetail,
    ClaimList,
    ClaimSubmissionList,
    ClaimWithdrawalList,
    RegisterClaimFormList,
)

ONE = "claims/<uuid:uuid>"
STEPS = {
    "changes": ClaimChangeList,
    "submissions": ClaimSubmissionList,
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
    *(path(f"{ONE}/{step}", view.as_view(), name=f"claim-{step}") for step, view in STEPS.items()),
]
