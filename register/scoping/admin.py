"""The base of every admin page: an account sees there what its roles let it see."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from register.access import Actor, Permission
from register.clock import today
from register.reach import reach_of, set_reach
from register.selectors import actor_for


class ScopedAdmin(admin.ModelAdmin):
    """An admin page that shows an account the rows its roles let it see. Read-only unless a subclass says otherwise."""

    read_permission: ClassVar[Permission]
    # Why the rows of this page are found past the wall of the database (register.reach). Empty: they are not.
    past_walls: ClassVar[str] = ""

    def actor(self, request: HttpRequest) -> Actor:
        actor = actor_for(request.user, on=today())  # type: ignore[arg-type]
        set_reach(reach_of(actor))
        return actor

    def within_reach(self, request: HttpRequest) -> QuerySet[Any]:
        """Every row that the wall lets through, whether the account may see it or not."""
        actor = self.actor(request)
        if self.past_walls:
            set_reach(reach_of(actor), past_walls=True)
        return super().get_queryset(request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = self.within_reach(request)
        return rows.visible_to(self.actor(request))  # type: ignore[attr-defined,no-any-return]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_module_permission(request) and self.actor(request).may_somewhere(self.read_permission)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
