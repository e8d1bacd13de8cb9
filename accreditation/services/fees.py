"""Fees: what an application costs falls due, and the office records what became of it."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from accreditation.errors import FeeCannotMove
from accreditation.models import Fee, FeeChange, Provider
from accreditation.selectors import policy_of
from register.access import Actor
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.models import Register
from register.services.events import record_event

PAST = {
    Fee.State.DUE: "fee.made-due-again",
    Fee.State.PAID: "fee.paid",
    Fee.State.EXEMPT: "fee.exempted",
    Fee.State.WITHDRAWN: "fee.withdrawn",
}


@transaction.atomic
def charge_fee(
    *,
    provider: Provider,
    register: Register,
    application_uuid: UUID,
    kind: str,
    urgent: bool,
    repeat: bool,
    editions: int,
    on: date,
    now: datetime,
    actor: Actor | None = None,
) -> Fee | None:
    """Make due what the register's tariff of the day says an application costs; None when that is nothing.

    `kind` is the kind of course, `editions` how many the application has. Asked again, it gives the same fee.
    """
    charged = Fee.objects.filter(application_uuid=application_uuid, register=register).exclude(
        state=Fee.State.WITHDRAWN
    )
    if fee := charged.first():
        return fee
    tariff = policy_of(register, on=on).fees
    line = tariff.due_for(kind=kind, applicant=provider.sort, urgent=urgent, repeat=repeat, editions=editions)
    if line is None or not line.amount:
        return None
    try:
        with transaction.atomic():
            fee = Fee.objects.create(
                provider=provider,
                register=register,
                application_uuid=application_uuid,
                tariff=line.code,
                label=dict(line.label),
                amount=line.amount,
                currency=tariff.currency,
                charged_on=on,
                charged_at=now,
                pay_by=on + timedelta(days=tariff.pay_within_days),
            )
    except IntegrityError as error:
        if constraint_of(error) != "fee_once_per_application":
            raise
        return charged.get()
    fee.refresh_from_db(fields=["uuid"])
    _record("fee.charged", fee, actor, now)
    return fee


@transaction.atomic
def change_fee(*, fee: Fee, to: str, on: date, reason: str, actor: Actor, today: date, now: datetime) -> Fee:
    """Record that a fee was paid, exempted, withdrawn, or is due after all: on a day, with a reason or reference."""
    if on > today:
        problem = FieldProblem("#/on", "in-the-future", "Deze dag moet nog komen.", "This day has yet to come.")
        raise InvalidInput(nl="Leg vast wat gebeurd is.", en="Record what has happened.", fields=(problem,))
    sources = [state for state, targets in Fee.TRANSITIONS.items() if to in targets]
    if not Fee.objects.filter(pk=fee.pk, state__in=sources).update(state=to):
        fee.refresh_from_db(fields=["state"])
        raise FeeCannotMove(
            nl=f"Dit bedrag staat op {fee.get_state_display()}; dat kan niet {to} worden.",
            en=f"This fee is {fee.get_state_display()}; it cannot become {to}.",
        )
    FeeChange.objects.create(fee=fee, state=to, on=on, reason=reason, changed_by_id=actor.user_id, changed_at=now)
    fee.refresh_from_db(fields=["state"])
    _record(PAST[Fee.State(to)], fee, actor, now)
    return fee


def _record(kind: str, fee: Fee, actor: Actor | None, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="fee",
        subject_uuid=fee.uuid,
        register_id=fee.register_id,
        organisation_id=fee.provider_id,
        actor=actor,
        now=now,
        data={"application": str(fee.application_uuid), "amount": str(fee.amount), "currency": fee.currency},
    )
