"""Changes to accredited courses, triaged by each register's policy: no effect, tell the office, or assess anew."""

from datetime import date, datetime

from django.db import transaction

from accreditation.models import CourseChange, CourseVersion
from accreditation.selectors import policy_of
from accreditation.selectors.course_changes import untriaged_versions
from register.models import Register
from register.services.events import record_event

# What a version says of a course, and what the policy calls it.
PARTS = {
    "title": "title",
    "kind": "kind",
    "programme": "programme",
    "objectives": "objectives",
    "target_group": "target_group",
    "teachers": "teachers",
    "competences": "competences",
    "languages": "language",
    "study_load": "quantity",
    "summary": "otherwise",
}
GRAVEST_LAST = ("none", "notify", "reassess")
EVENTS = {
    "NONE": "course.change-triaged",
    "NOTIFY": "course.change-notified",
    "REASSESS": "course.change-to-reassess",
}


def triage_changes(*, today: date, now: datetime) -> int:
    """Say of each new version of an accredited course what it means, once per register. How many it was said of."""
    pairs = untriaged_versions(today=today)
    for version_id, register_id in pairs:
        version = CourseVersion.objects.select_related("course__provider").get(pk=version_id)
        triage_change(version=version, register=Register.objects.get(pk=register_id), today=today, now=now)
    return len(pairs)


@transaction.atomic
def triage_change(*, version: CourseVersion, register: Register, today: date, now: datetime) -> CourseChange:
    """What this version means in the register: the gravest effect of the parts that changed. Asked again: the same."""
    before = CourseVersion.objects.get(course=version.course_id, number=version.number - 1)
    changed = [part for field, part in PARTS.items() if getattr(before, field) != getattr(version, field)]
    policy = policy_of(register, on=today)
    effects = [policy.effect_of_change(part) for part in changed] or ["none"]
    effect = max(effects, key=GRAVEST_LAST.index).upper()
    change, new = CourseChange.objects.get_or_create(
        version=version, register=register, defaults={"changed": changed, "effect": effect, "triaged_at": now}
    )
    if new:
        change.refresh_from_db(fields=["uuid"])
        record_event(
            kind=EVENTS[effect],
            subject_type="course-change",
            subject_uuid=change.uuid,
            register_id=register.pk,
            organisation_id=register.association_id,
            actor=None,
            now=now,
            data={
                "provider": str(version.course.provider.uuid),
                "course": str(version.course.uuid),
                "version": version.number,
                "changed": changed,
            },
        )
    return change
