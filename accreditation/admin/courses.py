"""The admin of courses and what they are worth."""

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from accreditation.models import Accreditation, Course, CourseVersion, Edition, Meeting, Module
from register.access import Permission
from register.scoping import ScopedAdmin


class Listed(admin.TabularInline):
    """Rows that belong to the row of the page, to look at: whoever sees the page sees them."""

    extra = 0
    can_delete = False
    show_change_link = True

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return list(self.fields)  # type: ignore[arg-type]

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class VersionInline(Listed):
    model = CourseVersion
    fields = ("number", "title", "kind", "summary", "created_by", "created_at")
    ordering = ("-number",)


class ModuleInline(Listed):
    model = Module
    fields = ("position", "code", "title")
    ordering = ("position",)


class EditionInline(Listed):
    model = Edition
    fields = ("code", "status", "starts_on", "ends_on", "place", "online", "language")
    ordering = ("-starts_on",)


class MeetingInline(Listed):
    model = Meeting
    fields = ("code", "title", "status", "starts_at", "ends_at", "place", "online")
    ordering = ("starts_at",)


@admin.register(Course)
class CourseAdmin(ScopedAdmin):
    read_permission = Permission.READ_REGISTRATIONS
    list_display = ["code", "title", "kind", "provider"]
    list_select_related = ["provider"]
    list_filter = ["kind"]
    search_fields = ["code", "title", "provider__name"]
    inlines = [VersionInline, ModuleInline, EditionInline]


@admin.register(Edition)
class EditionAdmin(ScopedAdmin):
    read_permission = Permission.READ_REGISTRATIONS
    list_display = ["code", "course", "status", "starts_on", "ends_on", "place", "online", "language"]
    list_select_related = ["course"]
    list_filter = ["status", "online", "language"]
    search_fields = ["code", "course__code", "course__title", "course__provider__name", "place"]
    date_hierarchy = "starts_on"
    inlines = [MeetingInline]


@admin.register(Meeting)
class MeetingAdmin(ScopedAdmin):
    read_permission = Permission.READ_REGISTRATIONS
    list_display = ["code", "edition", "status", "starts_at", "ends_at", "place", "online"]
    list_select_related = ["edition"]
    list_filter = ["status", "online"]
    search_fields = ["code", "edition__code", "edition__course__title", "place"]


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
