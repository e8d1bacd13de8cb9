"""Regulations: proposed by one person, adopted by another."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from register.access import Permission
from register.api.shapes import Empty, RegulationDetailOut, RegulationIn, RegulationOut
from register.models import Register, Regulation
from register.scoping import ScopedView
from register.services.regulations import adopt_regulation, propose_regulation

WITH_NAMES = ("register__association", "proposed_by__person", "adopted_by__person")


class RegisterRegulationList(ScopedView):
    permissions = {"GET": None, "POST": Permission.PROPOSE_REGULATION}
    takes = {"POST": RegulationIn}
    gives = {"GET": RegulationOut, "POST": RegulationDetailOut}
    paginated = True

    def get(self, request: Request, code: str) -> Response:
        """The versions of a register's rules; drafts for those who may propose or adopt."""
        register = self.get_or_404(Register.objects.all(), code=code)
        rows = Regulation.objects.filter(register=register).select_related(*WITH_NAMES)
        return self.page(rows.defer("source", "document"))

    def post(self, request: Request, code: str) -> Response:
        """Propose a version. Every problem in the text is named, with its line."""
        register = self.get_or_404(Register.objects.select_related("association"), code=code)
        self.require(register_id=register.pk)
        regulation = propose_regulation(register=register, **self.body(), proposed_by=self.actor, now=self.now())
        return self.created(regulation, at="regulation")


class RegulationDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": RegulationDetailOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One version of the rules: its text, and who made it law."""
        return self.shown(self.get_or_404(Regulation.objects.select_related(*WITH_NAMES), uuid=uuid))


class RegulationAdoptionList(ScopedView):
    permissions = {"POST": Permission.ADOPT_REGULATION}
    takes = {"POST": Empty}
    gives = {"POST": RegulationDetailOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Make a draft law. The adopter is another person than the proposer."""
        regulation = self.get_or_404(Regulation.objects.select_related(*WITH_NAMES), uuid=uuid)
        self.require(register_id=regulation.register_id)
        self.body()
        adopted = adopt_regulation(regulation=regulation, adopted_by=self.actor, now=self.now())
        return self.created(adopted, at="regulation")
