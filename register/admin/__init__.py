"""The admin for association staff: registers, registrations, regulations, the trail and the jobs."""

from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as BaseUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from register.access import Permission
from register.admin import access as access  # registers its own pages
from register.clock import now, today
from register.errors import DomainError
from register.models import (
    Association,
    Cycle,
    Event,
    JobRun,
    Register,
    Registration,
    RegistrationAttribute,
    Regulation,
    RoleGrant,
    StatusChange,
    User,
)
from register.scoping import ScopedAdmin
from register.services.regulations import adopt_regulation, check_source, propose_regulation

admin.site.site_header = "Leerregister"
admin.site.site_title = "Leerregister"
admin.site.unregister(Group)  # roles are granted for an organisation, not by group


@admin.register(Register)
class RegisterAdmin(ScopedAdmin):
    read_permission = Permission.READ_REGISTRATIONS
    list_display = ["code", "name", "association"]
    list_select_related = ["association"]
    search_fields = ["code", "name"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser or super().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """The operator of the installation starts a register; its rules and people are the association's work."""
        return request.user.is_superuser


class ReadOnlyInline(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return True  # whoever sees the registration

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CycleInline(ReadOnlyInline):
    model = Cycle
    fields = ("starts_on", "ends_before", "regulation", "state")
    readonly_fields = ("starts_on", "ends_before", "regulation", "state")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cycle]:
        return super().get_queryset(request).select_related("regulation__register")


class StatusInline(ReadOnlyInline):
    model = StatusChange
    fields = ("axis", "value", "starts_on", "recorded_at", "withdrawn_at")
    readonly_fields = fields


class AttributeInline(ReadOnlyInline):
    model = RegistrationAttribute
    fields = ("name", "value", "starts_on", "ends_before")
    readonly_fields = ("name", "value", "starts_on", "ends_before")


@admin.register(Registration)
class RegistrationAdmin(ScopedAdmin):
    read_permission = Permission.READ_REGISTRATIONS
    list_display = ["number", "person", "register", "status_today", "registered_on", "ended_before"]
    list_select_related = ["person", "register"]
    list_filter = ["register"]
    search_fields = ["number", "person__family_name", "person__given_name"]
    date_hierarchy = "registered_on"
    show_full_result_count = False
    inlines = [CycleInline, StatusInline, AttributeInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Registration]:
        seen = super().get_queryset(request)
        return Registration.objects.with_status(today()).filter(pk__in=seen.values("pk"))

    @admin.display(description="status")
    def status_today(self, registration: Any) -> str:
        return str(registration.status)


class ProposalForm(forms.ModelForm):
    """A regulation as YAML; every problem is shown with its line."""

    class Meta:
        model = Regulation
        fields = ["register", "source"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "register" in data and "source" in data:
            try:
                check_source(register=data["register"], source=data["source"])
            except DomainError as error:
                lines = [f"{field.location}: {field.en}" for field in error.fields]
                raise ValidationError([error.en, *lines]) from error
        return data


@admin.register(Regulation)
class RegulationAdmin(ScopedAdmin):
    """A draft is proposed here and adopted by another person; neither is edited, a change is a new draft."""

    read_permission = Permission.READ_REGISTRATIONS
    form = ProposalForm
    list_display = ["register", "in_force_from", "state", "proposed_by", "adopted_by", "digest"]
    list_select_related = ["register", "proposed_by", "adopted_by"]
    list_filter = ["state", "register"]
    search_fields = ["register__code", "digest"]
    actions = ["adopt"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.actor(request).may_somewhere(Permission.PROPOSE_REGULATION)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ["register", "source"]
        return ["register", "in_force_from", "state", "digest", "proposed_by", "proposed_at", "adopted_by", "source"]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if "register" in form.base_fields:
            allowed = self.actor(request).registers_with(Permission.PROPOSE_REGULATION)
            field = cast(forms.ModelChoiceField, form.base_fields["register"])
            field.queryset = Register.objects.filter(pk__in=allowed)
        return form

    def save_model(self, request: HttpRequest, obj: Regulation, form: Any, change: bool) -> None:
        draft = propose_regulation(register=obj.register, source=obj.source, proposed_by=self.actor(request), now=now())
        obj.pk = draft.pk

    @admin.action(description="Adopt the draft (by another person than its proposer)")
    def adopt(self, request: HttpRequest, rows: QuerySet[Regulation]) -> None:
        actor = self.actor(request)
        for regulation in rows.select_related("register", "proposed_by"):
            if not actor.may(Permission.ADOPT_REGULATION, register_id=regulation.register_id):
                self.message_user(request, f"{regulation}: your role may not adopt.", messages.ERROR)
                continue
            try:
                adopt_regulation(regulation=regulation, adopted_by=actor, now=now())
            except DomainError as error:
                self.message_user(request, f"{regulation}: {error.en}", messages.ERROR)
            else:
                self.message_user(request, f"{regulation}: adopted.", messages.SUCCESS)


@admin.register(Event)
class EventAdmin(ScopedAdmin):
    read_permission = Permission.READ_JOBS
    list_display = ["recorded_at", "kind", "subject_type", "subject_uuid", "actor", "register"]
    list_select_related = ["actor", "register"]
    list_filter = ["kind", "register"]
    search_fields = ["kind", "=subject_uuid"]
    ordering = ["-id"]
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        registers = self.actor(request).registers_with(Permission.READ_JOBS)
        return admin.ModelAdmin.get_queryset(self, request).filter(register__in=registers)


@admin.register(JobRun)
class JobRunAdmin(ScopedAdmin):
    read_permission = Permission.READ_JOBS
    list_display = ["name", "state", "started_at", "finished_at", "rows", "error", "worker"]
    list_filter = ["state", "name"]
    date_hierarchy = "started_at"
    show_full_result_count = False
    ordering = ["-started_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[JobRun]:
        return admin.ModelAdmin.get_queryset(self, request)


class RoleGrantInline(ReadOnlyInline):
    model = RoleGrant
    fk_name = "user"
    fields = ("role", "organisation", "register", "starts_on", "ends_before", "reason", "granted_by", "ended_by")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[RoleGrant]:
        rows: QuerySet[RoleGrant] = super().get_queryset(request)
        return rows.select_related("organisation", "register", "granted_by", "ended_by")


@admin.register(User)
class UserAdmin(BaseUserAdmin):
    """For the operator of the installation: accounts and their roles."""

    ordering = ("email",)
    list_display = ("email", "is_active", "is_staff", "is_machine")
    list_filter = ["is_staff", "is_active", "is_machine"]
    search_fields = ["email"]
    readonly_fields = ["last_login"]
    fieldsets = [(None, {"fields": ["email", "password", "person", "is_active", "is_staff", "last_login"]})]
    add_fieldsets = [(None, {"classes": ["wide"], "fields": ["email", "password1", "password2"]})]
    raw_id_fields = ["person"]
    filter_horizontal = ()
    inlines = [RoleGrantInline]


@admin.register(Association)
class AssociationAdmin(admin.ModelAdmin):
    """For the operator: a new association begins here."""

    list_display = ["code", "name"]
    search_fields = ["code", "name"]
