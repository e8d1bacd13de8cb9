"""Links to competences, and the view of what covers each, over HTTP. Nobody sees another's."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.competence.feedback_shapes import FeedbackStepIn
from portfolio.api.competence.link_shapes import (
    CompetenceCoverageOut,
    CompetenceCoverageQuery,
    CompetenceLinkIn,
    CompetenceLinkOut,
    CompetenceLinkQuery,
)
from portfolio.models import CompetenceLink
from portfolio.selectors.competence.coverage import coverage
from portfolio.services.competence.answers import profile_on
from portfolio.services.competence.linking import link_competence, unlink_competence
from register.access import Permission
from register.clock import today
from register.models import Register
from register.scoping import ScopedView

WITH_NAMES = ("register", "entry", "claim", "evidence")


class CompetenceLinkList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    asks = {"GET": CompetenceLinkQuery}
    takes = {"POST": CompetenceLinkIn}
    gives = {"GET": CompetenceLinkOut, "POST": CompetenceLinkOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Which of your activities and files you linked to which competence."""
        return self.page(CompetenceLink.objects.select_related(*WITH_NAMES))

    def post(self, request: Request) -> Response:
        """Link an activity or file of your own to a competence."""
        link = link_competence(person=self.own_person(), **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.shown(link, status=201)


class CompetenceLinkRemovalList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": FeedbackStepIn}
    gives = {"POST": CompetenceLinkOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a link away."""
        link = self.get_or_404(CompetenceLink.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.body()
        answer = self.shown(link, status=201)
        unlink_competence(link=link, actor=self.actor, now=self.now())
        return answer


class RegisterCompetenceCoverage(ScopedView):
    permissions = {"GET": Permission.OWN_DOSSIER}
    asks = {"GET": CompetenceCoverageQuery}
    gives = {"GET": CompetenceCoverageOut}

    def get(self, request: Request, code: str) -> Response:
        """For each competence that is asked of you: where you stand, what others say, what shows it, what is bare."""
        register = self.get_or_404(Register.objects.all(), code=code)
        person = self.own_person()
        since, until = self.asked.get("since"), self.asked.get("until", today())
        version = profile_on(register, on=until)
        rows = coverage(person, register=register, profile=version.profile, since=since, until=until)
        return self.shown(
            {
                "register": register.code,
                "profile": version.uuid,
                "since": since,
                "until": until,
                "bare": [row.competence.code for row in rows if row.bare],
                "competences": rows,
            }
        )
