"""Whether one's registration is shown to everybody: for its owner, or the office at their request."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from register.access import Permission
from register.api.public_register.shapes import OptOutOut
from register.clock import today
from register.models import OptOut, Registration
from register.scoping import ScopedView
from register.scoping.inputs import Input
from register.services.opt_outs import opt_in, opt_out


class _OptOutView(ScopedView):
    def registration(self, uuid: UUID) -> Registration:
        return self.get_or_404(Registration.objects.select_related("register"), uuid=uuid)

    def owned(self, uuid: UUID) -> Registration:
        registration = self.registration(uuid)
        self.require(register_id=registration.register_id, owner_id=registration.person_id)
        return registration

    def state(self, registration: Registration, *, status: int = 200) -> Response:
        out = OptOut.objects.filter(registration=registration, withdrawn_at=None).exists()
        return self.shown({"opted_out": out}, status=status)


class OptStepIn(Input):
    """Nothing needs to be said."""

    example: dict[str, str] = {}


class OptOutList(_OptOutView):
    permissions = {"GET": None, "POST": Permission.MANAGE_REGISTRATIONS}
    takes = {"POST": OptStepIn}
    gives = {"GET": OptOutOut, "POST": OptOutOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """Whether a registration is kept out of the public register."""
        return self.state(self.registration(uuid))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Keep a registration of your own out of the public register; the office may do so for you."""
        registration = self.owned(uuid)
        self.body()
        opt_out(registration=registration, actor=self.actor, today=today(), now=self.now())
        return self.state(registration, status=201)


class OptInList(_OptOutView):
    permissions = {"POST": Permission.MANAGE_REGISTRATIONS}
    takes = {"POST": OptStepIn}
    gives = {"POST": OptOutOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Let a registration of your own be shown again; the office may do so for you."""
        registration = self.owned(uuid)
        self.body()
        opt_in(registration=registration, actor=self.actor, now=self.now())
        return self.state(registration, status=201)
