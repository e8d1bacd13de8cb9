"""Connections over HTTP: providers add and end them, associations let them book; and numbers looked at beforehand."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.connection_shapes import (
    ActivationDecisionIn,
    AssociationNumberIn,
    AssociationNumberOut,
    ConnectionAssociationIn,
    ConnectionIn,
    ConnectionOut,
    ConnectionWithKeyOut,
    KeyIn,
    NumberCheckIn,
    NumberCheckOut,
    Revocation,
)
from portfolio.models import Connection
from portfolio.services.connections.changes import (
    add_connection,
    decide_activation,
    link_association,
    request_activation,
    revoke_connection,
    set_association_number,
)
from portfolio.services.connections.keys import default_overlap, replace_key
from portfolio.services.number_checks import check_numbers
from register.access import Permission
from register.clock import today
from register.models import Association, Register
from register.scoping import ScopedView


class _ConnectionView(ScopedView):
    """A view about one connection that the actor sees."""

    def rows(self) -> Any:
        with_names = Connection.objects.select_related("provider", "account")
        return with_names.prefetch_related("keys", "links__association__wire_number")

    def connection(self, uuid: UUID) -> Connection:
        """The connection of the address, managed by the actor."""
        connection: Connection = self.get_or_404(self.rows(), uuid=uuid)
        self.require(organisation_id=connection.provider_id)
        return connection

    def told(self, connection: Connection, *, key: str = "") -> Response:
        """201 with the connection as it is now, and its new key when there is one."""
        row = self.rows().get(pk=connection.pk)
        row.key = key
        return self.created(row, at="connection")


class ConnectionList(_ConnectionView):
    permissions = {"GET": None, "POST": Permission.MANAGE_CONNECTIONS}
    takes = {"POST": ConnectionIn}
    gives = {"GET": ConnectionOut, "POST": ConnectionWithKeyOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The systems of your provider; for an association those that report to it."""
        return self.page(self.rows())

    def post(self, request: Request) -> Response:
        """Add a system of your provider. It tests until the association lets it book; its key is shown once."""
        self.require_somewhere()
        body = self.body()
        self.require(organisation_id=body["provider"].pk)
        connection, key = add_connection(**body, actor=self.actor, today=today(), now=self.now())
        return self.told(connection, key=key)


class ConnectionDetail(_ConnectionView):
    permissions = {"GET": None}
    gives = {"GET": ConnectionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One system, when it was last heard, and what it may do where."""
        return self.shown(self.get_or_404(self.rows(), uuid=uuid))


class ConnectionKeyList(_ConnectionView):
    permissions = {"POST": Permission.MANAGE_CONNECTIONS}
    takes = {"POST": KeyIn}
    gives = {"POST": ConnectionWithKeyOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Replace the key. The old one goes on for a while, so that nothing stops; the new one is shown once."""
        connection, body = self.connection(uuid), self.body()
        overlap = timedelta(days=body["overlap_days"]) if "overlap_days" in body else default_overlap()
        key = replace_key(connection=connection, overlap=overlap, actor=self.actor, today=today(), now=self.now())
        return self.told(connection, key=key)


class ConnectionRevocationList(_ConnectionView):
    permissions = {"POST": Permission.MANAGE_CONNECTIONS}
    takes = {"POST": Revocation}
    gives = {"POST": ConnectionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """End a system for good: nothing that it sends is taken from now on."""
        connection = self.connection(uuid)
        self.body()
        return self.told(revoke_connection(connection=connection, actor=self.actor, now=self.now()))


class ConnectionAssociationList(_ConnectionView):
    permissions = {"POST": Permission.MANAGE_CONNECTIONS}
    takes = {"POST": ConnectionAssociationIn}
    gives = {"POST": ConnectionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Let a system report to an association as well, in test mode."""
        connection = self.connection(uuid)
        link_association(connection=connection, **self.body(), actor=self.actor, now=self.now())
        return self.told(connection)


class ConnectionActivationList(_ConnectionView):
    permissions = {"POST": Permission.MANAGE_CONNECTIONS}
    takes = {"POST": ConnectionAssociationIn}
    gives = {"POST": ConnectionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Ask an association to let a system book what it sends."""
        connection = self.connection(uuid)
        request_activation(connection=connection, **self.body(), actor=self.actor, now=self.now())
        return self.told(connection)


class ConnectionActivationDecisionList(_ConnectionView):
    permissions = {"POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": ActivationDecisionIn}
    gives = {"POST": ConnectionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Let a system book for your association, or put it (back) in test mode with a reason."""
        connection = self.get_or_404(self.rows(), uuid=uuid)
        self.require_somewhere()
        body = self.body()
        self.require(organisation_id=body["association"].pk)
        decide_activation(connection=connection, **body, actor=self.actor, now=self.now())
        return self.told(connection)


class AssociationNumberList(ScopedView):
    permissions = {"POST": Permission.AUTHORISE_PROVIDERS}
    takes = {"POST": AssociationNumberIn}
    gives = {"POST": AssociationNumberOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Set the number that learning systems already use for your association."""
        association = self.get_or_404(Association.objects.all(), uuid=uuid)
        self.require(organisation_id=association.pk)
        row = set_association_number(association=association, **self.body(), actor=self.actor, now=self.now())
        return self.shown(row, status=201)


class _NumberCheckView(ScopedView):
    permissions = {"POST": Permission.REPORT_ATTENDANCE}
    repeat_is_harmless = True  # changes nothing
    counted = frozenset({"POST"})
    takes = {"POST": NumberCheckIn}
    gives = {"POST": NumberCheckOut}

    def checked(self, association: Association, register: Register | None) -> Response:
        """What a provider may know of the numbers in the body."""
        self.require_somewhere()
        body = self.body()
        self.require(organisation_id=body["provider"].pk)
        results = check_numbers(
            **body, association=association, register=register, actor=self.actor, today=today(), now=self.now()
        )
        return self.shown({"results": [{"number": number, "result": result} for number, result in results]})


class AssociationNumberCheckList(_NumberCheckView):
    @extend_schema(responses={200: OpenApiResponse(NumberCheckOut, "What is known of each number; nothing was saved.")})
    def post(self, request: Request, uuid: UUID) -> Response:
        """Look whether registration numbers are known in any register of an association, before you send a list."""
        return self.checked(self.get_or_404(Association.objects.all(), uuid=uuid), None)


class RegisterNumberCheckList(_NumberCheckView):
    @extend_schema(responses={200: OpenApiResponse(NumberCheckOut, "What is known of each number; nothing was saved.")})
    def post(self, request: Request, code: str) -> Response:
        """Look whether registration numbers are known in a register, before you send a list."""
        register = self.get_or_404(Register.objects.select_related("association"), code=code)
        return self.checked(register.association, register)
