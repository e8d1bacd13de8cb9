"""Machines: the systems of an organisation that act for it, made, renewed and ended by those who manage them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from register.access import Permission
from register.api.machine_shapes import MachineEndingIn, MachineIn, MachineOut, MachineSecretIn, MachineWithSecretOut
from register.clock import today
from register.models import Machine
from register.scoping import ScopedView
from register.services.machines import MachineCredentials, add_machine, end_machine, replace_machine_secret

ROWS = Machine.objects.select_related("organisation", "client", "account").prefetch_related(
    "secrets", "account__grants"
)


class _MachineView(ScopedView):
    """A view about machines that the actor manages; those of others do not exist."""

    def told(self, machine: Machine, *, secret: str = "") -> Response:
        """201 with the machine as it is now, and its new secret when there is one."""
        row: Any = ROWS.get(pk=machine.pk)
        row.shown_secret = secret
        return self.created(row, at="machine")

    def with_secret(self, made: MachineCredentials) -> Response:
        return self.told(made.machine, secret=made.client_secret)


class MachineList(_MachineView):
    permissions = {"GET": None, "POST": Permission.MANAGE_MACHINES}
    takes = {"POST": MachineIn}
    gives = {"GET": MachineOut, "POST": MachineWithSecretOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The systems that act for your organisation, and when each last did."""
        return self.page(ROWS)

    def post(self, request: Request) -> Response:
        """Let a system act for your organisation, within what you may do yourself. Its secret is shown once."""
        self.require_somewhere()
        body = self.body()
        self.require_whole(body["organisation"])
        return self.with_secret(add_machine(**body, actor=self.actor, today=today(), now=self.now()))


class MachineDetail(_MachineView):
    permissions = {"GET": None}
    gives = {"GET": MachineOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One system: what it may ask for, its secrets without themselves, when it was last used."""
        return self.shown(self.get_or_404(ROWS, uuid=uuid))


class MachineSecretList(_MachineView):
    permissions = {"POST": Permission.MANAGE_MACHINES}
    takes = {"POST": MachineSecretIn}
    gives = {"POST": MachineWithSecretOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Give a system a new secret and a new term. The old secret goes on for a while, so that nothing stops."""
        machine = self.get_or_404(ROWS, uuid=uuid)
        overlap = timedelta(hours=self.body()["overlap_hours"])
        return self.with_secret(
            replace_machine_secret(machine=machine, overlap=overlap, actor=self.actor, today=today(), now=self.now())
        )


class MachineEndingList(_MachineView):
    permissions = {"POST": Permission.MANAGE_MACHINES}
    takes = {"POST": MachineEndingIn}
    gives = {"POST": MachineOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """End a system for good: its secrets and its running tokens open nothing from now on."""
        machine = self.get_or_404(ROWS, uuid=uuid)
        return self.told(end_machine(machine=machine, **self.body(), actor=self.actor, today=today(), now=self.now()))
