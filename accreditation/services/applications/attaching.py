"""Files that go with an application: judged by their own bytes, kept with every submission they were in."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction

from accreditation.errors import AttachmentRefused, TooManyAttachments
from accreditation.models import Application, Attachment
from accreditation.rules.files.recognising import MOST_FILES, cleaned, media_type_of, plain_name
from accreditation.rules.files.refusal import Refused
from accreditation.services.applications.drafting import locked_application
from register.access import Actor
from register.errors import FieldProblem, constraint_of
from register.services.events import record_event


@transaction.atomic
def attach_file(*, application: Application, file_name: str, content: bytes, actor: Actor, now: datetime) -> Attachment:
    """Add a PDF, Word document, PNG or JPEG to an application that is open to change."""
    locked = locked_application(application)
    name = plain_name(file_name)
    try:
        media_type = media_type_of(content, name=name)
        content = cleaned(content, media_type=media_type)
    except Refused as reason:
        problem = FieldProblem("#/file", reason.code, reason.nl, reason.en)
        raise AttachmentRefused(nl=reason.nl, en=reason.en, fields=(problem,)) from reason
    if locked.attachments.in_draft().count() >= MOST_FILES:
        raise TooManyAttachments(
            nl=f"Een aanvraag heeft hoogstens {MOST_FILES} bijlagen.",
            en=f"An application has {MOST_FILES} attachments at most.",
        )
    try:
        with transaction.atomic():
            attachment = Attachment.objects.create(
                application=locked,
                file_name=name,
                media_type=media_type,
                size=len(content),
                digest=hashlib.sha256(content).hexdigest(),
                content=content,
                added_by_id=actor.user_id,
                added_at=now,
            )
    except IntegrityError as error:
        if constraint_of(error) != "attachment_once_per_application":
            raise
        raise TooManyAttachments(
            nl="Dit bestand is al bijgevoegd.", en="This file has been attached already."
        ) from error
    attachment.refresh_from_db(fields=["uuid"])
    _record("application.attachment-added", locked, attachment, actor, now)
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, actor: Actor, now: datetime) -> None:
    """Take a file away from an application that is open to change. Registers it was submitted to keep it."""
    locked = locked_application(attachment.application)
    if attachment.submissions.exists():
        Attachment.objects.in_draft().filter(pk=attachment.pk).update(removed_at=now)
    else:
        attachment.delete()
    _record("application.attachment-removed", locked, attachment, actor, now)


def _record(kind: str, application: Application, attachment: Attachment, actor: Actor, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="application",
        subject_uuid=application.uuid,
        organisation_id=application.provider_id,
        actor=actor,
        now=now,
        data={"attachment": str(attachment.uuid)},
    )
