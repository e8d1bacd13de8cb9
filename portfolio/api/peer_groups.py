"""Peer groups without a provider: founded, joined and left by professionals."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.peer_shapes import (
    MemberInvitationIn,
    PeerGroupIn,
    PeerGroupOut,
    PeerMembershipOut,
    PeerStepIn,
)
from portfolio.models import PeerGroup, PeerMembership
from portfolio.services.peers.groups import (
    GroupUse,
    accept_membership,
    change_group,
    decline_membership,
    end_membership,
    found_group,
    hand_over_chair,
    invite_member,
)
from register.access import Permission
from register.clock import today
from register.scoping import ScopedView

MEMBERS = ("memberships__person", "memberships__group")


class PeerGroupList(ScopedView):
    names = MEMBERS
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    takes = {"POST": PeerGroupIn}
    gives = {"GET": PeerGroupOut, "POST": PeerGroupOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """The groups you are in."""
        return self.page(PeerGroup.objects.prefetch_related("uses__register"))

    def post(self, request: Request) -> Response:
        """Begin a group; you are its chair."""
        person, moment = self.own_person(), self.now()
        group = found_group(person=person, **_values(self.body()), actor=self.actor, today=today(), now=moment)
        return self.created(group, at="peer-group")


class PeerGroupDetail(ScopedView):
    names = MEMBERS
    permissions = {"GET": None}
    gives = {"GET": PeerGroupOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One group you are in."""
        return self.shown(self.get_or_404(PeerGroup.objects.prefetch_related("uses__register"), uuid=uuid))


class PeerGroupChangeList(ScopedView):
    names = MEMBERS
    replaces = True
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": PeerGroupIn}
    gives = {"POST": PeerGroupOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Give your group another name, or let later sessions count elsewhere. The chair does this."""
        group = self.get_or_404(PeerGroup.objects.all(), uuid=uuid)
        values = _values(self.body())
        changed = change_group(group=group, **values, actor=self.actor, today=today(), now=self.now())
        return self.created(changed, at="peer-group")


class PeerGroupMemberList(ScopedView):
    names = ("person",)
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": MemberInvitationIn}
    gives = {"POST": PeerMembershipOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Invite a colleague into your group by the number of a register. The chair does this."""
        group = self.get_or_404(PeerGroup.objects.all(), uuid=uuid)
        invited = invite_member(group=group, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(invited, at="peer-membership")


class PeerMembershipList(ScopedView):
    names = ("person",)
    permissions = {"GET": None}
    gives = {"GET": PeerMembershipOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your invitations, and everybody in your groups."""
        return self.page(PeerMembership.objects.select_related("group"))


class PeerMembershipDetail(ScopedView):
    names = ("person",)
    permissions = {"GET": None}
    gives = {"GET": PeerMembershipOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One place in a group."""
        return self.shown(self.get_or_404(PeerMembership.objects.select_related("group"), uuid=uuid))


class _MembershipStepView(ScopedView):
    names = ("person",)
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": PeerStepIn}
    gives = {"POST": PeerMembershipOut}

    def seen(self, uuid: UUID) -> PeerMembership:
        membership = self.get_or_404(PeerMembership.objects.select_related("group"), uuid=uuid)
        self.body()
        return membership


class PeerMembershipAcceptanceList(_MembershipStepView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Join the group you are invited to."""
        joined = accept_membership(membership=self.seen(uuid), actor=self.actor, today=today(), now=self.now())
        return self.created(joined, at="peer-membership")


class PeerMembershipRefusalList(_MembershipStepView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Say no to an invitation."""
        declined = decline_membership(membership=self.seen(uuid), actor=self.actor, now=self.now())
        return self.created(declined, at="peer-membership")


class PeerMembershipEndingList(_MembershipStepView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Leave a group, or as its chair let somebody go."""
        ended = end_membership(membership=self.seen(uuid), actor=self.actor, today=today(), now=self.now())
        return self.created(ended, at="peer-membership")


class PeerMembershipChairList(_MembershipStepView):
    def post(self, request: Request, uuid: UUID) -> Response:
        """Hand the chair over to this member."""
        chair = hand_over_chair(membership=self.seen(uuid), actor=self.actor, now=self.now())
        return self.created(chair, at="peer-membership")


def _values(body: dict[str, Any]) -> dict[str, Any]:
    return {"name": body["name"], "uses": [GroupUse(one["register"], one["rule"]) for one in body["uses"]]}
