"""Evaluations: what participants are asked, once, and what that says about courses."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.models import Course, EvaluationAnswer, EvaluationInvitation
from accreditation.selectors.evaluations import FEWEST, courses_evaluated, questions_of, results_of
from accreditation.selectors.policies import policy_of
from accreditation.services.evaluations import answer_evaluation
from register.access import Permission
from register.clock import today
from register.models import Register
from register.scoping import ScopedView
from register.scoping.inputs import Input


class QuestionOut(serializers.Serializer):
    """One question. A `scale` is answered by a mark from 1 to 5, a `text` in words."""

    example = {"code": "useful", "kind": "scale", "text": {"nl": "Hoe bruikbaar was dit?", "en": "How useful was it?"}}

    code = serializers.CharField()
    kind = serializers.ChoiceField(choices=["scale", "text"])
    text = serializers.DictField(child=serializers.CharField())


class EvaluationInvitationOut(serializers.Serializer):
    """What you are asked about a course you attended, until the day `closesBefore`."""

    example = {
        "uuid": "c0a5f7de-2f51-4f0b-9a55-0d6f1f7e2b10",
        "course": "Wondzorg",
        "edition": "3c1f9a5e-9c3d-4a55-8e58-3a9b1d2c7f66",
        "register": "venvn",
        "moment": "after",
        "opensOn": "2026-11-05",
        "closesBefore": "2027-01-04",
        "answered": False,
    }

    uuid = serializers.UUIDField()
    course = serializers.CharField(source="edition.course.title")
    edition = serializers.UUIDField(source="edition.uuid")
    register = serializers.CharField(source="register.code")
    moment = serializers.ChoiceField(choices=EvaluationInvitation.Moment.choices)
    opensOn = serializers.DateField(source="opens_on")
    closesBefore = serializers.DateField(source="closes_before")
    answered = serializers.BooleanField()


class EvaluationInvitationDetailOut(EvaluationInvitationOut):
    """What you are asked about a course you attended, with the questions."""

    example = EvaluationInvitationOut.example | {"questions": [QuestionOut.example]}

    questions = serializers.SerializerMethodField()

    @extend_schema_field(QuestionOut(many=True))
    def get_questions(self, invitation: EvaluationInvitation) -> list[dict[str, Any]]:
        return [dict(QuestionOut(one).data) for one in questions_of(invitation)]


class EvaluationAnswersIn(Input):
    """Your answers: the code of each question with a mark from 1 to 5, or words. Kept without your name."""

    example = {"answers": {"useful": 4, "better": "Meer oefenen met casus."}}

    answers = serializers.DictField(child=serializers.JSONField())


class QuestionResultOut(serializers.Serializer):
    """What was answered to one question. `mean` and `marks` belong to a scale, `texts` to words."""

    example = {
        "question": QuestionOut.example,
        "answers": 12,
        "mean": "4.1",
        "marks": {"1": 0, "2": 0, "3": 2, "4": 7, "5": 3},
        "texts": [],
    }

    question = QuestionOut()
    answers = serializers.IntegerField()
    mean = serializers.DecimalField(max_digits=2, decimal_places=1, allow_null=True)
    marks = serializers.DictField(child=serializers.IntegerField())
    texts = serializers.ListField(child=serializers.CharField())


class MomentResultsOut(serializers.Serializer):
    """What participants said at one moment. No questions are shown while fewer than `fewest` people answered."""

    example = {
        "register": "venvn",
        "moment": "after",
        "answers": 12,
        "fewest": 5,
        "questions": [QuestionResultOut.example],
    }

    register = serializers.CharField(source="register.code")
    moment = serializers.ChoiceField(choices=EvaluationInvitation.Moment.choices)
    answers = serializers.IntegerField()
    fewest = serializers.IntegerField()
    questions = QuestionResultOut(many=True)


class EvaluationResultsOut(serializers.Serializer):
    """What participants said of a course, for each register whose members were asked and each moment."""

    example = {"course": "2f4b9d8e-0f0b-4a52-8f7c-0b4f3e9d1c55", "results": [MomentResultsOut.example]}

    course = serializers.UUIDField()
    results = MomentResultsOut(many=True)


class CourseMarkOut(serializers.Serializer):
    """The mean mark for one question."""

    example = {"question": "useful", "answers": 12, "mean": "4.1"}

    question = serializers.CharField()
    answers = serializers.IntegerField()
    mean = serializers.DecimalField(max_digits=2, decimal_places=1)


class CourseQualityOut(serializers.Serializer):
    """The marks that members of a register gave to a course. Of a question that too few answered there is none."""

    example = {
        "course": "2f4b9d8e-0f0b-4a52-8f7c-0b4f3e9d1c55",
        "title": "Wondzorg",
        "provider": "wondacademie",
        "answers": 12,
        "marks": [{"question": "useful", "answers": 12, "mean": "4.1"}],
    }

    course = serializers.UUIDField(source="uuid")
    title = serializers.CharField()
    provider = serializers.CharField(source="provider.code")
    answers = serializers.IntegerField(source="answers_given")
    marks = serializers.SerializerMethodField()

    @extend_schema_field(CourseMarkOut(many=True))
    def get_marks(self, course: Any) -> list[dict[str, Any]]:
        rows = ((code, found["answers"], found["mean"]) for code, found in course.marks.items())
        return [
            {"question": code, "answers": count, "mean": f"{mean:.1f}"} for code, count, mean in rows if count >= FEWEST
        ]


class CourseQualityQuery(Input):
    """Of which provider, and when it was asked."""

    moment = serializers.ChoiceField(
        required=False,
        default=EvaluationInvitation.Moment.AFTER,
        choices=EvaluationInvitation.Moment.choices,
        help_text="Right after, or some months later about what changed in practice.",
    )
    provider = serializers.UUIDField(required=False, source="provider__uuid")


class EvaluationInvitationList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": EvaluationInvitationOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """What you are asked about courses you attended."""
        return self.page(EvaluationInvitation.objects.select_related("edition__course", "register"))


class EvaluationInvitationDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": EvaluationInvitationDetailOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What you are asked about one course, with the questions."""
        rows = EvaluationInvitation.objects.select_related("edition__course", "register")
        return self.shown(self.get_or_404(rows, uuid=uuid))


