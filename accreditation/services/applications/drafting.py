"""Drafts: a provider prepares an application, saves it at any step, copies an earlier one."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accreditation.catalogue import State
from accreditation.errors import ApplicationUnderAssessment
from accreditation.models import Application, Assessment, Attachment, Course, CourseVersion
from accreditation.rules.worth import Line
from accreditation.services.applications.moving import begin
from register.access import Actor
from register.errors import FieldProblem, InvalidInput
from register.models import Register
from register.services.categories import refuse_unknown_category
from register.services.events import record_event

Requests = Mapping[Register, Sequence[Line]]
OPEN_TO_CHANGE = frozenset({State.DRAFT, State.RETURNED})


@transaction.atomic
def draft_application(
    *,
    course: Course,
    kind: str,
    requests: Requests,
    motivation: str = "",
    urgent: bool = False,
    planned_editions: int | None = None,
    copied_from: Application | None = None,
    actor: Actor,
    today: date,
    now: datetime,
) -> Application:
    """Begin an application for the course as it is now: per register the lines that are asked for, perhaps none yet."""
    application = Application.objects.create(
        provider=course.provider,
        course=course,
        version=CourseVersion.objects.newest_of(course),
        kind=kind,
        motivation=motivation,
        urgent=urgent,
        planned_editions=planned_editions,
        copied_from=copied_from,
        created_by_id=actor.user_id,
        created_at=now,
    )
    application.refresh_from_db(fields=["uuid"])
    _request(application, requests, actor, today, now)
    _record("application.drafted", application, actor, now)
    return application


@transaction.atomic
def copy_application(*, source: Application, kind: str, actor: Actor, today: date, now: datetime) -> Application:
    """Begin an application like an earlier one, with its files, for the course as it is now."""
    earlier = source.assessments.select_related("register").order_by("id")
    copy = draft_application(
        course=source.course,
        kind=kind,
        requests={one.register: [Line.from_json(line) for line in one.requested] for one in earlier},
        motivation=source.motivation,
        planned_editions=source.planned_editions,
        copied_from=source,
        actor=actor,
        today=today,
        now=now,
    )
    Attachment.objects.bulk_create(
        Attachment(
            application=copy,
            file_name=file.file_name,
            media_type=file.media_type,
            size=file.size,
            digest=file.digest,
            content=file.content,
            added_by_id=actor.user_id,
            added_at=now,
        )
        for file in source.attachments.in_draft().order_by("id")
    )
    return copy


@transaction.atomic
def revise_application(
    *,
    application: Application,
    changes: Mapping[str, Any],
    requests: Requests | None = None,
    actor: Actor,
    today: date,
    now: datetime,
) -> Application:
    """Save what is known so far; what is not given stays. The application follows the newest version of the course.

    Registers that are dealing with it go on with what was submitted to them.
    """
    locked = locked_application(application)
    for name, value in changes.items():
        setattr(locked, name, value)
    locked.version = CourseVersion.objects.newest_of(locked.course_id)
    locked.save(update_fields=["version", *changes])
    if requests is not None:
        gone = locked.assessments.filter(state=State.DRAFT.value).exclude(register__in=requests)
        for assessment in gone:
            assessment.spans.all().delete()
            assessment.delete()
        _request(locked, requests, actor, today, now)
    _record("application.revised", locked, actor, now)
    return locked


def locked_application(application: Application) -> Application:
    """The application, locked until the end of the transaction, when a register is open to it; else an error."""
    locked = (
        Application.objects.select_for_update(of=("self",)).select_related("course", "provider").get(pk=application.pk)
    )
    states = set(locked.assessments.values_list("state", flat=True))
    if states and not states & OPEN_TO_CHANGE:
        raise ApplicationUnderAssessment(
            nl="Deze aanvraag is ingediend. Zij is te wijzigen zodra zij is teruggestuurd; anders begint u een nieuwe.",
            en="This application was submitted. It can be changed once it is sent back; otherwise begin a new one.",
        )
    return locked


def _request(application: Application, requests: Requests, actor: Actor, today: date, now: datetime) -> None:
    """Ask each register for its lines: a new draft for a new register, other lines for one that is open to change."""
    known = {one.register_id: one for one in application.assessments.all()}
    for register, lines in requests.items():
        for line in lines:
            refuse_unknown_category(register=register, category=line.category, on=today)
        _refuse_twice(lines)
        kept = [line.to_json() for line in lines]
        assessment = known.get(register.pk)
        if assessment is None:
            assessment = Assessment.objects.create(application=application, register=register, requested=kept)
            begin(assessment=assessment, actor=actor, now=now)
        elif assessment.state in OPEN_TO_CHANGE:
            Assessment.objects.filter(pk=assessment.pk).update(requested=kept)


def _refuse_twice(lines: Sequence[Line]) -> None:
    categories = [line.category for line in lines]
    for category in sorted({one for one in categories if categories.count(one) > 1}):
        problem = FieldProblem(
            "#/lines",
            "category-twice",
            f"De categorie {category!r} staat er twee keer; tel op.",
            f"The category {category!r} is there twice; add up.",
        )
        raise InvalidInput(nl="Elke categorie één keer.", en="Each category once.", fields=(problem,))


def _record(kind: str, application: Application, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="application",
        subject_uuid=application.uuid,
        organisation_id=application.provider_id,
        actor=actor,
        now=now,
    )
