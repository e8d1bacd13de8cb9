"""Accreditation policies: proposed by one person, adopted by another, never changed after that."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from accreditation.errors import AccreditationPolicyAlreadyAdopted, AccreditationPolicyRefused
from accreditation.models import AccreditationPolicy
from accreditation.rules.policy_checks import PolicyProblem, meaning_problems, shape_problems
from register.access import Actor
from register.errors import FieldProblem
from register.models import Register
from register.selectors import regulation_in_force, rules_of
from register.services.adoption import adopt_once, require_other_person
from register.services.events import record_event


def check_policy(*, register: Register, document: Any, in_force_from: date) -> None:
    """Raise AccreditationPolicyRefused, with every problem, unless the document is a sound policy of the register.

    Categories are words of the regulation in force on the policy's first day; without a regulation any word will do.
    """
    problems = shape_problems(document)
    if not problems:
        regulation = regulation_in_force(register, on=in_force_from)
        categories = None if regulation is None else frozenset(rules_of(regulation).categories)
        others = frozenset(Register.objects.exclude(pk=register.pk).values_list("code", flat=True))
        problems = meaning_problems(document, categories=categories, registers=others)
    if problems:
        raise AccreditationPolicyRefused(
            nl="Dit accreditatiebeleid klopt niet; er is niets bewaard. Herstel wat genoemd is.",
            en="This accreditation policy is not sound; nothing was kept. Mend what is named.",
            fields=tuple(map(_field_problem, problems)),
        )


@transaction.atomic
def propose_policy(
    *, register: Register, document: Any, in_force_from: date, proposed_by: Actor, now: datetime
) -> AccreditationPolicy:
    """Keep a document as a draft, to be in force from a day once another person adopts it."""
    check_policy(register=register, document=document, in_force_from=in_force_from)
    policy = AccreditationPolicy.objects.create(
        register=register,
        document=document,
        in_force_from=in_force_from,
        proposed_by_id=proposed_by.user_id,
        proposed_at=now,
    )
    policy.refresh_from_db(fields=["uuid"])
    _record("accreditation-policy.proposed", policy, proposed_by, now)
    return policy


@transaction.atomic
def adopt_policy(*, policy: AccreditationPolicy, adopted_by: Actor, now: datetime) -> AccreditationPolicy:
    """Put a draft in force from its day. The adopter is another person than the proposer; the database checks it too.

    What it names, such as registers and categories, is checked once more: they may have changed since it was proposed.
    """
    require_other_person(policy, actor=adopted_by, what=("beleid", "a policy"))
    check_policy(register=policy.register, document=policy.document, in_force_from=policy.in_force_from)
    adopt_once(
        AccreditationPolicy.objects.filter(pk=policy.pk, adopted_at=None),
        refusal=AccreditationPolicyAlreadyAdopted(
            nl="Dit beleid is al vastgesteld. Een wijziging is een nieuwe versie met een eigen ingangsdatum.",
            en="This policy is already adopted. A change is a new version with a date of its own.",
        ),
        clash=AccreditationPolicyAlreadyAdopted(
            nl=f"Er is al beleid vastgesteld dat ingaat op {policy.in_force_from}.",
            en=f"A policy that takes effect on {policy.in_force_from} is already adopted.",
        ),
        clashes_on="accreditation_policy_one_per_start",
        actor=adopted_by,
        now=now,
    )
    policy.refresh_from_db()
    _record("accreditation-policy.adopted", policy, adopted_by, now)
    return policy


def _field_problem(problem: PolicyProblem) -> FieldProblem:
    place = f"#/document/{problem.path}".rstrip("/")
    return FieldProblem(place, problem.code, problem.nl, problem.en)


def _record(kind: str, policy: AccreditationPolicy, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="accreditation-policy",
        subject_uuid=policy.uuid,
        register_id=policy.register_id,
        organisation_id=policy.register.association_id,
        actor=actor,
        now=now,
        data={"inForceFrom": policy.in_force_from.isoformat()},
    )
