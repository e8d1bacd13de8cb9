"""Addresses of calendars."""

from django.urls import URLPattern, path

from notifications.api import calendars

FEED = "calendar-feeds/<uuid:uuid>"
PLANNED = "planned-editions/<uuid:uuid>"

urlpatterns: list[URLPattern] = [
    path("calendar-feeds", calendars.CalendarFeedList.as_view(), name="calendar-feeds"),
    path(FEED, calendars.CalendarFeedDetail.as_view(), name="calendar-feed"),
    path(f"{FEED}/endings", calendars.CalendarFeedEndingList.as_view(), name="calendar-feed-endings"),
    path("planned-editions", calendars.PlannedEditionList.as_view(), name="planned-editions"),
    path(PLANNED, calendars.PlannedEditionDetail.as_view(), name="planned-edition"),
    path(f"{PLANNED}/removals", calendars.PlannedEditionRemovalList.as_view(), name="planned-edition-removals"),
]
