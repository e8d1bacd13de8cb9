"""People and their registrations."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from register.access import Permission
from register.api.registration_shapes import (
    RegisterRegistrationQuery,
    RegistrationIn,
    RegistrationOut,
    RegistrationQuery,
    StatusChangesOut,
)
from register.api.shapes import PersonIn, PersonOut, PersonSearchIn, PersonsFoundOut
from register.clock import today
from register.models import Person, Register, Registration, StatusChange
from register.scoping import ScopedView
from register.services.people import add_person
from register.services.registrations import register_new_person, register_person

MOST_FOUND = 50


class PersonList(ScopedView):
    permissions = {"GET": Permission.READ_REGISTRATIONS, "POST": Permission.MANAGE_REGISTRATIONS}
    takes = {"POST": PersonIn}
    gives = {"GET": PersonOut, "POST": PersonOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The people on the registers whose registrations you may read."""
        self.require_somewhere()
        return self.page(Person.objects.all())

    def post(self, request: Request) -> Response:
        """Add a person, to be registered after that."""
        self.require_somewhere()
        person = add_person(**self.body(), actor=self.actor, now=self.now())
        return self.created(person, at="person")


class PersonSearchList(ScopedView):
    permissions = {"POST": Permission.READ_REGISTRATIONS}
    takes = {"POST": PersonSearchIn}
    gives = {"POST": PersonsFoundOut}

    @extend_schema(responses={200: OpenApiResponse(PersonsFoundOut, "Who was found; nothing was saved.")})
    def post(self, request: Request) -> Response:
        """Look among the people on the registers whose registrations you may read."""
        self.require_somewhere()
        named = Person.objects.visible_to(self.actor).filter(family_name__istartswith=self.body()["familyName"])
        found = list(named.order_by("family_name", "given_name", "id")[: MOST_FOUND + 1])
        return self.shown({"results": found[:MOST_FOUND], "complete": len(found) <= MOST_FOUND})


class PersonDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": PersonOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One person: yourself, or somebody on a register whose registrations you may read."""
        return self.shown(self.get_or_404(Person.objects.all(), uuid=uuid))


def _shown() -> QuerySet[Registration]:
    return Registration.objects.with_status(today()).select_related("register", "person")


class RegistrationList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": RegistrationQuery}
    gives = {"GET": RegistrationOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own registrations, and those of the registers you may read."""
        return self.page(_shown())


class RegisterRegistrationList(ScopedView):
    permissions = {"GET": None, "POST": Permission.MANAGE_REGISTRATIONS}
    asks = {"GET": RegisterRegistrationQuery}
    takes = {"POST": RegistrationIn}
    gives = {"GET": RegistrationOut, "POST": RegistrationOut}
    paginated = True

    def get(self, request: Request, code: str) -> Response:
        """The registrations of one register."""
        register = self.get_or_404(Register.objects.all(), code=code)
        return self.page(_shown().filter(register=register))

    def post(self, request: Request, code: str) -> Response:
        """Enter a person on the register and open the cycle that runs today."""
        register = self.get_or_404(Register.objects.select_related("association"), code=code)
        self.require(register_id=register.pk)
        body = self.body()
        entry: dict[str, Any] = {"register": register, "actor": self.actor, "today": today(), "now": self.now()}
        if "person" in body:
            registration = register_person(**body, **entry)
        else:
            registration = register_new_person(**body.pop("person_data"), **body, **entry)
        return self.created(registration, at="registration")


class RegistrationDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": RegistrationOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One registration."""
        return self.shown(self.get_or_404(_shown(), uuid=uuid))


class RegistrationStatusChangeList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": StatusChangesOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What a registration was from when on, the oldest first; what a later decision took back is marked."""
        registration = self.get_or_404(Registration.objects.all(), uuid=uuid)
        changes = StatusChange.objects.filter(registration=registration).order_by("starts_on", "id")
        return self.shown({"changes": changes})
