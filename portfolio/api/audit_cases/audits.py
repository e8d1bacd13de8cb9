"""Audits over HTTP: the person is asked, an auditor sees the cycle while it is open, the office leads."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from portfolio.api.audit_cases.audit_shapes import AuditDossierOut, AuditItemOut, AuditOut, AuditQuery
from portfolio.api.standing_query import in_order
from portfolio.catalogue.audit_cases import AuditState
from portfolio.models import Audit, AuditItem, AuditRound
from portfolio.services.audit_cases.asking import counted
from portfolio.services.audit_cases.finding import reversed_since
from register.access import Permission
from register.clock import today
from register.errors import Forbidden
from register.scoping import ScopedView

ONE = "audit"
PART = "audits"


def shown_audits() -> QuerySet[Audit]:
    rounds = AuditRound.objects.prefetch_related("extensions")
    related = ("run", "auditor", "cycle__regulation", "registration__person", "registration__register__association")
    return Audit.objects.select_related(*related).prefetch_related(Prefetch("rounds", rounds))


def shown_items(audit: Audit) -> QuerySet[AuditItem]:
    rows = AuditItem.objects.filter(audit=audit).select_related("entry__edition__course", "entry__claim")
    return rows.prefetch_related("evidence", "entry__claim__evidence").order_by("entry__effective_on", "pk")


class AuditView(ScopedView):
    """A step in an audit: it is answered with the audit as it is then."""

    gives: ClassVar[dict[str, Any]] = {"POST": AuditOut}

    def audit(self, uuid: UUID) -> Audit:
        audit = self.get_or_404(shown_audits(), uuid=uuid)
        if self.permission is Permission.OWN_DOSSIER:
            if audit.registration.person_id != self.actor.person_id:
                raise Forbidden(nl="Alleen de betrokkene doet dit.", en="Only the person it is about does this.")
        else:
            self.require(register_id=audit.registration.register_id)
        return audit

    def moment(self) -> dict[str, Any]:
        return {"actor": self.actor, "today": today(), "now": self.now()}

    def stepped(self, audit: Audit) -> Response:
        return self.created(shown_audits().get(pk=audit.pk), at=ONE)

    def item_context(self, audit: Audit) -> dict[str, Any]:
        own = audit.registration.person_id == self.actor.person_id
        return {
            "audit": audit,
            "counted": counted(audit.standing or {}),
            "reversed": reversed_since(audit),
            "verdicts_shown": not own or audit.state != AuditState.ASSESSING,
        }


class AuditList(ScopedView):
    permissions = {"GET": None}
    asks = {"GET": AuditQuery}
    gives = {"GET": AuditOut}
    paginated = True

    def get(self, request: Request) -> Response:
        """Your own audits; those you have in hand, while they are open; for the office those of its registers."""
        return self.page(shown_audits())


class AuditDetail(ScopedView):
    permissions = {"GET": None}
    gives = {"GET": AuditOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """One audit: where it stands, and by when something is to be shown."""
        audit = self.get_or_404(shown_audits(), uuid=uuid)
        return self.shown(audit)


class AuditDossier(AuditView):
    permissions = {"GET": None}
    gives = {"GET": AuditDossierOut}

    def get(self, request: Request, uuid: UUID) -> Response:
        """What is audited, as it was at the draw; what came later is marked. The person sees that you looked."""
        audit = self.get_or_404(shown_audits(), uuid=uuid)
        if audit.standing is None:
            standing, items = None, []
        else:
            standing = in_order(audit.standing)
            standing["facts"] = [one for one in standing["facts"] if one["toward"]]
            items = list(AuditItemOut(shown_items(audit), many=True, context=self.item_context(audit)).data)
        return Response(
            {
                "audit": str(audit.uuid),
                "person": {"name": audit.registration.person.full_name, "number": audit.registration.number},
                "drawnAt": audit.drawn_at,
                "standing": standing,
                "items": items,
            }
        )
