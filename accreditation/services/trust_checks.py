"""Checks afterwards of courses that providers accredited themselves: drawn at random, found, with consequences."""

import secrets
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from accreditation.errors import CheckAlreadyDrawn, CheckAlreadyFound, ConflictOfInterest
from accreditation.models import Accreditation, CheckDraw, CourseCheck, Provider
from accreditation.rules.sampling import draw_sample
from accreditation.selectors.trust import self_accredited, trust_level_of
from accreditation.services.trust import move_trust
from register.access import PROVIDER_ROLES, Actor
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.models import Register
from register.services.events import record_event


@transaction.atomic
def draw_checks(
    *,
    register: Register,
    decided_from: date,
    decided_before: date,
    seed: str | None = None,
    actor: Actor | None,
    today: date,
    now: datetime,
) -> CheckDraw:
    """Draw which of the courses that providers accredited themselves in [decided_from, decided_before) are checked.

    Of each provider the share that its level of today asks for, rounded up. The seed, a random one unless given, and
    what was drawn from are kept: `sample_of` gives the same sample for ever. A period that is not over is refused.
    """
    if decided_before > today:
        problem = FieldProblem(
            "#/decidedBefore", "not-over", "Deze periode is nog niet voorbij.", "This period is not over yet."
        )
        raise InvalidInput(nl="Trek uit wat geweest is.", en="Draw from what has been.", fields=(problem,))
    population = _population(register, decided_from, decided_before, today)
    try:
        with transaction.atomic():
            draw = CheckDraw.objects.create(
                register=register,
                decided_from=decided_from,
                decided_before=decided_before,
                seed=seed or secrets.token_hex(16),
                population=population,
                drawn_by_id=actor.user_id if actor else None,
                drawn_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "check_draw_once_per_day":
            raise
        raise CheckAlreadyDrawn(
            nl="Uit (een deel van) deze periode is al getrokken.",
            en="From (part of) this period a sample was drawn already.",
        ) from error
    draw.refresh_from_db(fields=["uuid"])
    chosen = Accreditation.objects.filter(uuid__in=sample_of(draw))
    CourseCheck.objects.bulk_create([CourseCheck(draw=draw, accreditation=one) for one in chosen.order_by("pk")])
    record_event(
        kind="checks.drawn",
        subject_type="check-draw",
        subject_uuid=draw.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        actor=actor,
        now=now,
        data={"seed": draw.seed, "checks": len(chosen)},
    )
    return draw


def sample_of(draw: CheckDraw) -> list[str]:
    """Uuids of the accreditations that this draw's population and seed give."""
    return sorted(
        uuid
        for provider, drawn in draw.population.items()
        for uuid in draw_sample(drawn["accreditations"], share=Decimal(drawn["share"]), seed=f"{draw.seed}/{provider}")
    )


@transaction.atomic
def record_finding(
    *,
    check: CourseCheck,
    finding: str,
    report: str,
    level: str | None,
    actor: Actor,
    today: date,
    now: datetime,
) -> CourseCheck:
    """Record what a check found, once; with a `level`, the provider is moved there because of it.

    Nobody checks a course of their own provider.
    """
    course = check.accreditation.course
    if any(one.role in PROVIDER_ROLES and one.organisation_id == course.provider_id for one in actor.grants):
        raise ConflictOfInterest(
            nl="U werkt voor deze aanbieder en controleert deze scholing daarom niet.",
            en="You work for this provider and therefore do not check this course.",
        )
    moved = CourseCheck.objects.filter(pk=check.pk, state=CourseCheck.State.OPEN).update(
        state=CourseCheck.State.FOUND, finding=finding, report=report, checked_by_id=actor.user_id, checked_at=now
    )
    if not moved:
        raise CheckAlreadyFound(
            nl="De uitkomst van deze controle is al vastgelegd.",
            en="The outcome of this check has been recorded already.",
        )
    check.refresh_from_db()
    register = check.draw.register
    record_event(
        kind="check.found",
        subject_type="course-check",
        subject_uuid=check.uuid,
        register_id=register.pk,
        organisation_id=course.provider_id,
        actor=actor,
        now=now,
        data={"finding": finding},
    )
    if level is not None:
        provider: Provider = course.provider
        move_trust(
            provider=provider,
            register=register,
            level=level,
            reason=report[:500],
            check_found=check,
            actor=actor,
            today=today,
            now=now,
        )
    return check


def _population(register: Register, start: date, before: date, today: date) -> dict[str, Any]:
    """What is drawn from: provider uuid → its share and the uuids of what it accredited itself."""
    found: dict[Provider, list[str]] = {}
    for one in self_accredited(register, decided_from=start, decided_before=before):
        found.setdefault(one.course.provider, []).append(str(one.uuid))
    population = {}
    for provider, uuids in found.items():
        level = trust_level_of(provider, register, on=today)
        share = level.sampled if level else Decimal(1)  # nothing said is no reason to look away
        population[str(provider.uuid)] = {"share": f"{share:f}", "accreditations": sorted(uuids)}
    return population
