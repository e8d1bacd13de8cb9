"""People and their registrations."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from register.access import Permission
from register.api.shapes import (
    PersonIn,
    PersonOut,
    PersonQuery,
    RegisterRegistrationQuery,
    RegistrationIn,
    RegistrationOut,
    RegistrationQuery,
)
from register.clock import today
from register.models import Person, Register, Registration
from register.scoping import ScopedView
from register.services.people import add_person
from register.services.registrations import register_new_person, register_person


class PersonList(ScopedView):
    permissions = {"GET": Permission.READ_REGISTRATIONS, "POST": Permission.MANAGE_REGISTRATIONS}
    asks = {"GET": PersonQuery}
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


class PersonDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": PersonOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One person: yourself, or somebody on a register whose registrations you may read."""
        return self.shown(self.get_or_404(Person.objects.all(), uuid=uuid))


class RegistrationList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": RegistrationQuery}
    gives = {"GET": RegistrationOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own registrations, and those of the registers you may read."""
        return self.page(Registration.objects.select_related("register", "person"))


class RegisterRegistrationList(ScopedView):
    permissions = {"GET": None, "POST": Permission.MANAGE_REGISTRATIONS}
    asks = {"GET": RegisterRegistrationQuery}
    takes = {"POST": RegistrationIn}
    gives = {"GET": RegistrationOut, "POST": RegistrationOut}
    paginated = True

    def get(self, request: Request, code: str) -> Response:
        """The registrations of one register."""
        register = self.get_or_404(Register.objects.all(), code=code)
        return self.page(Registration.objects.filter(register=register).select_related("register", "person"))

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
        return self.shown(self.get_or_404(Registration.objects.select_related("register", "person"), uuid=uuid))
