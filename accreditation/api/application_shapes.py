"""What applications and their attachments look like on the wire, with an example of each."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accreditation.api.course_shapes import CourseRef
from accreditation.api.shapes import ProviderRef
from accreditation.catalogue import OVER, WAITING_FOR, Party, State
from accreditation.models import Application, Assessment, Course
from accreditation.rules.worth import Line as WorthLine
from accreditation.selectors.applications import missing_of
from register.clock import today
from register.models import Register
from register.rules.facts import UNITS
from register.scoping.inputs import Amount, Flag, Input, Line, Named, Text
from register.scoping.wording import say

UNIT = [(unit, unit) for unit in UNITS]
STATES = [(state.value, state.value) for state in State]
APPLICATION = "9b0e6f3c-6f0e-4d57-8a43-6a5f0c2d1e10"
ASSESSMENT = "4c1f7a2b-0d7e-4f7b-9d55-2e8c6b7a9f21"
LINES = [{"category": "accredited", "quantity": "6", "unit": "point"}]
SPENT_HELP = "Whole days so far in this state."
DUE_HELP = "The last day in time, as the register promises or asks."


class WorthLineIn(Input):
    """So much of one category, a word of the register's regulation."""

    example = LINES[0]

    category = Line(max_length=60)
    quantity = Amount(positive=True)
    unit = serializers.ChoiceField(choices=UNIT)

    def to_internal_value(self, data: Any) -> Any:
        return WorthLine(**super().to_internal_value(data))


class WorthLineOut(serializers.Serializer):
    """So much of one category."""

    example = LINES[0]

    category = serializers.CharField()
    quantity = serializers.CharField()
    unit = serializers.CharField()


class RequestIn(Input):
    """What is asked of one register; no lines yet while it is being drafted."""

    example = {"register": "venvn", "lines": LINES}

    register = Named(Register, by="code", help_text="Code of the register.")
    lines = WorthLineIn(many=True, required=False)


class ApplicationFields(Input):
    """What a draft says beside the course itself; anything may be left for later."""

    motivation = Text(required=False, allow_blank=True, max_length=4000)
    urgent = Flag(required=False)
    plannedEditions = serializers.IntegerField(
        required=False, allow_null=True, min_value=0, max_value=1000, source="planned_editions"
    )
    requests = RequestIn(many=True, required=False)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        codes = [request["register"].code for request in values.get("requests", ())]
        if len(codes) != len(set(codes)):
            text = say("Noem elk register één keer.", "Name each register once.")
            return {"requests": ErrorDetail(text, code="register-twice")}
        return {}


class ApplicationIn(ApplicationFields):
    """A draft for a course as it is now, for one or more registers; or a copy of an earlier application."""

    example = {
        "course": CourseRef.example["uuid"],
        "kind": "FIRST",
        "motivation": "Nieuwe richtlijn wondzorg.",
        "plannedEditions": 4,
        "requests": [RequestIn.example],
    }

    course = Named(Course, required=False)
    copyOf = Named(Application, required=False, source="copy_of", help_text="Begin like this one, with its files.")
    kind = serializers.ChoiceField(required=False, choices=Application.Kind.choices)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if ("course" in values) is ("copy_of" in values):
            text = say("Geef `course` of `copyOf`.", "Give `course` or `copyOf`.")
            return {"course": ErrorDetail(text, code="one-of")}
        if "copy_of" in values and set(values) - {"copy_of", "kind"}:
            text = say("Geef bij een kopie alleen `kind`.", "Beside a copy give `kind` only.")
            return {"copyOf": ErrorDetail(text, code="one-of")}
        return super().check(values)


class ApplicationChange(ApplicationFields):
    """What is known now; what is left out stays. `requests` names all registers: one that is left out is dropped.

    The application follows the newest version of the course.
    """

    example = {"plannedEditions": 6, "urgent": True}


class MissingOut(serializers.Serializer):
    """What still has to be filled in, and where: a pointer into the application or its course."""

    location = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.SerializerMethodField()

    def get_detail(self, problem: Any) -> str:
        return say(problem.nl, problem.en)


