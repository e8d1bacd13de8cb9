"""Addresses of records, and of what others state about them."""

from django.urls import URLPattern, path

from portfolio.api.record_statements import (
    RecordStatementConfirmationList,
    RecordStatementList,
    RecordStatementReadingList,
    RecordStatementRefusalList,
    RecordStatementWithdrawalList,
)
from portfolio.api.records import (
    RecordDetail,
    RecordEndingList,
    RecordList,
    RecordWithdrawalList,
    RegisterRecordRuleList,
)

STATEMENT = "record-statements/<uuid:uuid>"
STEPS = {
    "readings": RecordStatementReadingList,
    "confirmations": RecordStatementConfirmationList,
    "refusals": RecordStatementRefusalList,
    "withdrawals": RecordStatementWithdrawalList,
}
urlpatterns: list[URLPattern] = [
    path("registers/<str:code>/record-rules", RegisterRecordRuleList.as_view(), name="register-record-rules"),
    path("records", RecordList.as_view(), name="records"),
    path("records/<uuid:uuid>", RecordDetail.as_view(), name="record"),
    path("records/<uuid:uuid>/endings", RecordEndingList.as_view(), name="record-endings"),
    path("records/<uuid:uuid>/withdrawals", RecordWithdrawalList.as_view(), name="record-withdrawals"),
    path("records/<uuid:uuid>/statements", RecordStatementList.as_view(), name="record-statements"),
    *(path(f"{STATEMENT}/{step}", view.as_view(), name=f"record-statement-{step}") for step, view in STEPS.items()),
]
