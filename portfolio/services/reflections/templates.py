"""What a register asks in reflections and before conversations: published, replaced, taken out of use."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from portfolio.errors.reflection import TemplateReplaced
from portfolio.models import ReflectionTemplate
from register.access import Actor
from register.errors import FieldProblem, InvalidInput, constraint_of
from register.models import Register
from register.rules.named_facts import NamedFact, named_facts
from register.selectors import regulation_in_force
from register.services.events import record_event

Purpose = ReflectionTemplate.Purpose
KINDS: Mapping[str, frozenset[str]] = {
    Purpose.REFLECTION: frozenset({"artefact"}),
    Purpose.PEER: frozenset({"appointment", "attestation"}),
    Purpose.MANAGER: frozenset({"appointment", "attestation"}),
}
"""The kinds of facts as which a professional declares what was done: a report, or a conversation."""


@transaction.atomic
def publish_template(
    *,
    register: Register,
    code: str,
    purpose: str,
    title: Mapping[str, str],
    questions: Sequence[Mapping[str, Any]],
    fact: Mapping[str, str],
    actor: Actor,
    today: date,
    now: datetime,
) -> ReflectionTemplate:
    """Publish a template, in the place of the one in use under the same code. What was written keeps the old one.

    InvalidInput when it would count as a fact that the regulation does not ask for, or is no matter of one's own word.
    """
    if fact:
        _refuse_unasked(register, purpose, NamedFact(fact["kind"], fact["code"], fact.get("by", "")), today)
    ReflectionTemplate.objects.in_use().filter(register=register, code=code).update(replaced_at=now)
    try:
        with transaction.atomic():
            template = ReflectionTemplate.objects.create(
                register=register,
                code=code,
                purpose=purpose,
                title=dict(title),
                questions=[dict(one) for one in questions],
                fact=dict(fact),
                published_at=now,
                published_by_id=actor.user_id,
            )
    except IntegrityError as error:
        if constraint_of(error) != "reflection_template_one_in_use":
            raise
        raise TemplateReplaced(
            nl="Iemand anders was net iets eerder. Bekijk die versie en probeer het opnieuw.",
            en="Somebody else was just ahead of you. Look at that version and try again.",
        ) from error
    template.refresh_from_db(fields=["uuid"])
    _record("reflection-template.published", template, actor, now)
    return template


@transaction.atomic
def withdraw_template(*, template: ReflectionTemplate, actor: Actor, now: datetime) -> ReflectionTemplate:
    """Take a template out of use without another in its place. What was begun on it can be finished."""
    if not ReflectionTemplate.objects.in_use().filter(pk=template.pk).update(replaced_at=now):
        raise out_of_use()
    template.refresh_from_db()
    _record("reflection-template.withdrawn", template, actor, now)
    return template


def out_of_use() -> TemplateReplaced:
    """The error for a template on which nothing new is begun."""
    return TemplateReplaced(
        nl="Dit sjabloon is niet meer in gebruik. Kies het sjabloon dat het register nu heeft.",
        en="This template is out of use. Choose the one that the register has now.",
    )


def _refuse_unasked(register: Register, purpose: str, fact: NamedFact, today: date) -> None:
    regulation = regulation_in_force(register, on=today)
    asked = named_facts(regulation.document) if regulation else frozenset()
    fitting = sorted(one for one in asked if one.kind in KINDS[purpose])
    if fact in fitting:
        return
    known = "; ".join(" ".join(filter(None, (one.kind, one.code, one.by))) for one in fitting)
    nl = f"Het reglement vraagt hier: {known}." if known else "Het reglement vraagt hier niets; laat `fact` weg."
    en = f"The regulation asks here: {known}." if known else "The regulation asks nothing here; leave out `fact`."
    raise InvalidInput(
        nl="Zo telt het niet mee in dit register.",
        en="Like this it does not count in this register.",
        fields=(FieldProblem("#/fact", "not-asked", nl, en),),
    )


def _record(kind: str, template: ReflectionTemplate, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="reflection-template",
        subject_uuid=template.uuid,
        register_id=template.register_id,
        organisation_id=template.register.association_id,
        actor=actor,
        now=now,
    )
