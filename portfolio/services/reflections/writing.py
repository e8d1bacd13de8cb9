"""What professionals do with their reflections: begin, change, complete, remove. Nobody else sees them."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from portfolio.errors.reflection import ReflectionSettled
from portfolio.models import LedgerEntry, Reflection, ReflectionTemplate
from portfolio.services.reflections.templates import out_of_use
from register.access import Actor
from register.errors import FieldProblem, InvalidInput
from register.models import Person
from register.services.events import record_event


@transaction.atomic
def begin_reflection(
    *, person: Person, template: ReflectionTemplate | None = None, actor: Actor, now: datetime, **values: Any
) -> Reflection:
    """Begin a reflection of one's own, on a template that is in use or freely."""
    if template is not None and template.replaced_at is not None:
        raise out_of_use()
    refuse_unasked(template, values.get("answers", {}), purpose=ReflectionTemplate.Purpose.REFLECTION)
    reflection = Reflection.objects.create(person=person, template=template, begun_at=now, **values)
    reflection.refresh_from_db(fields=["uuid"])
    _record("reflection.begun", reflection, actor, now)
    return reflection


@transaction.atomic
def change_reflection(*, reflection: Reflection, changes: Mapping[str, Any], actor: Actor, now: datetime) -> Reflection:
    """Change what is not completed yet. What it is about is named anew as a whole."""
    changed = Reflection.objects.select_for_update().get(pk=reflection.pk)
    if changed.completed_at is not None:
        raise _completed()
    about = {"entry": None, "claim": None, "goal": None} if {"entry", "claim", "goal"} & set(changes) else {}
    for name, value in (about | dict(changes)).items():
        setattr(changed, name, value)
    refuse_unasked(changed.template, changed.answers, purpose=ReflectionTemplate.Purpose.REFLECTION)
    changed.save(update_fields=[*(about | dict(changes))])
    _record("reflection.changed", changed, actor, now)
    return changed


@transaction.atomic
def complete_reflection(*, reflection: Reflection, actor: Actor, today: date, now: datetime) -> Reflection:
    """Finish a reflection: from now on it stays as it is. InvalidInput names every question that has no answer."""
    held = Reflection.objects.select_for_update().get(pk=reflection.pk)
    if held.completed_at is not None:
        raise _completed()
    _refuse_unanswered(held)
    Reflection.objects.filter(pk=held.pk).update(completed_at=now, completed_on=today)
    held.refresh_from_db()
    _record("reflection.completed", held, actor, now)
    return held


@transaction.atomic
def remove_reflection(*, reflection: Reflection, actor: Actor, now: datetime) -> None:
    """Remove a reflection. ReflectionSettled while it counts in a register: that might ask to see it."""
    held = Reflection.objects.select_for_update().get(pk=reflection.pk)
    if LedgerEntry.objects.live().filter(source_key__startswith=f"reflection/{held.uuid}/").exists():
        raise ReflectionSettled(
            nl="Deze reflectie telt mee in een register. Vraag het registerbureau eerst de boeking terug te draaien.",
            en="This reflection counts in a register. Ask the register office to reverse the entry first.",
        )
    _record("reflection.removed", held, actor, now)
    held.delete()


def refuse_unasked(template: ReflectionTemplate | None, answers: Mapping[str, str], *, purpose: str) -> None:
    """InvalidInput for answers to questions that the template does not ask, or a template for something else."""
    if template is not None and template.purpose != purpose:
        nl, en = "Dit sjabloon is voor iets anders.", "This template is for something else."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/template", "other-purpose", nl, en),))
    known = template.question_codes if template else frozenset()
    if unknown := sorted(set(answers) - known):
        nl = f"Niet gevraagd: {', '.join(unknown)}. Gebruik `text` voor wat u verder kwijt wilt."
        en = f"Not asked: {', '.join(unknown)}. Use `text` for whatever else you want to say."
        raise InvalidInput(nl=nl, en=en, fields=(FieldProblem("#/answers", "unknown-question", nl, en),))


def _refuse_unanswered(reflection: Reflection) -> None:
    asked = [one["code"] for one in reflection.template.questions] if reflection.template else []
    nl, en = "Vul dit eerst in.", "Fill this in first."
    open_ones = [f"#/answers/{code}" for code in asked if not str(reflection.answers.get(code, "")).strip()]
    if not asked and not reflection.text.strip():
        open_ones = ["#/text"]
    if open_ones:
        raise InvalidInput(
            nl="De reflectie is nog niet af.",
            en="The reflection is not finished.",
            fields=tuple(FieldProblem(place, "required", nl, en) for place in open_ones),
        )


def _completed() -> ReflectionSettled:
    return ReflectionSettled(
        nl="Deze reflectie is afgerond en verandert niet meer. Schrijf een nieuwe.",
        en="This reflection was completed and does not change any more. Write a new one.",
    )


def _record(kind: str, reflection: Reflection, actor: Actor, now: datetime) -> None:
    # Names no register: who reflects on what is nobody's business until it is declared.
    record_event(
        kind=kind,
        subject_type="reflection",
        subject_uuid=reflection.uuid,
        person_id=reflection.person_id,
        actor=actor,
        now=now,
    )
