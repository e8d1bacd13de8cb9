"""Addresses of attendance that is missing or overdue."""

from django.urls import URLPattern, path

from portfolio.api.missing_attendances import (
    MissingAttendanceConfirmationList,
    MissingAttendanceDenialList,
    MissingAttendanceDetail,
    MissingAttendanceDisputeList,
    MissingAttendanceGrantList,
    MissingAttendanceList,
    MissingAttendanceRefusalList,
    MissingAttendanceWithdrawalList,
)
from portfolio.api.overdue_attendance import EditionNothingToReportList, RegisterOverdueAttendanceList

ONE = "missing-attendances/<uuid:uuid>"
STEPS = {
    "confirmations": MissingAttendanceConfirmationList,
    "denials": MissingAttendanceDenialList,
    "disputes": MissingAttendanceDisputeList,
    "withdrawals": MissingAttendanceWithdrawalList,
    "grants": MissingAttendanceGrantList,
    "refusals": MissingAttendanceRefusalList,
}
urlpatterns: list[URLPattern] = [
    path("missing-attendances", MissingAttendanceList.as_view(), name="missing-attendances"),
    path(ONE, MissingAttendanceDetail.as_view(), name="missing-attendance"),
    *(path(f"{ONE}/{step}", view.as_view(), name=f"missing-attendance-{step}") for step, view in STEPS.items()),
    path(
        "registers/<str:code>/overdue-editions",
        RegisterOverdueAttendanceList.as_view(),
        name="register-overdue-attendance",
    ),
    path(
        "editions/<uuid:uuid>/nothing-to-report-statements",
        EditionNothingToReportList.as_view(),
        name="edition-nothing-to-report",
    ),
]
