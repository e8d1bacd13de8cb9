"""What assessments, assignments and questions look like on the wire, with an example of each."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accreditation.api.application_shapes import (
    DUE_HELP,
    STATES,
    ApplicationRef,
    ApplicationStateOut,
    AttachmentOut,
    ContentOut,
)
from accreditation.api.course_shapes import CourseVersionOut
from accreditation.models import Assessment, StateSpan, Submission
from accreditation.selectors.applications import clock_of
from register.models import User
from register.scoping.inputs import Flag, Input, Line, Named, Text

PERSON = "3d1f0a7e-5b0a-4f6e-9a77-1f2e3d4c5b60"


class RemarkOut(serializers.Serializer):
    """What was said about a field, or about the whole (`field` empty)."""

    field = serializers.CharField()
    text = serializers.CharField()


class SpanOut(serializers.Serializer):
    """A stretch of time in one state, against what was promised."""

    state = serializers.ChoiceField(choices=STATES)
    enteredAt = serializers.DateTimeField(source="entered_at")
    leftAt = serializers.DateTimeField(source="left_at", allow_null=True)
    dueOn = serializers.DateField(source="due_on", allow_null=True, help_text=DUE_HELP)
    spentDays = serializers.SerializerMethodField(help_text="Whole days in this state.")
    remarks = RemarkOut(many=True)

    def get_spentDays(self, span: StateSpan) -> int:
        return ((span.left_at or self.context["now"]) - span.entered_at).days


class AssessmentOut(ApplicationStateOut):
    """How one register deals with an application."""

    example = ApplicationStateOut.example | {"application": ApplicationRef.example, "urgent": False}

    application = ApplicationRef()
    urgent = serializers.BooleanField(source="put_forward.urgent")


class PutForwardOut(ContentOut):
    """What was submitted, and when: it stays as it was, whatever becomes of the draft."""

    example = ContentOut.example | {
        "number": 1,
        "content": CourseVersionOut.example,
        "submittedAt": "2026-01-15T09:00:00Z",
        "attachments": [AttachmentOut.example],
    }

    number = serializers.IntegerField(help_text="The first submission of the application is 1.")
    content = CourseVersionOut(source="version", help_text="What the course said of itself.")
    submittedAt = serializers.DateTimeField(source="submitted_at")
    attachments = serializers.SerializerMethodField()

    @extend_schema_field(AttachmentOut(many=True))
    def get_attachments(self, row: Submission) -> list[dict[str, Any]]:
        return list(AttachmentOut(row.attachments.defer("content").order_by("id"), many=True).data)


class AssessmentDetailOut(AssessmentOut):
    """How one register deals with an application, and how long each step took."""

    example = AssessmentOut.example | {
        "advicesNeeded": 2,
        "submission": PutForwardOut.example,
        "clock": [
            {
                "state": "SUBMITTED",
                "enteredAt": "2026-01-15T09:00:00Z",
                "leftAt": None,
                "dueOn": "2026-01-25",
                "spentDays": 3,
                "remarks": [],
            }
        ],
    }

    advicesNeeded = serializers.IntegerField(source="advices_needed")
    submission = PutForwardOut(allow_null=True, help_text="What this register looks at; null before any.")
    clock = serializers.SerializerMethodField()

    @extend_schema_field(SpanOut(many=True))
    def get_clock(self, row: Assessment) -> list[dict[str, Any]]:
        return list(SpanOut(clock_of(row), many=True, context=self.context).data)


class AssessmentQuery(Input):
    """Which assessments."""

    register = Line(required=False, max_length=60, source="register__code")
    state = serializers.ChoiceField(required=False, choices=STATES)
    application = serializers.UUIDField(required=False, source="application__uuid")
    overdue = Flag(required=False, help_text="Only what is waited for longer than was promised.")
    assignedToMe = Flag(required=False, source="assigned_to_me", help_text="Only what you still have to advise on.")

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        """A query says true and false in words."""
        words = {"true": True, "false": False}
        flags = {
            key: words.get(value, value) for key, value in dict(data).items() if key in ("overdue", "assignedToMe")
        }
        return super().to_internal_value(dict(data) | flags)


class RemarkIn(Input):
    """What is missing, and in which field."""

    field = Line(max_length=100, allow_blank=True)
    text = Line(max_length=1000)


class ReturnIn(Input):
    """What is missing."""

    example = {"shortcomings": [{"field": "programme", "text": "Het programma noemt geen tijden."}]}

    shortcomings = RemarkIn(many=True, allow_empty=False)


class GroundIn(Input):
    """Why."""

    example = {"reason": "De scholing gaat niet door."}

    reason = Line(max_length=1000)


class ReasonsIn(Input):
    """Why, at length."""

    example = {"reasons": "Valt geheel binnen onze erkende leerlijn wondzorg."}

    reasons = Text(max_length=8000)


class CandidateOut(serializers.Serializer):
    """An assessor who could advise, the best first: knows most of it and has least to do."""

    example = {"assessor": PERSON, "name": "Noor Bakker", "open": 1, "takesAtMost": 5, "matches": 2}

    assessor = serializers.UUIDField(source="user.uuid")
    name = serializers.CharField(source="user.person.full_name", default="")
    open = serializers.IntegerField(help_text="Advices still to be given.")
    takesAtMost = serializers.IntegerField(source="takes_at_most")
    matches = serializers.IntegerField(help_text="Categories, competences and kind that they know.")


class CandidatesOut(serializers.Serializer):
    """Everybody who could advise, the best first: a short list without pages."""

    example = {"results": [CandidateOut.example]}

    results = CandidateOut(many=True)


class Assessor(Named):
    """An account named by its uuid; whether it may advise is for the service to say."""

    def seen_by(self, actor: Any) -> Any:
        return User.objects.filter(is_active=True, is_machine=False)


class AssignmentIn(Input):
    """Whom to ask; `blind` asks for one more advice that only measures agreement."""

    example = {"assessor": PERSON}

    assessor = Assessor(User)
    blind = Flag(required=False, default=False)


class AssignmentOut(serializers.Serializer):
    """Somebody was asked to advise."""

    example = {
        "uuid": "8c2d1e0f-3a4b-4c5d-8e6f-7a8b9c0d1e2f",
        "assessor": PERSON,
        "name": "Noor Bakker",
        "round": 1,
        "blind": False,
        "assignedAt": "2026-01-20T09:00:00Z",
        "releasedAt": None,
        "advised": False,
    }

    uuid = serializers.UUIDField()
    assessor = serializers.UUIDField(source="assessor.uuid")
    name = serializers.CharField(source="assessor.person.full_name", default="")
    round = serializers.IntegerField(help_text="2 after an objection.")
    blind = serializers.BooleanField()
    assignedAt = serializers.DateTimeField(source="assigned_at")
    releasedAt = serializers.DateTimeField(source="released_at", allow_null=True)
    advised = serializers.SerializerMethodField()

    def get_advised(self, row: Any) -> bool:
        return hasattr(row, "advice")


class ProviderQuestionIn(Input):
    """What is asked of the provider."""

    example = {"text": "Hoe wordt de vaardigheid getoetst?"}

    text = Text(max_length=4000)


class ProviderAnswerIn(Input):
    """What the provider answers."""

    example = {"answer": "Met een praktijktoets van een uur."}

    answer = Text(max_length=8000)


class ProviderQuestionOut(serializers.Serializer):
    """A question to the provider, and the answer."""

    example: dict[str, Any] = ProviderQuestionIn.example | {
        "uuid": "1e2d3c4b-5a69-4788-9a0b-c1d2e3f4a5b6",
        "askedAt": "2026-01-22T09:00:00Z",
        "answer": "",
        "answeredAt": None,
    }

    uuid = serializers.UUIDField()
    text = serializers.CharField()
    askedAt = serializers.DateTimeField(source="asked_at")
    answer = serializers.CharField()
    answeredAt = serializers.DateTimeField(source="answered_at", allow_null=True)
