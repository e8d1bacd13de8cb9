"""Addresses of evidence."""

from django.urls import URLPattern, path

from portfolio.api.evidence import (
    EvidenceContent,
    EvidenceDetail,
    EvidenceLinkList,
    EvidenceList,
    EvidencePlacementList,
    EvidenceRemovalList,
    RegisterEvidenceDuplicateList,
)

ONE = "evidence-files/<uuid:uuid>"
urlpatterns: list[URLPattern] = [
    path("evidence-files", EvidenceList.as_view(), name="evidence-files"),
    path(ONE, EvidenceDetail.as_view(), name="evidence-file"),
    path(f"{ONE}/placements", EvidencePlacementList.as_view(), name="evidence-placements"),
    path(f"{ONE}/links", EvidenceLinkList.as_view(), name="evidence-links"),
    path(f"{ONE}/contents", EvidenceContent.as_view(), name="evidence-content"),
    path(f"{ONE}/removals", EvidenceRemovalList.as_view(), name="evidence-removals"),
    path(
        "registers/<str:code>/evidence-duplicates",
        RegisterEvidenceDuplicateList.as_view(),
        name="register-evidence-duplicates",
    ),
]
