"""The admin of what goes outside: webhooks, what they were told, and the texts of associations. Changed by the API."""

from django.contrib import admin

from notifications.models import NoticeText, WebhookDelivery, WebhookSubscription
from register.access import Permission
from register.scoping import ScopedAdmin


@admin.register(WebhookSubscription)
class WebhookSubscriptionAdmin(ScopedAdmin):
    """Filter on DISABLED for what is not told any more. Secrets are on no page."""

    read_permission = Permission.MANAGE_WEBHOOKS
    list_display = ["organisation", "url", "state", "reason", "added_at", "arrived_at", "failing_since"]
    list_select_related = ["organisation"]
    list_filter = ["state", "reason"]
    search_fields = ["url", "organisation__name"]
    ordering = ["-id"]
    show_full_result_count = False


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(ScopedAdmin):
    """What each webhook was told, what its receiver answered, and when it is told again."""

    read_permission = Permission.MANAGE_WEBHOOKS
    list_display = ["kind", "subscription", "state", "attempts", "status", "error", "not_before", "sent_at"]
    list_select_related = ["subscription"]
    list_filter = ["state", "kind"]
    search_fields = ["=uuid", "subscription__url"]
    raw_id_fields = ["event", "subscription"]
    ordering = ["-id"]
    show_full_result_count = False


@admin.register(NoticeText)
class NoticeTextAdmin(ScopedAdmin):
    """What associations say in their own words; one with `failed_at` made no message for somebody."""

    read_permission = Permission.READ_NOTICES
    list_display = ["association", "kind", "language", "channel", "version", "state", "used_at", "failed_at"]
    list_select_related = ["association"]
    list_filter = ["state", "language", "kind"]
    search_fields = ["kind", "subject"]
    ordering = ["-id"]
    show_full_result_count = False
