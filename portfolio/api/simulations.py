"""Simulations over HTTP: ask, follow, and see who would change sides."""

from typing import Any, ClassVar
from uuid import UUID

from django.urls import reverse
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.models import Simulation, SimulationChange
from portfolio.models.simulation import makers_of_rules
from portfolio.services.simulations import request_simulation
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.models import Regulation
from register.scoping import ScopedView
from register.scoping.inputs import Amount, Day, Input


class SimulationIn(Input):
    """On which day everybody is judged."""

    example: ClassVar[dict[str, Any]] = {"asOf": "2026-11-22"}

    asOf = Day(required=False, source="on", help_text="Today when it is left out.")


class SimulationFigures(serializers.Serializer):
    """Numbers of registrations under one version of the rules."""

    met = serializers.IntegerField(default=0)
    notMet = serializers.IntegerField(default=0)
    short = serializers.DictField(
        child=serializers.IntegerField(), default=dict, help_text="By requirement: how many fall short of it."
    )


class SimulationOut(serializers.Serializer):
    """A version of the rules tried on everybody with a running cycle, beside the version that judges that cycle.

    Numbers only. `gained` registrations would no longer fall short, `lost` ones would begin to.
    """

    example: ClassVar[dict[str, Any]] = {
        "uuid": "4b1f2c3d-7a7e-4a8e-9a43-5d2f0c9b8e11",
        "regulation": "0c9d6c0e-7d07-4f57-8d0b-55a5a7a0e001",
        "register": "venvn",
        "asOf": "2026-11-22",
        "state": "DONE",
        "total": 1200,
        "judged": 1199,
        "unjudged": 1,
        "inForce": {"met": 700, "notMet": 499, "short": {"total": 480, "accredited": 120}},
        "tried": {"met": 650, "notMet": 549, "short": {"total": 530, "accredited": 150}},
        "gained": 10,
        "lost": 60,
        "requestedAt": "2026-11-22T09:30:00Z",
        "finishedAt": "2026-11-22T09:30:20Z",
    }

    uuid = serializers.UUIDField()
    regulation = serializers.UUIDField(source="regulation.uuid")
    register = serializers.CharField(source="regulation.register.code")
    asOf = serializers.DateField(source="as_of")
    state = serializers.ChoiceField(choices=Simulation.State.choices)
    total = serializers.IntegerField(help_text="Running cycles when it was asked for.")
    judged = serializers.IntegerField()
    unjudged = serializers.IntegerField(help_text="Dossiers that could not be judged; the office sees which.")
    inForce = SimulationFigures(source="in_force")
    tried = SimulationFigures()
    gained = serializers.IntegerField()
    lost = serializers.IntegerField()
    requestedAt = serializers.DateTimeField(source="requested_at")
    finishedAt = serializers.DateTimeField(source="finished_at", allow_null=True)


class SimulationChangeOut(serializers.Serializer):
    """A registration that would change sides, and what it falls short of on the wrong one."""

    example: ClassVar[dict[str, Any]] = {
        "registration": "8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19",
        "number": "0012345",
        "met": False,
        "outcomeInForce": "met",
        "outcomeTried": "not-met",
        "short": {"total": "6"},
    }

    registration = serializers.UUIDField(source="registration.uuid")
    number = serializers.CharField(source="registration.number")
    met = serializers.BooleanField(help_text="By the rules that are tried.")
    outcomeInForce = serializers.CharField(source="outcome_in_force")
    outcomeTried = serializers.CharField(source="outcome_tried")
    short = serializers.DictField(child=Amount(), help_text="By requirement, how much.")


class Side(serializers.ChoiceField):
    """Which way somebody would change sides."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("gained", "gained"), ("lost", "lost")], **kwargs)

    def to_internal_value(self, data: Any) -> bool:  # type: ignore[override]  # what it names is a yes or no
        return bool(super().to_internal_value(data) == "gained")


class SimulationChangeQuery(Input):
    """Which changes."""

    side = Side(required=False, source="met", help_text="`gained` meet the rules that are tried, `lost` do not.")


class RegulationSimulationList(ScopedView):
    permissions = {"POST": Permission.PROPOSE_REGULATION}
    takes = {"POST": SimulationIn}
    gives = {"POST": SimulationOut}

    @extend_schema(
        responses={
            202: OpenApiResponse(SimulationOut, "A worker judges everybody."),
            200: OpenApiResponse(SimulationOut, "The same is under way already."),
        }
    )
    def post(self, request: Request, uuid: UUID) -> Response:
        """Try a version of the rules on the whole register. For those who propose or adopt its rules."""
        regulation = self.get_or_404(Regulation.objects.select_related("register"), uuid=uuid)
        if regulation.register_id not in makers_of_rules(self.actor):
            raise Forbidden(
                nl="Alleen wie het reglement voorstelt of vaststelt, rekent het door.",
                en="Only those who propose or adopt the rules simulate them.",
            )
        on = self.body().get("on", today())
        simulation, new = request_simulation(regulation=regulation, on=on, actor=self.actor, now=self.now())
        answer = self.shown(simulation, status=202 if new else 200)
        answer["Location"] = request.build_absolute_uri(reverse("simulation", args=[simulation.uuid]))
        return answer


class SimulationDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": SimulationOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """How far a simulation is, and how many meet the rules or fall short of what."""
        return self.shown(self.get_or_404(Simulation.objects.select_related("regulation__register"), uuid=uuid))


class SimulationChangeList(ScopedView):
    permissions = {"GET": Permission.READ_DOSSIERS}
    asks = {"GET": SimulationChangeQuery}
    gives = {"GET": SimulationChangeOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """Who would change sides. For those who may read the dossiers of the register."""
        simulation = self.get_or_404(Simulation.objects.select_related("regulation"), uuid=uuid)
        self.require(register_id=simulation.regulation.register_id)
        rows = SimulationChange.objects.filter(simulation=simulation)
        return self.page(rows.select_related("registration"))
