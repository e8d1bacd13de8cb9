"""A mobile number: confirmed by a code before anything is sent there, and then told what is urgent."""

import re
from datetime import date, timedelta

import pytest

from notifications.catalogue import KINDS
from notifications.channels import sms
from notifications.errors import CodeRefused, NumberRefused, TooManyCodes
from notifications.models import ContactAddress, Notice
from notifications.selectors.preferences import preferences_of
from notifications.services import contact_addresses
from notifications.services.contact_addresses import TASK, confirm_number, end_number, enter_number, send_code
from notifications.services.planning import plan_reminders
from notifications.services.preferences import prefer
from register.access import Actor
from tests.factories.register import NOW, CycleFactory, PersonFactory
from tests.notifications.steps import deliver

pytestmark = pytest.mark.django_db
NUMBER = "+31612345678"


@pytest.fixture
def phone(monkeypatch):
    """What reached telephones, and a worker that sends what it is asked to at once."""
    texts = []

    class Gateway:
        def send(self, *, number, text, reference):
            texts.append((number, text))

    monkeypatch.setattr(sms, "import_string", lambda name: Gateway)
    return texts


class Owner:
    def __init__(self, person=None):
        self.person = person or PersonFactory()
        self.actor = Actor(user_id=None, person_id=self.person.pk)

    def enter(self, number="+31 6 1234-5678", *, now=NOW):
        row = enter_number(person=self.person, number=number, actor=self.actor, now=now)
        send_code(contact_id=row.pk, now=now)
        return row

    def confirm(self, code, *, now=NOW):
        return confirm_number(contact=ContactAddress.objects.get(), code=code, actor=self.actor, now=now)


def code_in(text):
    return re.search(r"\d{6}", text).group()


def test_a_number_is_used_once_the_code_that_was_sent_there_came_back(phone):
    owner = Owner()
    owner.enter()
    ((number, text),) = phone
    assert number == NUMBER
    assert len(text) <= sms.LONGEST

    assert owner.confirm(code_in(text)).verified_at == NOW
    with pytest.raises(CodeRefused):
        owner.confirm(code_in(text))  # a code is for one time
    assert end_number(contact=ContactAddress.objects.get(), actor=owner.actor, now=NOW).address == ""


def test_a_code_is_sent_once_holds_half_an_hour_and_is_guessed_five_times(phone):
    owner = Owner()
    row = owner.enter()
    assert not send_code(contact_id=row.pk, now=NOW)
    (_, text), late = phone[0], NOW + timedelta(minutes=31)
    with pytest.raises(CodeRefused):
        owner.confirm(code_in(text), now=late)

    owner.enter(now=late)
    right = code_in(phone[1][1])
    for _ in range(5):
        with pytest.raises(CodeRefused):
            owner.confirm(f"{(int(right) + 1) % 1_000_000:06d}", now=late)
    with pytest.raises(CodeRefused):
        owner.confirm(right, now=late)


def test_five_codes_a_day_and_another_number_makes_no_difference(phone):
    owner = Owner()
    for n in range(5):
        owner.enter(f"+3161234567{n}")
    with pytest.raises(TooManyCodes):
        owner.enter("+31612345679")
    assert owner.enter(now=NOW + timedelta(days=1)).codes_asked == 1


@pytest.mark.parametrize("number", ["0612345678", "+0612345678", "112", "+31 6 premium", "+" + "1" * 16])
def test_what_is_no_number_from_abroad_is_refused(number):
    with pytest.raises(NumberRefused):
        Owner().enter(number)


def test_the_code_is_asked_of_a_worker_and_kept_nowhere(monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(contact_addresses, "nudge", lambda task, messages, expires: sent.append((task, messages)))
    owner = Owner()
    with django_capture_on_commit_callbacks(execute=True):
        row = enter_number(person=owner.person, number=NUMBER, actor=owner.actor, now=NOW)
    assert sent == [(TASK, [{"contact_id": row.pk}])]
    assert "code" not in {field.name for field in ContactAddress._meta.fields}


# The nurses' regulation: 12 months, 6 months and 1 month before 28 February 2027.
LAST_BUT_ONE, LAST = date(2026, 8, 28), date(2027, 1, 28)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_last_reminder_comes_by_text_as_well_and_fits_in_one_message(phone, settings, language):
    person = CycleFactory().registration.person
    type(person).objects.update(language=language)
    Owner(person).enter()
    plan_reminders(on=LAST_BUT_ONE, now=NOW)
    assert not Notice.objects.filter(channel="sms").exists()
    Owner(person).confirm(code_in(phone.pop()[1]))
    plan_reminders(on=LAST_BUT_ONE, now=NOW)
    plan_reminders(on=LAST, now=NOW)

    (notice,) = Notice.objects.filter(channel="sms")
    assert (notice.kind, notice.milestone) == ("cycle-reminder", "earn:1 month")
    assert deliver(notice, on=LAST) == Notice.State.SENT
    ((_, text),) = phone
    assert text == f"{notice.subject} {settings.PUBLIC_URL}"
    assert ("28 februari 2027" if language == "nl" else "28 February 2027") in text
    assert len(text) <= sms.LONGEST
    assert not Notice.objects.in_inbox_of(person.pk).exists()  # the mail says it there


def test_text_messages_are_switched_off_kind_by_kind(phone):
    owner = Owner(CycleFactory().registration.person)
    owner.enter()
    owner.confirm(code_in(phone.pop()[1]))
    plan_reminders(on=LAST, now=NOW)
    offered = {
        kind["code"]
        for kind in preferences_of(owner.person, actor=owner.actor, language="en")["kinds"]
        if "sms" in [channel["channel"] for channel in kind["channels"]]
    }
    assert offered == {kind.code for kind in KINDS.values() if kind.at_last} >= {"reply-reminder", "cycle-reminder"}

    prefer(person=owner.person, changes={"kinds": [("cycle-reminder", "sms", False)]}, actor=owner.actor, now=NOW)

    assert deliver(Notice.objects.get(channel="sms"), on=LAST) == Notice.State.SKIPPED
    assert phone == []
