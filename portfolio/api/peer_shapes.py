"""What peer groups and their sessions look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.models import PeerMembership, PeerPresence, PeerSession
from register.access import Actor
from register.models import Register
from register.scoping.inputs import Code, Day, Flag, Input, Line, Named, Text
from register.scoping.wording import say

MOST_USES, MOST_PRESENT = 10, 100
GROUP = "9b1f0a34-6d42-4c0e-8f58-0f9c3f5b7d01"
MEMBERSHIP = "4a7c2b60-51d4-4b1f-9f0e-6d8f1a2b3c45"


class GroupUseIn(Input):
    """A register in which sessions are to count for its members, by which rule of its regulation."""

    example = {"register": "nip-ag", "rule": "intervision"}

    register = Named(Register, by="code")
    rule = Line(max_length=60, help_text="The code of a rule at `/registers/{code}/record-rules`.")


class PeerGroupIn(Input):
    """The name of your group, and the registers in which its sessions are to count."""

    example: ClassVar[dict[str, Any]] = {"name": "Intervisie Noord", "uses": [GroupUseIn.example]}

    name = Line(max_length=200)
    uses = GroupUseIn(many=True, required=False, default=list)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        registers = [use["register"] for use in values.get("uses", ())]
        if len(set(registers)) < len(registers) or len(registers) > MOST_USES:
            text = say("Noem elk register een keer, ten hoogste tien.", "Each register once, at most ten.")
            return {"uses": ErrorDetail(text, code="repeated")}
        return {}


class MemberInvitationIn(Input):
    """The colleague you invite, by the number of a register."""

    example = {"register": "nip-ag", "number": "0012345"}

    register = Named(Register, by="code")
    number = Code(max_length=40)


class PeerStepIn(Input):
    """Nothing more than that you do it."""

    example: ClassVar[dict[str, Any]] = {}


class PeerSessionIn(Input):
    """When you met, about what, how long, and who were there. The report is for the group alone."""

    example: ClassVar[dict[str, Any]] = {
        "heldOn": "2026-11-18",
        "minutes": 120,
        "subject": "Omgaan met weerstand",
        "report": "Twee casussen besproken; afgesproken om te oefenen met samenvatten.",
        "online": False,
        "present": [MEMBERSHIP],
    }

    heldOn = Day(source="held_on")
    minutes = serializers.IntegerField(min_value=1, max_value=1440)
    subject = Line(max_length=300)
    report = Text(required=False, default="", allow_blank=True, max_length=5000)
    online = Flag(required=False, default=False)
    present = serializers.ListField(child=Named(PeerMembership), min_length=1, max_length=MOST_PRESENT)


class SessionWithdrawalIn(Input):
    """Why the session is taken back."""

    example = {"reason": "Verkeerde dag."}

    reason = Line(max_length=300)


class GroupUseOut(serializers.Serializer):
    """A register in which sessions count, and by which rule."""

    example = GroupUseIn.example

    register = serializers.CharField(source="register.code")
    rule = serializers.CharField()


class PeerMembershipOut(serializers.Serializer):
    """Somebody's place in a group. `leftOn` is the first day on which they were no longer in it."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": MEMBERSHIP,
        "group": GROUP,
        "groupName": "Intervisie Noord",
        "name": "Zoë van der Brûlée",
        "chair": False,
        "state": "MEMBER",
        "invitedOn": "2026-10-01",
        "joinedOn": "2026-10-03",
        "leftOn": None,
    }

    uuid = serializers.UUIDField()
    group = serializers.UUIDField(source="group.uuid")
    groupName = serializers.CharField(source="group.name")
    name = serializers.CharField(source="person.full_name")
    chair = serializers.BooleanField(source="is_chair")
    state = serializers.ChoiceField(choices=[one.value for one in PeerMembership.State])
    invitedOn = serializers.DateField(source="invited_on")
    joinedOn = serializers.DateField(source="joined_on", allow_null=True)
    leftOn = serializers.DateField(source="left_on", allow_null=True)


class PeerGroupOut(serializers.Serializer):
    """A group you are in, with everybody who is or was."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": GROUP,
        "name": "Intervisie Noord",
        "foundedOn": "2026-10-01",
        "uses": [GroupUseOut.example],
        "members": [PeerMembershipOut.example],
    }

    uuid = serializers.UUIDField()
    name = serializers.CharField()
    foundedOn = serializers.DateField(source="founded_on")
    uses = GroupUseOut(many=True)
    members = PeerMembershipOut(many=True, source="memberships")


class PeerPresenceOut(serializers.Serializer):
    """Somebody who was there, and whether they say so themselves."""

    example: ClassVar[dict[str, Any]] = {"name": "Zoë van der Brûlée", "state": "CONFIRMED", "own": True}

    name = serializers.CharField(source="person.full_name")
    state = serializers.ChoiceField(choices=[one.value for one in PeerPresence.State])
    own = serializers.SerializerMethodField(help_text="Whether this is you.")

    def get_own(self, presence: PeerPresence) -> bool:
        actor: Actor = self.context["actor"]
        return presence.person_id == actor.person_id


class PeerSessionOut(serializers.Serializer):
    """A session, who was there, and whether the chair attested it."""

    example: ClassVar[dict[str, Any]] = PeerSessionIn.example | {
        "uuid": "0f8b3c3e-7d55-4b62-a1ad-2d7b6e9c4f77",
        "group": GROUP,
        "present": [PeerPresenceOut.example],
        "state": "STANDING",
        "attestedAt": "2026-11-19T08:00:00Z",
        "reason": "",
    }

    uuid = serializers.UUIDField()
    group = serializers.UUIDField(source="group.uuid")
    heldOn = serializers.DateField(source="held_on")
    minutes = serializers.IntegerField()
    subject = serializers.CharField()
    report = serializers.CharField()
    online = serializers.BooleanField()
    present = PeerPresenceOut(many=True, source="presences")
    state = serializers.ChoiceField(choices=[one.value for one in PeerSession.State])
    attestedAt = serializers.DateTimeField(source="attested_at", allow_null=True)
    reason = serializers.CharField()
