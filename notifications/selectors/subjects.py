"""What can be said of the subject of an event, in the words of the reader's language."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation

from accreditation.models import EvaluationInvitation
from notifications.catalogue import KINDS
from notifications.catalogue.names import called
from notifications.models import NoticeText
from notifications.selectors.address_words import dead_address_words
from notifications.selectors.audit_words import audit_words
from notifications.selectors.claim_words import claim_words, proposal_words, wrong_attendance_words
from notifications.selectors.decision_words import decision_words, register_words
from notifications.selectors.desk_words import desk_words
from notifications.selectors.group_words import group_line_words, group_words
from notifications.selectors.peer_words import membership_words, session_words, visit_words
from notifications.selectors.receipt_words import receipt_words
from notifications.selectors.reflection_words import conversation_words, duty_words
from notifications.selectors.webhook_words import webhook_words
from notifications.selectors.work_words import record_words, statement_words
from portfolio.models import Credential, FeedbackInvitation, FeedbackRound, MissingAttendance, Share
from register.models import AccountInvitation, EmailChange, Event

Words = dict[str, Any]


def words_about(event: Event, *, language: str) -> Words:
    """What the templates of the event's notices may say; always has `association` and `link`, which may be empty."""
    if event.subject_type in TO_ONE:
        with translation.override(language):
            said = TO_ONE[event.subject_type](event)
        return said | {"link": _address(said["path"]) if said["path"] else ""}
    words = SUBJECTS.get(event.subject_type)
    if words:
        return words(event.subject_uuid, language)
    said = desk_words(event, language=language)
    return said | {"link": _address(said["path"]) if said["path"] else ""}


def _at_its_place(words: Callable[[UUID, str], Words]) -> Callable[[UUID, str], Words]:
    def said(uuid: UUID, language: str) -> Words:
        found = words(uuid, language)
        return found | {"link": _address(found["path"])}

    return said


def _address(path: str) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}/api/v1/{path}"


def _evaluation(uuid: UUID, language: str) -> Words:
    related = ("edition__course__provider", "register__association")
    invitation = EvaluationInvitation.objects.select_related(*related).get(uuid=uuid)
    return {
        "title": invitation.edition.course.title,
        "provider": invitation.edition.course.provider.name,
        "ended_on": invitation.edition.ends_on,
        "last_day": invitation.closes_before - timedelta(days=1),
        "practice": invitation.moment == invitation.Moment.PRACTICE,
        "register": invitation.register.name,
        "association": invitation.register.association.name,
        "link": _address(f"evaluation-invitations/{invitation.uuid}"),
    }


def _missing(uuid: UUID, language: str) -> Words:
    related = ("registration__register__association", "edition__course__provider")
    missing = MissingAttendance.objects.select_related(*related).get(uuid=uuid)
    return {
        "title": missing.edition.course.title,
        "provider": missing.edition.course.provider.name,
        "register": missing.registration.register.name,
        "association": missing.registration.register.association.name,
        "due_on": missing.answer_by if missing.state == missing.State.ASKED else None,
        "reason": missing.decision or missing.dispute or missing.answer,
        "link": _address(f"missing-attendances/{missing.uuid}"),
    }


def _credential(uuid: UUID, language: str) -> Words:
    credential = Credential.objects.select_related("registration__register__association").get(uuid=uuid)
    register = credential.registration.register
    return {
        "detail": credential.name,
        "reason": credential.reason,
        "register": register.name,
        "association": register.association.name,
        "link": _address(f"credentials/{credential.uuid}"),
    }


def _feedback_invitation(uuid: UUID, language: str) -> Words:
    related = ("round__person", "round__profile__register__association")
    invitation = FeedbackInvitation.objects.select_related(*related).get(uuid=uuid)
    return _of_round(invitation.round) | {
        "key": invitation.key,
        "link": _address(f"feedback-invitations/{invitation.uuid}/openings"),
    }


def _feedback_round(uuid: UUID, language: str) -> Words:
    related = ("person", "profile__register__association")
    asked = FeedbackRound.objects.select_related(*related).get(uuid=uuid)
    return _of_round(asked) | {"link": _address(f"feedback-rounds/{asked.uuid}")}


def _of_round(asked: FeedbackRound) -> Words:
    register = asked.profile.register
    return {
        "professional": asked.person.full_name,
        "question": asked.question,
        "last_day": asked.closes_before - timedelta(days=1),
        "register": register.name,
        "association": register.association.name,
    }


# Here it depends on the event who hears what, or what there is to say.
TO_ONE: Mapping[str, Callable[[Event], Words]] = {
    "conversation": conversation_words,
    "duty": duty_words,
    "receipt": receipt_words,
    "register": register_words,
}


def _share(uuid: UUID, language: str) -> Words:
    given = Share.objects.select_related("person").get(uuid=uuid)
    return {
        "detail": f"{given.person.full_name} · {given.reason}",
        "due_on": given.closes_at.date(),
        "key": given.key,
        "association": "Leerregister",
        "link": _address(f"shares/{given.uuid}/openings"),
    }


def _text(uuid: UUID, language: str) -> Words:
    text = NoticeText.objects.select_related("association").get(uuid=uuid)
    return {
        "detail": f"{called(KINDS[text.kind], language)} · {text.language} · {text.version}",
        "association": text.association.name,
        "link": _address(f"notice-texts/{text.uuid}"),
    }


def _account_invitation(uuid: UUID, language: str) -> Words:
    offered = AccountInvitation.objects.select_related("organisation").get(uuid=uuid)
    return {
        "detail": offered.address,
        "due_on": offered.expires_at.date(),
        "key": offered.key,
        "association": offered.organisation.name,
        "link": f"{settings.PUBLIC_URL.rstrip('/')}/accounts/invitations/{offered.uuid}/",
    }


def _email_change(uuid: UUID, language: str) -> Words:
    """With the key while it waits; of what was done, only that it was."""
    change, pages = EmailChange.objects.get(uuid=uuid), f"{settings.PUBLIC_URL.rstrip('/')}/accounts"
    if change.confirmed_at:
        return {"association": "Leerregister", "link": f"{pages}/login/"}
    return {
        "detail": change.address,
        "due_on": change.expires_at.date(),
        "key": change.key,
        "association": "Leerregister",
        "link": f"{pages}/email-changes/{change.uuid}/",
    }


SUBJECTS: Mapping[str, Callable[[UUID, str], Words]] = {
    "account-invitation": _account_invitation,
    "audit": _at_its_place(audit_words),
    "claim": _at_its_place(claim_words),
    "claim-proposal": _at_its_place(proposal_words),
    "credential": _credential,
    "dead-address": _at_its_place(dead_address_words),
    "decision": decision_words,
    "email-change": _email_change,
    "evaluation-invitation": _evaluation,
    "feedback-invitation": _feedback_invitation,
    "feedback-round": _feedback_round,
    "group-decision": _at_its_place(group_words),
    "group-decision-line": _at_its_place(group_line_words),
    "missing-attendance": _missing,
    "notice-text": _text,
    "peer-membership": _at_its_place(membership_words),
    "peer-session": _at_its_place(session_words),
    "peer-visit": _at_its_place(visit_words),
    "share": _share,
    "record": _at_its_place(record_words),
    "record-statement": _at_its_place(statement_words),
    "wrong-attendance": _at_its_place(wrong_attendance_words),
    "webhook-subscription": _at_its_place(webhook_words),
}
