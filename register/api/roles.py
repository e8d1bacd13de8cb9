"""Roles at an association: who holds which, given by whom and why, until when; given and ended."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from register.access import Permission, Role
from register.api.role_shapes import RoleGrantEndingIn, RoleGrantIn, RoleGrantOut, RoleGrantQuery
from register.clock import today
from register.models import Association, RoleGrant
from register.scoping import ScopedView
from register.services.roles import account_of, end_grant, grant_role

ROWS = RoleGrant.objects.of_people().select_related("user", "organisation", "register", "granted_by", "ended_by")


class AssociationRoleGrantList(ScopedView):
    permissions = {"GET": Permission.GRANT_ROLES, "POST": Permission.GRANT_ROLES}
    asks = {"GET": RoleGrantQuery}
    takes = {"POST": RoleGrantIn}
    gives = {"GET": RoleGrantOut, "POST": RoleGrantOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """Who holds which role at your association, and who held it."""
        association = self.get_or_404(Association.objects.all(), uuid=uuid)
        self.require(organisation_id=association.pk)
        return self.page(ROWS.filter(organisation=association))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Give somebody who has an account a role at your association, until a day. Nobody gives himself one."""
        association = self.get_or_404(Association.objects.all(), uuid=uuid)
        self.require(organisation_id=association.pk)
        body = self.body()
        if body["register"] is None:
            self.require_whole(association)
        else:
            self.require(register_id=body["register"].pk)
        grant = grant_role(
            user=account_of(body.pop("email")),
            role=Role(body.pop("role")),
            organisation=association,
            starts_on=body.pop("starts_on", today()),
            **body,
            granted_by=self.actor,
            now=self.now(),
        )
        return self.created(ROWS.get(pk=grant.pk), at="role-grant")


class RoleGrantDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": RoleGrantOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One role: your own, or at an organisation where you give roles."""
        return self.shown(self.get_or_404(ROWS, uuid=uuid))


class RoleGrantEndingList(ScopedView):
    permissions = {"POST": Permission.GRANT_ROLES}
    takes = {"POST": RoleGrantEndingIn}
    gives = {"POST": RoleGrantOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """End a role at your association from its holder's next request on. The last one who gives roles stays."""
        grant = self.get_or_404(ROWS, uuid=uuid)
        self.require(organisation_id=grant.organisation_id)
        if grant.register_id is None:
            self.require_whole(grant.organisation)
        else:
            self.require(register_id=grant.register_id)
        end_grant(grant=grant, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(ROWS.get(pk=grant.pk), at="role-grant")
