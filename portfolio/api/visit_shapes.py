"""What visits among peers look like on the wire, with an example of each."""

from collections.abc import Mapping
from typing import Any, ClassVar

from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from portfolio.api.shapes import REGISTRATION, OwnRegistration
from portfolio.models import PeerVisit, PeerVisitor
from register.access import Actor
from register.models import Register, Registration
from register.scoping.inputs import Code, Day, Flag, Input, Line, Named, Text
from register.scoping.wording import say

MOST = 10


class VisitorIn(Input):
    """A colleague by the number of a register. The first you name leads."""

    example = {"register": "rgs-gp", "number": "0012345"}

    register = Named(Register, by="code")
    number = Code(max_length=40)


class VisitUseIn(Input):
    """A registration of your own in which the visit counts, by which rule of its regulation."""

    example = {"registration": REGISTRATION, "rule": "practice-visit"}

    registration = OwnRegistration(Registration, help_text="A registration of your own.")
    rule = Line(max_length=60, help_text="The code of a rule at `/registers/{code}/record-rules`.")


class PeerVisitIn(Input):
    """What the visit is about, for when, by whom, and where it counts."""

    example: ClassVar[dict[str, Any]] = {
        "subject": "Praktijkvoering",
        "plannedFor": "2026-12-10",
        "visitors": [VisitorIn.example],
        "uses": [VisitUseIn.example],
    }

    subject = Line(max_length=300)
    plannedFor = Day(source="planned_for")
    visitors = VisitorIn(many=True, allow_empty=False)
    uses = VisitUseIn(many=True, required=False, default=list)

    def check(self, values: Mapping[str, Any]) -> Mapping[str, ErrorDetail]:
        registrations = [use["registration"] for use in values.get("uses", ())]
        if len(set(registrations)) < len(registrations):
            text = say("Noem elke inschrijving een keer.", "Each registration once.")
            return {"uses": ErrorDetail(text, code="repeated")}
        if max(len(values.get("visitors", ())), len(registrations)) > MOST:
            text = say("Noem er ten hoogste tien.", "Name ten at most.")
            return {"visitors": ErrorDetail(text, code="too-many")}
        return {}


class VisitAcceptanceIn(Input):
    """That you come, and do not work with the colleague."""

    example = {"independent": True}

    independent = Flag()


class VisitStepIn(Input):
    """Nothing more than that you do it."""

    example: ClassVar[dict[str, Any]] = {}


class ConsequenceIn(Input):
    """What is to be done, by which day."""

    example = {"title": "Protocol voor herhaalrecepten invoeren", "dueOn": "2027-06-01"}

    title = Line(max_length=500)
    dueOn = Day(source="due_on")


class VisitReportIn(Input):
    """What you saw and conclude. Consequences belong to the outcome with agreements."""

    example: ClassVar[dict[str, Any]] = {
        "heldOn": "2026-12-10",
        "report": "Wij spraken met drie medewerkers en zagen het spreekuur.",
        "outcome": "WITH_AGREEMENTS",
        "consequences": [ConsequenceIn.example],
    }

    heldOn = Day(source="held_on")
    report = Text(max_length=20000)
    outcome = serializers.ChoiceField(choices=[one.value for one in PeerVisit.Outcome])
    consequences = ConsequenceIn(many=True, required=False, default=list)


class VisitViewIn(Input):
    """Your view of the report, and whether you agree with it and its consequences."""

    example = {"view": "Ik herken het beeld.", "agrees": True}

    view = Text(max_length=10000)
    agrees = Flag()


class VisitWithdrawalIn(Input):
    """Why the visit is taken back."""

    example = {"reason": "De praktijk is verhuisd."}

    reason = Line(max_length=300)


class PeerVisitorOut(serializers.Serializer):
    """Somebody who visits, and whether they have accepted."""

    example: ClassVar[dict[str, Any]] = {"name": "Zoë van der Brûlée", "lead": True, "state": "ACCEPTED", "own": False}

    name = serializers.CharField(source="person.full_name")
    lead = serializers.BooleanField(source="is_lead")
    state = serializers.ChoiceField(choices=[one.value for one in PeerVisitor.State])
    own = serializers.SerializerMethodField(help_text="Whether this is you.")

    def get_own(self, visitor: PeerVisitor) -> bool:
        actor: Actor = self.context["actor"]
        return visitor.person_id == actor.person_id


class ConsequenceOut(serializers.Serializer):
    """What is to be done, by which day. Agreed, it is a duty of the visited."""

    example = ConsequenceIn.example

    title = serializers.CharField()
    dueOn = serializers.DateField(source="due_on")


class PeerVisitOut(serializers.Serializer):
    """A visit, for the visited and the visitors alone."""

    example: ClassVar[dict[str, Any]] = {
        "uuid": "6c0e7c1b-31c5-4c0a-8f23-7f4b5e2d9a18",
        "visited": "Noor Bakker",
        "subject": "Praktijkvoering",
        "plannedFor": "2026-12-10",
        "visitors": [PeerVisitorOut.example],
        "heldOn": "2026-12-10",
        "report": VisitReportIn.example["report"],
        "outcome": "WITH_AGREEMENTS",
        "consequences": [ConsequenceOut.example],
        "view": "Ik herken het beeld.",
        "state": "CLOSED",
        "reason": "",
    }

    uuid = serializers.UUIDField()
    visited = serializers.CharField(source="person.full_name")
    subject = serializers.CharField()
    plannedFor = serializers.DateField(source="planned_for")
    visitors = PeerVisitorOut(many=True)
    heldOn = serializers.DateField(source="held_on", allow_null=True)
    report = serializers.CharField()
    outcome = serializers.CharField()
    consequences = ConsequenceOut(many=True)
    view = serializers.CharField()
    state = serializers.ChoiceField(choices=[one.value for one in PeerVisit.State])
    reason = serializers.CharField()


class VisitOutcomeOut(serializers.Serializer):
    """That somebody was visited and with what outcome: all that a register reads of it, where its rule says so."""

    example: ClassVar[dict[str, Any]] = {
        "registrationNumber": "0012345",
        "rule": "practice-visit",
        "heldOn": "2026-12-10",
        "outcome": "WITH_AGREEMENTS",
    }

    registrationNumber = serializers.CharField(source="registration.number")
    rule = serializers.CharField()
    heldOn = serializers.DateField(source="visit.held_on")
    outcome = serializers.ChoiceField(choices=[one.value for one in PeerVisit.Outcome], source="visit.outcome")
