"""What the person does in an audit, over HTTP: explain, add, ask for more time, hand in."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.audit_cases.audit_shapes import AuditItemOut
from portfolio.api.audit_cases.audits import AuditView, shown_items
from portfolio.api.audit_cases.step_shapes import (
    AuditExplanationIn,
    AuditExtensionIn,
    AuditItemIn,
    AuditReplyIn,
)
from portfolio.models import AuditItem
from portfolio.services.audit_cases.answering import add_item, ask_extension, explain_item, hand_in
from register.access import Permission


class _ItemView(AuditView):
    permissions = {"POST": Permission.OWN_DOSSIER}
    gives = {"POST": AuditItemOut}

    def answered(self, item: AuditItem) -> Response:
        shown = shown_items(item.audit).get(pk=item.pk)
        return Response(dict(AuditItemOut(shown, context=self.item_context(item.audit)).data), status=201)


class AuditItemList(_ItemView):
    takes = {"POST": AuditItemIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Bring in a fact that was recorded after the draw. It counts here once the auditor accepts it."""
        audit = self.audit(uuid)
        return self.answered(add_item(audit=audit, **self.body(), actor=self.actor, now=self.now()))


class AuditExplanationList(_ItemView):
    takes = {"POST": AuditExplanationIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Say what shows this item. Files go to `evidence-files`, with `auditItem`."""
        item = self.get_or_404(AuditItem.objects.select_related("audit"), uuid=uuid)
        self.audit(item.audit.uuid)
        return self.answered(explain_item(item=item, **self.body(), actor=self.actor, now=self.now()))


class _OwnView(AuditView):
    permissions = {"POST": Permission.OWN_DOSSIER}


class AuditReplyList(_OwnView):
    takes = {"POST": AuditReplyIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Hand in: the auditor begins. Later than the last day it is received too, until the auditor has begun."""
        audit = self.audit(uuid)
        return self.stepped(hand_in(audit=audit, **self.body(), actor=self.actor, now=self.now()))


class AuditExtensionList(_OwnView):
    takes = {"POST": AuditExtensionIn}

    def post(self, request: Request, uuid: UUID) -> Response:
        """Ask for more time, until the last minute of the last day. Until it is answered the term does not end."""
        audit = self.audit(uuid)
        moment: dict[str, Any] = self.moment()
        ask_extension(audit=audit, **self.body(), **moment)
        return self.stepped(audit)
