"""Notices about conversations and duties: each of the two hears, the key goes to one address, and content to none."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from notifications.catalogue import EVENT_KINDS
from notifications.catalogue.reflection import SAYS
from notifications.models import Notice
from notifications.services.hearing import plan_event_notices
from portfolio.models import Conversation
from portfolio.services.conversations.signing import remind_unsigned
from register.clock import now
from register.models import Event
from tests.factories.reflection import ConversationFactory, DutyFactory
from tests.factories.register import NOW
from tests.notifications.steps import deliver
from tests.reflection.people import make_people, step

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def hear(at: datetime) -> list[Notice]:
    known = set(Notice.objects.values_list("pk", flat=True))
    plan_event_notices(on=at.date(), now=at)
    notices = list(Notice.objects.exclude(pk__in=known).order_by("pk"))
    for notice in notices:
        assert deliver(notice, at=at, on=at.date()) == Notice.State.SENT
    return notices


def text_of(mail) -> str:
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_a_manager_comes_in_with_the_mail_alone_and_the_key_is_kept_nowhere(post):
    people = make_people()
    talk = people.ask("MANAGER")

    (notice,) = hear(now())

    (mail,) = post.mails
    (key,) = re.findall(r"^Sleutel: (\S+)$", text_of(mail), re.MULTILINE)
    assert (mail["To"], talk.subject in text_of(mail)) == (talk.email, False)
    assert people.person.full_name in text_of(mail)
    assert f"/api/v1/conversation-links/{talk.uuid}/openings" in text_of(mail)
    assert key not in notice.body + str(list(Event.objects.values()))
    step(people.anybody, talk, "openings", {"key": key}, at="conversation-links")


def test_a_peer_is_sent_a_key_once_and_hears_by_the_own_account_afterwards(post):
    people = make_people()
    talk = people.ask("PEER")
    hear(now())
    step(people.peer, talk, "acceptances", {"key": talk.key})
    step(people.me, talk, "records", {"heldOn": "2026-01-10", "report": "Over de wijk."})

    hear(now())

    invited, accepted, recorded = post.mails
    assert "Sleutel: " in text_of(invited)
    assert people.person.email in accepted["To"]
    assert people.colleague.email in recorded["To"]
    assert "Sleutel" not in text_of(recorded)
    assert "Over de wijk" not in text_of(recorded)


def test_who_did_not_sign_is_reminded_three_times_and_who_signed_is_not(post):
    talk = ConversationFactory(held=True, owner_signed_at=NOW)
    assert [remind_unsigned(today=NOW.date(), now=NOW) for _ in range(2)] == [1, 0]
    later = [NOW + timedelta(days=14 * n) for n in range(1, 5)]
    assert [remind_unsigned(today=day.date(), now=day) for day in later] == [1, 1, 0, 0]

    notices = hear(NOW)

    assert {(notice.address, notice.person) for notice in notices} == {(talk.email, None)}
    assert all(f"Sleutel: {talk.key}" in text_of(mail) for mail in post.mails)


def test_the_owner_who_is_reminded_is_never_sent_the_key_of_the_manager(post):
    talk = ConversationFactory(held=True, other_signed_at=NOW)
    remind_unsigned(today=NOW.date(), now=NOW)

    (notice,) = hear(NOW)

    assert notice.person == talk.person
    assert talk.key not in text_of(post.mails[0])


def test_what_was_erased_before_anybody_heard_of_it_is_told_to_nobody():
    talk = make_people().ask("MANAGER")
    Conversation.objects.filter(pk=talk.pk).delete()

    assert plan_event_notices(on=now().date(), now=now()) == 0


def test_the_manager_hears_that_a_duty_was_fulfilled_and_the_office_of_its_own(post):
    people = make_people()
    talk = ConversationFactory(person=people.person, state="ACCEPTED")
    agreed = DutyFactory(person=people.person, registration=None, conversation=talk, title="Geheim")
    laid = DutyFactory(registration=people.registration, title="Volgt een scholing")
    for duty in (agreed, laid):
        step(people.me, duty, "reports", {"account": "Gedaan."}, at="duties")

    to_manager, to_office = hear(now())

    assert (to_manager.address, "Geheim" in to_manager.body) == (talk.email, False)
    assert talk.key in text_of(post.mails[0])
    assert "Volgt een scholing" in to_office.body
    assert "Gedaan." in to_office.body


def test_every_event_of_these_is_told_or_the_book_says_why_not():
    rooms = [ROOT / "portfolio" / "services" / name for name in ("conversations", "reflections")]
    files = [path for room in rooms for path in room.glob("*.py")]
    files += [ROOT / "portfolio" / "services" / f"{name}.py" for name in ("goals", "duties", "duty_warnings")]
    files.append(ROOT / "portfolio" / "catalogue" / "reflection.py")
    raised = set(re.findall(r"\"([a-z-]+\.[a-z-]+)\"", "".join(path.read_text() for path in files)))
    book = (ROOT / "docs" / "notices.md").read_text()
    argued = set(re.findall(r"`(.*?)`", " ".join(row.split("|")[1] for row in book.splitlines() if row[:3] == "| `")))

    assert len(raised) > 20
    assert raised - set(EVENT_KINDS) - argued == set()
    assert set(SAYS) <= set(EVENT_KINDS) & raised
