"""Assessments: how a register deals with an application until it decides, step by step."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.assessment_shapes import (
    AssessmentDetailOut,
    AssessmentOut,
    AssessmentQuery,
    AssignmentIn,
    AssignmentOut,
    CandidatesOut,
    GroundIn,
    ProviderAnswerIn,
    ProviderQuestionIn,
    ProviderQuestionOut,
    ReturnIn,
)
from accreditation.api.decision_shapes import AdviceIn, AdviceOut
from accreditation.api.desk_view import OF_ASSESSMENT, DeskView, StepView
from accreditation.models import Advice, Assessment, Assignment, Question
from accreditation.selectors.applications import candidates_for, overdue_spans
from accreditation.services.applications.advising import advise
from accreditation.services.applications.checking import (
    accept_application,
    ask_provider,
    assign_assessor,
    release_assessor,
    return_application,
    set_aside,
)
from accreditation.services.applications.deciding import seek_advice
from accreditation.services.applications.submitting import answer_question, withdraw_application
from register.access import Permission
from register.clock import today


class AssessmentList(DeskView):
    permissions = {"GET": None}
    asks = {"GET": AssessmentQuery}
    gives = {"GET": AssessmentOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Where applications stand: your provider's, or those before the registers you check, advise or decide for."""
        rows = self.assessments
        if self.asked.pop("overdue", False):
            rows = rows.filter(pk__in=overdue_spans(on=today()).values("assessment"))
        if self.asked.pop("assigned_to_me", False):
            rows = rows.filter(
                pk__in=Assignment.objects.open().filter(assessor=self.actor.user_id).values("assessment")
            )
        return self.page(rows)


class AssessmentDetail(DeskView):
    permissions = {"GET": None}
    gives = {"GET": AssessmentDetailOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One application in one register, with the time each step took against what was promised."""
        return self.shown(self.get_or_404(self.assessments, uuid=uuid))


class AssessmentReturns(StepView):
    permissions = {"POST": Permission.CHECK_APPLICATIONS}
    takes = {"POST": ReturnIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Send the application back to the provider, with a list of what is missing."""
        return self.take(uuid, return_application)


class AssessmentAcceptances(StepView):
    permissions = {"POST": Permission.CHECK_APPLICATIONS}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take the application up for assessment: what was submitted is what is assessed."""
        return self.take(uuid, accept_application)


class AssessmentDismissals(StepView):
    permissions = {"POST": Permission.CHECK_APPLICATIONS}
    takes = {"POST": GroundIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Set aside an application whose provider let the term pass without completing or answering."""
        return self.take(uuid, set_aside)


class AssessmentWithdrawals(StepView):
    permissions = {"POST": Permission.APPLY_FOR_ACCREDITATION}
    takes = {"POST": GroundIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take your application back from this register."""
        return self.take(uuid, withdraw_application)


class AssessmentAdviceRequests(StepView):
    permissions = {"POST": Permission.DECIDE_ACCREDITATION}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Ask for one more advice before deciding."""
        return self.take(uuid, seek_advice)


class AssessmentCandidates(DeskView):
    permissions = {"GET": Permission.CHECK_APPLICATIONS}
    gives = {"GET": CandidatesOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """Who could be asked to advise, the best first; who has an interest is not among them."""
        assessment = self.get_or_404(Assessment.objects.select_related(*OF_ASSESSMENT), uuid=uuid)
        self.require(register_id=assessment.register_id)
        return self.shown({"results": candidates_for(assessment, on=today())})


class AssessmentAssignments(StepView):
    permissions = {"GET": None, "POST": Permission.CHECK_APPLICATIONS}
    takes = {"POST": AssignmentIn}
    gives = {"GET": AssignmentOut, "POST": AssignmentOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """Who was asked to advise, as far as that concerns you."""
        assessment = self.get_or_404(Assessment.objects.all(), uuid=uuid)
        rows = Assignment.objects.filter(assessment=assessment)
        return self.page(rows.select_related("assessor__person", "advice"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Ask an assessor to advise. Who has an interest, or had a part before, is refused."""
        assignment = assign_assessor(assessment=self.mine(uuid), **self.body(), **self.moment())
        return self.created(assignment, at="assignment")


class AssignmentDetail(DeskView):
    permissions = {"GET": None}
    gives = {"GET": AssignmentOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One request to advise."""
        return self.shown(self.get_or_404(Assignment.objects.select_related("assessor__person", "advice"), uuid=uuid))


class AssignmentReleases(DeskView):
    permissions = {"POST": Permission.CHECK_APPLICATIONS}
    takes = {"POST": GroundIn}
    gives = {"POST": AssignmentOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Let an assessor go who has not advised yet."""
        assignment = self.get_or_404(
            Assignment.objects.select_related("assessor__person", "assessment__register__association"), uuid=uuid
        )
        self.require(register_id=assignment.assessment.register_id)
        released = release_assessor(
            assignment=assignment, **self.body(), actor=self.actor, today=today(), now=self.now()
        )
        return self.created(released, at="assignment")


class AssessmentQuestions(StepView):
    permissions = {"GET": None, "POST": Permission.ASK_PROVIDER}
    takes = {"POST": ProviderQuestionIn}
    gives = {"GET": ProviderQuestionOut, "POST": ProviderQuestionOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """What the provider was asked, and answered."""
        assessment = self.get_or_404(Assessment.objects.all(), uuid=uuid)
        return self.page(Question.objects.filter(assessment=assessment))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Ask the provider something: the term of assessment stands still until the answer."""
        question = ask_provider(assessment=self.mine(uuid), **self.body(), **self.moment())
        return self.created(question, at="question")


class QuestionDetail(DeskView):
    permissions = {"GET": None}
    gives = {"GET": ProviderQuestionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One question and its answer."""
        return self.shown(self.get_or_404(Question.objects.all(), uuid=uuid))


class QuestionAnswers(DeskView):
    permissions = {"POST": Permission.APPLY_FOR_ACCREDITATION}
    takes = {"POST": ProviderAnswerIn}
    gives = {"POST": ProviderQuestionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Answer a question: the assessment goes on."""
        question = self.get_or_404(
            Question.objects.select_related("assessment__application__provider", "assessment__register"), uuid=uuid
        )
        self.require(organisation_id=question.assessment.application.provider_id)
        answered = answer_question(question=question, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(answered, at="question")


class AssessmentAdvices(StepView):
    permissions = {"GET": None, "POST": Permission.ADVISE_ACCREDITATION}
    takes = {"POST": AdviceIn}
    gives = {"GET": AdviceOut, "POST": AdviceOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """What was advised; an assessor sees the others' after giving their own."""
        assessment = self.get_or_404(Assessment.objects.all(), uuid=uuid)
        return self.page(
            Advice.objects.filter(assignment__assessment=assessment).select_related("assignment__assessor")
        )

    def post(self, request: Request, uuid: UUID) -> Response:
        """Advise, when you were asked to: independently, and once."""
        assessment = self.mine(uuid)
        advice = advise(assessment=assessment, **{"lines": [], "conditions": ""} | self.body(), **self.moment())
        return self.created(advice, at="advice")


class AdviceDetail(DeskView):
    permissions = {"GET": None}
    gives = {"GET": AdviceOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One advice."""
        return self.shown(self.get_or_404(Advice.objects.select_related("assignment__assessor"), uuid=uuid))
