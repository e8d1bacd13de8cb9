"""The admin of courses and what they are worth."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accreditation.models import Accreditation, Course, Edition
from register.access import Permission
from register.scoping import ScopedAdmin


class EditionInline(admin.TabularInline):
    model = Edition
    fields = ("code", "starts_on", "ends_on", "place", "language")
    readonly_fields = ("code", "starts_on", "ends_on", "place", "language")
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Course | None = None) -> bool:
        return True  # whoever sees the course

    def has_add_permission(self, request: HttpRequest, obj: Course | None = None) -> bool:
        return False


@admin.register(Course)
class CourseAdmin(ScopedAdmin):
    read_permission = Permission.READ_REGISTRATIONS
    list_display = ["code", "title", "kind", "provider"]
    list_select_related = ["provider"]
    list_filter = ["kind"]
    search_fields = ["code", "title", "provider__name"]
    inlines = [EditionInline]


@admin.register(Accreditation)
class AccreditationAdmin(ScopedAdmin):
    read_permission = Permission.READ_REGISTRATIONS
    list_display = ["course", "register", "category", "quantity", "unit", "valid_from", "valid_before"]
    list_select_related = ["course", "register"]
    list_filter = ["register", "category"]
    search_fields = ["course__code", "course__title"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Accreditation]:
        registers = self.actor(request).registers_with(Permission.READ_REGISTRATIONS)
        return super().get_queryset(request).filter(register__in=registers)
