"""Authorisations: asked by a provider, granted or refused by an association's office, withdrawn by it."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.provider_shapes import (
    AuthorisationDecisionIn,
    AuthorisationIn,
    AuthorisationOut,
    AuthorisationQuery,
    AuthorisationRequestIn,
    AuthorisationWithdrawalIn,
)
from accreditation.models import Provider, ProviderAuthorisation
from accreditation.services.provider_authorisations import (
    ask_authorisation,
    authorise_provider,
    grant_authorisation,
    refuse_authorisation,
    withdraw_authorisation,
)
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView

WITH_NAMES = ("provider", "association")


class AuthorisationList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": AuthorisationQuery}
    gives = {"GET": AuthorisationOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your provider's authorisations, or those of your association: what is asked, what holds and what held."""
        return self.page(ProviderAuthorisation.objects.select_related(*WITH_NAMES))


class AuthorisationDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": AuthorisationOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One authorisation."""
        return self.shown(self.get_or_404(ProviderAuthorisation.objects.select_related(*WITH_NAMES), uuid=uuid))


class ProviderAuthorisationList(ScopedView):
    permissions = {"GET": None, "POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": AuthorisationIn}
    gives = {"GET": AuthorisationOut, "POST": AuthorisationOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """Who lets the provider bring courses; an association sees its own authorisations."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        rows = ProviderAuthorisation.objects.filter(provider=provider)
        return self.page(rows.select_related(*WITH_NAMES))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Let a provider that did not ask bring courses before an association."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        self.require_somewhere()
        body = self.body()
        self.require(organisation_id=body["association"].pk)
        authorisation = authorise_provider(provider=provider, **body, actor=self.actor, now=self.now())
        return self.created(authorisation, at="authorisation")


class ProviderAuthorisationRequestList(ScopedView):
    permissions = {"POST": Permission.MANAGE_PROVIDER}
    takes = {"POST": AuthorisationRequestIn}
    gives = {"POST": AuthorisationOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Ask an association to let your provider bring courses before it."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        self.require(organisation_id=provider.pk)
        asked = ask_authorisation(provider=provider, **self.body(), actor=self.actor, now=self.now())
        return self.created(asked, at="authorisation")


class AuthorisationDecisionList(ScopedView):
    permissions = {"POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": AuthorisationDecisionIn}
    gives = {"POST": AuthorisationOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Grant what a provider asks, from a day on, or refuse it with a reason."""
        authorisation = self.get_or_404(ProviderAuthorisation.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.require(organisation_id=authorisation.association_id)
        body = self.body()
        if body.pop("granted"):
            decided = grant_authorisation(authorisation=authorisation, **body, actor=self.actor, now=self.now())
        else:
            decided = refuse_authorisation(
                authorisation=authorisation, reason=body["reason"], actor=self.actor, now=self.now()
            )
        return self.created(decided, at="authorisation")


class AuthorisationWithdrawalList(ScopedView):
    permissions = {"POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": AuthorisationWithdrawalIn}
    gives = {"POST": AuthorisationOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Withdraw an authorisation from a day on, with a reason. The row stays."""
        authorisation = self.get_or_404(ProviderAuthorisation.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.require(organisation_id=authorisation.association_id)
        withdrawn = withdraw_authorisation(
            authorisation=authorisation, **self.body(), actor=self.actor, today=today(), now=self.now()
        )
        return self.created(withdrawn, at="authorisation")
