"""What a credential certifies: read from the ledger, the closing of a cycle, or the registration, as known now."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accreditation.models import Accreditation
from portfolio.errors.credentials import NothingToCertify
from portfolio.models import CycleClosing, LedgerEntry
from register.catalogue import ENDED, Status
from register.models import Cycle, Register, Registration
from register.rules.amounts import plain
from register.selectors import regulation_in_force, rules_of, status_on

Facts = dict[str, Any]
# Of these registers say "registered"; the others hold no more, not now, or not yet.
HOLDS = frozenset(Status) - ENDED - {Status.SUSPENDED, Status.CANDIDATE}
VOUCHED = frozenset(LedgerEntry.Validation.values) - {LedgerEntry.Validation.SELF_DECLARED}


def facts_of(
    *, registration: Registration, cycle: Cycle | None = None, entry: LedgerEntry | None = None, on: date
) -> Facts:
    """The fact that is certified, without the person it is about. NothingToCertify when it does not hold."""
    if entry is not None:
        return _of_activity(registration, entry, on)
    if cycle is not None:
        return _of_cycle(registration, cycle, on)
    return _of_registration(registration, on)


def stands_registered(registration: Registration, *, on: date) -> bool:
    """Whether the registration holds on the day, and may be certified."""
    ended = registration.ended_before is not None and registration.ended_before <= on
    return status_on(registration, on=on) in HOLDS and registration.registered_on <= on and not ended


def _of_registration(registration: Registration, on: date) -> Facts:
    if not stands_registered(registration, on=on):
        raise NothingToCertify(
            nl="Deze inschrijving geldt nu niet; daarvan wordt geen certificaat gegeven.",
            en="This registration does not hold now; there is no certificate of it.",
        )
    return _register(registration.register) | {"registeredOn": str(registration.registered_on)}


def _of_cycle(registration: Registration, cycle: Cycle, on: date) -> Facts:
    closing = CycleClosing.objects.filter(cycle=cycle).first()
    if closing is None or not closing.met or status_on(registration, on=on) == Status.STRUCK_OFF:
        raise NothingToCertify(
            nl="Een certificaat krijgt u van een cyclus die is afgesloten en waarin u aan de eisen hebt voldaan.",
            en="A certificate is given of a cycle that was closed and in which you met the requirements.",
        )
    return _register(registration.register) | {
        "startsOn": str(cycle.starts_on),
        "lastDay": str(cycle.ends_before - timedelta(days=1)),
        "closedOn": str(closing.as_of),
    }


def _of_activity(registration: Registration, entry: LedgerEntry, on: date) -> Facts:
    amounts = _amounts(registration.register, entry)
    theirs = entry.person_id == registration.person_id and entry.registration_id in (None, registration.pk)
    vouched = theirs and entry.kind == LedgerEntry.Kind.ACTIVITY and entry.validation in VOUCHED
    if not (vouched and amounts and LedgerEntry.objects.live().filter(pk=entry.pk).exists()):
        raise NothingToCertify(
            nl="Een certificaat krijgt u van een activiteit die in dit register telt en waarvoor een ander instaat: "
            "de aanbieder, een beoordelaar of het bureau.",
            en="A certificate is given of an activity that counts in this register and that another vouches for: "
            "the provider, an assessor or the office.",
        )
    claim = getattr(entry, "claim", None)
    course = entry.edition.course if entry.edition else None
    first = entry.during.lower if entry.during else entry.effective_on
    labels = _labels(registration.register, on)
    return _register(registration.register) | {
        "title": course.title if course else claim.title if claim else "",
        "course": str(course.uuid) if course else None,
        "provider": course.provider.name if course else None,
        "firstDay": str(first),
        "lastDay": str(entry.effective_on),
        "vouchedBy": entry.validation,
        "amounts": [
            {"category": category, "label": labels.get(category, {}), "quantity": plain(quantity), "unit": unit}
            for category, quantity, unit in amounts
        ],
    }


def same_worth(registration: Registration, entry: LedgerEntry, facts: Facts) -> bool:
    """Whether the register still reads the activity as the facts say."""
    now = [(category, plain(quantity), unit) for category, quantity, unit in _amounts(registration.register, entry)]
    return now == [(one["category"], one["quantity"], one["unit"]) for one in facts["amounts"]]


def _amounts(register: Register, entry: LedgerEntry) -> list[tuple[str, Decimal, str]]:
    """Category, quantity and unit as the register reads the entry: of its accreditation, or the entry's own."""
    if entry.edition_id is None:
        return [(entry.category, entry.quantity, entry.unit)] if entry.quantity is not None else []
    rows = Accreditation.objects.in_force().valid_on(entry.effective_on).filter(register=register)
    found = rows.filter(course__editions=entry.edition_id).order_by("category")
    return list(found.values_list("category", "quantity", "unit"))


def _labels(register: Register, on: date) -> dict[str, dict[str, str]]:
    """The words for each category, in Dutch and English."""
    regulation = regulation_in_force(register, on=on)
    if regulation is None:
        return {}
    categories = rules_of(regulation).categories
    return {code: {"nl": said["nl"], "en": said["en"]} for code, said in categories.items() if "nl" in said}


def _register(register: Register) -> Facts:
    return {"register": register.code, "registerName": register.name}
