"""Addresses of this app."""

from django.urls import URLPattern, path

from notifications.api.calendar_urls import urlpatterns as calendars
from notifications.api.coming_urls import urlpatterns as coming
from notifications.api.delivery_urls import urlpatterns as delivery
from notifications.api.notices import NoticeDetail, NoticeList
from notifications.api.preferences import NoticePreferences
from notifications.api.proofs import urlpatterns as proofs
from notifications.api.text_urls import urlpatterns as texts
from notifications.api.webhook_urls import urlpatterns as webhooks

urlpatterns: list[URLPattern] = [
    path("notices", NoticeList.as_view(), name="notices"),
    path("notices/<uuid:uuid>", NoticeDetail.as_view(), name="notice"),
    *delivery,
    path("notice-preferences", NoticePreferences.as_view(), name="notice-preferences"),
    *proofs,
    *coming,
    *texts,
    *webhooks,
    *calendars,
]
