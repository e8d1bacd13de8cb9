"""Goals: set, changed and closed by the professional, and seen by nobody else."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.reflection.goal_shapes import GoalChangeIn, GoalClosingIn, GoalIn, GoalOut, GoalQuery
from portfolio.api.reflection.own import OwnStepIn, OwnView
from portfolio.models import Goal
from portfolio.services.goals import change_goal, move_goal, remove_goal, set_goal
from register.access import Permission
from register.clock import today

GOALS = Goal.objects.select_related("registration__register").prefetch_related("steps", "entries")


class GoalList(OwnView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    asks = {"GET": GoalQuery}
    takes = {"POST": GoalIn}
    gives = {"GET": GoalOut, "POST": GoalOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your goals."""
        return self.page(GOALS.all())

    def post(self, request: Request) -> Response:
        """Set a goal of your own, in steps if you like."""
        goal = set_goal(person=self.own_person(), **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(goal, at="goal")


class GoalDetail(OwnView):
    permissions = {"GET": None}
    gives = {"GET": GoalOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One goal of yours."""
        return self.shown(self.get_or_404(GOALS.all(), uuid=uuid))


class GoalChangeList(OwnView):
    replaces = True
    takes = {"POST": GoalChangeIn}
    gives = {"POST": GoalOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Change an open goal."""
        goal = self.get_or_404(Goal.objects.all(), uuid=uuid)
        changed = change_goal(goal=goal, changes=self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(changed, at="goal")


class GoalClosingList(OwnView):
    takes = {"POST": GoalClosingIn}
    gives = {"POST": GoalOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that a goal was reached, or that you drop it."""
        goal = self.get_or_404(Goal.objects.all(), uuid=uuid)
        closed = move_goal(goal=goal, action=self.body()["outcome"], actor=self.actor, now=self.now())
        return self.created(closed, at="goal")


class GoalReopeningList(OwnView):
    takes = {"POST": OwnStepIn}
    gives = {"POST": GoalOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take up a closed goal again."""
        goal = self.get_or_404(Goal.objects.all(), uuid=uuid)
        self.body()
        return self.created(move_goal(goal=goal, action="reopen", actor=self.actor, now=self.now()), at="goal")


class GoalRemovalList(OwnView):
    takes = {"POST": OwnStepIn}
    gives = {"POST": GoalOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Remove a goal. Gives it a last time; reflections about it stay, without it."""
        goal = self.get_or_404(GOALS.all(), uuid=uuid)
        self.body()
        answer = self.shown(goal, status=201)
        remove_goal(goal=goal, actor=self.actor, now=self.now())
        return answer
