"""What time does to renewals: they open by the schedule of the regulation, and pass when nobody asked."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import DateField, Exists, OuterRef, Q
from django.db.models.functions import Coalesce, Least

from portfolio.catalogue.renewals import RenewalAction
from portfolio.errors.renewals import RenewalMoved
from portfolio.models import Renewal
from portfolio.services.renewals.moving import move, record
from register.catalogue import GOES_ON
from register.models import Cycle, Regulation
from register.selectors import rules_of, status_on

LAST = Least("ends_before", Coalesce("registration__ended_before", "ends_before"), output_field=DateField())
"""The first day on which a cycle is over, or the registration itself, where it was granted for a shorter time."""


def open_renewals(*, on: date, now: datetime) -> int:
    """Open the renewals whose day has come, each in its own transaction. Returns how many; twice, each once."""
    return sum(_open(cycle, now) for cycle in _opening(on))


def _opening(on: date) -> Iterator[Cycle]:
    for regulation in Regulation.objects.adopted():
        until = rules_of(regulation).procedure.renewal.opens.after(on)
        cycles = Cycle.objects.filter(regulation=regulation, state=Cycle.State.OPEN)
        # Only what is coming: a cycle that was over before the system knew of it is not asked about afterwards.
        cycles = cycles.annotate(last=LAST).filter(last__gt=on, last__lte=until, starts_on__lte=on)
        cycles = cycles.filter(~_asked_about())
        for cycle in cycles.select_related("registration__register").order_by("pk").iterator(chunk_size=500):
            if status_on(cycle.registration, on=on) in GOES_ON:
                yield cycle


def _asked_about() -> Exists:
    """One is open, or this very end was decided about."""
    same = Q(submit_by__gte=OuterRef("last") - timedelta(days=1))
    return Exists(Renewal.objects.filter(~Q(state=Renewal.State.DECIDED) | same, cycle=OuterRef("pk")))


@transaction.atomic
def _open(cycle: Cycle, now: datetime) -> int:
    Cycle.objects.select_for_update(no_key=True, of=("self",)).get(pk=cycle.pk)
    if not Cycle.objects.annotate(last=LAST).filter(~_asked_about(), pk=cycle.pk).exists():
        return 0  # another run was quicker
    last: date = cycle.last  # type: ignore[attr-defined]
    renewal = Renewal.objects.create(cycle=cycle, opened_at=now, submit_by=last - timedelta(days=1))
    renewal.refresh_from_db(fields=["uuid"])
    record("renewal.opened", renewal, None, now)
    return 1


def lapse_renewals(*, on: date, now: datetime) -> int:
    """Note of which renewals the last day passed without a request. Nothing else follows: people decide."""
    lapsed = 0
    rows = Renewal.objects.filter(state__in=["OPENED", "WITHDRAWN"], submit_by__lt=on).order_by("pk")
    for renewal in rows.select_related("cycle__registration__register").iterator(chunk_size=500):
        try:
            with transaction.atomic():
                move(renewal, RenewalAction.LAPSE, actor=None, now=now)
        except RenewalMoved:  # it was asked for meanwhile
            continue
        lapsed += 1
    return lapsed


def extended(renewal: Renewal) -> date:
    """The last day on which asking is in time: as told, or later when the cycle was made longer since."""
    last: date = Cycle.objects.filter(pk=renewal.cycle_id).annotate(last=LAST).values_list("last", flat=True).get()
    return max(renewal.submit_by, last - timedelta(days=1))