class EvaluationAnswerList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": EvaluationAnswersIn}
    gives = {"POST": EvaluationInvitationOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Answer, once. Nobody can see what you said apart from the others."""
        rows = EvaluationInvitation.objects.select_related("edition__course", "register")
        invitation = self.get_or_404(rows, uuid=uuid)
        answer_evaluation(invitation=invitation, **self.body(), today=today())
        invitation.refresh_from_db(fields=["answered"])
        return self.shown(invitation, status=201)


class CourseEvaluationResults(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": EvaluationResultsOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What participants said of a course: for its provider, and for the registers whose members were asked."""
        course = self.get_or_404(Course.objects.all(), uuid=uuid)
        answers = EvaluationAnswer.objects.filter(edition__course=course)
        registers = Register.objects.filter(pk__in=answers.values("register")).order_by("code")
        if not self.actor.may(Permission.MANAGE_COURSES, organisation_id=course.provider_id):
            registers = registers.filter(pk__in=self.actor.registers_with(Permission.CHECK_APPLICATIONS))
        found = []
        for register in registers:
            questions = policy_of(register, on=today()).evaluation.questions
            found += results_of(answers, questions=questions, register=register)
        return self.shown({"course": course.uuid, "results": found})


class RegisterCourseQualityList(ScopedView):
    permissions = {"GET": Permission.CHECK_APPLICATIONS}
    asks = {"GET": CourseQualityQuery}
    gives = {"GET": CourseQualityOut}
    paginated = True

    def get(self, request: Request, code: str) -> Response:
        """The marks that members of a register gave, per course, right after it or about what changed in practice."""
        register = self.get_or_404(Register.objects.all(), code=code)
        self.require(register_id=register.pk)
        questions = policy_of(register, on=today()).evaluation.questions
        moment = self.asked.pop("moment")
        marks = [one for one in questions if one.kind == "scale" and one.when == moment]
        return self.page(courses_evaluated(register, moment=moment, marks=marks))
