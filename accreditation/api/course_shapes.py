"""What courses, their versions and modules look like on the wire, with an example of each."""

from typing import Any

from rest_framework import serializers

from accreditation.api.shapes import CODE, CODE_HELP, ProviderRef
from accreditation.models import Course, Provider
from accreditation.models.course_version import Language
from register.scoping.inputs import Amount, Code, Input, Line, Named, Text, Words

NUMBER_HELP = "A number of its own, for systems that name it by one."
LANGUAGES = Language.choices
LOAD_HELP = "Hours that a participant spends."
COMPETENCES_HELP = "Codes of the competence profile of the profession."


class CourseIn(Input):
    """What a provider offers, and what it says of it in its first version."""

    example = {
        "provider": ProviderRef.example["uuid"],
        "code": "WOND",
        "title": "Wondzorg",
        "kind": "WHOLE",
        "summary": "Wonden beoordelen, behandelen en verwijzen.",
        "programme": "Ochtend: soorten wonden.\nMiddag: oefenen met verbinden.",
        "objectives": "U kiest bij elke wond de passende behandeling.",
        "targetGroup": "Verpleegkundigen in de wijk",
        "teachers": ["A. de Vries"],
        "competences": ["clinical-reasoning"],
        "languages": ["nl"],
        "studyLoad": "12",
    }

    provider = Named(Provider)
    code = serializers.RegexField(CODE, max_length=40, help_text=CODE_HELP)
    title = Line(max_length=200)
    kind = serializers.ChoiceField(required=False, default=Course.Kind.WHOLE, choices=Course.Kind.choices)
    summary = Text(required=False, allow_blank=True, max_length=2000)
    programme = Text(required=False, allow_blank=True, max_length=20_000)
    objectives = Text(required=False, allow_blank=True, max_length=10_000)
    targetGroup = Text(required=False, allow_blank=True, max_length=2000, source="target_group")
    teachers = serializers.ListField(required=False, child=Line(max_length=200), max_length=100)
    competences = Words(required=False, help_text=COMPETENCES_HELP)
    languages = serializers.ListField(required=False, child=serializers.ChoiceField(choices=LANGUAGES), max_length=4)
    studyLoad = Amount(required=False, allow_null=True, positive=True, source="study_load", help_text=LOAD_HELP)


class CourseRevision(Input):
    """What is changed of a course; what is left out stays."""

    example = {"programme": "Ochtend: soorten wonden.\nMiddag: oefenen en toetsen.", "studyLoad": "14"}

    title = Line(required=False, max_length=200)
    kind = serializers.ChoiceField(required=False, choices=Course.Kind.choices)
    summary = Text(required=False, allow_blank=True, max_length=2000)
    programme = Text(required=False, allow_blank=True, max_length=20_000)
    objectives = Text(required=False, allow_blank=True, max_length=10_000)
    targetGroup = Text(required=False, allow_blank=True, max_length=2000, source="target_group")
    teachers = serializers.ListField(required=False, child=Line(max_length=200), max_length=100)
    competences = Words(required=False, help_text=COMPETENCES_HELP)
    languages = serializers.ListField(required=False, child=serializers.ChoiceField(choices=LANGUAGES), max_length=4)
    studyLoad = Amount(required=False, allow_null=True, positive=True, source="study_load", help_text=LOAD_HELP)


class CourseRef(serializers.Serializer):
    """A course by id, code and title."""

    example: dict[str, Any] = {
        "uuid": "2f4b9d8e-0f0b-4a52-8f7c-0b4f3e9d1c55",
        "code": "WOND",
        "title": "Wondzorg",
    }

    uuid = serializers.UUIDField()
    code = serializers.CharField()
    title = serializers.CharField()


class CourseOut(CourseRef):
    """An activity that a provider offers, as its newest version names it."""

    example = CourseRef.example | {"number": 8001, "provider": ProviderRef.example, "kind": "WHOLE"}

    number = serializers.IntegerField(source="pk", help_text=NUMBER_HELP)
    provider = ProviderRef()
    kind = serializers.ChoiceField(choices=Course.Kind.choices)


class CourseQuery(Input):
    """Which courses."""

    provider = serializers.UUIDField(required=False, source="provider__uuid")
    code = Code(required=False, max_length=40)
    register = Line(required=False, max_length=60, help_text="Ever accredited in the register with this code.")


class CourseVersionOut(serializers.Serializer):
    """What a course said of itself from a moment on. Numbered from 1; never changed."""

    example = {
        "uuid": "6a1d0c7e-3c52-4a4b-b1a9-98f3f2f6d233",
        "course": CourseRef.example,
        "version": 1,
        "createdAt": "2026-01-15T09:00:00Z",
    } | {key: value for key, value in CourseIn.example.items() if key not in ("provider", "code")}

    uuid = serializers.UUIDField()
    course = CourseRef()
    version = serializers.IntegerField(source="number")
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=Course.Kind.choices)
    summary = serializers.CharField()
    programme = serializers.CharField()
    objectives = serializers.CharField()
    targetGroup = serializers.CharField(source="target_group")
    teachers = serializers.ListField(child=serializers.CharField())
    competences = serializers.ListField(child=serializers.CharField())
    languages = serializers.ListField(child=serializers.ChoiceField(choices=LANGUAGES))
    studyLoad = Amount(source="study_load", allow_null=True, help_text=LOAD_HELP)
    createdAt = serializers.DateTimeField(source="created_at")


class ModuleIn(Input):
    """A part of an e-learning course that is completed by itself."""

    example = {"code": "WOND-A", "title": "Soorten wonden"}

    code = serializers.RegexField(CODE, max_length=40, help_text=CODE_HELP)
    title = Line(max_length=200)


class ModuleChange(Input):
    """Another title, or another place among the modules."""

    example = {"title": "Wonden herkennen", "position": 2}

    title = Line(required=False, max_length=200)
    position = serializers.IntegerField(required=False, min_value=1, max_value=1000)


class ModuleOut(serializers.Serializer):
    """A part of an e-learning course."""

    example = ModuleIn.example | {
        "uuid": "0f7a2f8b-6c0c-4d7e-9a53-4f2f6f0f1b10",
        "number": 41,
        "course": CourseRef.example,
        "position": 1,
    }

    uuid = serializers.UUIDField()
    number = serializers.IntegerField(source="pk", help_text=NUMBER_HELP)
    course = CourseRef()
    code = serializers.CharField()
    title = serializers.CharField()
    position = serializers.IntegerField()
