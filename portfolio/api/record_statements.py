"""Statements of others about records: asked by professionals, given by whoever has the key that was mailed."""

from typing import Any, ClassVar
from uuid import UUID

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.record_shapes import RecordOut, RecordStatementOut, RecordStepIn
from portfolio.api.records import OwnRecordView
from portfolio.models import RecordStatement
from portfolio.services.records.statements import (
    ask_statement,
    asks_for_number,
    decline_statement,
    give_statement,
    opened_statement,
    withdraw_statement,
)
from register.access import Permission
from register.errors import Forbidden
from register.scoping import PublicView, ScopedView
from register.scoping.inputs import Amount, Code, Input, Line, Text

KEY = "pZ3n0bqT1nqv0J3p0eRkY7c1mC1w3bq9g2l5Vf8sXhM"


class StatementRequestIn(Input):
    """Whom you ask, and as what. They get a link by mail and need no account."""

    example = {"role": "EMPLOYER", "name": "A. de Boer", "email": "a.deboer@ziekenhuis.example"}

    role = serializers.ChoiceField(choices=[role.value for role in RecordStatement.Role])
    name = Line(max_length=200)
    email = serializers.EmailField(max_length=254)


class StatementKeyIn(Input):
    """The key of the mail."""

    example = {"key": KEY}

    key = Code(max_length=100)


class StatementIn(StatementKeyIn):
    """The key of the mail, and your name. `registrationNumber` where a colleague of the register is asked."""

    example = {"key": KEY, "name": "A. de Boer", "remark": ""}

    name = Line(max_length=200)
    remark = Text(required=False, default="", allow_blank=True, max_length=2000)
    registrationNumber = Code(required=False, source="registration_number", max_length=40)


class StatementRefusalIn(StatementKeyIn):
    """The key of the mail, and why you do not state this."""

    example = {"key": KEY, "remark": "Zij werkte hier tot en met juni."}

    remark = Text(max_length=2000)


class OpenedStatementOut(serializers.Serializer):
    """What you are asked to state about somebody, and whether your registration number is asked."""

    example: ClassVar[dict[str, Any]] = {
        "role": "EMPLOYER",
        "professional": "Zoë van der Brûlée",
        "sort": "WORK",
        "title": RecordOut.example["title"],
        "organisation": RecordOut.example["organisation"],
        "from": "2024-03-01",
        "until": None,
        "hoursPerWeek": "28",
        "quantity": None,
        "unit": "",
        "asksForNumber": False,
    }

    role = serializers.ChoiceField(choices=[role.value for role in RecordStatement.Role])
    professional = serializers.CharField(source="record.person.full_name")
    sort = serializers.CharField(source="record.sort")
    title = serializers.CharField(source="record.title")
    organisation = serializers.CharField(source="record.organisation")
    hoursPerWeek = Amount(source="record.hours_per_week", allow_null=True)
    quantity = Amount(source="record.quantity", max_digits=12, allow_null=True)
    unit = serializers.CharField(source="record.unit")
    asksForNumber = serializers.SerializerMethodField()

    def get_fields(self) -> dict[str, serializers.Field]:
        return super().get_fields() | {
            "from": serializers.DateField(source="record.starts_on"),
            "until": serializers.DateField(source="record.ends_on", allow_null=True),
        }

    def get_asksForNumber(self, statement: RecordStatement) -> bool:
        return asks_for_number(statement)


class AnsweredStatementOut(serializers.Serializer):
    """What you answered."""

    example: ClassVar[dict[str, Any]] = {"role": "EMPLOYER", "state": "GIVEN"}

    role = serializers.ChoiceField(choices=[role.value for role in RecordStatement.Role])
    state = serializers.ChoiceField(choices=[one.value for one in RecordStatement.State])


class RecordStatementList(OwnRecordView):
    counted = frozenset({"POST"})
    takes = {"POST": StatementRequestIn}
    gives = {"POST": RecordStatementOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Ask your employer, a confirmer or the partner in a conversation to state that this is so."""
        record = self.own(uuid)
        statement = ask_statement(record=record, **self.body(), actor=self.actor, now=self.now())
        return self.shown(statement, status=201)


class RecordStatementWithdrawalList(ScopedView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    takes = {"POST": RecordStepIn}
    gives = {"POST": RecordStatementOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """No longer ask: the link stops working, and you may ask another."""
        statement = self.get_or_404(RecordStatement.objects.select_related("record"), uuid=uuid)
        if statement.record.person_id != self.actor.person_id:
            raise Forbidden(nl="Alleen wie dit vroeg doet dit.", en="Only whoever asked does this.")
        self.body()
        return self.shown(withdraw_statement(statement=statement, actor=self.actor, now=self.now()), status=201)


class _LinkView(PublicView):
    """For whoever has the key of a link; without it nothing is told but that it does not hold."""

    past_walls = "Who asks has a key and no account."
    permissions = {"POST": Permission.READ_PUBLISHED}
    answers = {"POST": (409,)}
    gives = {"POST": AnsweredStatementOut}

    def asked_of(self, uuid: UUID) -> RecordStatement:
        statement = RecordStatement.objects.select_related("record__person").filter(uuid=uuid).first()
        if statement is None:
            raise Http404
        return statement


class RecordStatementReadingList(_LinkView):
    takes = {"POST": StatementKeyIn}
    gives = {"POST": OpenedStatementOut}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Read what you are asked to state, by the key of your mail; no account needed."""
        opened = opened_statement(statement=self.asked_of(uuid), **self.body(), now=self.now())
        return self.shown(opened, status=201)


class RecordStatementConfirmationList(_LinkView):
    takes = {"POST": StatementIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """State that it is so; no account needed."""
        statement = give_statement(statement=self.asked_of(uuid), **self.body(), now=self.now())
        return self.shown(statement, status=201)


class RecordStatementRefusalList(_LinkView):
    takes = {"POST": StatementRefusalIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that it is not so, or that you cannot tell; no account needed."""
        statement = decline_statement(statement=self.asked_of(uuid), **self.body(), now=self.now())
        return self.shown(statement, status=201)
