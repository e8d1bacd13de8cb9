"""Associations and registers, the signed-in account, and the jobs of the installation."""

from typing import cast
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from register.access import Permission
from register.api.shapes import AssociationOut, JobRunOut, JobRunQuery, ProfileOut, RegisterOut
from register.clock import today
from register.models import Association, JobRun, Register, RoleGrant, User
from register.scoping import ScopedView


class AssociationList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": AssociationOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The associations that keep registers."""
        return self.page(Association.objects.all())


class AssociationDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": AssociationOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One association."""
        return self.shown(self.get_or_404(Association.objects.all(), uuid=uuid))


class RegisterList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": RegisterOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The registers and who keeps them."""
        return self.page(Register.objects.select_related("association"))


class RegisterDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": RegisterOut}

    def get(self, request: Request, code: str) -> Response:
        """One register."""
        return self.shown(self.get_or_404(Register.objects.select_related("association"), code=code))


class Profile(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": ProfileOut}

    def get(self, request: Request) -> Response:
        """Who is signed in: the account, its person, the roles held today and the scopes of a token."""
        user = cast(User, request.user)
        grants = RoleGrant.objects.filter(user=self.actor.user_id).held_on(today())
        return self.shown(
            {
                "email": user.email,
                "person": user.person,
                "roles": grants.select_related("organisation", "register").order_by("id"),
                "scopes": None if self.actor.scopes is None else sorted(self.actor.scopes),
            }
        )


class JobRunList(ScopedView):
    permissions = {"GET": Permission.READ_JOBS}
    asks = {"GET": JobRunQuery}
    gives = {"GET": JobRunOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """What the scheduled jobs did."""
        self.require_somewhere()
        return self.page(JobRun.objects.all())
