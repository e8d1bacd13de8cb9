"""What was decided by rule, told to each office as one number a day: twenty thousand messages would tell nothing."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from portfolio.models import Decision
from register.models import Event, Register
from register.services.events import record_event

KIND = "register.decided-by-rule"


def tell_of_decisions_by_rule(*, on: date, now: datetime) -> int:
    """Tell each register how many decisions the rule took on the days that were not told yet. Twice tells once."""
    end = datetime.combine(on, time(), ZoneInfo(settings.REGISTER_TIME_ZONE))
    taken = Decision.objects.filter(decided_at__lt=end, decided_by=None)
    return sum(
        _tell(pk, end, now) for pk in taken.order_by().values_list("registration__register", flat=True).distinct()
    )


@transaction.atomic
def _tell(register_id: int, end: datetime, now: datetime) -> bool:
    register = Register.objects.select_for_update(no_key=True).get(pk=register_id)
    told = Event.objects.filter(kind=KIND, register=register).order_by("-id").first()
    taken = Decision.objects.filter(registration__register=register, decided_by=None, decided_at__lt=end)
    if told is not None:
        taken = taken.filter(decided_at__gte=datetime.fromisoformat(told.data["until"]))
    decided = taken.count()
    if not decided:
        return False
    record_event(
        kind=KIND,
        subject_type="register",
        subject_uuid=register.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        actor=None,
        now=now,
        data={"decided": decided, "until": end.isoformat()},
    )
    return True
