"""Addresses of the inbox, and of what did not arrive."""

from django.urls import URLPattern, path

from notifications.api.contact_addresses import (
    ContactAddressConfirmationList,
    ContactAddressDetail,
    ContactAddressEndingList,
    ContactAddressList,
)
from notifications.api.inbox import InboxDetail, InboxList, InboxReadingList
from notifications.api.undelivered import (
    DeadAddressClearanceList,
    DeadAddressDetail,
    DeadAddressList,
    NoticeSettlementList,
    UndeliveredNoticeList,
)

urlpatterns: list[URLPattern] = [
    path("undelivered-notices", UndeliveredNoticeList.as_view(), name="undelivered-notices"),
    path("notices/<uuid:uuid>/settlements", NoticeSettlementList.as_view(), name="notice-settlements"),
    path("inbox-messages", InboxList.as_view(), name="inbox-messages"),
    path("inbox-messages/<uuid:uuid>", InboxDetail.as_view(), name="inbox-message"),
    path("inbox-messages/<uuid:uuid>/readings", InboxReadingList.as_view(), name="inbox-message-readings"),
    path("contact-addresses", ContactAddressList.as_view(), name="contact-addresses"),
    path("contact-addresses/<uuid:uuid>", ContactAddressDetail.as_view(), name="contact-address"),
    path(
        "contact-addresses/<uuid:uuid>/confirmations",
        ContactAddressConfirmationList.as_view(),
        name="contact-address-confirmations",
    ),
    path("contact-addresses/<uuid:uuid>/endings", ContactAddressEndingList.as_view(), name="contact-address-endings"),
    path("dead-addresses", DeadAddressList.as_view(), name="dead-addresses"),
    path("dead-addresses/<uuid:uuid>", DeadAddressDetail.as_view(), name="dead-address"),
    path("dead-addresses/<uuid:uuid>/clearances", DeadAddressClearanceList.as_view(), name="dead-address-clearances"),
]
