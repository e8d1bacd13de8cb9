"""What is found about a provider as a whole: institutional accreditation, visits and recognitions."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.provider_shapes import Reason
from accreditation.api.quality_shapes import (
    HoldingIn,
    InstitutionIn,
    InstitutionOut,
    InstitutionWithdrawalIn,
    RecognitionIn,
    RecognitionOut,
    ReportIn,
    VisitIn,
    VisitOut,
)
from accreditation.models import InstitutionalAccreditation, Provider, Recognition, Visit
from accreditation.services.provider_quality import (
    accredit_institution,
    cancel_visit,
    hold_visit,
    plan_visit,
    record_recognition,
    report_visit,
    withdraw_institution,
)
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView

WITH_NAMES = ("provider", "association")


class _OfProvider(ScopedView):
    """What an association keeps about a provider: it names itself in the body."""

    def _asked_of(self, uuid: UUID) -> tuple[Provider, dict[str, Any]]:
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        self.require_somewhere()
        body = self.body()
        self.require(organisation_id=body["association"].pk)
        return provider, body


class ProviderInstitutionList(_OfProvider):
    permissions = {"GET": None, "POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": InstitutionIn}
    gives = {"GET": InstitutionOut, "POST": InstitutionOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The provider's accreditation as a whole, now and before."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        rows = InstitutionalAccreditation.objects.filter(provider=provider)
        return self.page(rows.select_related(*WITH_NAMES))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Decide that the provider as a whole is good, for a time and perhaps under conditions."""
        provider, body = self._asked_of(uuid)
        decided = accredit_institution(provider=provider, **body, actor=self.actor, now=self.now())
        return self.shown(decided, status=201)


class InstitutionWithdrawalList(ScopedView):
    permissions = {"POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": InstitutionWithdrawalIn}
    gives = {"POST": InstitutionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Withdraw an institutional accreditation from a day on, with the reason."""
        held = self.get_or_404(InstitutionalAccreditation.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.require(organisation_id=held.association_id)
        withdrawn = withdraw_institution(accreditation=held, **self.body(), actor=self.actor, now=self.now())
        return self.shown(withdrawn, status=201)


class ProviderVisitList(_OfProvider):
    permissions = {"GET": None, "POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": VisitIn}
    gives = {"GET": VisitOut, "POST": VisitOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The visits to the provider: planned, held, and reported with what was found."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        return self.page(Visit.objects.filter(provider=provider).select_related(*WITH_NAMES))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Plan a visit to the provider."""
        provider, body = self._asked_of(uuid)
        visit = plan_visit(provider=provider, **body, actor=self.actor, now=self.now())
        return self.created(visit, at="visit")


class _OneVisit(ScopedView):
    def _visit(self, uuid: UUID) -> Visit:
        visit = self.get_or_404(Visit.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.require(organisation_id=visit.association_id)
        return visit


class VisitDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": VisitOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One visit."""
        return self.shown(self.get_or_404(Visit.objects.select_related(*WITH_NAMES), uuid=uuid))


class VisitHoldingList(_OneVisit):
    permissions = {"POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": HoldingIn}
    gives = {"POST": VisitOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Record that the visit took place."""
        visit = self._visit(uuid)
        held = hold_visit(visit=visit, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(held, at="visit")


class VisitReportList(_OneVisit):
    permissions = {"POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": ReportIn}
    gives = {"POST": VisitOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Record what the visitors found. The provider reads it from then on."""
        visit = self._visit(uuid)
        reported = report_visit(visit=visit, **self.body(), actor=self.actor, now=self.now())
        return self.created(reported, at="visit")


class VisitCancellationList(_OneVisit):
    permissions = {"POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": Reason}
    gives = {"POST": VisitOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Call a planned visit off."""
        visit = self._visit(uuid)
        return self.created(cancel_visit(visit=visit, **self.body(), actor=self.actor, now=self.now()), at="visit")


class ProviderRecognitionList(ScopedView):
    permissions = {"GET": None, "POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": RecognitionIn}
    gives = {"GET": RecognitionOut, "POST": RecognitionOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """Recognitions of the provider by bodies outside, such as a national quality mark."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        return self.page(Recognition.objects.filter(provider=provider))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Record a recognition as you saw it."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        self.require_somewhere()
        recognition = record_recognition(provider=provider, **self.body(), actor=self.actor, now=self.now())
        return self.shown(recognition, status=201)
