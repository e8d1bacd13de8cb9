"""Employers over HTTP: links that employees start, figures without persons, plans of teams; and one's own year."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.sharing.shapes import EmployerIn, EmployerLinkIn, EmployerLinkOut, EmployerOut, ShareStepIn
from portfolio.api.sharing.team_shapes import (
    DevelopmentReportOut,
    TeamExpenseIn,
    TeamFiguresOut,
    TeamPlanIn,
    TeamPlanOut,
    TeamReportOut,
    YearQuery,
)
from portfolio.models import EmployerLink, TeamPlan
from portfolio.selectors.development_report import development_report
from portfolio.selectors.team_figures import plan_report, team_figures
from portfolio.services.documents.rendering import render
from portfolio.services.sharing.employers import add_employer, end_link, link_employer, plan_team, spend
from register.access import Permission
from register.clock import today
from register.models import Employer
from register.scoping import ScopedView


class EmployerList(ScopedView):
    permissions = {"GET": None, "POST": Permission.MANAGE_REGISTRATIONS}
    takes = {"POST": EmployerIn}
    gives = {"GET": EmployerOut, "POST": EmployerOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The employers that take part."""
        return self.page(Employer.objects.all())

    def post(self, request: Request) -> Response:
        """Add an employer. Who reads for it gets that role from whoever runs the installation."""
        self.require_somewhere()
        return self.created(add_employer(**self.body(), actor=self.actor, now=self.now()), at="employer")


class EmployerDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": EmployerOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One employer."""
        return self.shown(self.get_or_404(Employer.objects.all(), uuid=uuid))


class EmployerLinkList(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER, "POST": Permission.OWN_DOSSIER}
    takes = {"POST": EmployerLinkIn}
    gives = {"GET": EmployerLinkOut, "POST": EmployerLinkOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Where you work or worked."""
        return self.page(EmployerLink.objects.select_related("employer"))

    def post(self, request: Request) -> Response:
        """Say where you work. It gives the employer nothing to read."""
        body: dict[str, Any] = {"team": "", "counted": False} | self.body()
        return self.created(
            link_employer(person=self.own_person(), **body, actor=self.actor, now=self.now()), at="employer-link"
        )


class EmployerLinkDetail(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER}
    gives = {"GET": EmployerLinkOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One link of yours."""
        return self.shown(self.get_or_404(EmployerLink.objects.select_related("employer"), uuid=uuid))


class EmployerLinkEndingList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": ShareStepIn}
    gives = {"POST": EmployerLinkOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """End a link today: from now on you are counted there no more."""
        link = self.get_or_404(EmployerLink.objects.select_related("employer"), uuid=uuid)
        self.body()
        return self.created(end_link(link=link, on=today(), actor=self.actor, now=self.now()), at="employer-link")


class _EmployerView(ScopedView):
    def employer(self, uuid: UUID) -> Employer:
        employer = self.get_or_404(Employer.objects.all(), uuid=uuid)
        self.require(organisation_id=employer.pk)
        return employer


class TeamFigures(_EmployerView):
    permissions = {"GET": Permission.READ_SHARED}
    gives = {"GET": TeamFiguresOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """How the people who let themselves be counted are doing, where ten or more are and nobody is singled out."""
        return self.shown({"registers": team_figures(self.employer(uuid), on=today())})


class TeamPlanList(_EmployerView):
    permissions = {"GET": None, "POST": Permission.PLAN_TEAM}
    takes = {"POST": TeamPlanIn}
    gives = {"GET": TeamPlanOut, "POST": TeamPlanOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The plans of teams: of the employer you read for, or of the team you work in."""
        employer = self.get_or_404(Employer.objects.all(), uuid=uuid)
        return self.page(TeamPlan.objects.filter(employer=employer))

    def post(self, request: Request, uuid: UUID) -> Response:
        """Make the plan of a team for a year."""
        employer = self.employer(uuid)
        body = {"team": ""} | self.body()
        return self.created(plan_team(employer=employer, **body, actor=self.actor, now=self.now()), at="team-plan")


class TeamPlanDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": TeamReportOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """A plan and what was spent on it, without persons."""
        return self.shown(plan_report(self.get_or_404(TeamPlan.objects.select_related("employer"), uuid=uuid)))


class TeamExpenseList(ScopedView):
    permissions = {"POST": Permission.PLAN_TEAM}
    takes = {"POST": TeamExpenseIn}
    gives = {"POST": TeamReportOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Note hours and money spent on a plan."""
        plan = self.get_or_404(TeamPlan.objects.select_related("employer"), uuid=uuid)
        self.require(organisation_id=plan.employer_id)
        spend(plan=plan, **self.body(), actor=self.actor, now=self.now())
        return self.shown(plan_report(plan), status=201)


class DevelopmentReport(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER}
    asks = {"GET": YearQuery}
    gives = {"GET": DevelopmentReportOut}

    def get(self, request: Request) -> Response:
        """Your year as it may be published."""
        return self.shown(development_report(self.own_person(), year=self.asked["year"]))


class DevelopmentReportDocument(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER}
    asks = {"GET": YearQuery}

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request) -> HttpResponse:
        """The same as a PDF, in your language."""
        person, year = self.own_person(), self.asked["year"]
        data: dict[str, Any] = development_report(person, year=year)
        made = render("development_report", data, language=person.language, now=self.now())
        answer = HttpResponse(made, content_type="application/pdf")
        answer["Content-Disposition"] = f'attachment; filename="development-report-{year}.pdf"'
        return answer
