"""How an audit moves: one row of `portfolio.catalogue.audit_cases`, one conditional update, one event."""

from datetime import datetime
from typing import Any

from portfolio.catalogue.audit_cases import AUDITS, AuditAction
from portfolio.errors import OwnDossier
from portfolio.errors.audit_cases import AuditMoved, NotYourAudit
from portfolio.models import Audit, AuditRound, Decision
from register.access import Actor
from register.errors import FourEyesRequired
from register.services.events import record_event


def held(audit: Audit) -> Audit:
    """The audit as it is now, kept from everybody else until the end of the transaction."""
    rows = Audit.objects.select_related(
        "cycle__regulation", "registration__person", "registration__register__association"
    )
    return rows.select_for_update(of=("self",)).get(pk=audit.pk)


def refuse_unless_open(audit: Audit, action: AuditAction) -> None:
    """Raise AuditMoved unless the action is possible where the audit stands."""
    if audit.state not in AUDITS[action].sources:
        raise AuditMoved.of(audit.state, action.value)


def move(audit: Audit, action: AuditAction, *, actor: Actor | None, now: datetime, **values: Any) -> None:
    """Take one step of the table, in the caller's transaction. AuditMoved when it is not, or no longer, there."""
    step = AUDITS[action]
    rows = Audit.objects.filter(pk=audit.pk, state__in=sorted(step.sources))
    if not rows.update(state=step.target, **values):
        audit.refresh_from_db(fields=["state"])
        raise AuditMoved.of(audit.state, action.value)
    for name, value in {"state": step.target, **values}.items():
        setattr(audit, name, value)
    record(step.event, audit, actor, now)


def settle_audit(decision: Decision, *, actor: Actor | None, now: datetime) -> None:
    """The decision on an audit was taken: it is decided, in the same transaction, and its auditor sees no more of it.

    AuditMoved when it was sent back or cancelled meanwhile: then the decision is not taken either.
    """
    if decision.question != Decision.Question.AUDIT or decision.replaces_id is not None:
        return
    found = Audit.objects.filter(uuid=decision.matter).first()
    if found is not None:
        audit = held(found)
        refuse_auditor(decision, actor)
        move(audit, AuditAction.DECIDE, actor=actor, now=now, ended_at=now)


def refuse_auditor(decision: Decision, actor: Actor | None) -> None:
    """Raise FourEyesRequired when the actor audited what the decision is about."""
    if actor is None or decision.question != Decision.Question.AUDIT:
        return
    if Audit.objects.filter(uuid=decision.matter, auditor=actor.user_id).exists():
        raise FourEyesRequired(
            nl="Wie de steekproef beoordeelde, beslist er niet over.",
            en="Whoever audited does not decide about it.",
        )


def refuse_others(audit: Audit, actor: Actor) -> None:
    """Raise NotYourAudit for everybody but the auditor who has it in hand at this moment."""
    if audit.auditor_id is None or audit.auditor_id != actor.user_id:
        raise NotYourAudit(
            nl="Alleen wie deze steekproef in behandeling heeft, doet dit.",
            en="Only the auditor who has this audit in hand does this.",
        )


def refuse_own(audit: Audit, actor: Actor) -> None:
    """Raise OwnDossier when the actor is the person it is about."""
    if actor.person_id is not None and audit.registration.person_id == actor.person_id:
        raise OwnDossier(nl="Over uw eigen dossier oordeelt een ander.", en="Somebody else judges your own dossier.")


def last_round(audit: Audit) -> AuditRound:
    """The term that runs, or that ran last."""
    found = AuditRound.objects.filter(audit=audit).order_by("-number").first()
    assert found is not None  # the first one was opened when it was asked
    return found


def record(kind: str, audit: Audit, actor: Actor | None, now: datetime, **data: Any) -> None:
    """Append an event about the audit."""
    register = audit.registration.register
    record_event(
        kind=kind,
        subject_type="audit",
        subject_uuid=audit.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        person_id=audit.registration.person_id,
        actor=actor,
        now=now,
        data=data,
    )
