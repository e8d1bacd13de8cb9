"""Looking beforehand whether registration numbers are right, without saying whose they are."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Count, Q

from accreditation.errors import ProviderNotAuthorised
from accreditation.models import Provider, ProviderAuthorisation
from portfolio.services.connections.limits import count_numbers
from register.access import Actor
from register.models import Association, Register, Registration
from register.reach import past_the_wall
from register.services.events import record_event


class Result(StrEnum):
    """What a sender may know of a number."""

    VALID = "VALID"
    UNKNOWN = "UNKNOWN"
    AMBIGUOUS = "AMBIGUOUS"


@past_the_wall("A number is looked up in the register it is of.")
def check_numbers(
    *,
    provider: Provider,
    association: Association,
    register: Register | None,
    numbers: Sequence[str],
    actor: Actor,
    today: date,
    now: datetime,
) -> list[tuple[str, Result]]:
    """For each number whether it is one person's today, nobody's, or several persons' in the registers asked for.

    Only for providers that the association authorised; counted per provider and hour (TooOften); each
    look leaves an event with how many numbers it was, and not which.
    """
    authorised = ProviderAuthorisation.objects.filter(provider=provider, association=association).held_on(today)
    if not authorised.exists():
        raise ProviderNotAuthorised(
            nl=f"Deze aanbieder is niet geautoriseerd door {association.name}. Vraag eerst autorisatie aan.",
            en=f"This provider is not authorised by {association.name}. Ask for authorisation first.",
        )
    count_numbers(provider_id=provider.pk, numbers=len(numbers), now=now)
    scope = Q(register=register) if register else Q(register__association=association)
    held = Registration.objects.filter(scope, number__in=set(numbers), registered_on__lte=today).filter(
        Q(ended_before=None) | Q(ended_before__gt=today)
    )
    persons = dict(held.values("number").annotate(count=Count("person", distinct=True)).values_list("number", "count"))
    results = [(number, _result(persons.get(number, 0))) for number in numbers]
    record_event(
        kind="numbers.checked",
        subject_type="register" if register else "association",
        subject_uuid=register.uuid if register else association.uuid,
        register_id=register.pk if register else None,
        organisation_id=provider.pk,
        actor=actor,
        now=now,
        data={"numbers": len(numbers), "valid": sum(result is Result.VALID for _, result in results)},
    )
    return results


def _result(persons: int) -> Result:
    if persons == 1:
        return Result.VALID
    return Result.AMBIGUOUS if persons else Result.UNKNOWN