class ApplicationStateOut(serializers.Serializer):
    """Where the application stands in one register."""

    example = {
        "uuid": ASSESSMENT,
        "register": "venvn",
        "state": "SUBMITTED",
        "waitingFor": "office",
        "dueOn": "2026-01-25",
        "spentDays": 3,
        "requested": LINES,
    }

    uuid = serializers.UUIDField()
    register = serializers.CharField(source="register.code")
    state = serializers.ChoiceField(choices=STATES)
    waitingFor = serializers.SerializerMethodField(help_text="Whose turn it is; null when nobody's.")
    dueOn = serializers.SerializerMethodField(help_text=DUE_HELP)
    spentDays = serializers.SerializerMethodField(help_text=SPENT_HELP)
    requested = WorthLineOut(many=True)

    def get_waitingFor(self, row: Assessment) -> str | None:
        party: Party | None = None if row.state in OVER else WAITING_FOR[State(row.state)]
        return party.value if party else None

    def get_dueOn(self, row: Assessment) -> date | None:
        due: date | None = _current(row).due_on
        return due

    def get_spentDays(self, row: Assessment) -> int:
        spent: timedelta = self.context["now"] - _current(row).entered_at
        return spent.days


def _current(row: Assessment) -> Any:
    return next(span for span in row.spans.all() if span.left_at is None)


class ApplicationRef(serializers.Serializer):
    """An application by id, with what it is about."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": APPLICATION,
        "kind": "FIRST",
        "provider": ProviderRef.example,
        "course": CourseRef.example,
    }

    uuid = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=Application.Kind.choices)
    provider = ProviderRef()
    course = CourseRef()


class ContentOut(serializers.Serializer):
    """What an application says."""

    example: ClassVar[dict[str, Any]] = {
        "version": 1,
        "motivation": "Nieuwe richtlijn wondzorg.",
        "urgent": False,
        "plannedEditions": 4,
    }

    version = serializers.IntegerField(source="version.number", help_text="Number of the course's version.")
    motivation = serializers.CharField()
    urgent = serializers.BooleanField()
    plannedEditions = serializers.IntegerField(source="planned_editions", allow_null=True)


class ApplicationOut(ApplicationRef, ContentOut):
    """What a provider puts before registers, and where it stands in each of them.

    To its provider it says what the draft says now; to a register, what was last submitted to it.
    """

    example = (
        ApplicationRef.example
        | ContentOut.example
        | {"createdAt": "2026-01-15T09:00:00Z", "assessments": [ApplicationStateOut.example]}
    )

    createdAt = serializers.DateTimeField(source="created_at")
    assessments = serializers.SerializerMethodField()

    def to_representation(self, row: Application) -> dict[str, Any]:
        shown = super().to_representation(row)
        if not self._owns(row):
            submitted = (one.submission for one in self._seen(row) if one.submission)
            shown |= ContentOut(max(submitted, key=lambda one: one.number)).data
        return shown

    @extend_schema_field(ApplicationStateOut(many=True))
    def get_assessments(self, row: Application) -> list[dict[str, Any]]:
        return list(ApplicationStateOut(self._seen(row), many=True, context=self.context).data)

    def _owns(self, row: Application) -> bool:
        return row.provider_id in self.context["own"]

    def _seen(self, row: Application) -> list[Assessment]:
        """A register sees itself, once something was submitted to it; the provider sees all."""
        return [
            one
            for one in row.assessments.all()
            if self._owns(row) or (one.submission_id is not None and one.register_id in self.context["registers"])
        ]


class ApplicationDetailOut(ApplicationOut):
    """One application, with what is still missing from its draft: for the provider alone."""

    example = ApplicationOut.example | {
        "missing": [
            {"location": "#/course/programme", "code": "missing", "detail": "Vul het programma van de scholing in."}
        ]
    }

    missing = serializers.SerializerMethodField()

    @extend_schema_field(MissingOut(many=True))
    def get_missing(self, row: Application) -> list[dict[str, Any]]:
        missing = missing_of(row, on=today()) if self._owns(row) else ()
        return list(MissingOut(missing, many=True).data)


class ApplicationQuery(Input):
    """Which applications."""

    course = serializers.UUIDField(required=False, source="course__uuid")
    kind = serializers.ChoiceField(required=False, choices=Application.Kind.choices)


class AttachmentOut(serializers.Serializer):
    """A file that goes with an application. `digest` is its SHA-256."""

    example = {
        "uuid": "0b5f6a1c-7d1e-4a8e-8f3c-5b1a2c3d4e50",
        "fileName": "programma.pdf",
        "mediaType": "application/pdf",
        "size": 48213,
        "digest": "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef",
        "addedAt": "2026-01-15T09:00:00Z",
    }

    uuid = serializers.UUIDField()
    fileName = serializers.CharField(source="file_name")
    mediaType = serializers.CharField(source="media_type")
    size = serializers.IntegerField()
    digest = serializers.CharField()
    addedAt = serializers.DateTimeField(source="added_at")
