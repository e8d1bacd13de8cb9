"""Feedback over HTTP: a professional asks, whoever holds a key answers without an account."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.competence.feedback_shapes import (
    FeedbackAnswersIn,
    FeedbackInvitationOut,
    FeedbackInviteesIn,
    FeedbackKeyIn,
    FeedbackQuestionsOut,
    FeedbackRoundIn,
    FeedbackRoundOut,
    FeedbackStepIn,
    FeedbackThanksOut,
)
from portfolio.models import FeedbackInvitation, FeedbackRound
from portfolio.services.competence.feedback import (
    answer_feedback,
    ask_feedback,
    close_round,
    invite_to_round,
    open_invitation,
    withdraw_invitation,
)
from register.access import Permission
from register.clock import today
from register.scoping import PublicView, ScopedView


def rounds() -> QuerySet[FeedbackRound]:
    """Rounds with all that is shown of them."""
    return FeedbackRound.objects.select_related("profile__register").prefetch_related("invitations")


class FeedbackRoundList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    takes = {"POST": FeedbackRoundIn}
    gives = {"GET": FeedbackRoundOut, "POST": FeedbackRoundOut}
    paginated = True
    counted = frozenset({"POST"})

    def get(self, request: Request) -> Response:
        """What you asked others, the newest first, with their answers."""
        return self.page(rounds())

    def post(self, request: Request) -> Response:
        """Ask others how they see you. Each gets a key by mail and answers once, without an account."""
        asked = ask_feedback(person=self.own_person(), **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(rounds().get(pk=asked.pk), at="feedback-round")


class FeedbackRoundDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": FeedbackRoundOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What you asked others, and what they answered. Nobody else sees it."""
        return self.shown(self.get_or_404(rounds(), uuid=uuid))


class FeedbackRoundInvitationList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    counted = frozenset({"POST"})
    takes = {"POST": FeedbackInviteesIn}
    gives = {"POST": FeedbackRoundOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Ask more people the same."""
        asked = self.get_or_404(rounds(), uuid=uuid)
        invite_to_round(asked=asked, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(rounds().get(pk=asked.pk), at="feedback-round")


class FeedbackRoundClosureList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": FeedbackStepIn}
    gives = {"POST": FeedbackRoundOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take no more answers."""
        asked = self.get_or_404(rounds(), uuid=uuid)
        self.body()
        return self.created(close_round(asked=asked, actor=self.actor, now=self.now()), at="feedback-round")


class FeedbackInvitationWithdrawalList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": FeedbackStepIn}
    gives = {"POST": FeedbackInvitationOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Let the key of somebody who did not answer yet open nothing any more."""
        invitation = self.get_or_404(FeedbackInvitation.objects.select_related("round"), uuid=uuid)
        self.body()
        withdrawn = withdraw_invitation(invitation=invitation, actor=self.actor, now=self.now())
        return self.shown(withdrawn, status=201)


class _KeyView(PublicView):
    past_walls = "Who asks has a key and no account."
    answers = {"POST": (409,)}
    permissions = {"POST": Permission.READ_PUBLISHED}

    def opened(self, uuid: UUID, key: str) -> FeedbackInvitation:
        """The invitation that this key opens. A wrong key finds nothing, as if it were not there."""
        rows = FeedbackInvitation.objects.select_related("round__person", "round__profile")
        invitation = rows.filter(uuid=uuid).first()
        if invitation is None or not invitation.opens_with(key):
            raise Http404
        return invitation


class FeedbackOpeningList(_KeyView):
    takes = {"POST": FeedbackKeyIn}
    gives = {"POST": FeedbackQuestionsOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Read what you are asked, with the key that was mailed to you; no account needed."""
        invitation = self.opened(uuid, **self.body())
        return self.shown(open_invitation(invitation=invitation, today=today()), status=201)


class FeedbackAnswerList(_KeyView):
    takes = {"POST": FeedbackAnswersIn}
    gives = {"POST": FeedbackThanksOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Answer, once, with the key that was mailed to you; no account needed. Only who asked you reads it."""
        body = self.body()
        invitation = self.opened(uuid, body.pop("key"))
        answered = answer_feedback(invitation=invitation, **body, today=today(), now=self.now())
        return self.shown(answered, status=201)
