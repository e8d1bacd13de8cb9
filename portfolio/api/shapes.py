"""What ledger entries look like on the wire, with an example of each."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, ClassVar

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.models import LedgerEntry
from register.access import Actor
from register.rules.facts import KINDS, UNITS
from register.scoping.inputs import Amount, Code, Day, Input, Line, Named, Properties, Words
from register.scoping.wording import say

UNIT = [(unit, unit) for unit in UNITS]
KIND = [(kind, kind) for kind in KINDS]
REGISTRATION = "8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19"


class FactIn(Input):
    """A fact on one day (`effectiveOn`), or from a first to a last day, both included (`from`, `until`).

    Without `until` it goes on. `sourceKey` is your own name for where the fact comes from, used once per register: sent
    again, it is refused and nothing is booked twice.
    """

    example = {
        "kind": "leave",
        "from": "2025-03-01",
        "until": "2025-06-30",
        "code": "parental",
        "sourceKey": "letter-2025-0117",
    }

    kind = serializers.ChoiceField(choices=KIND)
    effectiveOn = Day(required=False, source="on", help_text="The day, of what happened on one day.")
    category = Line(required=False, max_length=60, help_text="A word of the register's regulation.")
    code = Code(required=False, max_length=60)
    quantity = Amount(required=False, max_digits=12)
    unit = serializers.ChoiceField(required=False, choices=UNIT)
    tags = Words(required=False, default=list)
    details = Properties(
        required=False,
        default=dict,
        help_text="The rarer fields of a fact, named as in the regulation language.",
    )
    sourceKey = serializers.RegexField(r"^[A-Za-z0-9._:/-]+$", source="source_key", max_length=50)

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {
            "from": Day(required=False, source="since", help_text="The first day, of something longer."),
            "until": Day(required=False, help_text="The last day, itself included."),
        }

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        given = set(self.initial_data)
        if "effectiveOn" in given and given & {"from", "until"}:
            text = say("Geef `effectiveOn`, of `from` en `until`.", "Give `effectiveOn`, or `from` and `until`.")
            return {"effectiveOn": ErrorDetail(text, code="one-of")}
        if not given & {"effectiveOn", "from"}:
            text = say("Geef `effectiveOn` of `from`.", "Give `effectiveOn` or `from`.")
            return {"effectiveOn": ErrorDetail(text, code="required")}
        if "since" in values and "until" in values and values["until"] < values["since"]:
            text = say("De laatste dag ligt voor de eerste.", "The last day lies before the first.")
            return {"until": ErrorDetail(text, code="ends-before-start")}
        if ("quantity" in given) is not ("unit" in given):
            text = say("`quantity` en `unit` horen bij elkaar.", "`quantity` and `unit` go together.")
            return {"unit" if "quantity" in given else "quantity": ErrorDetail(text, code="required")}
        return {}


class LedgerEntryOut(serializers.Serializer):
    """One fact about a person. `from` and `until` are the first and last day of a span, both included.

    `effectiveOn` is the day on which it counts, `recordedAt` the moment since which we know. An entry without a
    registration serves every registration of the person. An entry that `reverses` another takes it back.
    """

    example: ClassVar[dict[str, Any]] = {
        "uuid": "f3a1b0c9-58cf-4a6b-8d4e-2a5b7f0d9e10",
        "person": "1f0f7f57-9a4e-4b7e-8a53-6f3c1d0a9b42",
        "registration": REGISTRATION,
        "kind": "activity",
        "effectiveOn": "2026-10-03",
        "from": None,
        "until": None,
        "category": "oda",
        "code": "",
        "quantity": "3",
        "unit": "hour",
        "tags": [],
        "details": {},
        "edition": None,
        "validation": "ASSESSED",
        "sourceKey": "claim/0a4c1d1e-6a3f-4d0c-9d2c-7f3e5a1b8c66",
        "recordedAt": "2026-10-09T08:15:00Z",
        "reverses": None,
        "reversedBy": None,
        "reason": "",
    }

    uuid = serializers.UUIDField()
    person = serializers.UUIDField(source="person.uuid")
    registration = serializers.UUIDField(source="registration.uuid", allow_null=True)
    kind = serializers.ChoiceField(choices=LedgerEntry.Kind.choices)
    effectiveOn = serializers.DateField(source="effective_on")
    category = serializers.CharField()
    code = serializers.CharField()
    quantity = Amount(max_digits=12, allow_null=True)
    unit = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    details = Properties()
    edition = serializers.CharField(source="edition.code", allow_null=True, help_text="Code of the edition attended.")
    validation = serializers.ChoiceField(choices=LedgerEntry.Validation.choices)
    sourceKey = serializers.CharField(source="source_key")
    recordedAt = serializers.DateTimeField(source="recorded_at")
    reverses = serializers.UUIDField(source="reverses.uuid", allow_null=True)
    reversedBy = serializers.UUIDField(source="reversed_by.uuid", allow_null=True, default=None)
    reason = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {
            "from": serializers.DateField(source="during.lower", allow_null=True),
            "until": LastDay(source="during.upper", allow_null=True),
        }


class LastDay(serializers.DateField):
    """The day before the end that is kept: spans are half-open in the database, whole days on the wire."""

    def to_representation(self, value: Any) -> Any:
        return super().to_representation(value - timedelta(days=1))


class DossierQuery(Input):
    """Which entries of a dossier."""

    kind = serializers.ChoiceField(required=False, choices=KIND)

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {
            "from": Day(required=False, source="effective_on__gte", help_text="That count on this day or later."),
            "until": Day(required=False, source="effective_on__lte", help_text="That count on this day or before."),
        }


class LedgerEntryQuery(DossierQuery):
    """Which entries."""

    person = serializers.UUIDField(required=False, source="person__uuid")
    registration = serializers.UUIDField(required=False, source="registration__uuid")


class ReversalIn(Input):
    """Why an entry is taken back."""

    example = {"reason": "Entered for the wrong person."}

    reason = Line(max_length=300)


class OwnRegistration(Named):
    """Only what is one's own; another's, though seen, is answered like one that is missing."""

    def seen_by(self, actor: Actor) -> QuerySet[Any]:
        return super().seen_by(actor).filter(person=actor.person_id).select_related("register", "person")
