"""Overdue attendance: editions that are over and of which nobody has reported who was there."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accreditation.models import Accreditation, Edition, Provider, ProviderBlock
from accreditation.selectors import policy_of
from accreditation.services.standing import block_provider, lift_block
from portfolio.models import LedgerEntry, NothingToReport, Presence
from register.access import Actor
from register.models import Register
from register.services.events import record_event

OVERDUE = ProviderBlock.Ground.OVERDUE_ATTENDANCE
# What is longer overdue than this is no longer asked for: the day on which a register begins here is no flood.
LOOKED_BACK = timedelta(days=400)


def overdue_editions(register: Register, *, on: date) -> QuerySet[Edition]:
    """Editions that counted in the register, ended longer ago than its policy allows, and of which nobody is listed."""
    days = policy_of(register, on=on).attendance.report_within_days
    counted = Accreditation.objects.in_force().filter(
        course=OuterRef("course"),
        register=register,
        valid_from__lte=OuterRef("ends_on"),
        valid_before__gt=OuterRef("ends_on"),
    )
    over = Edition.objects.filter(ends_on__lt=on - timedelta(days=days), ends_on__gte=on - LOOKED_BACK)
    return over.exclude(status=Edition.Status.CANCELLED).filter(
        Exists(counted),
        ~Exists(NothingToReport.objects.filter(edition=OuterRef("pk"))),
        ~Exists(LedgerEntry.objects.filter(edition=OuterRef("pk"))),
        ~Exists(Presence.objects.filter(edition=OuterRef("pk"))),
    )


@transaction.atomic
def state_nothing_to_report(*, edition: Edition, actor: Actor, now: datetime) -> NothingToReport:
    """The provider says that no member of any register came. Said twice, it is said once."""
    stated, new = NothingToReport.objects.get_or_create(
        edition=edition, defaults={"stated_by_id": actor.user_id, "stated_at": now}
    )
    if new:
        record_event(
            kind="attendance.nothing-to-report",
            subject_type="edition",
            subject_uuid=edition.uuid,
            organisation_id=edition.course.provider_id,
            actor=actor,
            now=now,
        )
    return stated


def block_overdue_providers(*, on: date, now: datetime) -> int:
    """Block the providers whose attendance is overdue where a register's policy says so; free those that reported.

    Returns how many blocks were set or lifted.
    """
    return sum(_block(register, on=on, now=now) for register in Register.objects.order_by("id"))


def _block(register: Register, *, on: date, now: datetime) -> int:
    overdue = set[int]()
    if policy_of(register, on=on).attendance.overdue_blocks:
        overdue = set(overdue_editions(register, on=on).values_list("course__provider", flat=True))
    standing = ProviderBlock.objects.standing().filter(register=register, ground=OVERDUE)
    blocked = {block.provider_id: block.provider for block in standing.select_related("provider")}
    for provider in (provider for key, provider in blocked.items() if key not in overdue):
        lift_block(provider=provider, register=register, ground=OVERDUE, now=now)
    for provider in Provider.objects.filter(pk__in=overdue - set(blocked)).order_by("pk"):
        block_provider(provider=provider, register=register, ground=OVERDUE, now=now)
    return len(overdue ^ set(blocked))
