"""A mobile number of one's own: entered, shown to be one's own by a code that is sent there, and taken away again."""

import re
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare, salted_hmac

from notifications.channels import channel_named
from notifications.channels.interface import Message
from notifications.errors import CodeRefused, NumberRefused, TooManyCodes
from notifications.models import ContactAddress
from portfolio.services.queue import nudge
from register.access import Actor
from register.errors import FieldProblem, Limit
from register.models import Person
from register.services.events import record_event

TASK = "notifications.tasks.send_contact_code"
SMS = "sms"
NUMBER = re.compile(r"\+[1-9][0-9]{7,14}")
HOLDS = timedelta(minutes=30)
CODES = Limit("codes", 5, timedelta(days=1))
TRIES = 5
SUBJECT = {
    "nl": "Uw code is {code}. Een half uur geldig. Geef hem aan niemand.",
    "en": "Your code is {code}. Valid for half an hour. Give it to nobody.",
}


@transaction.atomic
def enter_number(*, person: Person, number: str, actor: Actor, now: datetime) -> ContactAddress:
    """Enter a mobile number, or ask for another code; a worker sends the code. Another number takes the place of the
    last one.

    Raises NumberRefused, and TooManyCodes after five codes on a day: a text costs money and wakes people.
    """
    dialled = re.sub(r"[\s().-]", "", number)
    if not NUMBER.fullmatch(dialled):
        nl, en = "Geef het nummer met landcode, als +31612345678.", "Give it with its country, as +31612345678."
        problem = FieldProblem("#/address", "number-refused", nl, en)
        raise NumberRefused(nl=nl, en=en, fields=(problem,))
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)  # two at once: one after the other
    row = ContactAddress.objects.filter(person=person, channel=SMS).first()
    row = row or ContactAddress(person=person, channel=SMS)
    lately = row.code_asked_at if row.code_asked_at and row.code_asked_at > now - CODES.span else None
    if lately and row.codes_asked >= CODES.most:
        raise TooManyCodes(
            nl="Er zijn vandaag al vijf codes gevraagd. Probeer het morgen weer.",
            en="Five codes were asked for today. Try again tomorrow.",
            limit=CODES,
            wait=lately + CODES.span - now,
        )
    row.codes_asked = row.codes_asked + 1 if lately else 1
    if row.address != dialled:
        row.address, row.added_at, row.verified_at = dialled, now, None
    row.code_asked_at, row.code_sent_at, row.tries = now, None, 0
    row.save()
    _record("contact-address.entered", row, actor, now)
    message = {"contact_id": row.pk}
    transaction.on_commit(lambda: nudge(TASK, [message], expires=HOLDS.total_seconds()))
    return row


def send_code(*, contact_id: int, now: datetime) -> bool:
    """Send the code that was asked for, once; False when it was sent or does not hold any more.

    What goes wrong is not tried again: who waits for a code asks for another.
    """
    waiting = ContactAddress.objects.filter(pk=contact_id, code_sent_at=None, code_asked_at__gt=now - HOLDS)
    if not waiting.exclude(address="").update(code_sent_at=now):
        return False
    row = ContactAddress.objects.select_related("person").get(pk=contact_id)
    code = _code(row)
    message = Message(
        message_id=f"<{row.uuid}.{row.codes_asked}@{settings.PUBLIC_URL.rpartition('/')[2]}>",
        address=row.address,
        name="",
        subject=SUBJECT["en" if row.person.language == "en" else "nl"].format(code=code),
        text="",
        html="",
        written_at=now,
    )
    with channel_named(row.channel).line() as line:
        line.send(message)
    return True


def confirm_number(*, contact: ContactAddress, code: str, actor: Actor, now: datetime) -> ContactAddress:
    """Show by the code that the number is one's own. Raises CodeRefused; after five tries only another code helps."""
    rows = ContactAddress.objects.filter(pk=contact.pk, code_asked_at__gt=now - HOLDS, tries__lt=TRIES)
    tried = rows.exclude(address="").update(tries=F("tries") + 1)  # counted also when what follows fails
    contact.refresh_from_db()
    if not tried or not constant_time_compare(code.strip(), _code(contact)):
        raise CodeRefused(
            nl="Deze code klopt niet of geldt niet meer. Vraag zo nodig een nieuwe.",
            en="This is not the code, or it does not hold any more. Ask for another if need be.",
        )
    with transaction.atomic():
        asked = ContactAddress.objects.filter(pk=contact.pk, code_asked_at=contact.code_asked_at)
        if asked.update(verified_at=now, tries=TRIES):  # a code is for one time
            _record("contact-address.verified", contact, actor, now)
    contact.refresh_from_db()
    return contact


@transaction.atomic
def end_number(*, contact: ContactAddress, actor: Actor, now: datetime) -> ContactAddress:
    """Take a number away; nothing is sent there any more. Twice is harmless."""
    if ContactAddress.objects.filter(pk=contact.pk).exclude(address="").update(address="", verified_at=None):
        _record("contact-address.ended", contact, actor, now)
    contact.refresh_from_db()
    return contact


def _code(row: ContactAddress) -> str:
    """Six digits of this row, number and moment; known to whoever has the secret of the installation."""
    assert row.code_asked_at is not None
    said = f"{row.uuid} {row.address} {row.code_asked_at.timestamp()}"
    made = salted_hmac("notifications.contact_addresses", said, algorithm="sha256").hexdigest()
    return f"{int(made, 16) % 1_000_000:06d}"


def _record(kind: str, row: ContactAddress, actor: Actor | None, now: datetime) -> None:
    record_event(
        kind=kind,
        subject_type="person",
        subject_uuid=row.person.uuid,
        person_id=row.person_id,
        actor=actor,
        now=now,
        data={"channel": row.channel},
    )
