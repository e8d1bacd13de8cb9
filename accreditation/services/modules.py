"""Modules of e-learning: the parts that are completed by themselves."""

from datetime import datetime

from django.db import IntegrityError, transaction

from accreditation.errors import ModuleCodeTaken, NotOfThisKind
from accreditation.models import Course, Module
from register.access import Actor
from register.errors import constraint_of
from register.services.events import record_event


@transaction.atomic
def add_module(*, course: Course, code: str, title: str, actor: Actor | None, now: datetime) -> Module:
    """Add a module behind the others of an e-learning course; no other kind has them."""
    Course.objects.select_for_update(no_key=True).get(pk=course.pk)
    last = course.modules.order_by("-position").values_list("position", flat=True).first()
    try:
        with transaction.atomic():
            module = Module.objects.create(course=course, code=code, title=title, position=(last or 0) + 1)
    except IntegrityError as error:
        match constraint_of(error):
            case "modules_are_of_e_learning":
                raise NotOfThisKind(nl="Alleen e-learning heeft modules.", en="Only e-learning has modules.") from error
            case "module_code_once_per_course":
                raise ModuleCodeTaken(
                    nl=f"De code {code} is al van een andere module van deze scholing. Kies een andere code.",
                    en=f"The code {code} belongs to another module of this course. Choose another code.",
                ) from error
        raise
    module.refresh_from_db(fields=["uuid"])
    _record("module.added", module, actor, now)
    return module


@transaction.atomic
def change_module(
    *, module: Module, title: str | None = None, position: int | None = None, actor: Actor | None, now: datetime
) -> Module:
    """Give a module another title, or the place of another, which moves along with those between. Its code stays."""
    Course.objects.select_for_update(no_key=True).get(pk=module.course_id)
    if title is not None:
        module.title = title
        module.save(update_fields=["title"])
    if position is not None:
        others = list(module.course.modules.exclude(pk=module.pk).order_by("position"))
        others.insert(position - 1, module)
        for place, one in enumerate(others, start=1):
            one.position = place
        Module.objects.bulk_update(others, ["position"])
    _record("module.changed", module, actor, now)
    return module


def _record(kind: str, module: Module, actor: Actor | None, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="module",
        subject_uuid=module.uuid,
        organisation_id=module.course.provider_id,
        actor=actor,
        now=now,
    )
