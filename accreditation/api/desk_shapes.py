"""What withdrawals, changes, interests, expertise and figures look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accreditation.api.assessment_shapes import PERSON, Assessor
from accreditation.api.course_shapes import CourseRef
from accreditation.api.shapes import ProviderRef, refuse_end_before_start
from accreditation.models import Course, CourseChange, Provider, ProviderBlock, Withdrawal
from register.models import User
from register.scoping.inputs import Day, Flag, Input, Line, Named, Text, Words
from register.scoping.wording import say

KINDS = Course.Kind.choices


class WithdrawalIn(Input):
    """Why the accreditation is taken back, and what that does to credit that was given.

    `KEEPS`: it stays, and from `withdrawnFrom` (today or later) attending brings nothing. `FROM_DATE`: it falls away
    from that day on. `ALL`: it falls away altogether, without a day.
    """

    example = {"effect": "FROM_DATE", "withdrawnFrom": "2026-03-01", "reasons": "De docent was niet bevoegd."}

    effect = serializers.ChoiceField(choices=Withdrawal.Effect.choices)
    withdrawnFrom = Day(required=False, source="withdrawn_from")
    reasons = Text(max_length=8000)


class WithdrawalOut(serializers.Serializer):
    """A proposal to take an accreditation back, and what became of it."""

    example: dict[str, Any] = WithdrawalIn.example | {
        "uuid": "5e4d3c2b-1a09-4f8e-9d7c-6b5a49382716",
        "course": CourseRef.example,
        "register": "venvn",
        "state": "PROPOSED",
        "proposedAt": "2026-03-02T09:00:00Z",
        "settledAt": None,
    }

    uuid = serializers.UUIDField()
    course = CourseRef()
    register = serializers.CharField(source="register.code")
    state = serializers.ChoiceField(choices=Withdrawal.State.choices)
    effect = serializers.ChoiceField(choices=Withdrawal.Effect.choices)
    withdrawnFrom = serializers.DateField(source="withdrawn_from", allow_null=True)
    reasons = serializers.CharField()
    proposedAt = serializers.DateTimeField(source="proposed_at")
    settledAt = serializers.DateTimeField(source="settled_at", allow_null=True)


class CourseChangeQuery(Input):
    """Which changes."""

    course = serializers.UUIDField(required=False, source="version__course__uuid")
    register = Line(required=False, max_length=60, source="register__code")
    effect = serializers.ChoiceField(required=False, choices=CourseChange.Effect.choices)
    settled = serializers.BooleanField(required=False, help_text="false: those that are still to be assessed anew.")


class CourseChangeOut(serializers.Serializer):
    """What a new version of an accredited course means in a register. `settled`: assessed anew since, or no need."""

    example = {
        "uuid": "3c2b1a09-4f8e-4d7c-8b5a-49382716f5e4",
        "course": CourseRef.example,
        "version": 2,
        "register": "venvn",
        "changed": ["programme"],
        "effect": "REASSESS",
        "settled": False,
        "triagedAt": "2026-03-02T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    course = CourseRef(source="version.course")
    version = serializers.IntegerField(source="version.number")
    register = serializers.CharField(source="register.code")
    changed = serializers.ListField(child=serializers.CharField())
    effect = serializers.ChoiceField(choices=CourseChange.Effect.choices)
    settled = serializers.SerializerMethodField()
    triagedAt = serializers.DateTimeField(source="triaged_at")

    def get_settled(self, row: CourseChange) -> bool:
        return row.effect != CourseChange.Effect.REASSESS or row.settled_by_id is not None


class InterestIn(Input):
    """An interest of yours in a provider, or in one course."""

    example = {"provider": ProviderRef.example["uuid"], "reason": "Mijn partner werkt er."}

    provider = Named(Provider, required=False)
    course = Named(Course, required=False)
    reason = Line(max_length=500)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if ("provider" in values) is ("course" in values):
            text = say("Geef `provider` of `course`.", "Give `provider` or `course`.")
            return {"provider": ErrorDetail(text, code="one-of")}
        return {}


class InterestOut(serializers.Serializer):
    """Somebody has an interest in a provider or a course, and does not advise or decide on it."""

    example = {
        "uuid": "1a094f8e-9d7c-4b5a-8938-2716f5e43c2b",
        "user": PERSON,
        "provider": ProviderRef.example,
        "course": None,
        "reason": "Mijn partner werkt er.",
        "declaredAt": "2026-01-15T09:00:00Z",
        "endedAt": None,
    }

    uuid = serializers.UUIDField()
    user = serializers.UUIDField(source="user.uuid")
    provider = ProviderRef(allow_null=True)
    course = CourseRef(allow_null=True)
    reason = serializers.CharField()
    declaredAt = serializers.DateTimeField(source="declared_at")
    endedAt = serializers.DateTimeField(source="ended_at", allow_null=True)


class ExpertiseIn(Input):
    """What an assessor knows, and how many applications they take on at once. What is left out stays."""

    example = {"assessor": PERSON, "categories": ["accredited"], "competences": [], "takesAtMost": 4, "available": True}

    assessor = Assessor(User)
    categories = Words(required=False)
    competences = Words(required=False)
    kinds = serializers.ListField(required=False, child=serializers.ChoiceField(choices=KINDS), max_length=4)
    takesAtMost = serializers.IntegerField(required=False, min_value=0, max_value=100, source="takes_at_most")
    available = Flag(required=False)


class ExpertiseOut(serializers.Serializer):
    """What an assessor of a register knows."""

    example = ExpertiseIn.example | {
        "uuid": "9d7c6b5a-4938-4716-85e4-3c2b1a094f8e",
        "register": "venvn",
        "name": "Noor Bakker",
        "kinds": ["WHOLE"],
    }

    uuid = serializers.UUIDField()
    assessor = serializers.UUIDField(source="user.uuid")
    name = serializers.CharField(source="user.person.full_name", default="")
    register = serializers.CharField(source="register.code")
    categories = serializers.ListField(child=serializers.CharField())
    competences = serializers.ListField(child=serializers.CharField())
    kinds = serializers.ListField(child=serializers.ChoiceField(choices=KINDS))
    takesAtMost = serializers.IntegerField(source="takes_at_most")
    available = serializers.BooleanField()


class FiguresQuery(Input):
    """Of what was decided in [`from`, `until`)."""

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {
            "from": Day(required=False, source="decided_from", help_text="A year ago when left out."),
            "until": Day(required=False, source="decided_before", help_text="The first day after; else tomorrow."),
        }

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        return refuse_end_before_start(values, "decided_from", "decided_before", "until")


class CommitteeFiguresOut(serializers.Serializer):
    """All assessors together. A pair is the blind advice beside one of the others."""

    decided = serializers.IntegerField()
    unanimous = serializers.IntegerField(help_text="All advices had the same outcome.")
    asAdvised = serializers.IntegerField(source="as_advised", help_text="Decided as most advised.")
    blindPairs = serializers.IntegerField(source="blind_pairs")
    blindAgreed = serializers.IntegerField(source="blind_agreed")
    blindSameCredits = serializers.IntegerField(source="blind_same_credits")


class AssessorFiguresOut(serializers.Serializer):
    """One assessor."""

    assessor = serializers.UUIDField(source="assessor.uuid")
    name = serializers.CharField(source="assessor.person.full_name", default="")
    advices = serializers.IntegerField()
    asDecided = serializers.IntegerField(source="as_decided", help_text="With the outcome that was decided.")
    sameCredits = serializers.IntegerField(source="same_credits", help_text="With the credits that were decided.")
    meanDays = serializers.CharField(source="mean_days", help_text="From asked to advised.")


class AgreementOut(serializers.Serializer):
    """How far assessors agree, of what was decided on advice in a period."""

    example = {
        "committee": {
            "decided": 41,
            "unanimous": 33,
            "asAdvised": 39,
            "blindPairs": 8,
            "blindAgreed": 7,
            "blindSameCredits": 5,
        },
        "assessors": [
            {
                "assessor": PERSON,
                "name": "Noor Bakker",
                "advices": 12,
                "asDecided": 11,
                "sameCredits": 9,
                "meanDays": "8.5",
            }
        ],
    }

    committee = CommitteeFiguresOut()
    assessors = AssessorFiguresOut(many=True)


class ProviderBlockOut(serializers.Serializer):
    """A provider may not apply in a register; `liftedAt` is null as long as that stands."""

    example = {
        "uuid": "7c6b5a49-3827-416f-9e43-c2b1a094f8e9",
        "provider": ProviderRef.example,
        "register": "venvn",
        "ground": "OVERDUE_ATTENDANCE",
        "setAt": "2026-01-15T09:00:00Z",
        "liftedAt": None,
    }

    uuid = serializers.UUIDField()
    provider = ProviderRef()
    register = serializers.CharField(source="register.code")
    ground = serializers.ChoiceField(choices=ProviderBlock.Ground.choices)
    setAt = serializers.DateTimeField(source="set_at")
    liftedAt = serializers.DateTimeField(source="lifted_at", allow_null=True)
