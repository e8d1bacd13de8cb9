"""What the public register asks and shows."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from register.catalogue import Status
from register.models import Registration
from register.scoping.inputs import Code, Input, Line
from register.scoping.wording import say
from register.selectors.name_search import LEAST_LETTERS, MOST_FOUND, long_enough

STATUSES = [(one.value, one.value) for one in Status]


def page_of(registration: Registration) -> str:
    """Where anybody sees the card of a registration; what its QR code holds."""
    return f"{settings.PUBLIC_URL.rstrip('/')}/public-registrations/{registration.uuid}"


class PublicRegisterOut(serializers.Serializer):
    """A register that shows its registrations to everybody."""

    example = {
        "code": "nurses",
        "name": "Register van verpleegkundigen",
        "association": "Vereniging van verpleegkundigen",
        "searchedByName": True,
        "optOutOffered": True,
    }

    code = serializers.CharField(source="register.code")
    name = serializers.CharField(source="register.name")
    association = serializers.CharField(source="register.association.name")
    searchedByName = serializers.BooleanField(source="publication.names", help_text="Otherwise by number only.")
    optOutOffered = serializers.BooleanField(
        source="publication.opt_out", help_text="Whether somebody who is registered may be left out."
    )


class PublicRegisterListOut(serializers.Serializer):
    """All of them."""

    example = {"registers": [PublicRegisterOut.example]}

    registers = PublicRegisterOut(many=True)


class SearchIn(Input):
    """A name or a number, one of the two."""

    example = {"name": "de Vries"}

    name = Line(
        required=False,
        max_length=100,
        help_text=f"One word of at least {LEAST_LETTERS} letters, of the family name; other words make it narrower.",
    )
    number = Code(required=False, max_length=40, help_text="The registration number, in full.")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if ("name" in self.initial_data) is ("number" in self.initial_data):
            text = say("Geef een naam of een nummer, een van beide.", "Give a name or a number, one of the two.")
            return {"name": ErrorDetail(text, code="one-of")}
        if "name" in values and not long_enough(values["name"]):
            text = say(
                f"Geef ten minste {LEAST_LETTERS} letters van de achternaam.",
                f"Give at least {LEAST_LETTERS} letters of the family name.",
            )
            return {"name": ErrorDetail(text, code="too-short")}
        return {}


class FormerStatusOut(serializers.Serializer):
    """What it was before, as far as the register still shows that."""

    example = {"status": "SUSPENDED", "startsOn": "2024-03-01", "endsBefore": "2024-09-01"}

    status = serializers.ChoiceField(choices=STATUSES, source="value")
    startsOn = serializers.DateField(source="starts_on")
    endsBefore = serializers.DateField(source="ends_before")


class MarkOut(serializers.Serializer):
    """An endorsement or an annotation; `endsBefore` is the first day on which it no longer held."""

    example = {"code": "wound-care", "startsOn": "2024-03-01", "endsBefore": None}

    code = serializers.CharField()
    startsOn = serializers.DateField(source="starts_on")
    endsBefore = serializers.DateField(source="ends_before", allow_null=True)


class PublicRegistrationOut(serializers.Serializer):
    """What everybody may know of a registration today. Never an address."""

    example = {
        "uuid": "8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19",
        "register": "nurses",
        "registerName": "Register van verpleegkundigen",
        "association": "Vereniging van verpleegkundigen",
        "name": "Zoë de Vries",
        "number": "0012345",
        "registeredOn": "2022-03-01",
        "status": "REGISTERED",
        "statusFrom": "2024-09-01",
        "formerStatuses": [FormerStatusOut.example],
        "endorsements": [MarkOut.example],
        "annotations": [],
        "page": "https://register.example/public-registrations/8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19",
    }

    uuid = serializers.UUIDField(source="registration.uuid")
    register = serializers.CharField(source="registration.register.code")
    registerName = serializers.CharField(source="registration.register.name")
    association = serializers.CharField(source="registration.register.association.name")
    name = serializers.CharField(source="registration.person.full_name")
    number = serializers.CharField(source="registration.number")
    registeredOn = serializers.DateField(source="registration.registered_on")
    status = serializers.ChoiceField(choices=STATUSES, source="current.value")
    statusFrom = serializers.DateField(source="current.starts_on")
    formerStatuses = FormerStatusOut(many=True, source="former")
    endorsements = MarkOut(many=True)
    annotations = MarkOut(many=True)
    page = serializers.SerializerMethodField(help_text="Where people see the same, to verify it.")

    def get_page(self, card: Any) -> str:
        return page_of(card.registration)


class PublicSearchOut(serializers.Serializer):
    """Those who are meant. Nobody is shown when there are too many; say more of the name then."""

    example = {"found": [PublicRegistrationOut.example], "tooMany": False}

    found = PublicRegistrationOut(many=True, source="cards", help_text=f"At most {MOST_FOUND}.")
    tooMany = serializers.BooleanField(source="too_many")


class OptOutOut(serializers.Serializer):
    """Whether a registration is kept out of the public register."""

    example = {"optedOut": True}

    optedOut = serializers.BooleanField(source="opted_out")
