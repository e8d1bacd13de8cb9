"""What the office and the days do to a term: it is prolonged, or it ends without an answer; an audit is called off."""

from datetime import date, datetime

from django.db import transaction

from portfolio.catalogue.audit_cases import AuditAction
from portfolio.errors.audit_cases import AuditMoved, ExtensionNotAsked
from portfolio.models import Audit, AuditExtension, AuditRound, Decision
from portfolio.services.audit_cases.moving import held, move, record, refuse_own
from register.access import Actor
from register.errors import FieldProblem, InvalidInput


@transaction.atomic
def answer_extension(
    *, audit: Audit, granted: bool, until: date | None, answer: str, actor: Actor, today: date, now: datetime
) -> Audit:
    """Grant more time, until the day that was wished or another; or refuse it, and then why."""
    open_one = held(audit)
    refuse_own(open_one, actor)
    waiting = AuditExtension.objects.select_related("round").filter(round__audit=open_one, answered_at=None).first()
    if waiting is None or waiting.round.ended_at is not None:
        raise ExtensionNotAsked(
            nl="Er ligt geen verzoek om verlenging dat op antwoord wacht.",
            en="There is no request for more time that waits for an answer.",
        )
    day = (until or waiting.wished_until) if granted else None
    if day is not None and day <= max(today, waiting.round.reply_by):
        nl, en = "Noem een dag na vandaag en na de laatste dag.", "Name a day after today and after the last day."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/until", "too-early", nl, en),))
    if not granted and not answer:
        nl, en = "Zeg waarom niet.", "Say why not."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/answer", "required", nl, en),))
    AuditExtension.objects.filter(pk=waiting.pk).update(
        granted=granted, until=day, answer=answer, answered_by_id=actor.user_id, answered_at=now
    )
    if day is not None:
        AuditRound.objects.filter(pk=waiting.round_id).update(reply_by=day)
    record("audit.extension-granted" if granted else "audit.extension-refused", open_one, actor, now)
    return open_one


def end_terms(*, today: date, now: datetime) -> int:
    """End the terms whose last day is over, each in its own transaction; a request for more time keeps one running.

    The auditor then judges what is there. Returns how many; twice is harmless.
    """
    over = AuditRound.objects.filter(ended_at=None, reply_by__lt=today).exclude(extensions__answered_at=None)
    over |= AuditRound.objects.filter(ended_at=None, reply_by__lt=today, extensions=None)
    ended = 0
    for audit in Audit.objects.filter(rounds__in=over).order_by("pk"):
        ended += _end_term(audit, today, now)
    return ended


@transaction.atomic
def _end_term(audit: Audit, today: date, now: datetime) -> int:
    found = held(audit)
    over = AuditRound.objects.filter(audit=found, ended_at=None, reply_by__lt=today)
    if AuditExtension.objects.filter(round__in=over, answered_at=None).exists() or not over.update(ended_at=now):
        return 0  # it was handed in, or more time was asked, a moment ago
    move(found, AuditAction.END_TERM, actor=None, now=now)
    return 1


@transaction.atomic
def cancel_audit(*, audit: Audit, reason: str, actor: Actor, now: datetime) -> Audit:
    """Call an audit off, such as of somebody who died. AuditMoved while a decision on it waits to be taken."""
    open_one = held(audit)
    refuse_own(open_one, actor)
    refuse_while_deciding(open_one, "cancel")
    move(open_one, AuditAction.CANCEL, actor=actor, now=now, ended_at=now, cancelled_because=reason)
    AuditRound.objects.filter(audit=open_one, ended_at=None).update(ended_at=now)
    return open_one


def refuse_while_deciding(audit: Audit, action: str) -> None:
    """Raise AuditMoved while a decision on the audit is prepared: take it off the table first."""
    if Decision.objects.filter(matter=audit.uuid, state__in=["PREPARED", "INTENDED"]).exists():
        raise AuditMoved.of(audit.state, action)
