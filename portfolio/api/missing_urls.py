"""Addresses of attendance that is missing, booked wrongly, or overdue."""

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
from portfolio.api.wrong_attendances import (
    WrongAttendanceConfirmationList,
    WrongAttendanceDenialList,
    WrongAttendanceDetail,
    WrongAttendanceDisputeList,
    WrongAttendanceGrantList,
    WrongAttendanceList,
    WrongAttendanceRefusalList,
    WrongAttendanceWithdrawalList,
)

ONE = "missing-attendances/<uuid:uuid>"
STEPS = {
    "confirmations": MissingAttendanceConfirmationList,
    "denials": MissingAttendanceDenialList,
    "disputes": MissingAttendanceDisputeList,
    "withdrawals": MissingAttendanceWithdrawalList,
    "grants": MissingAttendanceGrantList,
    "refusals": MissingAttendanceRefusalList,
}
WRONG = "wrong-attendances/<uuid:uuid>"
WRONG_STEPS = {
    "confirmations": WrongAttendanceConfirmationList,
    "denials": WrongAttendanceDenialList,
    "disputes": WrongAttendanceDisputeList,
    "withdrawals": WrongAttendanceWithdrawalList,
    "grants": WrongAttendanceGrantList,
    "refusals": WrongAttendanceRefusalList,
}
urlpatterns: list[URLPattern] = [
    path("missing-attendances", MissingAttendanceList.as_view(), name="missing-attendances"),
    path(ONE, MissingAttendanceDetail.as_view(), name="missing-attendance"),
    *(path(f"{ONE}/{step}", view.as_view(), name=f"missing-attendance-{step}") for step, view in STEPS.items()),
    path("wrong-attendances", WrongAttendanceList.as_view(), name="wrong-attendances"),
    path(WRONG, WrongAttendanceDetail.as_view(), name="wrong-attendance"),
    *(path(f"{WRONG}/{step}", view.as_view(), name=f"wrong-attendance-{step}") for step, view in WRONG_STEPS.items()),
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
