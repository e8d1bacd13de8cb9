"""What grants, looks, employers and plans of teams look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers

from register.catalogue import PURPOSE_WORDS, LookPurpose
from register.models import Employer, Look
from register.scoping.inputs import Code, Day, Flag, Input, Line, Moment, Named, Words

EMPLOYER = "9b1d7c60-5d6b-4c28-9a3c-0a4f2d3f5c11"
SHARE = "c1a7c1f2-6a51-4a8e-8ad8-0b1f0f5d0f3e"


class ShareIn(Input):
    """Parts of your dossier that one audience may read until a moment."""

    example: ClassVar[Mapping[str, Any]] = {
        "parts": ["ledger", "goals"],
        "reason": "Functioneringsgesprek 2026",
        "email": "leidinggevende@zorg.example",
        "closesAt": "2027-01-01T00:00:00+01:00",
    }

    parts = Words(help_text="Keys of `dossier-parts`.")
    reason = Line(max_length=200)
    email = serializers.EmailField(required=False, max_length=254, help_text="Whoever reads the mail of this address.")
    employer = Named(Employer, required=False, help_text="Or an employer.")
    startsOn = Day(required=False, source="starts_on", help_text="Only what is of this day or later.")
    endsBefore = Day(required=False, source="ends_before")
    closesAt = Moment(source="closes_at")


class ShareOut(serializers.Serializer):
    """A grant you gave."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": SHARE,
        "parts": ["ledger", "goals"],
        "reason": "Functioneringsgesprek 2026",
        "email": "leidinggevende@zorg.example",
        "employer": None,
        "startsOn": None,
        "endsBefore": None,
        "givenAt": "2026-11-22T09:00:00Z",
        "closesAt": "2026-12-31T23:00:00Z",
        "withdrawnAt": None,
    }

    uuid = serializers.UUIDField()
    parts = serializers.ListField(child=serializers.CharField())
    reason = serializers.CharField()
    email = serializers.CharField()
    employer = serializers.UUIDField(source="employer.uuid", allow_null=True, default=None)
    startsOn = serializers.DateField(source="starts_on", allow_null=True)
    endsBefore = serializers.DateField(source="ends_before", allow_null=True)
    givenAt = serializers.DateTimeField(source="given_at")
    closesAt = serializers.DateTimeField(source="closes_at")
    withdrawnAt = serializers.DateTimeField(source="withdrawn_at", allow_null=True)


class ShareStepIn(Input):
    """Nothing needs to be said."""

    example: ClassVar[Mapping[str, Any]] = {}


class ShareKeyIn(Input):
    """The key of the mail, and which part to read; without a part, what there is to read."""

    example: ClassVar[Mapping[str, Any]] = {"key": "Xm3o", "part": "goals"}

    key = Code(max_length=100)
    part = Line(required=False, max_length=60)


class SharedPartQuery(Input):
    """Which part to read; none for what there is to read."""

    part = Line(required=False, max_length=60)


class SharedTableOut(serializers.Serializer):
    """The rows of one table, in the form of the export (docs/dossier.md)."""

    example: ClassVar[Mapping[str, Any]] = {"name": "goals", "rows": []}

    name = serializers.CharField()
    rows = serializers.ListField(child=serializers.DictField())


class SharedPartOut(serializers.Serializer):
    """One part of a dossier that was shared."""

    example: ClassVar[Mapping[str, Any]] = {
        "key": "goals",
        "nl": "Doelen",
        "en": "Goals",
        "tables": [SharedTableOut.example],
        "more": False,
    }

    key = serializers.CharField()
    nl = serializers.CharField()
    en = serializers.CharField()
    tables = SharedTableOut(many=True)
    more = serializers.BooleanField(help_text="There are more rows than are shown.")


class SharedDossierOut(serializers.Serializer):
    """What somebody shares: who, what for, which parts, until when; and the part that was asked."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": SHARE,
        "name": "Zoë van den Berg",
        "reason": "Functioneringsgesprek 2026",
        "parts": ["ledger", "goals"],
        "closesAt": "2026-12-31T23:00:00Z",
        "part": None,
    }

    uuid = serializers.UUIDField()
    name = serializers.CharField(source="person.full_name")
    reason = serializers.CharField()
    parts = serializers.ListField(child=serializers.CharField())
    closesAt = serializers.DateTimeField(source="closes_at")
    part = SharedPartOut(allow_null=True, default=None)


class LookOut(serializers.Serializer):
    """Somebody else read a part of your dossier."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": "a4a6a0c6-0c55-4a51-8a66-6c8b1b7f0d11",
        "part": "ledger",
        "purpose": "CLAIMS",
        "purposeLabel": {"nl": "wat u opvoerde beoordelen", "en": "assessing what you claimed"},
        "role": "REGISTRAR",
        "organisation": "V&VN",
        "share": None,
        "listedOn": None,
        "lookedAt": "2026-11-22T10:15:00Z",
    }

    uuid = serializers.UUIDField()
    part = serializers.CharField()
    purpose = serializers.ChoiceField(choices=[purpose.value for purpose in LookPurpose])
    purposeLabel = serializers.SerializerMethodField()
    role = serializers.CharField(help_text="The role of the reader; `share` or `webhook` by a grant of yours.")
    organisation = serializers.CharField(source="organisation.name", allow_null=True, default=None)
    share = serializers.UUIDField(source="ground", allow_null=True)
    listedOn = serializers.DateField(
        source="listed_on", allow_null=True, help_text="It came along in a list; noted once a day."
    )
    lookedAt = serializers.DateTimeField(source="looked_at")

    def get_purposeLabel(self, look: Look) -> dict[str, str]:
        return dict(zip(("nl", "en"), PURPOSE_WORDS[LookPurpose(look.purpose)], strict=True))


class EmployerIn(Input):
    """An employer where professionals may say that they work."""

    example: ClassVar[Mapping[str, Any]] = {"code": "zorggroep-noord", "name": "Zorggroep Noord"}

    code = serializers.SlugField(max_length=60)
    name = Line(max_length=200)


class EmployerOut(serializers.Serializer):
    """An employer."""

    example: ClassVar[Mapping[str, Any]] = {"uuid": EMPLOYER, **EmployerIn.example}

    uuid = serializers.UUIDField()
    code = serializers.CharField()
    name = serializers.CharField()


class EmployerLinkIn(Input):
    """Where you work. It gives the employer nothing to read."""

    example: ClassVar[Mapping[str, Any]] = {
        "employer": EMPLOYER,
        "team": "Wijkteam Zuid",
        "counted": True,
        "startsOn": "2025-01-01",
    }

    employer = Named(Employer)
    team = Line(required=False, max_length=60)
    counted = Flag(required=False, help_text="Whether you are counted in the figures of your team.")
    startsOn = Day(source="starts_on")


class EmployerLinkOut(serializers.Serializer):
    """Where you work, and whether you are counted there."""

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": "5f0b9a7b-9a26-4f7a-8f1c-3d8a3b7f2a10",
        **EmployerLinkIn.example,
        "endsBefore": None,
    }

    uuid = serializers.UUIDField()
    employer = serializers.UUIDField(source="employer.uuid")
    team = serializers.CharField()
    counted = serializers.BooleanField()
    startsOn = serializers.DateField(source="starts_on")
    endsBefore = serializers.DateField(source="ends_before", allow_null=True)
