"""Two persons who are one, over HTTP: proposed by the office, carried out or refused by another, and taken back so."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.merge_shapes import (
    MergeConfirmationIn,
    MergeRefusalIn,
    MergeUndoingIn,
    PersonMergeIn,
    PersonMergeOut,
    PersonMergeQuery,
)
from portfolio.models import PersonMerge
from portfolio.services.merging.deciding import confirm_merge, refuse_merge
from portfolio.services.merging.proposing import propose_merge, propose_undoing
from register.access import Permission
from register.clock import today
from register.models import Register
from register.scoping import ScopedView

ONE = "person-merge"
MERGES = PersonMerge.objects.select_related("register", "merged", "survivor", "undoes")


class PersonMergeList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": PersonMergeQuery}
    gives = {"GET": PersonMergeOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Joinings that your office proposed or decided on, and what was joined with your own dossier."""
        return self.page(MERGES.all())


class PersonMergeDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": PersonMergeOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One joining, with how much moves."""
        return self.shown(self.get_or_404(MERGES.all(), uuid=uuid))


class RegisterPersonMergeList(ScopedView):
    permissions = {"POST": Permission.PREPARE_DECISIONS}
    takes = {"POST": PersonMergeIn}
    gives = {"POST": PersonMergeOut}

    def post(self, request: Request, code: str) -> Response:
        """Propose that two persons whom you see are one. Nothing moves until somebody else confirms it."""
        found = self.get_or_404(Register.objects.all(), code=code)
        self.require(register_id=found.pk)
        made = propose_merge(register=found, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(MERGES.get(pk=made.pk), at=ONE)


class _StepView(ScopedView):
    gives = {"POST": PersonMergeOut}

    def merge(self, uuid: UUID) -> PersonMerge:
        merge = self.get_or_404(MERGES.all(), uuid=uuid)
        self.require(register_id=merge.register_id)
        return merge


class PersonMergeConfirmationList(_StepView):
    permissions = {"POST": Permission.TAKE_DECISIONS}
    takes = {"POST": MergeConfirmationIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Carry out what somebody else proposed, at once and as a whole."""
        merge = self.merge(uuid)
        self.body()
        done = confirm_merge(merge=merge, actor=self.actor, today=today(), now=self.now())
        return self.created(MERGES.get(pk=done.pk), at=ONE)


class PersonMergeRefusalList(_StepView):
    permissions = {"POST": Permission.PREPARE_DECISIONS}
    takes = {"POST": MergeRefusalIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a proposal off the table: your own or a colleague's."""
        merge = self.merge(uuid)
        done = refuse_merge(merge=merge, **self.body(), actor=self.actor, now=self.now())
        return self.created(MERGES.get(pk=done.pk), at=ONE)


class PersonMergeUndoingList(_StepView):
    permissions = {"POST": Permission.PREPARE_DECISIONS}
    takes = {"POST": MergeUndoingIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Propose to part again what was joined, for somebody else to confirm."""
        merge = self.merge(uuid)
        made = propose_undoing(merge=merge, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(MERGES.get(pk=made.pk), at=ONE)
