"""How a register accredits."""

from datetime import date

from accreditation.models import AccreditationPolicy
from accreditation.rules.policy import Policy
from register.models import Register


def policy_in_force(register: Register | int, *, on: date) -> AccreditationPolicy | None:
    """The adopted version that holds on a day: the latest one that had begun."""
    begun = AccreditationPolicy.objects.filter(register=register, in_force_from__lte=on, adopted_at__isnull=False)
    return begun.order_by("-in_force_from").first()


def policy_of(register: Register | int, *, on: date) -> Policy:
    """How a register accredits on a day, by the version in force; where there is none, by the defaults."""
    version = policy_in_force(register, on=on)
    return Policy.from_document(version.document if version else {})
