"""Addresses of joining two persons who are one."""

from django.urls import URLPattern, path

from portfolio.api.person_merges import (
    PersonMergeConfirmationList,
    PersonMergeDetail,
    PersonMergeList,
    PersonMergeRefusalList,
    PersonMergeUndoingList,
    RegisterPersonMergeList,
)

MERGE = "person-merges/<uuid:uuid>"
urlpatterns: list[URLPattern] = [
    path("person-merges", PersonMergeList.as_view(), name="person-merges"),
    path("registers/<str:code>/person-merges", RegisterPersonMergeList.as_view(), name="register-person-merges"),
    path(MERGE, PersonMergeDetail.as_view(), name="person-merge"),
    path(f"{MERGE}/confirmations", PersonMergeConfirmationList.as_view(), name="person-merge-confirmations"),
    path(f"{MERGE}/refusals", PersonMergeRefusalList.as_view(), name="person-merge-refusals"),
    path(f"{MERGE}/undoings", PersonMergeUndoingList.as_view(), name="person-merge-undoings"),
]
