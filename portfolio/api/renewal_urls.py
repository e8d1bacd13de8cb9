"""Addresses of renewals."""

from django.urls import URLPattern, path

from portfolio.api.renewals import (
    RenewalChecklist,
    RenewalCompletionList,
    RenewalDetail,
    RenewalList,
    RenewalProposalList,
    RenewalReturnList,
    RenewalSubmissionList,
    RenewalWithdrawalList,
)

RENEWAL = "renewals/<uuid:uuid>"
OF_RENEWAL = {
    "checklists": RenewalChecklist,
    "submissions": RenewalSubmissionList,
    "withdrawals": RenewalWithdrawalList,
    "returns": RenewalReturnList,
    "completions": RenewalCompletionList,
    "proposals": RenewalProposalList,
}
urlpatterns: list[URLPattern] = [
    path("renewals", RenewalList.as_view(), name="renewals"),
    path(RENEWAL, RenewalDetail.as_view(), name="renewal"),
    *(path(f"{RENEWAL}/{step}", view.as_view(), name=f"renewal-{step}") for step, view in OF_RENEWAL.items()),
]
