"""What this app's resources look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from register.access import Role
from register.models import JobRun, Regulation, User
from register.scoping.inputs import Input, Line

LANGUAGES = [("nl", "nl"), ("en", "en")]


class AssociationOut(serializers.Serializer):
    """A professional association."""

    example = {"uuid": "5d0c2b3e-2a1c-4c58-9a3c-0a4f2d3f5c11", "code": "venvn", "name": "V&VN"}

    uuid = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()


class RegisterOut(serializers.Serializer):
    """A professional register; its code is its place in addresses."""

    example = {
        "code": "venvn",
        "name": "Kwaliteitsregister V&V",
        "association": AssociationOut.example,
    }

    code = serializers.CharField()
    name = serializers.CharField()
    association = AssociationOut()


class PersonIn(Input):
    """A natural person: nothing but what is needed to address them."""

    example = {
        "givenName": "Zoë",
        "prefix": "van der",
        "familyName": "Brûlée",
        "email": "zoe@person.example",
        "language": "nl",
    }

    givenName = Line(source="given_name", max_length=100)
    prefix = Line(required=False, allow_blank=True, max_length=30, help_text="Tussenvoegsel, such as `van der`.")
    familyName = Line(source="family_name", max_length=100)
    email = serializers.EmailField(required=False, allow_blank=True, max_length=254)
    language = serializers.ChoiceField(required=False, choices=LANGUAGES)


class PersonOut(serializers.Serializer):
    """A natural person."""

    example = {"uuid": "1f0f7f57-9a4e-4b7e-8a53-6f3c1d0a9b42"} | PersonIn.example

    uuid = serializers.UUIDField()
    givenName = serializers.CharField(source="given_name")
    prefix = serializers.CharField()
    familyName = serializers.CharField(source="family_name")
    email = serializers.CharField()
    language = serializers.ChoiceField(choices=LANGUAGES)


class PersonSearchIn(Input):
    """Whom to look for. In a body: names do not belong in addresses, which logs and browsers keep."""

    example = {"familyName": "Brûlée"}

    familyName = Line(max_length=100, help_text="Beginning of the family name.")


class PersonsFoundOut(serializers.Serializer):
    """Who was found. Not `complete`: there are more, and a longer name is needed."""

    example: ClassVar[dict[str, Any]] = {"results": [PersonOut.example], "complete": True}

    results = PersonOut(many=True)
    complete = serializers.BooleanField()


class PersonRef(serializers.Serializer):
    """A person by id and name."""

    example = {"uuid": PersonOut.example["uuid"], "name": "Zoë van der Brûlée"}

    uuid = serializers.UUIDField()
    name = serializers.CharField(source="full_name")


class RegulationRef(serializers.Serializer):
    """A version of a register's rules. `digest` is the fingerprint of its text."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "0c9d6c0e-7d07-4f57-8d0b-55a5a7a0e001",
        "inForceFrom": "2015-01-01",
        "digest": "sha256:0f4636c78f65d3639ece5a064b5ae753e3408614a14fb18ab4d7540d2c248543",
    }

    uuid = serializers.UUIDField()
    inForceFrom = serializers.DateField(source="in_force_from")
    digest = serializers.CharField()


class RegulationOut(RegulationRef):
    """A version of a register's rules, who proposed it and who adopted it."""

    example: ClassVar[dict[str, Any]] = RegulationRef.example | {
        "register": "venvn",
        "state": "ADOPTED",
        "proposedBy": "Anna de Wit",
        "proposedAt": "2026-01-12T09:30:00Z",
        "adoptedBy": "Bram Öztürk",
        "adoptedAt": "2026-01-15T13:05:00Z",
    }

    register = serializers.CharField(source="register.code")
    state = serializers.ChoiceField(choices=Regulation.State.choices)
    proposedBy = serializers.SerializerMethodField(help_text="Name; empty when the account is not of a person.")
    proposedAt = serializers.DateTimeField(source="proposed_at")
    adoptedBy = serializers.SerializerMethodField(help_text="Name; empty when the account is not of a person.")
    adoptedAt = serializers.DateTimeField(source="adopted_at", allow_null=True)

    def get_proposedBy(self, regulation: Regulation) -> str:
        return _name(regulation.proposed_by)

    def get_adoptedBy(self, regulation: Regulation) -> str:
        return _name(regulation.adopted_by)


def _name(user: User | None) -> str:
    return user.person.full_name if user and user.person else ""


SOURCE = "register: venvn\nin_force: {from: 2015-01-01, by: cycle_end}\n…"


class RegulationDetailOut(RegulationOut):
    """A version of the rules with its text: as written, and as read."""

    example: ClassVar[dict[str, Any]] = RegulationOut.example | {
        "source": SOURCE,
        "document": {"register": "venvn", "in_force": {"from": "2015-01-01", "by": "cycle_end"}},
    }

    source = serializers.CharField(help_text="The YAML text as written.")  # type: ignore[assignment]
    document = serializers.DictField(help_text="The same, parsed. Its keys are those of the regulation language.")


class RegulationIn(Input):
    """A regulation: the YAML text of one file."""

    example = {"source": SOURCE}

    source = serializers.CharField(max_length=500_000, trim_whitespace=False)  # type: ignore[assignment]


class Empty(Input):
    """Nothing: the deed itself is the message."""

    example: Mapping[str, Any] = {}


class HeldRoleOut(serializers.Serializer):
    """A role that is held today, for an organisation or for one register of it."""

    example = {
        "role": "REGISTRAR",
        "organisation": AssociationOut.example,
        "register": None,
        "startsOn": "2026-01-15",
        "endsBefore": None,
    }

    role = serializers.ChoiceField(choices=[(role.value, role.value) for role in Role])
    organisation = AssociationOut(help_text="An association or a provider.")
    register = serializers.CharField(source="register.code", allow_null=True, help_text="Code; null for all of them.")
    startsOn = serializers.DateField(source="starts_on")
    endsBefore = serializers.DateField(source="ends_before", allow_null=True)


class ProfileOut(serializers.Serializer):
    """Who is signed in, and what for."""

    example = {
        "email": "zoe@person.example",
        "person": PersonRef.example,
        "roles": [HeldRoleOut.example],
        "scopes": None,
    }

    email = serializers.CharField(help_text="Of the account.")
    person = PersonRef(allow_null=True)
    roles = HeldRoleOut(many=True)
    scopes = serializers.ListField(
        child=serializers.CharField(), allow_null=True, help_text="Of a machine's token; null for people."
    )


class JobRunOut(serializers.Serializer):
    """One run of a scheduled job."""

    example = {
        "name": "plan_reminders",
        "state": "DONE",
        "startedAt": "2026-01-15T09:00:00Z",
        "finishedAt": "2026-01-15T09:00:02Z",
        "rows": 12,
        "failure": "",
    }

    name = serializers.CharField()
    state = serializers.ChoiceField(choices=JobRun.State.choices)
    startedAt = serializers.DateTimeField(source="started_at")
    finishedAt = serializers.DateTimeField(source="finished_at", allow_null=True)
    rows = serializers.IntegerField()
    failure = serializers.SerializerMethodField(help_text="The sort of error, when it failed. The log has the rest.")

    def get_failure(self, run: JobRun) -> str:
        return run.error.partition(":")[0]


class JobRunQuery(Input):
    """Which runs."""

    name = Line(required=False, max_length=80)
    state = serializers.ChoiceField(required=False, choices=JobRun.State.choices)
