"""Addresses of this app."""

from django.urls import URLPattern, path

from portfolio.api.attendance import AttendanceBatchDetail, AttendanceBatchList, AttendanceRowList

urlpatterns: list[URLPattern] = [
    path("attendance-batches", AttendanceBatchList.as_view(), name="attendance-batches"),
    path("attendance-batches/<uuid:uuid>", AttendanceBatchDetail.as_view(), name="attendance-batch"),
    path("attendance-batches/<uuid:uuid>/rows", AttendanceRowList.as_view(), name="attendance-batch-rows"),
]
