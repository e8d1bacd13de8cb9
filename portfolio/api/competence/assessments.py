"""Self-assessments over HTTP. Nobody sees another's."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.competence.assessment_shapes import (
    SelfAssessmentComparisonOut,
    SelfAssessmentComparisonQuery,
    SelfAssessmentIn,
    SelfAssessmentOut,
    SelfAssessmentQuery,
)
from portfolio.models import SelfAssessment
from portfolio.selectors.competence.comparing import compare
from portfolio.services.competence.answers import refuse_unknown
from portfolio.services.competence.assessing import assess_oneself
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView

WITH_NAMES = ("profile__register",)


class SelfAssessmentList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    asks = {"GET": SelfAssessmentQuery}
    takes = {"POST": SelfAssessmentIn}
    gives = {"GET": SelfAssessmentOut, "POST": SelfAssessmentOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Where you said to stand, the newest first."""
        return self.page(SelfAssessment.objects.select_related(*WITH_NAMES))

    def post(self, request: Request) -> Response:
        """Say where you stand in a register's competence profile. Seen by nobody else until you share it."""
        body = {"person": self.own_person(), "assessed_on": today(), **self.body()}
        assessment = assess_oneself(**body, actor=self.actor, now=self.now())
        return self.created(assessment, at="self-assessment")


class SelfAssessmentDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": SelfAssessmentOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """Where you said to stand on one day."""
        return self.shown(self.get_or_404(SelfAssessment.objects.select_related(*WITH_NAMES), uuid=uuid))


class SelfAssessmentComparison(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": SelfAssessmentComparisonQuery}
    gives = {"GET": SelfAssessmentComparisonOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What changed since an earlier moment (`with`), and what is short of the level asked."""
        after = self.get_or_404(SelfAssessment.objects.select_related(*WITH_NAMES), uuid=uuid)
        before, against = self.asked.get("before") or _one_before(after), self.asked.get("against")
        if against:
            refuse_unknown([against], known=after.profile.profile.levels, place="#/against")
        rows = compare(before=before, after=after, against=against)
        return self.shown({"before": before, "after": after, "competences": rows})


def _one_before(after: SelfAssessment) -> SelfAssessment:
    """The moment before this one on the same register; the first has none but itself."""
    earlier = SelfAssessment.objects.filter(
        person=after.person_id, profile__register=after.profile.register_id, pk__lt=after.pk
    )
    return earlier.select_related(*WITH_NAMES).order_by("-pk").first() or after
