"""How far a register trusts a provider on a day."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet

from accreditation.models import Accreditation, Decision, Provider, TrustMove
from accreditation.rules.policy import TrustLevel
from accreditation.selectors.policies import policy_of
from register.models import Register


def trust_level_of(provider: Provider, register: Register, *, on: date) -> TrustLevel | None:
    """The provider's level by the policy of the day; None when the policy knows no levels.

    A provider that was never moved, or whose level the policy no longer has, is at the lowest.
    """
    levels = policy_of(register, on=on).trust
    moved = TrustMove.objects.filter(
        provider=provider, register=register, state=TrustMove.State.IN_FORCE, effective_on__lte=on
    )
    held = moved.order_by("-effective_on", "-id").values_list("level", flat=True).first()
    by_code = {level.code: level for level in levels}
    return by_code.get(held or "", levels[0] if levels else None)


def self_accredited(register: Register, *, decided_from: date, decided_before: date) -> QuerySet[Accreditation]:
    """What providers accredited themselves in a period of days: of each decision one row, however many lines it has."""
    zone = ZoneInfo(settings.REGISTER_TIME_ZONE)
    first, after = (datetime.combine(day, time(), zone) for day in (decided_from, decided_before))
    decided = Accreditation.objects.filter(
        register=register,
        decision__basis=Decision.Basis.SELF,
        decision__decided_at__gte=first,
        decision__decided_at__lt=after,
    )
    return decided.order_by("decision", "pk").distinct("decision").select_related("course__provider")
