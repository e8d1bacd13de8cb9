"""Assessments: how a register deals with an application; the steps of provider, office, assessor and chair."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from accreditation.api.assessment_shapes import (
    AccreditationDecisionIn,
    AccreditationDecisionOut,
    AdviceIn,
    AdviceOut,
    AssessmentDetailOut,
    AssessmentOut,
    AssessmentQuery,
    AssignmentIn,
    AssignmentOut,
    CandidateOut,
    GroundIn,
    ObjectionIn,
    ObjectionOut,
    ProviderAnswerIn,
    ProviderQuestionIn,
    ProviderQuestionOut,
    ReasonsIn,
    ReturnIn,
    TakeoverIn,
)
from accreditation.api.desk_view import OF_ASSESSMENT, DeskView
from accreditation.api.policy_shapes import Nothing
from accreditation.models import Advice, Assessment, Assignment, Decision, Objection, Question
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
from accreditation.services.applications.deciding import (
    grant_application,
    reconsider,
    refuse_application,
    seek_advice,
    take_over_decision,
)
from accreditation.services.applications.objecting import object_to_decision
from accreditation.services.applications.submitting import answer_question, self_accredit, withdraw_application
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


class StepView(DeskView):
    """One step on an assessment: whoever sees it and holds the permission there takes it, by one service."""

    takes = {"POST": Nothing}
    gives = {"POST": AssessmentDetailOut}

    def mine(self, uuid: UUID) -> Assessment:
        """The assessment, when the actor sees it and may take this step: for its provider, or for its register."""
        assessment: Assessment = self.get_or_404(self.assessments, uuid=uuid)
        if self.permission is Permission.APPLY_FOR_ACCREDITATION:
            self.require(organisation_id=assessment.application.provider_id)
        else:
            self.require(register_id=assessment.register_id)
        return assessment

    def moment(self) -> dict[str, Any]:
        return {"actor": self.actor, "today": today(), "now": self.now()}

    def take(self, uuid: UUID, step: Callable[..., Any]) -> Response:
        """Take the step and answer with where the application stands now."""
        assessment = self.mine(uuid)
        step(assessment=assessment, **self.body(), **self.moment())
        return self.created(self.assessments.get(pk=assessment.pk), at="assessment")


class AssessmentReturns(StepView):
    permissions = {"POST": Permission.CHECK_APPLICATIONS}
    takes = {"POST": ReturnIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Send the application back to the provider, with a list of what is missing."""
        return self.take(uuid, return_application)


class AssessmentAcceptances(StepView):
    permissions = {"POST": Permission.CHECK_APPLICATIONS}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take the application up for assessment: from now on nothing of it changes."""
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
    gives = {"GET": CandidateOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """Who could be asked to advise, the best first; who has an interest is not among them."""
        assessment = self.get_or_404(Assessment.objects.select_related(*OF_ASSESSMENT), uuid=uuid)
        self.require(register_id=assessment.register_id)
        candidates = candidates_for(assessment, on=today())
        return Response({"results": CandidateOut(candidates, many=True).data})


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


class AssessmentDecisions(StepView):
    permissions = {"GET": None, "POST": Permission.DECIDE_ACCREDITATION}
    takes = {"POST": AccreditationDecisionIn}
    gives = {"GET": AccreditationDecisionOut, "POST": AccreditationDecisionOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """What the register decided, the last decision first."""
        assessment = self.get_or_404(Assessment.objects.all(), uuid=uuid)
        return self.page(Decision.objects.filter(assessment=assessment).select_related("source"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Grant or refuse on the advice of the assessors. Who advised, or has an interest, does not decide."""
        assessment, body = self.mine(uuid), self.body()
        decide = grant_application if body.pop("granted") else refuse_application
        return self.created(decide(assessment=assessment, **body, **self.moment()), at="decision")


class DecisionDetail(DeskView):
    permissions = {"GET": None}
    gives = {"GET": AccreditationDecisionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One decision."""
        return self.shown(self.get_or_404(Decision.objects.select_related("source"), uuid=uuid))


class AssessmentTakeovers(StepView):
    permissions = {"POST": Permission.DECIDE_ACCREDITATION}
    takes = {"POST": TakeoverIn}
    gives = {"POST": AccreditationDecisionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take over what another register decided on the course, where the policy allows."""
        assessment = self.mine(uuid)
        decision = take_over_decision(assessment=assessment, **self.body(), **self.moment())
        return self.created(decision, at="decision")


class AssessmentSelfAccreditations(StepView):
    permissions = {"POST": Permission.APPLY_FOR_ACCREDITATION}
    takes = {"POST": ReasonsIn}
    gives = {"POST": AccreditationDecisionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Accredit your own course in this register from today, within your level of trust."""
        assessment = self.mine(uuid)
        decision = self_accredit(assessment=assessment, **self.body(), **self.moment())
        return self.created(decision, at="decision")


class AssessmentObjections(StepView):
    permissions = {"GET": None, "POST": Permission.APPLY_FOR_ACCREDITATION}
    takes = {"POST": ObjectionIn}
    gives = {"GET": ObjectionOut, "POST": ObjectionOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The objection, if there is one."""
        assessment = self.get_or_404(Assessment.objects.all(), uuid=uuid)
        return self.page(Objection.objects.filter(decision__assessment=assessment).select_related("decision"))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Object to the decision: within the term, or saying why so late. Others reconsider it."""
        assessment = self.mine(uuid)
        objection = object_to_decision(assessment=assessment, **self.body(), **self.moment())
        return self.created(objection, at="objection")


class ObjectionDetail(DeskView):
    permissions = {"GET": None}
    gives = {"GET": ObjectionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One objection."""
        return self.shown(self.get_or_404(Objection.objects.select_related("decision"), uuid=uuid))


class AssessmentReconsiderations(StepView):
    permissions = {"POST": Permission.DECIDE_ACCREDITATION}
    takes = {"POST": AccreditationDecisionIn}
    gives = {"POST": AccreditationDecisionOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Decide anew on an objection: by somebody who neither advised nor decided before."""
        assessment = self.mine(uuid)
        decision = reconsider(assessment=assessment, **self.body(), **self.moment())
        return self.created(decision, at="decision")
