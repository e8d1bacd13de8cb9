"""Decisions for a group over HTTP: prepared and previewed by the office, taken by the committee, seen by whom it is."""

from typing import Any
from uuid import UUID

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.decision_shapes import DecisionStepIn, DropIn, ResolutionIn
from portfolio.api.group_decision_shapes import (
    GroupDecisionIn,
    GroupDecisionLineOut,
    GroupDecisionOut,
    GroupDecisionQuery,
    GroupLineQuery,
    GroupUndoingIn,
)
from portfolio.catalogue.group_decisions import GroupSort
from portfolio.models import GroupDecision, GroupDecisionLine
from portfolio.services.group_decisions.deciding import resume_group_decision, take_group_decision
from portfolio.services.group_decisions.preparing import drop_group_decision, prepare_group_decision, prepare_undoing
from portfolio.services.group_decisions.previewing import request_preview
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView

ONE, LINE = "group-decision", "group-decision-line"


def shown_group_decisions() -> QuerySet[GroupDecision]:
    """With everything that is shown of them."""
    lines = GroupDecisionLine.objects.filter(decision=OuterRef("pk"), carried_out_at=None)
    return (
        GroupDecision.objects.select_related("undoes")
        .prefetch_related("registers")
        .annotate(waiting=_counted(lines.filter(problem="")), failed=_counted(lines.exclude(problem="")))
    )


def _counted(lines: QuerySet[GroupDecisionLine]) -> Coalesce:
    counted = lines.order_by().values("decision").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def plain_values(body: Any) -> Any:
    """Scope and effect as they are kept: days, amounts and ids as texts."""
    if isinstance(body, dict):
        return {name: plain_values(value) for name, value in body.items()}
    if isinstance(body, list):
        return [plain_values(value) for value in body]
    return body if isinstance(body, str | bool | int) else str(body)


class GroupDecisionList(ScopedView):
    permissions = {"GET": None, "POST": Permission.PREPARE_DECISIONS}
    asks = {"GET": GroupDecisionQuery}
    takes = {"POST": GroupDecisionIn}
    gives = {"GET": GroupDecisionOut, "POST": GroupDecisionOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Decisions for a group in the registers whose dossiers you read."""
        return self.page(shown_group_decisions())

    def post(self, request: Request) -> Response:
        """Prepare an extraordinary act for a group, for another person to take."""
        self.require_somewhere()
        body = self.body()
        for register in body["registers"]:
            self.require(register_id=register.pk)
        sort, scope, effect = GroupSort(body.pop("sort")), body.pop("scope"), body.pop("effect")
        made = prepare_group_decision(
            **body,
            sort=sort,
            scope=plain_values(scope),
            effect=plain_values(effect),
            actor=self.actor,
            now=self.now(),
        )
        return self.created(shown_group_decisions().get(pk=made.pk), at=ONE)


class GroupDecisionDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": GroupDecisionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One decision for a group, with what it changes in numbers."""
        return self.shown(self.get_or_404(shown_group_decisions(), uuid=uuid))


class _StepView(ScopedView):
    permissions = {"POST": Permission.PREPARE_DECISIONS}
    takes = {"POST": DecisionStepIn}
    gives = {"POST": GroupDecisionOut}

    def decision(self, uuid: UUID) -> GroupDecision:
        decision = self.get_or_404(GroupDecision.objects.all(), uuid=uuid)
        for register in decision.registers.all():
            self.require(register_id=register.pk)
        return decision

    def made(self, decision: GroupDecision) -> Response:
        """201 with the act as it is now."""
        return self.created(shown_group_decisions().get(pk=decision.pk), at=ONE)


class GroupDecisionPreviewList(_StepView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Ask who is in the scope and what would change for them. A worker makes it; read the act to follow it."""
        decision = self.decision(uuid)
        self.body()
        return self.made(request_preview(decision=decision, actor=self.actor, today=today(), now=self.now()))


class GroupDecisionDropList(_StepView):
    takes = {"POST": DropIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take an act off the table before it is taken."""
        decision = self.decision(uuid)
        return self.made(drop_group_decision(decision=decision, **self.body(), actor=self.actor, now=self.now()))


class GroupDecisionRefusalList(_StepView):
    permissions = {"POST": Permission.TAKE_DECISIONS}
    takes = {"POST": DropIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Send an act back to the office without taking it; it is off the table."""
        decision = self.decision(uuid)
        return self.made(drop_group_decision(decision=decision, **self.body(), actor=self.actor, now=self.now()))


class GroupDecisionResolutionList(_StepView):
    permissions = {"POST": Permission.TAKE_DECISIONS}
    takes = {"POST": ResolutionIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take an act that somebody else prepared, on its preview. A worker carries it out."""
        decision = self.decision(uuid)
        moment: dict[str, Any] = {"actor": self.actor, "today": today(), "now": self.now()}
        return self.made(take_group_decision(decision=decision, **self.body(), **moment))


class GroupDecisionResumptionList(_StepView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Try again for those for whom it could not be done, or after it got stuck."""
        decision = self.decision(uuid)
        self.body()
        return self.made(resume_group_decision(decision=decision, actor=self.actor, now=self.now()))


class GroupDecisionUndoingList(_StepView):
    takes = {"POST": GroupUndoingIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Prepare an act that takes this one back, for another person to take."""
        decision = self.decision(uuid)
        return self.made(prepare_undoing(decision=decision, **self.body(), actor=self.actor, now=self.now()))


LINES = GroupDecisionLine.objects.select_related("decision", "registration__register__association")


class GroupDecisionLineList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": GroupLineQuery}
    gives = {"GET": GroupDecisionLineOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """What acts for a group did for you, and whom those reach that you follow."""
        return self.page(LINES.all())


class GroupDecisionLineDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": GroupDecisionLineOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What an act for a group means for one registration."""
        line = self.get_or_404(LINES.all(), uuid=uuid)
        return self.shown(line)
