"""Dossiers written into the database, and the two ways to judge them."""

from datetime import UTC, datetime, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange

from portfolio.models import LedgerEntry, StaleStanding
from portfolio.selectors.dossiers import CycleDossier, dossiers
from portfolio.services.running_cycles import due_on, registrations_after
from portfolio.services.whole_register import RegisterJudge, judge_whole_register
from register.models import Cycle, RegistrationAttribute
from register.rules.verdict import verdict_of
from tests.factories.register import CycleFactory, RegistrationFactory

RECORDED = datetime(2000, 1, 1, tzinfo=UTC)
WORDS = ("event", "format", "role", "by", "test", "reason", "course")
FLAGS = ("accredited", "accepted", "evidence")
COUNTS = ("sessions", "group_size")
AMOUNTS = ("score", "hours_per_week")


def write_dossier(register, dossier, regulation_row):
    """A registration with its cycles, attributes and facts."""
    registration = RegistrationFactory(register=register, registered_on=dossier.person.registered_on)
    for period in (*dossier.earlier_cycles, dossier.cycle):
        CycleFactory(
            registration=registration, regulation=regulation_row, starts_on=period.start, ends_before=period.end
        )
    RegistrationAttribute.objects.bulk_create(
        RegistrationAttribute(
            registration=registration,
            name=name,
            value=value,
            starts_on=datetime(1990, 1, 1, tzinfo=UTC).date(),
            recorded_at=RECORDED,
        )
        for name, value in dossier.person.attributes.items()
    )
    LedgerEntry.objects.bulk_create(
        entry(fact, registration, f"{registration.pk}/{n}") for n, fact in enumerate(dossier.facts)
    )
    return registration


def entry(fact, registration, key, **more):
    """A fact as an entry of the ledger."""
    after = fact.until + timedelta(days=1) if fact.until else None
    return LedgerEntry(
        person_id=registration.person_id,
        registration=registration,
        kind=fact.kind,
        effective_on=fact.day,
        during=DateRange(fact.since, after, "[)") if fact.since else None,
        category=fact.category or "",
        code=fact.code or "",
        quantity=fact.quantity,
        unit=fact.unit or "",
        tags=list(fact.tags),
        details=details(fact),
        validation="OFFICE",
        source_key=key,
        recorded_at=RECORDED,
        **more,
    )


def details(fact):
    """The rarer fields of a fact as an entry keeps them."""
    found = {name: getattr(fact, name) for name in (*WORDS, *FLAGS, *COUNTS) if getattr(fact, name) is not None}
    found |= {name: str(getattr(fact, name)) for name in AMOUNTS if getattr(fact, name) is not None}
    if fact.parts:
        found["parts"] = {name: str(share) for name, share in fact.parts.items()}
    if fact.registrations:
        found["registrations"] = list(fact.registrations)
    if fact.recorded_on:
        found["recorded_on"] = fact.recorded_on.isoformat()
    return found


def from_facts(register, rules, *, on, now):
    """Registration → verdict or what is wrong, by the plain evaluator."""
    cycles = Cycle.objects.to_judge_on(on).filter(registration__register=register).select_related("registration")
    found = {}
    for one in dossiers(cycles, on=on, known_at=now):
        if isinstance(one, CycleDossier):
            found[one.cycle.registration_id] = verdict_of(rules.evaluate(one.dossier, as_of=on))
        else:
            found[one[0].registration_id] = str(one[1])
    return found


def from_plan(register, rules, *, on, now, tally=None, kept=False):
    """The same, by the plan; with numbers that were kept, where they still hold."""
    judged = judge_whole_register(register, regulation=rules, on=on, now=now, tally=tally, kept=kept)
    return {one.registration_id: one.verdict or one.error for one in judged}


def keep(register, rules, *, on, now):
    """Keep the numbers of everybody, as if their standings had just been made."""
    StaleStanding.objects.all().delete()
    due = due_on(registrations_after(0, register_id=register.pk), on=on, now=now)
    RegisterJudge(register, rules, on=on, now=now).keep(due)
