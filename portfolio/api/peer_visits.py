"""Visits among peers: arranged by the visited, reported by visitors, agreed by both, read by nobody else."""

from uuid import UUID

from django.db.models import Prefetch
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.visit_shapes import (
    PeerVisitIn,
    PeerVisitOut,
    VisitAcceptanceIn,
    VisitOutcomeOut,
    VisitReportIn,
    VisitStepIn,
    VisitViewIn,
    VisitWithdrawalIn,
)
from portfolio.models import PeerVisit, PeerVisitConsequence, PeerVisitUse
from portfolio.services.peers.visit_reports import Consequence, give_view, report_visit, withdraw_visit
from portfolio.services.peers.visits import Colleague, VisitUse, answer_invitation, plan_visit
from register.access import Permission
from register.clock import today
from register.models import Register
from register.reach import past_the_wall
from register.scoping import ScopedView

CONSEQUENCES = Prefetch("consequences", PeerVisitConsequence.objects.order_by("place"))


class PeerVisitList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    takes = {"POST": PeerVisitIn}
    gives = {"GET": PeerVisitOut, "POST": PeerVisitOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The visits to you, and those you make or are asked to make."""
        rows = PeerVisit.objects.select_related("person").prefetch_related("visitors__person", CONSEQUENCES)
        return self.page(rows)

    def post(self, request: Request) -> Response:
        """Arrange to be visited by colleagues with whom you do not work."""
        person, body = self.own_person(), self.body()
        visit = plan_visit(
            person=person,
            subject=body["subject"],
            planned_for=body["planned_for"],
            visitors=[Colleague(one["register"], one["number"]) for one in body["visitors"]],
            uses=[VisitUse(one["registration"], one["rule"]) for one in body["uses"]],
            actor=self.actor,
            today=today(),
            now=self.now(),
        )
        return self.created(visit, at="peer-visit")


class PeerVisitDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": PeerVisitOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One visit."""
        rows = PeerVisit.objects.select_related("person").prefetch_related("visitors__person", CONSEQUENCES)
        return self.shown(self.get_or_404(rows, uuid=uuid))


class _VisitStepView(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": VisitStepIn}
    gives = {"POST": PeerVisitOut}

    def seen(self, uuid: UUID) -> PeerVisit:
        return self.get_or_404(PeerVisit.objects.select_related("person"), uuid=uuid)


class PeerVisitAcceptanceList(_VisitStepView):
    takes = {"POST": VisitAcceptanceIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that you come, and that you do not work with the colleague."""
        visit, body = self.seen(uuid), self.body()
        answered = answer_invitation(visit=visit, accepts=True, **body, actor=self.actor, now=self.now())
        return self.created(answered, at="peer-visit")


class PeerVisitRefusalList(_VisitStepView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that you do not come."""
        visit = self.seen(uuid)
        self.body()
        return self.shown(answer_invitation(visit=visit, accepts=False, actor=self.actor, now=self.now()), status=201)


class PeerVisitReportList(_VisitStepView):
    takes = {"POST": VisitReportIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Report what you saw, as the leading visitor; again when the visited did not agree."""
        visit, body = self.seen(uuid), self.body()
        consequences = [Consequence(one["title"], one["due_on"]) for one in body.pop("consequences")]
        reported = report_visit(
            visit=visit, **body, consequences=consequences, actor=self.actor, today=today(), now=self.now()
        )
        return self.created(reported, at="peer-visit")


class PeerVisitViewList(_VisitStepView):
    takes = {"POST": VisitViewIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Give your view of the report. If you agree, its consequences are your duties and the visit counts."""
        visit, body = self.seen(uuid), self.body()
        return self.created(give_view(visit=visit, **body, actor=self.actor, now=self.now()), at="peer-visit")


class PeerVisitWithdrawalList(_VisitStepView):
    takes = {"POST": VisitWithdrawalIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a visit back: the visited while it is planned, the leading visitor at any time."""
        visit, body = self.seen(uuid), self.body()
        return self.created(withdraw_visit(visit=visit, **body, actor=self.actor, now=self.now()), at="peer-visit")


class RegisterVisitOutcomeList(ScopedView):
    permissions = {"GET": Permission.READ_DOSSIERS}
    gives = {"GET": VisitOutcomeOut}
    paginated = True

    def get(self, request: Request, code: str) -> Response:
        """Who was visited and with what outcome, where a rule lets the register read that. Nothing of what was said."""
        register = self.get_or_404(Register.objects.all(), code=code)
        self.require(register_id=register.pk)
        rows = PeerVisitUse.objects.filter(registration__register=register, visit__state=PeerVisit.State.CLOSED)
        with past_the_wall("Of the visit nothing is shown but who was visited and the outcome, as the rule lets it."):
            return self.page(rows.filter(shows_outcome=True).select_related("registration", "visit"))
