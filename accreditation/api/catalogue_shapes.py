"""What the public catalogue looks like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from accreditation.api.accreditation_shapes import AccreditationIn
from accreditation.api.course_shapes import LANGUAGES, NUMBER_HELP, CourseOut, CourseRef, CourseVersionOut
from accreditation.api.edition_shapes import EditionOut, MeetingOut
from accreditation.api.shapes import ProviderRef
from accreditation.models import Course, Edition
from register.scoping.inputs import Amount, Day, Input, Line, Position
from register.scoping.wording import say

REASSESS_HELP = (
    "Codes of registers that accredit it and are still to assess what changed in it: what it brings there holds until "
    "they decide otherwise."
)
TEXT_HELP = "Words in any order, each from its beginning; diacritics and small typing errors do not matter."
WORTH = ("category", "quantity", "unit", "tags", "validFrom", "validBefore")


class WorthOut(serializers.Serializer):
    """What a course brings in one register, on the days in [`validFrom`, `validBefore`)."""

    example = {"register": "venvn", "registerName": "Kwaliteitsregister V&V"} | {
        key: AccreditationIn.example[key] for key in WORTH
    }

    register = serializers.CharField(source="register.code")
    registerName = serializers.CharField(source="register.name")
    category = serializers.CharField()
    quantity = Amount()
    unit = serializers.CharField()
    tags = serializers.ListField(child=serializers.CharField())
    validFrom = serializers.DateField(source="valid_from")
    validBefore = serializers.DateField(source="valid_before")


class CatalogueQuery(Input):
    """What courses and editions are looked for by; all that is given must hold."""

    text = Line(required=False, max_length=200, help_text=TEXT_HELP)
    provider = serializers.UUIDField(required=False)
    register = Line(required=False, max_length=60, help_text="Code of a register in which it brings something.")
    category = Line(required=False, max_length=60, help_text="Of what it brings, in that register or in any.")
    competence = Line(required=False, max_length=60, help_text="Code of a competence that the course works on.")
    language = serializers.ChoiceField(required=False, choices=LANGUAGES)


class CatalogueEditionQuery(CatalogueQuery):
    """Which editions: those with a day in [`from`, `until`], both included; `from` is today when left out."""

    course = serializers.UUIDField(required=False)
    place = Line(required=False, max_length=100, help_text="The whole name; capitals and diacritics do not matter.")
    online = serializers.BooleanField(required=False, help_text="Whether it can be followed from anywhere.")
    near = Position(required=False, help_text="Degrees north and east: 52.0907,5.1214.")
    within = serializers.IntegerField(
        required=False, min_value=1, max_value=300, help_text="Kilometres from `near`; 25 when left out."
    )

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {
            "from": Day(required=False, source="after", help_text="Not over before this day."),
            "until": Day(required=False, help_text="Begun on this day or before."),
        }

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        if "within" in values and "near" not in values:
            text = say("Geef ook `near`: vanaf waar.", "Give `near` as well: from where.")
            return {"within": ErrorDetail(text, code="required")}
        return {}


class CatalogueCourseOut(CourseOut):
    """A course that a register accredits, as its newest version describes it."""

    described = ("summary", "targetGroup", "competences", "languages", "studyLoad")
    example = (
        CourseOut.example
        | {key: CourseVersionOut.example[key] for key in described}
        | {"worth": [WorthOut.example], "toReassess": []}
    )

    summary = serializers.CharField(source="newest.summary")
    targetGroup = serializers.CharField(source="newest.target_group")
    competences = serializers.ListField(child=serializers.CharField(), source="newest.competences")
    languages = serializers.ListField(child=serializers.ChoiceField(choices=LANGUAGES), source="newest.languages")
    studyLoad = Amount(source="newest.study_load", allow_null=True, help_text="Hours that a participant spends.")
    worth = WorthOut(many=True, source="accreditations")
    toReassess = serializers.ListField(child=serializers.CharField(), source="to_reassess", help_text=REASSESS_HELP)


class CatalogueCoursePageOut(CatalogueCourseOut):
    """A course that a register accredits, in full."""

    told = ("objectives", "programme", "teachers")
    example = CatalogueCourseOut.example | {key: CourseVersionOut.example[key] for key in told}

    objectives = serializers.CharField(source="newest.objectives")
    programme = serializers.CharField(source="newest.programme")
    teachers = serializers.ListField(child=serializers.CharField(), source="newest.teachers")


class CatalogueCourseRef(CourseRef):
    """A course by id, number, code, title and kind."""

    example = CourseRef.example | {"number": CourseOut.example["number"], "kind": "WHOLE"}

    number = serializers.IntegerField(source="pk", help_text=NUMBER_HELP)
    kind = serializers.ChoiceField(choices=Course.Kind.choices)


class CatalogueMeetingOut(serializers.Serializer):
    """A sitting of an edition."""

    keys = ("uuid", "code", "title", "status", "startsAt", "endsAt", "place", "online")
    example = {key: MeetingOut.example[key] for key in keys}

    uuid = serializers.UUIDField()
    code = serializers.CharField()
    title = serializers.CharField()
    status = serializers.ChoiceField(choices=Edition.Status.choices)
    startsAt = serializers.DateTimeField(source="starts_at")
    endsAt = serializers.DateTimeField(source="ends_at")
    place = serializers.CharField()
    online = serializers.BooleanField()


class CatalogueEditionOut(EditionOut):
    """An edition that brings something in a register, with its meetings and what it brings in each."""

    example = {name: value for name, value in EditionOut.example.items() if name != "mandate"} | {
        "course": CatalogueCourseRef.example,
        "provider": ProviderRef.example,
        "title": "Wondzorg",
        "summary": CourseVersionOut.example["summary"],
        "competences": CourseVersionOut.example["competences"],
        "meetings": [CatalogueMeetingOut.example],
        "worth": [WorthOut.example],
        "toReassess": [],
    }

    course = CatalogueCourseRef()
    provider = ProviderRef(source="course.provider")
    title = serializers.CharField(source="version.title", help_text="Of the version it runs under.")
    summary = serializers.CharField(source="version.summary")
    competences = serializers.ListField(child=serializers.CharField(), source="version.competences")
    mandate = None  # type: ignore[assignment]  # between the provider and whoever bought the course
    meetings = CatalogueMeetingOut(many=True)
    toReassess = serializers.ListField(child=serializers.CharField(), source="to_reassess", help_text=REASSESS_HELP)
    worth = WorthOut(many=True)
