"""How a view knows its actor: base classes for the API and for the admin, the same rules in both."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from register.access import Actor, Permission
from register.clock import now, today
from register.errors import Forbidden
from register.selectors import actor_for

Row = TypeVar("Row", bound=Model)
PAGE_KEYS = frozenset({"cursor", "pageSize"})


class ScopedView(APIView):
    """A view that acts for somebody.

    `permissions` names the permission each method needs; a method that is not named is not offered. `query_keys` are
    the query parameters the view reads; any other is refused by name.
    """

    permissions: ClassVar[Mapping[str, Permission]] = {}
    query_keys: ClassVar[frozenset[str]] = frozenset()
    paginated: ClassVar[bool] = False
    problem_place = "body"
    actor: Actor

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        scopes = getattr(request.auth, "get_scopes", None)
        self.actor = actor_for(request.user, on=today(), scopes=frozenset(scopes()) if scopes else None)
        self._refuse_unknown_keys(request)

    def _refuse_unknown_keys(self, request: Request) -> None:
        allowed = self.query_keys | (PAGE_KEYS if self.paginated and request.method == "GET" else frozenset())
        if unknown := sorted(set(request.query_params) - allowed):
            self.problem_place = "query"
            known = ", ".join(sorted(allowed)) or "none"
            raise ValidationError({key: [f"Unknown query key. Known: {known}."] for key in unknown}, code="unknown-key")

    @property
    def permission(self) -> Permission:
        return self.permissions[str(self.request.method).replace("HEAD", "GET")]

    def require(self, *, register_id: int | None = None, organisation_id: int | None = None) -> None:
        """403 unless the actor holds this method's permission for the register or organisation."""
        if not self.actor.may(self.permission, register_id=register_id, organisation_id=organisation_id):
            raise Forbidden(
                nl=f"Uw rol geeft u hier geen recht toe ({self.permission.value}).",
                en=f"Your role does not allow this here ({self.permission.value}).",
            )

    def require_somewhere(self) -> None:
        """403 unless the actor holds this method's permission anywhere: for collections that scope their own rows."""
        if not self.actor.may_somewhere(self.permission):
            raise Forbidden(
                nl=f"Uw rol geeft u hier geen recht toe ({self.permission.value}).",
                en=f"Your role does not allow this here ({self.permission.value}).",
            )

    def get_or_404(self, rows: QuerySet[Row], **lookup: UUID | str) -> Row:
        """One row of those the actor can see. Outside them nothing exists, whatever the reason."""
        try:
            return rows.visible_to(self.actor).get(**lookup)  # type: ignore[attr-defined,no-any-return]
        except rows.model.DoesNotExist:
            raise Http404 from None

    def validated(self, serializer: type[BaseSerializer]) -> dict[str, Any]:
        """The body in the serializer's terms. Every wrong, unknown or read-only field is named at once."""
        data = self.request.data
        checked = serializer(data=data, context={"request": self.request})
        checked.is_valid(raise_exception=False)
        errors: dict[str, Any] = dict(checked.errors) if isinstance(checked.errors, dict) else {}
        if isinstance(data, dict):
            writable = {name for name, field in checked.fields.items() if not field.read_only}  # type: ignore[attr-defined]
            for key in sorted(set(data) - writable):
                errors[key] = [_refusal(key, checked)]
        if errors:
            raise ValidationError(errors)
        return dict(checked.validated_data)

    def page(self, rows: QuerySet[Any], shape: Callable[[Any], dict[str, Any]]) -> Response:
        """One page of rows, newest first, each given its form by `shape`."""
        self.problem_place = "query"
        paginator = api_settings.DEFAULT_PAGINATION_CLASS()
        found = paginator.paginate_queryset(rows, self.request, view=self)
        return paginator.get_paginated_response([shape(row) for row in found])

    def now(self) -> datetime:
        return now()


def _refusal(key: str, serializer: Any) -> Any:
    if key in serializer.fields:
        return ErrorDetail("This field is set by the system and cannot be sent.", code="read-only")
    return ErrorDetail("Unknown field.", code="unknown-field")


class ScopedAdmin(admin.ModelAdmin):
    """An admin page that shows an account the rows its roles let it see. Read-only unless a subclass says otherwise."""

    read_permission: ClassVar[Permission]

    def actor(self, request: HttpRequest) -> Actor:
        return actor_for(request.user, on=today())  # type: ignore[arg-type]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
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
