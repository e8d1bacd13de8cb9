"""Mails with the refused rows of a call: written down with what the call did, sent by a worker afterwards."""

from collections.abc import Sequence
from datetime import datetime
from uuid import uuid4

from django.conf import settings

from portfolio.models import Connection, ErrorMail
from portfolio.services.webservice.summaries import Summary
from portfolio.services.webservice.wording import Sentence

SUBJECT = Sentence(
    "Presentie: {refused} van {total} rijen geweigerd",
    "Présences : {refused} lignes sur {total} refusées",
    "Attendance: {refused} of {total} rows refused",
)
BODY = Sentence(
    "Koppeling {connection} stuurde {total} rijen; deze zijn geweigerd:\n\n{errors}\n\n"
    "Herstel ze en stuur ze opnieuw. Goede rijen die nog eens komen, worden niet dubbel geboekt.\n",
    "La connexion {connection} a envoyé {total} lignes ; celles-ci ont été refusées :\n\n{errors}\n\n"
    "Corrigez-les et renvoyez-les. Les bonnes lignes renvoyées ne sont pas comptées deux fois.\n",
    "Connection {connection} sent {total} rows; these were refused:\n\n{errors}\n\n"
    "Mend them and send them again. Good rows that come once more are not booked twice.\n",
)


def queue_error_mails(
    *, connection: Connection, addresses: Sequence[str], summary: Summary, language: str, now: datetime
) -> None:
    """One mail for each address with the errors of a summary, in the caller's transaction."""
    total = str(summary.refused + len(summary.accepted))
    subject = SUBJECT.say(language, refused=str(summary.refused), total=total)
    errors = "\n".join(error.message for error in summary.errors)
    body = BODY.say(language, connection=str(connection.number), total=total, errors=errors)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip("> ")
    ErrorMail.objects.bulk_create(
        ErrorMail(
            connection=connection,
            address=address,
            subject=subject,
            body=body,
            message_id=f"<{uuid4().hex}@{domain}>",
            not_before=now,
            written_at=now,
        )
        for address in addresses
    )
