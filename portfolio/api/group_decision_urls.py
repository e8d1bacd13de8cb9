"""Addresses of decisions for a group."""

from django.urls import URLPattern, path

from portfolio.api.group_decisions import (
    GroupDecisionDetail,
    GroupDecisionDropList,
    GroupDecisionLineDetail,
    GroupDecisionLineList,
    GroupDecisionList,
    GroupDecisionPreviewList,
    GroupDecisionRefusalList,
    GroupDecisionResolutionList,
    GroupDecisionResumptionList,
    GroupDecisionUndoingList,
)

DECISION = "group-decisions/<uuid:uuid>"
STEPS = {
    "previews": GroupDecisionPreviewList,
    "withdrawals": GroupDecisionDropList,
    "refusals": GroupDecisionRefusalList,
    "resolutions": GroupDecisionResolutionList,
    "resumptions": GroupDecisionResumptionList,
    "undoings": GroupDecisionUndoingList,
}
urlpatterns: list[URLPattern] = [
    path("group-decisions", GroupDecisionList.as_view(), name="group-decisions"),
    path(DECISION, GroupDecisionDetail.as_view(), name="group-decision"),
    *(path(f"{DECISION}/{step}", view.as_view(), name=f"group-decision-{step}") for step, view in STEPS.items()),
    path("group-decision-lines", GroupDecisionLineList.as_view(), name="group-decision-lines"),
    path("group-decision-lines/<uuid:uuid>", GroupDecisionLineDetail.as_view(), name="group-decision-line"),
]
