"""What carries a certificate to others: the QR code of its page, and a page to print."""

import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import segno
from django.conf import settings

from portfolio.models import Credential
from portfolio.selectors.credentials.addresses import certificate_url
from portfolio.services.documents.rendering import render
from portfolio.services.dossiers.printing import day_words


def qr_code(credential: Credential) -> bytes:
    """The address of its page as a QR code (ISO/IEC 18004), in SVG with a title for who can't see it."""
    drawn = io.BytesIO()
    address = certificate_url(credential.uuid)
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", scale=4, title=address, xmldecl=False)
    return drawn.getvalue()


def printed(credential: Credential, *, now: datetime) -> bytes:
    """A PDF for its owner to print, with their name and number; who gets it checks both on the page."""
    registration = credential.registration
    document = credential.document
    person = registration.person
    return render(
        "certificate",
        {
            "name": credential.name,
            "holder": person.full_name,
            "number": registration.number,
            "register": registration.register.name,
            "association": registration.register.association.name,
            "description": document["description"],
            "criteria": document["credentialSubject"]["achievement"]["criteria"]["narrative"],
            "issuedOn": day_words(_day_of(credential.issued_at), person.language),
            "url": certificate_url(credential.uuid),
            "qr": qr_code(credential).decode(),
        },
        language=person.language,
        now=now,
    )


def _day_of(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo(settings.REGISTER_TIME_ZONE)).date()
