"""Sessions of peer groups: recorded once, confirmed by who was there or attested by the chair."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.peer_shapes import PeerSessionIn, PeerSessionOut, PeerStepIn, SessionWithdrawalIn
from portfolio.models import PeerGroup, PeerSession
from portfolio.services.peers.sessions import answer_session, attest_session, record_session, withdraw_session
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView

PRESENT = ("presences__person",)


class PeerGroupSessionList(ScopedView):
    names = PRESENT
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    takes = {"POST": PeerSessionIn}
    gives = {"GET": PeerSessionOut, "POST": PeerSessionOut}
    paginated = True

    def get(self, request: Request, uuid: UUID) -> Response:
        """The sessions of your group while you were in it."""
        group = self.get_or_404(PeerGroup.objects.all(), uuid=uuid)
        rows = PeerSession.objects.filter(group=group).select_related("group")
        return self.page(rows)

    def post(self, request: Request, uuid: UUID) -> Response:
        """Record a session of your group, once for all who were there."""
        group = self.get_or_404(PeerGroup.objects.all(), uuid=uuid)
        session = record_session(group=group, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(session, at="peer-session")


class PeerSessionDetail(ScopedView):
    names = PRESENT
    permissions = {"GET": None}
    gives = {"GET": PeerSessionOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One session of a group of yours."""
        rows = PeerSession.objects.select_related("group")
        return self.shown(self.get_or_404(rows, uuid=uuid))


class _SessionStepView(ScopedView):
    names = PRESENT
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": PeerStepIn}
    gives = {"POST": PeerSessionOut}

    def seen(self, uuid: UUID) -> PeerSession:
        return self.get_or_404(PeerSession.objects.select_related("group"), uuid=uuid)


class PeerSessionConfirmationList(_SessionStepView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that you were there."""
        session = self.seen(uuid)
        self.body()
        answered = answer_session(session=session, there=True, actor=self.actor, now=self.now())
        return self.created(answered, at="peer-session")


class PeerSessionDenialList(_SessionStepView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that you were not there."""
        session = self.seen(uuid)
        self.body()
        answered = answer_session(session=session, there=False, actor=self.actor, now=self.now())
        return self.created(answered, at="peer-session")


class PeerSessionAttestationList(_SessionStepView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Say, as the chair, that the session was as it is recorded."""
        session = self.seen(uuid)
        self.body()
        return self.created(attest_session(session=session, actor=self.actor, now=self.now()), at="peer-session")


class PeerSessionWithdrawalList(_SessionStepView):
    takes = {"POST": SessionWithdrawalIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take a session back, as its recorder or the chair. It counts for nobody any more; record it anew."""
        session = self.seen(uuid)
        withdrawn = withdraw_session(session=session, **self.body(), actor=self.actor, now=self.now())
        return self.created(withdrawn, at="peer-session")
