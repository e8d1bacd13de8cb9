"""How far a register trusts a provider on a day."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet

from accreditation.models import Accreditation, Provider, TrustMove
from accreditation.rules.policy import TrustLevel
from accreditation.selectors.policies import policy_of
from register.access import PROVIDER_ROLES
from register.models import Register, RoleGrant


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
    """What providers accredited themselves in a period of days: decided by somebody of the course's own provider."""
    zone = ZoneInfo(settings.REGISTER_TIME_ZONE)
    first, after = (datetime.combine(day, time(), zone) for day in (decided_from, decided_before))
    own = RoleGrant.objects.filter(
        user=OuterRef("decided_by"), organisation=OuterRef("course__provider"), role__in=list(PROVIDER_ROLES)
    )
    decided = Accreditation.objects.filter(register=register, decided_at__gte=first, decided_at__lt=after)
    return decided.filter(Exists(own)).select_related("course__provider")
