"""The admin of fees: what is owed, and what became of it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accreditation.models import Fee, FeeChange
from accreditation.services.fees import change_fee
from register.access import Permission
from register.clock import now, today
from register.scoping.deciding import DecidingAdmin


class FeeChangeInline(admin.TabularInline):
    model = FeeChange
    fields = ("state", "on", "reason", "changed_by", "changed_at")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[FeeChange]:
        return super().get_queryset(request).select_related("changed_by")

    def has_view_permission(self, request: HttpRequest, obj: Fee | None = None) -> bool:
        return True  # whoever sees the fee

    def has_add_permission(self, request: HttpRequest, obj: Fee | None = None) -> bool:
        return False


@admin.register(Fee)
class FeeAdmin(DecidingAdmin):
    """Paid, exempted, withdrawn or due after all: on a day, with a reason or the reference of the payment."""

    read_permission = Permission.AUTHORISE_PROVIDERS
    list_display = ["provider", "register", "tariff", "amount", "currency", "state", "charged_on", "pay_by"]
    list_select_related = ["provider", "register"]
    list_filter = ["state", "register"]
    search_fields = ["provider__code", "provider__name", "=uuid", "=application_uuid"]
    date_hierarchy = "charged_on"
    ordering = ["-id"]
    inlines = [FeeChangeInline]
    actions = ["paid", "exempt", "withdraw", "due"]

    def owner_of(self, row: Fee) -> dict[str, int]:
        return {"register_id": row.register_id}

    @admin.action(description="Paid (fill in the day and the payment)")
    def paid(self, request: HttpRequest, rows: QuerySet[Fee]) -> None:
        self._change(request, rows, Fee.State.PAID)

    @admin.action(description="Exempt (fill in the day and the reason)")
    def exempt(self, request: HttpRequest, rows: QuerySet[Fee]) -> None:
        self._change(request, rows, Fee.State.EXEMPT)

    @admin.action(description="Withdraw (fill in the day and the reason)")
    def withdraw(self, request: HttpRequest, rows: QuerySet[Fee]) -> None:
        self._change(request, rows, Fee.State.WITHDRAWN)

    @admin.action(description="Due after all (fill in the day and the reason)")
    def due(self, request: HttpRequest, rows: QuerySet[Fee]) -> None:
        self._change(request, rows, Fee.State.DUE)

    def _change(self, request: HttpRequest, rows: QuerySet[Fee], to: str) -> None:
        if values := self.filled_in(request, "day", "reason"):
            actor = self.actor(request)
            self.decide(
                request,
                rows,
                lambda fee: change_fee(
                    fee=fee,
                    to=to,
                    on=values["day"],
                    reason=values["reason"],
                    actor=actor,
                    today=today(),
                    now=now(),
                ),
            )
