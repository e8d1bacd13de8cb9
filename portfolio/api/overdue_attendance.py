"""Overdue attendance: what a provider has yet to report, as the provider and the office see it."""

from typing import Any
from uuid import UUID

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.models import Edition
from portfolio.services.overdue_attendance import overdue_editions, state_nothing_to_report
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.models import Register
from register.scoping import ScopedView
from register.scoping.inputs import Input


class OverdueEditionOut(serializers.Serializer):
    """An edition that is over and of which nobody is listed yet."""

    example = {
        "edition": "3c1f9a5e-9c3d-4a55-8e58-3a9b1d2c7f66",
        "code": "WOND-2026-1",
        "course": "Wondzorg",
        "provider": "wondacademie",
        "endsOn": "2026-10-13",
        "daysSince": 40,
    }

    edition = serializers.UUIDField(source="uuid")
    code = serializers.CharField()
    course = serializers.CharField(source="course.title")
    provider = serializers.CharField(source="course.provider.code")
    endsOn = serializers.DateField(source="ends_on")
    daysSince = serializers.SerializerMethodField(help_text="Days since its last day.")

    def get_daysSince(self, edition: Edition) -> int:
        return (today() - edition.ends_on).days


class OverdueQuery(Input):
    """Of which provider."""

    provider = serializers.UUIDField(required=False, source="course__provider__uuid")


class NothingToReportIn(Input):
    """That no member of any register was there."""

    example: dict[str, Any] = {}


class NothingToReportOut(serializers.Serializer):
    """A provider's word that no member of any register was at an edition."""

    example = {"edition": OverdueEditionOut.example["edition"], "statedAt": "2026-11-22T09:00:00Z"}

    edition = serializers.UUIDField(source="edition.uuid")
    statedAt = serializers.DateTimeField(source="stated_at")


class RegisterOverdueAttendanceList(ScopedView):
    past_walls = "Nobody is listed, wherever they are registered: that is what makes a list overdue."
    permissions = {"GET": None}
    asks = {"GET": OverdueQuery}
    gives = {"GET": OverdueEditionOut}
    paginated = True

    def get(self, request: Request, code: str) -> Response:
        """What providers have yet to report: the office sees all of the register, a provider its own."""
        register = self.get_or_404(Register.objects.all(), code=code)
        rows = overdue_editions(register, on=today()).select_related("course__provider")
        if not self.actor.may(Permission.CHECK_APPLICATIONS, register_id=register.pk):
            own = self.actor.organisations_with(Permission.REPORT_ATTENDANCE)
            if not own:
                raise Forbidden(
                    nl="Alleen aanbieders en het registerbureau zien dit.", en="Only providers and the office see this."
                )
            rows = rows.filter(course__provider__in=own)
        return self.page(rows)


class EditionNothingToReportList(ScopedView):
    permissions = {"POST": Permission.REPORT_ATTENDANCE}
    takes = {"POST": NothingToReportIn}
    gives = {"POST": NothingToReportOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """State that no member of any register was at your edition."""
        edition = self.get_or_404(Edition.objects.select_related("course"), uuid=uuid)
        self.require(organisation_id=edition.course.provider_id)
        self.body()
        return self.shown(state_nothing_to_report(edition=edition, actor=self.actor, now=self.now()), status=201)
