"""Texts of an association: drafted, taken into use, ended. What makes no message is refused when it is drafted."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import translation

from notifications.catalogue import KINDS
from notifications.catalogue.digests import DIGEST
from notifications.catalogue.names import NAMES
from notifications.errors import TextNotDraft, TextNotInUse, TextRefused
from notifications.models import Notice, NoticeText
from notifications.rules.own_texts import TextFails, fill, problems_in
from register.access import Actor
from register.errors import FieldProblem, constraint_of
from register.models import Association
from register.services.events import record_event

State = NoticeText.State
SUBJECT = "notice-text"


@transaction.atomic
def draft_text(
    *,
    association: Association,
    kind: str,
    language: str,
    channel: str,
    subject: str,
    body: str,
    actor: Actor,
    now: datetime,
) -> NoticeText:
    """A new version of a text, not yet in use.

    Raises TextRefused, with everything that is wrong, for a kind or channel that there is not, for names the kind does
    not have or needs, and for a text that makes no message of the examples.
    """
    _refuse(kind, language, channel, subject, body)
    versions = NoticeText.objects.filter(association=association, kind=kind, language=language, channel=channel)
    Association.objects.select_for_update().get(pk=association.pk)  # two at once are two versions
    version = (versions.aggregate(last=Max("version"))["last"] or 0) + 1
    text = NoticeText.objects.create(
        association=association, kind=kind, language=language, channel=channel, version=version, subject=subject,
        body=body, drafted_by_id=actor.user_id, drafted_at=now,
    )  # fmt: skip
    text.refresh_from_db()
    _record(text, "notice-text.drafted", actor, now)
    return text


@transaction.atomic
def use_text(*, text: NoticeText, actor: Actor, now: datetime) -> NoticeText:
    """Take a draft into use; the version that was in use becomes a former one. Raises TextNotDraft."""
    before = NoticeText.objects.filter(
        association=text.association_id, kind=text.kind, language=text.language, channel=text.channel
    )
    before.filter(state=State.IN_USE).update(state=State.FORMER, ended_by=actor.user_id, ended_at=now)
    draft = NoticeText.objects.filter(pk=text.pk, state=State.DRAFT)
    try:
        with transaction.atomic():
            used = draft.update(state=State.IN_USE, used_by=actor.user_id, used_at=now)
    except IntegrityError as error:
        if constraint_of(error) != "notice_text_one_in_use":
            raise
        used = 0  # somebody else took another one into use at the same moment
    if not used:
        raise TextNotDraft(
            nl="Deze tekst is geen concept meer, of een andere werd net in gebruik genomen. Kijk hoe het nu is.",
            en="This text is no draft any more, or another was just taken into use. Look how it is now.",
        )
    text.refresh_from_db()
    _record(text, "notice-text.taken-into-use", actor, now)
    return text


@transaction.atomic
def end_text(*, text: NoticeText, actor: Actor, now: datetime) -> NoticeText:
    """Go back to the standard text. Raises TextNotInUse."""
    used = NoticeText.objects.filter(pk=text.pk, state=State.IN_USE)
    if not used.update(state=State.FORMER, ended_by=actor.user_id, ended_at=now):
        raise TextNotInUse(nl="Deze tekst is niet in gebruik.", en="This text is not in use.")
    text.refresh_from_db()
    _record(text, "notice-text.ended", actor, now)
    return text


@transaction.atomic
def note_failure(*, text: NoticeText, notice: Notice, now: datetime) -> None:
    """Note that a text made no message for somebody, who gets the standard one. The office hears it once a version."""
    if NoticeText.objects.filter(pk=text.pk, failed_at=None).update(failed_at=now):
        _record(text, "notice-text.failed", None, now, notice=str(notice.uuid))


def _refuse(kind: str, language: str, channel: str, subject: str, body: str) -> None:
    found = KINDS.get(kind)
    if found is None or found.code == DIGEST:  # which is of no association
        raise _refused(FieldProblem("#/kind", "does-not-exist", "Deze soort bestaat niet.", "There is no such kind."))
    if channel not in found.channels:
        known = ", ".join(found.channels)
        nl, en = f"Deze soort gaat langs: {known}.", f"This kind goes by: {known}."
        raise _refused(FieldProblem("#/channel", "does-not-exist", nl, en))
    names = NAMES[found.template]
    problems = problems_in(
        subject,
        body,
        names={name.code for name in names},
        needed={name.code for name in names if name.needed},
        lists={name.code for name in names if name.is_list},
    )
    if problems:
        raise _refused(*(FieldProblem(f"#/{each.field}", each.code, each.nl, each.en) for each in problems))
    try:
        with translation.override(language):
            fill(subject, body, {name.code: name.example[language] for name in names})
    except TextFails as error:
        nl = "Met de voorbeelden ingevuld is dit geen bericht: het is leeg of te lang."
        raise _refused(
            FieldProblem("#/body", "makes-no-message", nl, f"With the examples filled in: {error}")
        ) from error


def _refused(*problems: FieldProblem) -> TextRefused:
    return TextRefused(
        nl="Deze tekst kan niet worden gebruikt. Verander wat erbij staat.",
        en="This text cannot be used. Change what is named with it.",
        fields=problems,
    )


def _record(text: NoticeText, event: str, actor: Actor | None, now: datetime, **data: Any) -> None:
    named = {"kind": text.kind, "language": text.language, "channel": text.channel, "version": text.version}
    record_event(
        kind=event,
        subject_type=SUBJECT,
        subject_uuid=text.uuid,
        organisation_id=text.association_id,
        actor=actor,
        now=now,
        data=named | data,
    )
