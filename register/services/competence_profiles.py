"""Competence profiles: proposed by one person, adopted by another, never changed after that."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from register.access import Actor
from register.errors import CompetenceProfileAlreadyAdopted, CompetenceProfileRefused, FieldProblem
from register.models import CompetenceProfile, Register
from register.rules.competences.case_reading import read_case
from register.rules.competences.checks import profile_problems
from register.rules.competences.table import read_table
from register.rules.problems import Problem, RegulationInvalid
from register.rules.regulation import digest_of
from register.services.adoption import adopt_once, require_other_person
from register.services.events import record_event

FORMS: dict[str, Callable[[Any], Any]] = {"document": lambda given: given, "csv": read_table, "case": read_case}
"""In which forms a profile is taken: as its own document, as a table, or as a package of CASE."""


def read_profile(form: str, given: Any) -> dict[str, Any]:
    """The sound document that was given in a form. CompetenceProfileRefused names every problem."""
    try:
        document: dict[str, Any] = FORMS[form](given)
    except RegulationInvalid as error:
        raise _refused(error.problems) from error
    if problems := profile_problems(document):
        raise _refused(problems)
    return document


@transaction.atomic
def propose_profile(
    *, register: Register, form: str, given: Any, in_force_from: date, proposed_by: Actor, now: datetime
) -> CompetenceProfile:
    """Keep a profile as a draft, to be in force from a day once another person adopts it."""
    document = read_profile(form, given)
    profile = CompetenceProfile.objects.create(
        register=register,
        document=document,
        digest=digest_of(document),
        in_force_from=in_force_from,
        proposed_by_id=proposed_by.user_id,
        proposed_at=now,
    )
    profile.refresh_from_db(fields=["uuid"])
    _record("competence-profile.proposed", profile, proposed_by, now)
    return profile


@transaction.atomic
def adopt_profile(*, profile: CompetenceProfile, adopted_by: Actor, now: datetime) -> CompetenceProfile:
    """Put a draft in force from its day; by another person than its proposer, which the database checks too."""
    require_other_person(profile, actor=adopted_by, what=("een profiel", "a profile"))
    adopt_once(
        CompetenceProfile.objects.filter(pk=profile.pk, adopted_at=None),
        refusal=CompetenceProfileAlreadyAdopted(
            nl="Dit profiel is al vastgesteld. Een wijziging is een nieuwe versie met een eigen ingangsdatum.",
            en="This profile is already adopted. A change is a new version with a date of its own.",
        ),
        clash=CompetenceProfileAlreadyAdopted(
            nl=f"Er is al een profiel vastgesteld dat ingaat op {profile.in_force_from}.",
            en=f"A profile that takes effect on {profile.in_force_from} is already adopted.",
        ),
        clashes_on="competence_profile_one_per_start",
        actor=adopted_by,
        now=now,
    )
    profile.refresh_from_db()
    _record("competence-profile.adopted", profile, adopted_by, now)
    return profile


def _refused(problems: Sequence[Problem]) -> CompetenceProfileRefused:
    return CompetenceProfileRefused(
        nl="Dit competentieprofiel klopt niet; er is niets bewaard. Herstel wat genoemd is.",
        en="This competence profile is not sound; nothing was kept. Mend what is named.",
        fields=tuple(
            FieldProblem(
                f"line {one.line} {one.path}".strip() if one.line else f"#/{one.path}",
                one.code,
                _sentence(one, "nl"),
                _sentence(one, "en"),
            )
            for one in problems
        ),
    )


def _sentence(problem: Problem, language: str) -> str:
    """The problem without its place, which stands beside it."""
    return problem.sentence(language).partition(": ")[2]


def _record(kind: str, profile: CompetenceProfile, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="competence-profile",
        subject_uuid=profile.uuid,
        register_id=profile.register_id,
        organisation_id=profile.register.association_id,
        actor=actor,
        now=now,
        data={"digest": profile.digest, "inForceFrom": profile.in_force_from.isoformat()},
    )
