"""Preferences: what is held, what is collected, what is switched off, and that nothing statutory ever is."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import signing
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notifications.catalogue import KINDS
from notifications.errors import PreferenceRefused
from notifications.models import Notice, NoticePreference, SwitchedOff
from notifications.rules.welcome import DAILY, WEEKLY
from notifications.selectors.unsubscribing import SALT
from notifications.services import delivery
from notifications.services.preferences import prefer
from register.models import Event
from tests.conftest import client_of
from tests.factories.notifications import NoticeFactory
from tests.factories.register import NOW, AttributeFactory, CycleFactory, RegisterFactory, UserFactory
from tests.notifications.page import Page
from tests.notifications.steps import deliver
from tests.notifications.test_event_notices import decided
from tests.rules.test_welcome import is_quiet

pytestmark = pytest.mark.django_db
State = Notice.State
EMAIL = ("cycle-reminder", "email")


def wish(person, **changes):
    prefer(person=person, changes=changes, actor=None, now=NOW)


def another(notice) -> Notice:
    """Another reminder of the same person, on another register of theirs."""
    cycle = CycleFactory(
        registration__person=notice.person,
        registration__register=RegisterFactory(code="another"),
        regulation=notice.cycle.regulation,
    )
    AttributeFactory(registration=cycle.registration)
    return NoticeFactory(cycle=cycle)


def statutory(notice) -> Notice:
    """Queued to the same person, about a decision on a claim of theirs."""
    person = notice.person
    claim = decided(granted=False, reason="Geen bewijs.", registration=notice.registration)
    event = Event.objects.get(kind="claim.refused", subject_uuid=claim.uuid)
    return NoticeFactory(
        kind="claim-refused", person=person, event=event, cycle=None, registration=None, milestone="", deadline_on=None
    )


def test_in_quiet_hours_a_notice_waits_for_the_morning_without_an_attempt(notice, post):
    wish(notice.person, quiet_from=time(9), quiet_until=time(17))

    assert deliver(notice) == State.QUEUED
    assert (notice.attempts, notice.not_before, post.mails) == (0, NOW + timedelta(hours=7), [])
    assert deliver(notice, at=notice.not_before) == State.SENT


def test_what_is_switched_off_is_not_mailed_but_stands_in_the_inbox(notice, post):
    wish(notice.person, kinds=[(*EMAIL, False)])

    assert deliver(notice) == State.SKIPPED
    assert (notice.reason, post.mails) == ("SWITCHED_OFF", [])
    assert "Nog 184 punten" in notice.body


def test_what_is_switched_on_again_is_mailed(notice, post):
    wish(notice.person, kinds=[(*EMAIL, False)])
    wish(notice.person, kinds=[(*EMAIL, True)])

    assert deliver(notice) == State.SENT


def test_no_statutory_kind_can_be_switched_off_and_each_is_named(notice):
    must = [kind.code for kind in KINDS.values() if kind.statutory]
    with pytest.raises(PreferenceRefused) as refused:
        wish(notice.person, digest=DAILY, kinds=[(*EMAIL, False), *((code, "email", False) for code in must)])

    assert {"decision-taken", "decision-intended", "renewal-lapsed"} <= set(must)
    assert [problem.location for problem in refused.value.fields] == [f"#/kinds/{n + 1}" for n in range(len(must))]
    assert {problem.code for problem in refused.value.fields} == {"statutory"}
    assert not SwitchedOff.objects.exists()
    assert not NoticePreference.objects.exists()


def test_every_wrong_wish_is_named_at_once(notice):
    with pytest.raises(PreferenceRefused) as refused:
        wish(notice.person, time_zone="Mars/Base", holidays_of="XX", quiet_from=time(9), kinds=[("no", "email", True)])

    assert {problem.location for problem in refused.value.fields} == {
        "#/timeZone", "#/holidaysOf", "#/quietUntil", "#/kinds/0",
    }  # fmt: skip


def test_a_digest_collects_what_can_wait_into_one_message_and_each_row_keeps_its_words(notice, post):
    second = another(notice)
    wish(notice.person, digest=WEEKLY)

    assert [deliver(each) for each in (notice, second, notice)] == [State.DIGESTED, State.DIGESTED, None]
    (digest,) = Notice.objects.filter(kind="digest")
    assert (digest.state, digest.due_on.weekday(), digest.not_before.hour) == (State.QUEUED, 0, 7)
    assert [deliver(digest, at=digest.not_before), deliver(digest, at=digest.not_before)] == [State.SENT, None]

    (mail,) = post.mails
    text = mail.get_body(("plain",)).get_content()
    assert mail["Subject"] == "2 berichten voor u"
    assert text.count("Beste ") == 1
    for part in (notice, second):
        part.refresh_from_db()
        assert (part.state, part.digest, part.attempts, part.sent_at) == (State.DIGESTED, digest, 0, None)
        assert part.subject in text
        assert part.body
    assert set(Notice.objects.in_inbox_of(notice.person_id)) == {notice, second}
    page = Page.of(mail.get_body(("html",)).get_content())
    assert page.headings[0] == "h1"
    assert len(page.links) == 2


def test_what_is_of_no_use_when_the_digest_goes_out_falls_out_of_it(notice, post, monkeypatch):
    second = another(notice)
    wish(notice.person, digest=DAILY)
    deliver(notice)
    deliver(second)
    type(notice.cycle).objects.filter(pk=notice.cycle_id).update(state="CLOSED")
    wish(notice.person, kinds=[("claim-submitted", "email", False)])
    digest = Notice.objects.get(kind="digest")

    assert deliver(digest, at=digest.not_before) == State.SENT

    notice.refresh_from_db()
    assert (notice.state, notice.reason, notice.digest) == (State.SKIPPED, "NO_LONGER_APPLIES", None)
    assert digest.subject == "Eén bericht voor u"


def test_a_digest_with_nothing_left_in_it_is_not_sent(notice, post):
    wish(notice.person, digest=DAILY)
    deliver(notice)
    type(notice.cycle).objects.filter(pk=notice.cycle_id).update(state="CLOSED")
    digest = Notice.objects.get(kind="digest")

    assert deliver(digest, at=digest.not_before) == State.SKIPPED
    assert post.mails == []


def test_one_that_cannot_be_written_keeps_nobody_else_out_of_the_digest(notice, post, monkeypatch):
    def broken(**values):
        if values["cycle"] == notice.cycle:
            raise ZeroDivisionError("this one only")
        return standing(**values)

    standing = delivery.standing_of_cycle
    monkeypatch.setattr(delivery, "standing_of_cycle", broken)
    second = another(notice)
    wish(notice.person, digest=DAILY)
    deliver(notice)
    deliver(second)
    digest = Notice.objects.get(kind="digest")

    assert deliver(digest, at=digest.not_before) == State.SENT
    notice.refresh_from_db()
    assert (notice.state, len(post.mails)) == (State.FAILED, 1)


def test_a_deadline_that_comes_before_the_digest_is_told_at_once(notice, post):
    wish(notice.person, digest=WEEKLY)
    last = NOW + timedelta(days=2)
    Notice.objects.update(deadline_on=last.date())
    type(notice.cycle).objects.filter(pk=notice.cycle_id).update(ends_before=last.date() + timedelta(days=1))

    assert deliver(notice, on=NOW.date()) == State.SENT


def test_something_statutory_is_sent_at_once_in_quiet_hours_and_past_digests(notice, post):
    wish(notice.person, quiet_from=time(0), quiet_until=time(23, 59), digest=WEEKLY, holidays_of="NL")

    assert deliver(statutory(notice)) == State.SENT


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_wished_the_statutory_goes_out_the_rest_not_at_night_and_all_at_most_once(notice, post, data):
    hours = st.integers(0, 23)
    start = data.draw(st.none() | hours)
    end = data.draw(hours.filter(lambda hour: hour != start)) if start is not None else None
    wishes = {
        "quiet_from": None if start is None else time(start),
        "quiet_until": None if end is None else time(end),
        "digest": data.draw(st.sampled_from(["", DAILY, WEEKLY])),
        "holidays_of": data.draw(st.sampled_from(["", "NL"])),
        "kinds": [(*EMAIL, data.draw(st.booleans()))],
    }
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=data.draw(st.integers(0, 31 * 24 * 60)))
    post.mails.clear()
    with transaction.atomic():
        must = statutory(notice)
        Notice.objects.update(state=State.QUEUED, not_before=moment, digest=None)
        wish(notice.person, **wishes)
        assert deliver(must, at=moment) == State.SENT
        sent = {str(must.message_id): moment}
        for _ in range(4):
            for row in Notice.objects.filter(state=State.QUEUED).order_by("not_before"):
                at = max(moment, row.not_before)
                if deliver(row, at=at) == State.SENT:
                    sent[row.message_id] = at
        preference = NoticePreference.objects.get(person=notice.person).wishes
        transaction.set_rollback(True)

    assert post.ids == dict.fromkeys(sent, 1)
    assert all(not is_quiet(preference, at) for key, at in sent.items() if key != must.message_id)
    assert (len(sent) == 2) == wishes["kinds"][0][2]


def address_in(mail) -> str:
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    return mail["List-Unsubscribe"].strip(" <>").removeprefix("http://127.0.0.1:8000")


def test_one_press_switches_a_kind_off_and_a_second_press_is_harmless(notice, post, client):
    deliver(notice)
    (mail,) = post.mails
    address = address_in(mail)

    for _ in range(2):
        answer = client.post(
            address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded", follow=False
        )
        assert answer.status_code == 200
    switched = SwitchedOff.objects.get()
    assert (switched.person, switched.kind, switched.channel) == (notice.person, *EMAIL)


def test_opening_the_address_asks_and_switches_nothing_off(notice, post, client):
    deliver(notice)
    page = Page.of(client.get(address_in(post.mails[0])).content.decode())

    assert not SwitchedOff.objects.exists()
    assert "Herinnering aan het einde van uw periode" in page.words["strong"]
    assert (page.language, page.headings) == ("nl", ["h1"])


def test_an_address_that_was_never_given_does_nothing(notice, client):
    token = signing.dumps([str(notice.person.uuid), *EMAIL], salt=SALT)
    statutory_one = signing.dumps([str(notice.person.uuid), "claim-refused", "email"], salt=SALT)

    for wrong in (token[:-1] + "x", "nothing", signing.dumps(["x"], salt=SALT), signing.dumps("x", salt="other")):
        assert client.post(f"/unsubscriptions/{wrong}").status_code == 404
    client.post(f"/unsubscriptions/{statutory_one}")
    assert not SwitchedOff.objects.exists()


def test_what_is_statutory_carries_no_button_to_switch_it_off(notice, post):
    deliver(statutory(notice))

    assert post.mails[0]["List-Unsubscribe"] is None


def test_a_member_sees_every_kind_they_can_get_in_plain_words(notice, client):
    account = client_of(UserFactory(person=notice.person))
    body = {"quietFrom": "21:00", "quietUntil": "07:30", "digest": "DAILY", "language": "en", "kinds": []}

    assert account.post("/api/v1/notice-preferences", body).status_code == 201
    got = account.get("/api/v1/notice-preferences").json()
    assert {key: got[key] for key in ("quietFrom", "quietUntil", "digest", "language")} == {
        key: body[key] for key in ("quietFrom", "quietUntil", "digest", "language")
    }
    kinds = {kind["code"]: kind for kind in got["kinds"]}
    assert kinds["decision-taken"]["statutory"]
    assert "decision-taken-office" not in kinds
