"""The admin of applications: where they stand, and the steps of the office and the chair that need few words."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accreditation.models import Application, Assessment, CourseChange, DeclaredInterest, Expertise, Withdrawal
from accreditation.services.applications.checking import accept_application, return_application, set_aside
from accreditation.services.withdrawals import confirm_withdrawal, drop_withdrawal
from register.access import Permission
from register.clock import now, today
from register.scoping import ScopedAdmin
from register.scoping.deciding import DecidingAdmin


@admin.register(Application)
class ApplicationAdmin(ScopedAdmin):
    read_permission = Permission.READ_REGISTRATIONS
    list_display = ["course", "provider", "kind", "urgent", "created_at"]
    list_select_related = ["course", "provider"]
    list_filter = ["kind", "urgent"]
    search_fields = ["course__code", "course__title", "provider__name"]


@admin.register(Assessment)
class AssessmentAdmin(DecidingAdmin):
    """The office accepts, sends back and sets aside; everything else takes more than a line of words."""

    read_permission = Permission.READ_REGISTRATIONS
    decide_permission = Permission.CHECK_APPLICATIONS
    list_display = ["course", "provider", "register", "state", "advices_needed", "blind"]
    list_select_related = ["application__course", "application__provider", "register__association"]
    list_filter = ["state", "register"]
    search_fields = ["application__course__code", "application__course__title", "application__provider__name"]
    actions = ["accept", "send_back", "dismiss"]

    def owner_of(self, row: Assessment) -> dict[str, int]:
        return {"register_id": row.register_id}

    @admin.display(ordering="application__course__code")
    def course(self, row: Assessment) -> str:
        return str(row.application.course)

    @admin.display(ordering="application__provider__name")
    def provider(self, row: Assessment) -> str:
        return row.application.provider.name

    @admin.action(description="Accept for assessment: what was submitted is what is assessed")
    def accept(self, request: HttpRequest, rows: QuerySet[Assessment]) -> None:
        actor = self.actor(request)
        self.decide(
            request, rows, lambda row: accept_application(assessment=row, actor=actor, today=today(), now=now())
        )

    @admin.action(description="Send back to the provider (fill in what is missing)")
    def send_back(self, request: HttpRequest, rows: QuerySet[Assessment]) -> None:
        if values := self.filled_in(request, "reason"):
            actor, missing = self.actor(request), [{"field": "", "text": values["reason"]}]
            self.decide(
                request,
                rows,
                lambda row: return_application(
                    assessment=row, shortcomings=missing, actor=actor, today=today(), now=now()
                ),
            )

    @admin.action(description="Set aside: the provider let the term pass (fill in the reason)")
    def dismiss(self, request: HttpRequest, rows: QuerySet[Assessment]) -> None:
        if values := self.filled_in(request, "reason"):
            actor, reason = self.actor(request), values["reason"]
            self.decide(
                request,
                rows,
                lambda row: set_aside(assessment=row, reason=reason, actor=actor, today=today(), now=now()),
            )


@admin.register(Withdrawal)
class WithdrawalAdmin(DecidingAdmin):
    """A withdrawal is confirmed by another person than who proposed it."""

    read_permission = Permission.READ_REGISTRATIONS
    decide_permission = Permission.DECIDE_ACCREDITATION
    list_display = ["course", "register", "effect", "withdrawn_from", "state", "proposed_by"]
    list_select_related = ["course__provider", "register__association", "proposed_by"]
    list_filter = ["state", "register"]
    search_fields = ["course__code", "course__title"]
    actions = ["confirm", "drop"]

    def owner_of(self, row: Withdrawal) -> dict[str, int]:
        return {"register_id": row.register_id}

    @admin.action(description="Confirm (by another person than its proposer)")
    def confirm(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> None:
        actor = self.actor(request)
        self.decide(
            request, rows, lambda row: confirm_withdrawal(withdrawal=row, actor=actor, today=today(), now=now())
        )

    @admin.action(description="Drop: the accreditation stays")
    def drop(self, request: HttpRequest, rows: QuerySet[Withdrawal]) -> None:
        actor = self.actor(request)
        self.decide(request, rows, lambda row: drop_withdrawal(withdrawal=row, actor=actor, now=now()))


@admin.register(CourseChange)
class CourseChangeAdmin(ScopedAdmin):
    read_permission = Permission.READ_REGISTRATIONS
    list_display = ["version", "register", "effect", "changed", "triaged_at", "settled_by_id"]
    list_select_related = ["version__course", "register"]
    list_filter = ["effect", "register"]


@admin.register(Expertise)
class ExpertiseAdmin(ScopedAdmin):
    read_permission = Permission.CHECK_APPLICATIONS
    list_display = ["user", "register", "categories", "competences", "takes_at_most", "available"]
    list_select_related = ["user", "register"]
    list_filter = ["register", "available"]


@admin.register(DeclaredInterest)
class DeclaredInterestAdmin(ScopedAdmin):
    read_permission = Permission.CHECK_APPLICATIONS
    list_display = ["user", "provider", "course", "reason", "declared_at", "ended_at"]
    list_select_related = ["user", "provider", "course"]
