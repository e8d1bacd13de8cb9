"""Whether a provider may apply in a register: authorised, and not blocked."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from accreditation.errors import ProviderBlocked, ProviderNotAuthorised
from accreditation.models import Provider, ProviderAuthorisation, ProviderBlock
from accreditation.selectors import policy_of
from register.errors import constraint_of
from register.models import Register
from register.services.events import record_event


def refuse_unauthorised(*, provider: Provider, register: Register, on: date) -> None:
    """Raise ProviderNotAuthorised unless the register's association lets the provider bring courses on the day."""
    rows = ProviderAuthorisation.objects.filter(provider=provider, association=register.association_id).held_on(on)
    if not rows.exists():
        raise ProviderNotAuthorised(
            nl=f"Deze aanbieder is niet geautoriseerd door {register.association.name}. Regel eerst de autorisatie.",
            en=f"This provider is not authorised by {register.association.name}. See to the authorisation first.",
        )


def refuse_blocked(*, provider: Provider, register: Register, on: date) -> None:
    """Raise ProviderBlocked when a block stands and the register's policy of the day lets it keep providers away."""
    if not policy_of(register, on=on).attendance.overdue_blocks:
        return
    if ProviderBlock.objects.standing().filter(provider=provider, register=register).exists():
        raise ProviderBlocked(
            nl=f"Presentie is te laat. Lever die eerst aan; daarna neemt {register.name} weer aanvragen aan.",
            en=f"Attendance is overdue. Report it first; then {register.name} takes applications again.",
        )


@transaction.atomic
def block_provider(*, provider: Provider, register: Register, ground: str, now: datetime) -> ProviderBlock:
    """Keep a provider from applying in a register, for a ground. Asked again, it gives the block that stands."""
    try:
        with transaction.atomic():
            block = ProviderBlock.objects.create(provider=provider, register=register, ground=ground, set_at=now)
    except IntegrityError as error:
        if constraint_of(error) != "provider_blocked_once":
            raise
        return ProviderBlock.objects.standing().get(provider=provider, register=register, ground=ground)
    block.refresh_from_db(fields=["uuid"])
    _record("provider.blocked", block, now)
    return block


@transaction.atomic
def lift_block(*, provider: Provider, register: Register, ground: str, now: datetime) -> None:
    """Let the provider apply again, as far as this ground goes. Without a block nothing changes."""
    for block in ProviderBlock.objects.standing().filter(provider=provider, register=register, ground=ground):
        if ProviderBlock.objects.standing().filter(pk=block.pk).update(lifted_at=now):
            _record("provider.unblocked", block, now)


def _record(kind: str, block: ProviderBlock, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="provider",
        subject_uuid=block.provider.uuid,
        register_id=block.register_id,
        organisation_id=block.register.association_id,
        actor=None,
        now=now,
        data={"provider": str(block.provider.uuid), "ground": block.ground},
    )
