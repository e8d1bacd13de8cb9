"""Addresses of kinds of notice and of texts of associations."""

from django.urls import URLPattern, path

from notifications.api.texts import (
    NoticeKindList,
    NoticeTextDetail,
    NoticeTextEndingList,
    NoticeTextList,
    NoticeTextPreviewList,
    NoticeTextUseList,
)

TEXT = "notice-texts/<uuid:uuid>"
OF_TEXT = {"previews": NoticeTextPreviewList, "uses": NoticeTextUseList, "endings": NoticeTextEndingList}
urlpatterns: list[URLPattern] = [
    path("notice-kinds", NoticeKindList.as_view(), name="notice-kinds"),
    path("notice-texts", NoticeTextList.as_view(), name="notice-texts"),
    path(TEXT, NoticeTextDetail.as_view(), name="notice-text"),
    *(path(f"{TEXT}/{step}", view.as_view(), name=f"notice-text-{step}") for step, view in OF_TEXT.items()),
]
