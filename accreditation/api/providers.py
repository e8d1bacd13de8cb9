"""Training providers: who they are, where to reach them, and who works for them."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.provider_account_shapes import (
    InvitationIn,
    InvitationOut,
    ProviderRoleOut,
    RoleEndingIn,
    RoleEndingOut,
)
from accreditation.api.provider_shapes import (
    ContactIn,
    ContactOut,
    ProviderIn,
    ProviderOut,
    SortIn,
)
from accreditation.models import Invitation, Provider, ProviderContact
from accreditation.services.provider_users import end_role, invite
from accreditation.services.providers import add_provider, change_provider_sort, set_contact
from register.access import PROVIDER_ROLES, Permission, Role
from register.clock import today
from register.models import RoleGrant
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
        """Add a provider, to be authorised after that. One that is there already is refused."""
        self.require_somewhere()
        return self.created(add_provider(**self.body(), actor=self.actor, now=self.now()), at="provider")


class ProviderDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": ProviderOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One provider."""
        return self.shown(self.get_or_404(Provider.objects.all(), uuid=uuid))


class ProviderSortList(ScopedView):
    permissions = {"POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": SortIn}
    gives = {"POST": ProviderOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say by which tariffs the provider is charged from now on."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        self.require_somewhere()
        changed = change_provider_sort(provider=provider, **self.body(), actor=self.actor, now=self.now())
        return self.created(changed, at="provider")


class ProviderContactList(ScopedView):
    permissions = {"GET": None, "POST": Permission.MANAGE_PROVIDER}
    takes = {"POST": ContactIn}
    gives = {"GET": ContactOut, "POST": ContactOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """Where to reach the provider: one contact per purpose."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        return self.page(ProviderContact.objects.filter(provider=provider))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say where to reach your provider about one thing, in the place of what was said before."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        self.require(organisation_id=provider.pk)
        contact = set_contact(provider=provider, **self.body(), actor=self.actor, now=self.now())
        return self.shown(contact, status=201)


class ProviderRoleList(ScopedView):
    permissions = {"GET": Permission.MANAGE_PROVIDER}
    gives = {"GET": ProviderRoleOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """Who works for your provider, in which role, and who worked for it."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        self.require(organisation_id=provider.pk)
        grants = RoleGrant.objects.filter(organisation=provider, role__in=list(PROVIDER_ROLES))
        return self.page(grants.select_related("user", "granted_by"))


class ProviderRoleEndingList(ScopedView):
    permissions = {"POST": Permission.MANAGE_PROVIDER}
    takes = {"POST": RoleEndingIn}
    gives = {"POST": RoleEndingOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """End somebody's role at your provider at once. The last manager stays."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        self.require(organisation_id=provider.pk)
        body = self.body()
        end_role(
            provider=provider,
            user_uuid=body["user"],
            role=Role(body["role"]),
            reason=body["reason"],
            actor=self.actor,
            today=today(),
            now=self.now(),
        )
        return self.shown(body | {"ended_on": today()}, status=201)


class ProviderInvitationList(ScopedView):
    permissions = {"GET": Permission.MANAGE_PROVIDER, "POST": Permission.MANAGE_PROVIDER}
    takes = {"POST": InvitationIn}
    gives = {"GET": InvitationOut, "POST": InvitationOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The roles that were offered at your provider."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        self.require(organisation_id=provider.pk)
        return self.page(Invitation.objects.filter(provider=provider))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Offer somebody a role at your provider. The key to take it up goes to their address by mail."""
        provider = self.get_or_404(Provider.objects.all(), uuid=uuid)
        self.require(organisation_id=provider.pk)
        body = self.body()
        role = Role(body.pop("role"))
        invitation = invite(provider=provider, role=role, **body, actor=self.actor, today=today(), now=self.now())
        return self.shown(invitation, status=201)
