"""What can be said of an event at the accreditation desk: what it is about, by when, why, and where to look."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.formats import date_format

from accreditation.models import (
    AccreditationPolicy,
    Application,
    AttendanceMandate,
    Course,
    CourseCheck,
    Fee,
    InstitutionalAccreditation,
    Invitation,
    Provider,
    ProviderAuthorisation,
    ProviderSignUp,
    StateSpan,
    TrustMove,
    Visit,
    Withdrawal,
)
from portfolio.models import AttendanceBatch, AttendanceChange, ConnectionLink
from register.models import CompetenceProfile, Event

Words = dict[str, Any]


def desk_words(event: Event, *, language: str) -> Words:
    """The course, provider and register that an event names, its term and its reason; `path` is where to look."""
    named = event.data
    course = Course.objects.filter(uuid=named["course"]).first() if "course" in named else None
    owner = event.subject_uuid if event.subject_type == "provider" else named.get("provider")
    provider = Provider.objects.filter(uuid=owner).first() if owner else None
    association = event.register.association if event.register else event.organisation
    words: Words = {
        "title": course.title if course else "",
        "provider": provider.name if provider else "",
        "register": event.register.name if event.register else "",
        "association": association.name if association else "",
        "due_on": None,
        "detail": "",
        "reason": "",
        "path": PLACES.get(event.subject_type, "").format(event.subject_uuid),
    }
    with translation.override(language):
        return words | (MORE[event.subject_type](event) if event.subject_type in MORE else {})


def _attendance_list(event: Event) -> Words:
    if event.kind == "attendance.change-requested":
        return {"detail": str(event.data["changes"]), "path": "attendance-changes"}
    batch = AttendanceBatch.objects.select_related("provider").get(uuid=event.subject_uuid)
    return {"provider": batch.provider.name, "detail": batch.file_name, "association": ""}


def _attendance_change(event: Event) -> Words:
    change = AttendanceChange.objects.select_related("entry__edition__course").get(uuid=event.subject_uuid)
    edition = change.entry.edition
    attended = f", {_day(change.entry.effective_on)}"
    return {
        "title": edition.course.title if edition else "",
        "detail": (edition.code if edition else "") + attended,
        "reason": change.reason,
    }


def _connection(event: Event) -> Words:
    link = ConnectionLink.objects.filter(connection__uuid=event.subject_uuid, association=event.organisation_id)
    found = link.select_related("connection").first()
    return {"detail": found.connection.name, "reason": found.reason} if found else {}


def _assessment(event: Event) -> Words:
    span = StateSpan.objects.filter(assessment__uuid=event.subject_uuid, left_at=None).first()
    return {
        "due_on": span.due_on if span else None,
        "reason": "\n".join(each["text"] for each in span.remarks) if span else "",
    }


def _provider(event: Event) -> Words:
    asked = ProviderAuthorisation.objects.filter(uuid=event.data.get("authorisation")).first()
    return {"reason": asked.reason or asked.motivation, "path": f"authorisations/{asked.uuid}"} if asked else {}


def _withdrawal(event: Event) -> Words:
    return {"reason": Withdrawal.objects.get(uuid=event.subject_uuid).reasons}


def _sign_up(event: Event) -> Words:
    asked = ProviderSignUp.objects.get(uuid=event.subject_uuid)
    waits = asked.state == ProviderSignUp.State.ASKED  # whoever was refused has no account to look with
    return {"provider": asked.name, "reason": asked.reason or asked.motivation} | ({} if waits else {"path": ""})


def _invitation(event: Event) -> Words:
    offered = Invitation.objects.get(uuid=event.subject_uuid)
    waits = {"key": offered.key, "due_on": offered.expires_at.date()}
    return {"reason": offered.reason, "detail": offered.email} | ({} if offered.accepted_at else waits)


def _mandate(event: Event) -> Words:
    mandate = AttendanceMandate.objects.select_related("course__provider").get(uuid=event.subject_uuid)
    return {
        "provider": mandate.course.provider.name,
        "detail": _period(mandate.starts_on, mandate.ends_before),
        "reason": mandate.withdrawal_reason or mandate.reason,
        "path": f"courses/{mandate.course.uuid}/mandates",
    }


def _group_contact(event: Event) -> Words:
    course = Course.objects.select_related("provider").get(uuid=event.data["course"])
    return {"provider": course.provider.name, "path": f"courses/{course.uuid}"}


def _institution(event: Event) -> Words:
    accredited = InstitutionalAccreditation.objects.get(uuid=event.subject_uuid)
    return {
        "detail": _period(accredited.valid_from, accredited.valid_before),
        "reason": accredited.withdrawal_reason or accredited.conditions,
        "path": f"providers/{event.data['provider']}/institutional-accreditations",
    }


def _visit(event: Event) -> Words:
    visit = Visit.objects.get(uuid=event.subject_uuid)
    return {"detail": _day(visit.held_on or visit.planned_on), "reason": visit.reason or visit.subject}


def _trust_move(event: Event) -> Words:
    move = TrustMove.objects.select_related("provider").get(uuid=event.subject_uuid)
    return {
        "provider": move.provider.name,
        "detail": move.level,
        "reason": move.refusal_reason or move.reason,
        "path": f"providers/{move.provider.uuid}/trust-moves",
    }


def _check(event: Event) -> Words:
    check = CourseCheck.objects.select_related("accreditation__course__provider").get(uuid=event.subject_uuid)
    course = check.accreditation.course
    return {"title": course.title, "provider": course.provider.name, "reason": check.report}


def _policy(event: Event) -> Words:
    return {"detail": _day(AccreditationPolicy.objects.get(uuid=event.subject_uuid).in_force_from)}


def _profile(event: Event) -> Words:
    return {"detail": _day(CompetenceProfile.objects.get(uuid=event.subject_uuid).in_force_from)}


def _fee(event: Event) -> Words:
    fee = Fee.objects.select_related("provider").get(uuid=event.subject_uuid)
    last = fee.changes.order_by("-id").first()
    return {
        "title": Application.objects.select_related("course").get(uuid=fee.application_uuid).course.title,
        "provider": fee.provider.name,
        "detail": f"{fee.currency} {fee.amount}",
        "due_on": fee.pay_by if fee.state == Fee.State.DUE else None,
        "reason": last.reason if last else "",
    }


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _period(first: date, before: date | None) -> str:
    return f"{_day(first)} – {_day(before) if before else ''}".strip(" –")


PLACES: Mapping[str, str] = {
    "accreditation": "accreditations/{}",
    "accreditation-policy": "accreditation-policies/{}",
    "assessment": "assessments/{}",
    "attendance-batch": "attendance-batches/{}",
    "attendance-change": "attendance-changes/{}",
    "audit-run": "audit-runs/{}",
    "competence-profile": "competence-profiles/{}",
    "connection": "connections/{}",
    "check-draw": "course-checks",
    "course": "courses/{}",
    "course-change": "course-changes",
    "course-check": "course-checks",
    "fee": "fees/{}",
    "invitation": "invitations/{}/acceptances",
    "provider": "providers/{}",
    "provider-sign-up": "provider-sign-ups/{}",
    "visit": "visits/{}",
    "withdrawal": "withdrawals/{}",
}
MORE: Mapping[str, Callable[[Event], Words]] = {
    "accreditation-policy": _policy,
    "assessment": _assessment,
    "attendance-batch": _attendance_list,
    "attendance-change": _attendance_change,
    "competence-profile": _profile,
    "connection": _connection,
    "course-check": _check,
    "fee": _fee,
    "group-contact": _group_contact,
    "institutional-accreditation": _institution,
    "invitation": _invitation,
    "mandate": _mandate,
    "provider": _provider,
    "provider-sign-up": _sign_up,
    "trust-move": _trust_move,
    "visit": _visit,
    "withdrawal": _withdrawal,
}
