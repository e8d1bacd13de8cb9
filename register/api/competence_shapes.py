"""Competence profiles on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from register.rules.competences.case_writing import VERSIONS
from register.scoping.inputs import Day, Input
from register.scoping.wording import say
from register.services.competence_profiles import FORMS

DOCUMENT: dict[str, Any] = {
    "title": {"nl": "Beroepsprofiel", "en": "Professional profile"},
    "levels": [
        {"code": "starting", "title": {"nl": "Startbekwaam", "en": "Starting"}},
        {"code": "proficient", "title": {"nl": "Vakbekwaam", "en": "Proficient"}},
    ],
    "competences": [
        {
            "code": "c-law",
            "title": {"nl": "Werkt volgens de wet", "en": "Works within the law"},
            "indicators": [
                {"code": "c-law.1", "text": {"nl": "Legt een besluit uit", "en": "Explains a decision"}},
            ],
        }
    ],
}
PROFILE = "8e4b1c07-51d2-4f2f-8ae5-3f0e7e3f9a10"


class CompetenceProfileIn(Input):
    """What a profession is to ask from a day on: a `document`, a table (`csv`), or a package of CASE (`case`)."""

    example: ClassVar[dict[str, Any]] = {"inForceFrom": "2027-01-01", "document": DOCUMENT}

    inForceFrom = Day(source="in_force_from", help_text="Until the next version's day.")
    document = serializers.JSONField(required=False, help_text="As docs/competence.md describes it.")
    csv = serializers.CharField(
        required=False, trim_whitespace=False, max_length=1_000_000, help_text="A table, with its header."
    )
    case = serializers.JSONField(required=False, help_text="A CFPackage of CASE 1.0 or 1.1.")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        given = [form for form in FORMS if form in values]
        if len(given) == 1:
            return {}
        text = say("Geef precies één van document, csv en case.", "Give exactly one of document, csv and case.")
        return {form: ErrorDetail(text, code="one-of") for form in given or ["document"]}


class CompetenceProfileQuery(Input):
    """Which versions."""

    on = Day(required=False, help_text="Only the version that is in force on this day.")


class CompetenceProfileOut(serializers.Serializer):
    """One version of what a profession asks. `digest` is the fingerprint of its document."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": PROFILE,
        "register": "leerregister-klantmanagers",
        "inForceFrom": "2027-01-01",
        "digest": "sha256:0f4636c78f65d3639ece5a064b5ae753e3408614a14fb18ab4d7540d2c248543",
        "proposedAt": "2026-11-02T10:00:00Z",
        "adoptedAt": None,
    }

    uuid = serializers.UUIDField()
    register = serializers.CharField(source="register.code")
    inForceFrom = serializers.DateField(source="in_force_from")
    digest = serializers.CharField()
    proposedAt = serializers.DateTimeField(source="proposed_at")
    adoptedAt = serializers.DateTimeField(source="adopted_at", allow_null=True)


class CompetenceProfileDetailOut(CompetenceProfileOut):
    """One version of what a profession asks, with its document."""

    example: ClassVar[dict[str, Any]] = CompetenceProfileOut.example | {"document": DOCUMENT}

    document = serializers.JSONField()


class CasePackageQuery(Input):
    """In which words."""

    language = serializers.ChoiceField(required=False, choices=["nl", "en"], default="nl")
    version = serializers.ChoiceField(required=False, choices=list(VERSIONS), default="1.1", help_text="Of CASE.")
