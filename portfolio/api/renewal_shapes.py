"""What renewals look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.api.shapes import REGISTRATION
from portfolio.models import Renewal
from register.rules.periods import Length
from register.rules.procedure import NEEDS_LENGTH
from register.scoping.inputs import Flag, Input, Line, Text, Words, refuse
from register.scoping.wording import say

RENEWAL_STATES = [one.value for one in Renewal.State]
GRANTS = ["full", "shorter", "conditional", "equated", "temporary", "annotated", "refused"]
REFUSED_STATUSES = ["LAPSED", "STRUCK_OFF"]


class RenewalOut(serializers.Serializer):
    """The renewal at the end of a cycle. Asked for in time, the registration goes on until it is decided.

    It is the `matter` of the decision that answers it. `forPeople` says why it is not decided by rule.
    """

    example: ClassVar[Mapping[str, Any]] = {
        "uuid": "5b1e1c55-0d0a-4a5e-8a41-5a5a5c1e9b21",
        "registration": REGISTRATION,
        "register": "venvn",
        "cycle": "0f3f6a9c-2c4a-4a43-9e57-9e8f1c0a2d11",
        "endsBefore": "2027-03-01",
        "state": "SUBMITTED",
        "openedAt": "2026-12-07T05:00:00Z",
        "submitBy": "2027-02-28",
        "submittedAt": "2027-01-04T19:12:00Z",
        "inTime": True,
        "declared": ["conduct"],
        "motivation": "",
        "startsNow": False,
        "decideBy": "2027-03-01",
        "returnedBecause": "",
        "supplementUntil": None,
        "completedAt": None,
        "forPeople": "",
    }

    uuid = serializers.UUIDField()
    registration = serializers.UUIDField(source="cycle.registration.uuid")
    register = serializers.CharField(source="cycle.registration.register.code")
    cycle = serializers.UUIDField(source="cycle.uuid")
    endsBefore = serializers.DateField(source="cycle.ends_before")
    state = serializers.ChoiceField(choices=RENEWAL_STATES)
    openedAt = serializers.DateTimeField(source="opened_at")
    submitBy = serializers.DateField(source="submit_by", help_text="The last day on which asking is in time.")
    submittedAt = serializers.DateTimeField(source="submitted_at", allow_null=True)
    inTime = serializers.BooleanField(source="in_time", allow_null=True)
    declared = serializers.ListField(child=serializers.CharField())
    motivation = serializers.CharField()
    startsNow = serializers.BooleanField(source="starts_now")
    decideBy = serializers.DateField(
        source="decide_by", allow_null=True, help_text="The last day on which a decision is promised."
    )
    returnedBecause = serializers.CharField(source="returned_because")
    supplementUntil = serializers.DateField(source="supplement_until", allow_null=True)
    completedAt = serializers.DateTimeField(source="completed_at", allow_null=True)
    forPeople = serializers.CharField(source="for_people")


class RenewalQuery(Input):
    """Which renewals; those that are SUBMITTED wait for the office, those that are COMPLETE for a proposal."""

    state = serializers.ChoiceField(required=False, choices=RENEWAL_STATES)
    register = Line(required=False, source="cycle__registration__register__code", max_length=60)
    registration = serializers.UUIDField(required=False, source="cycle__registration__uuid")


class ChecklistRequirementOut(serializers.Serializer):
    """One requirement and what is missing."""

    code = serializers.CharField()
    qualifier = serializers.CharField(allow_null=True)
    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]
    article = serializers.CharField()
    met = serializers.BooleanField()
    short = serializers.CharField()
    unit = serializers.CharField()


class ChecklistDeclarationOut(serializers.Serializer):
    """What is declared when asking."""

    code = serializers.CharField()
    label = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]
    given = serializers.BooleanField()


class RenewalChecklistOut(serializers.Serializer):
    """What is needed to ask for renewal, by the standing of today, and what would be proposed on it.

    `proposed` is empty where the regulation proposes nothing and people say.
    """

    example: ClassVar[Mapping[str, Any]] = {
        "asOf": "2027-01-04",
        "met": True,
        "outcome": "met",
        "proposed": "full",
        "startChoice": False,
        "requirements": [
            {
                "code": "total",
                "qualifier": None,
                "label": {"nl": "Punten in totaal", "en": "Points in total"},
                "article": "art. 4",
                "met": True,
                "short": "0",
                "unit": "hour",
            }
        ],
        "declarations": [
            {
                "code": "conduct",
                "label": {"nl": "Ik houd mij aan de beroepscode", "en": "I keep to the code of conduct"},
                "given": False,
            }
        ],
    }

    asOf = serializers.DateField(source="as_of")
    met = serializers.BooleanField()
    outcome = serializers.CharField()
    proposed = serializers.CharField()
    startChoice = serializers.BooleanField(
        source="start_choice", help_text="Whether one may let the next cycle begin on the day of asking."
    )
    requirements = ChecklistRequirementOut(many=True)
    declarations = ChecklistDeclarationOut(many=True)


class RenewalSubmissionIn(Input):
    """Asking for renewal, or sending what was missing. Say why when you are short."""

    example: ClassVar[Mapping[str, Any]] = {"declared": ["conduct"], "motivation": ""}

    declared = Words(required=False, default=list, help_text="The codes of all declarations that are asked.")
    motivation = Text(required=False, allow_blank=True, max_length=5_000, help_text="No medical detail, please.")
    startsNow = Flag(required=False, source="starts_now", help_text="Let the next cycle begin today, where allowed.")


class RenewalReturnIn(Input):
    """What is missing."""

    example: ClassVar[Mapping[str, Any]] = {"reason": "De werkgeversverklaring ontbreekt."}

    reason = Line(max_length=1_000)


class LengthField(Line):
    """A length of time such as `2 years`."""

    def to_internal_value(self, data: Any) -> Any:
        text = super().to_internal_value(data)
        try:
            return Length.parse(text)
        except ValueError:
            refuse('Geef een duur zoals "2 years".', 'Give a length such as "2 years".', "invalid")


class RenewalProposalIn(Input):
    """Preparing the decision: by the matrix of the regulation, or otherwise, and then why."""

    example: ClassVar[Mapping[str, Any]] = {
        "grants": "conditional",
        "within": "1 year",
        "reasons": "De ontbrekende uren worden binnen een jaar ingehaald.",
    }

    grants = serializers.ChoiceField(required=False, choices=GRANTS)
    within = LengthField(required=False, max_length=20, help_text="With shorter, temporary and conditional.")
    status = serializers.ChoiceField(required=False, choices=REFUSED_STATUSES)
    grace = LengthField(required=False, max_length=20, help_text="With refused.")
    reasons = Text(required=False, max_length=10_000)
    hardship = Text(required=False, max_length=5_000, help_text="Why the rules would be unreasonable here.")

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        grants = values.get("grants")
        wrong: dict[str, ErrorDetail] = {}
        if (grants in NEEDS_LENGTH) != ("within" in values):
            text = say("Hoort bij shorter, temporary en conditional.", "Belongs with shorter, temporary, conditional.")
            wrong["within"] = ErrorDetail(text, code="within-with-grants")
        if grants != "refused":
            text = say("Hoort bij refused.", "Belongs with refused.")
            wrong |= {name: ErrorDetail(text, code="with-refused") for name in ("status", "grace") if name in values}
        if grants and not values.get("reasons"):
            text = say("Zeg waarom u van het reglement afwijkt.", "Say why you depart from the regulation.")
            wrong["reasons"] = ErrorDetail(text, code="required")
        return wrong
