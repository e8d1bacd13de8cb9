"""The base of the views of the desk: what its answers need to know of the reader and the moment."""

from typing import Any, ClassVar

from accreditation.models import Application, Assessment
from register.access import Permission
from register.scoping import ScopedView

READING = (Permission.CHECK_APPLICATIONS, Permission.ADVISE_ACCREDITATION, Permission.DECIDE_ACCREDITATION)
OF_APPLICATION = ("assessments__register", "assessments__spans")
OF_ASSESSMENT = (
    "register__association",
    "application__provider",
    "application__course__provider",
    "application__version",
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
