"""Handing an export out: a link for its owner alone and a few minutes, and each taking on the trail."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.conf import settings
from django.core import signing

from portfolio.errors import LinkNotValid
from portfolio.errors.dossiers import ExportNotReady
from portfolio.models import DossierExport
from portfolio.services.dossiers.exporting import record_export
from portfolio.services.dossiers.keeping import opened
from register.access import Actor

SALT = "portfolio.dossier-export.link"


@dataclass(frozen=True, slots=True)
class ExportLink:
    """A signature that lets one reader take one export until a moment."""

    export: UUID
    signature: str
    expires_at: datetime


def link_to_export(*, export: DossierExport, actor: Actor, now: datetime) -> ExportLink:
    """A link for this reader, who has to be signed in when it is used. ExportNotReady when there is no file."""
    _require_file(export, now)
    until = now + timedelta(seconds=settings.EVIDENCE_LINK_SECONDS)
    return ExportLink(
        export.uuid, signing.dumps([str(export.uuid), actor.user_id, until.timestamp()], salt=SALT), until
    )


def take_export(*, export: DossierExport, signature: str, actor: Actor, now: datetime) -> IO[bytes]:
    """The file, to be closed by whoever reads it. LinkNotValid for another's or an old link."""
    try:
        uuid, reader, until = signing.loads(signature, salt=SALT)
    except (signing.BadSignature, ValueError) as error:
        raise _invalid() from error
    if (uuid, reader) != (str(export.uuid), actor.user_id) or until <= now.timestamp():
        raise _invalid()
    _require_file(export, now)
    file = opened(export.key)
    record_export("dossier-export.taken", export, actor, now)
    return file


def _require_file(export: DossierExport, now: datetime) -> None:
    if export.state != DossierExport.State.READY or export.expires_at is None or export.expires_at <= now:
        raise ExportNotReady(
            nl="Dit bestand is er nog niet, of niet meer. Vraag het zo nodig opnieuw aan.",
            en="This file is not there yet, or no longer. Ask for it again if you need it.",
        )


def _invalid() -> LinkNotValid:
    return LinkNotValid(
        nl="Deze link is verlopen of niet voor u. Vraag een nieuwe.",
        en="This link has expired or is not for you. Ask for a new one.",
    )
