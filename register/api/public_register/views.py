"""The public register for everybody: by name, by number, and one card."""

from uuid import UUID

from django.http import Http404
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from register.access import Permission
from register.api.public_register.shapes import (
    PublicRegisterListOut,
    PublicRegisterOut,
    PublicRegistrationOut,
    PublicSearchOut,
    SearchIn,
)
from register.clock import today
from register.scoping import PublicView
from register.selectors.name_search import Found, found_by_name, found_by_number
from register.selectors.public_register import Card, PublicRegister, public_card, public_register, public_registers


class RegisterView(PublicView):
    """A view of what one register shows."""

    past_walls = "What is published is found in the rows of everybody."

    def public(self, code: str) -> PublicRegister:
        found = public_register(on=today(), code=code)
        if found is None:
            raise Http404
        return found

    def found(self, public: PublicRegister, *, name: str = "", number: str = "") -> Found:
        if number:
            return found_by_number(public, number, on=today())
        return found_by_name(public, name, on=today())

    def card(self, uuid: UUID) -> Card:
        found = public_card(uuid, on=today())
        if found is None:
            raise Http404
        return found


class PublicRegisterList(RegisterView):
    permissions = {"GET": Permission.READ_PUBLISHED}
    gives = {"GET": PublicRegisterListOut}

    @extend_schema(operation_id="public_registers_list")
    def get(self, request: Request) -> Response:
        """The registers that show their registrations to everybody; without an account."""
        return self.shown({"registers": public_registers(on=today())})


class PublicRegisterDetail(RegisterView):
    permissions = {"GET": Permission.READ_PUBLISHED}
    gives = {"GET": PublicRegisterOut}

    def get(self, request: Request, code: str) -> Response:
        """How one of them can be searched; without an account."""
        return self.shown(self.public(code))


class PublicRegisterSearchList(RegisterView):
    permissions = {"POST": Permission.READ_PUBLISHED}
    takes = {"POST": SearchIn}
    gives = {"POST": PublicSearchOut}

    @extend_schema(responses={200: OpenApiResponse(PublicSearchOut, "What was found; nothing was saved.")})
    def post(self, request: Request, code: str) -> Response:
        """Look somebody up by name or by number; without an account. What is asked is kept nowhere."""
        return unkept(self.shown(self.found(self.public(code), **self.body())))


class PublicRegistrationDetail(RegisterView):
    permissions = {"GET": Permission.READ_PUBLISHED}
    gives = {"GET": PublicRegistrationOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What everybody may know of one registration today; without an account."""
        return self.shown(self.card(uuid))


def unkept(answer: Response) -> Response:
    """An answer to what somebody asked: for them, and for no cache."""
    answer["Cache-Control"] = "no-store"
    return answer
