"""Training providers and their authorisations."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.shapes import AuthorisationIn, AuthorisationOut, ProviderIn, ProviderOut
from accreditation.models import Provider, ProviderAuthorisation
from accreditation.services.providers import add_provider, authorise_provider
from register.access import Permission
from register.scoping import ScopedView


class ProviderList(ScopedView):
    permissions = {"GET": None, "POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": ProviderIn}
    gives = {"GET": ProviderOut, "POST": ProviderOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own providers; all of them for those who authorise providers or decide on courses."""
        return self.page(Provider.objects.all())

    def post(self, request: Request) -> Response:
        """Add a provider, to be authorised after that."""
        self.require_somewhere()
        return self.created(add_provider(**self.body(), actor=self.actor, now=self.now()), at="provider")


class ProviderDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": ProviderOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One provider."""
        return self.shown(self.get_or_404(Provider.objects.all(), uuid=uuid))


class ProviderAuthorisationList(ScopedView):
    permissions = {"GET": None, "POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": AuthorisationIn}
    gives = {"GET": AuthorisationOut, "POST": AuthorisationOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """Who lets the provider bring courses; an association sees its own authorisations."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        rows = ProviderAuthorisation.objects.filter(provider=provider)
        return self.page(rows.select_related("provider", "association"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Let the provider bring courses before an association."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        self.require_somewhere()
        body = self.body()
        self.require(organisation_id=body["association"].pk)
        authorisation = authorise_provider(provider=provider, **body, actor=self.actor, now=self.now())
        return self.shown(authorisation, status=201)
