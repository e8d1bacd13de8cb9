"""Records of work, declarations and documents: entered once by professionals, for every register they count in."""

from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.record_shapes import (
    RecordDetailOut,
    RecordEndingIn,
    RecordIn,
    RecordOut,
    RecordQuery,
    RecordRulesOut,
    RecordStepIn,
)
from portfolio.models import Record
from portfolio.services.records.entering import Use, end_record, enter_record, withdraw_record
from portfolio.services.records.rules import record_rules_in_force
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.models import Register
from register.scoping import ScopedView

WITH_NAMES = ("evidence", "replaces")
WITH_ROWS = ("uses__registration__register__association", "uses__entry", "uses__record", "statements__record")


class RecordList(ScopedView):
    permissions = {"GET": None, "POST": Permission.OWN_DOSSIER}
    asks = {"GET": RecordQuery}
    takes = {"POST": RecordIn}
    gives = {"GET": RecordOut, "POST": RecordDetailOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own records, and those entered for registers whose dossiers you may read."""
        return self.page(Record.objects.select_related(*WITH_NAMES).prefetch_related(*WITH_ROWS[:2]))

    def post(self, request: Request) -> Response:
        """Enter work, a declaration or a document. Where nobody else has to state anything it counts at once."""
        person = self.own_person()
        body = self.body()
        uses = [Use(one["registration"], one["rule"], tuple(one["names"])) for one in body.pop("uses", ())]
        record = enter_record(
            person=person,
            replaces=body.pop("replaces", None),
            uses=uses,
            values=body,
            actor=self.actor,
            today=today(),
            now=self.now(),
        )
        return self.created(record, at="record")


class RecordDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": RecordDetailOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One record, where it counts, and what others stated about it."""
        rows = Record.objects.select_related(*WITH_NAMES).prefetch_related(*WITH_ROWS)
        return self.shown(self.get_or_404(rows, uuid=uuid))


class OwnRecordView(ScopedView):
    """One step on a record of one's own."""

    permissions = {"POST": Permission.OWN_DOSSIER}
    gives = {"POST": RecordDetailOut}

    def own(self, uuid: UUID) -> Record:
        record = self.get_or_404(Record.objects.all(), uuid=uuid)
        if record.person_id != self.actor.person_id:
            raise Forbidden(nl="Alleen wie dit opvoerde doet dit.", en="Only whoever entered this does this.")
        return record


class RecordEndingList(OwnRecordView):
    takes = {"POST": RecordEndingIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say that it ended, or ended earlier. What others stated still holds."""
        record = self.own(uuid)
        ended = end_record(record=record, **self.body(), actor=self.actor, today=today(), now=self.now())
        return self.created(ended, at="record")


class RecordWithdrawalList(OwnRecordView):
    takes = {"POST": RecordStepIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Take it back. It counts nowhere any more, and whoever was asked about it is no longer."""
        record = self.own(uuid)
        self.body()
        return self.created(withdraw_record(record=record, actor=self.actor, now=self.now()), at="record")


class RegisterRecordRuleList(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": RecordRulesOut}

    def get(self, request: Request, code: str) -> Response:
        """By which rules work, declarations, documents, sessions and visits count in this register today."""
        register = self.get_or_404(Register.objects.all(), code=code)
        return self.shown({"rules": record_rules_in_force(register, on=today()).values()})
