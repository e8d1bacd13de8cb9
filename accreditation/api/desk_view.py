"""The base of the views of the desk: what its answers need to know of the reader and the moment."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from rest_framework.response import Response

from accreditation.api.assessment_shapes import AssessmentDetailOut
from accreditation.api.policy_shapes import Nothing
from accreditation.models import Application, Assessment
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView

READING = (Permission.CHECK_APPLICATIONS, Permission.ADVISE_ACCREDITATION, Permission.DECIDE_ACCREDITATION)
OF_APPLICATION = ("assessments__register", "assessments__spans", "assessments__submission__version")
OF_ASSESSMENT = (
    "register__association",
    "application__provider",
    "application__course__provider",
    "application__version",
    "submission__version__course",
)


class DeskView(ScopedView):
    """A view whose shapes tell time spent, and what is seen by the provider and by each register."""

    applications: ClassVar[Any] = Application.objects.select_related("provider", "course", "version").prefetch_related(
        *OF_APPLICATION
    )
    assessments: ClassVar[Any] = Assessment.objects.select_related(*OF_ASSESSMENT).prefetch_related("spans")

    def _shaped(self, rows: Any, *, many: bool = False) -> Any:
        context = {
            "request": self.request,
            "actor": self.actor,
            "now": self.now(),
            "own": self.actor.organisations_with(Permission.APPLY_FOR_ACCREDITATION),
            "registers": frozenset().union(*(self.actor.registers_with(permission) for permission in READING)),
        }
        return self.gives[self._method](rows, many=many, context=context).data


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
