"""What comes back: the notice is marked, the address is dead, the office hears of it, and a new address ends it."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.urls import NoReverseMatch, reverse

from config.mail_service import mail_service_routes
from config.urls import urlpatterns
from notifications.errors import MailboxUnusable
from notifications.models import DeadAddress, Notice
from notifications.services.bounce_mailbox import read_bounces, read_mail
from notifications.services.bounces import clear_dead_address
from notifications.services.hearing import plan_event_notices
from register.access import Actor, Role
from register.models import Event
from tests.factories.notifications import NoticeFactory
from tests.factories.register import NOW, PersonFactory, RoleGrantFactory, UserFactory
from tests.notifications.bounced_mail import complained, returned
from tests.notifications.mailbox_server import mailbox
from tests.notifications.steps import TODAY, deliver

pytestmark = pytest.mark.django_db
State = Notice.State
LATER = NOW + timedelta(hours=1)
TOKEN = "7c9e6679-7425-40de-944b-e07fc1f90ae7"


@pytest.fixture
def sent(notice, post) -> Notice:
    """A reminder that a mail server took."""
    Notice.objects.update(message_id=f"<{TOKEN}@leerregister.example>")
    notice.refresh_from_db()
    deliver(notice)
    return notice


def bounce(notice, **values):
    return read_mail(content=returned(notice.message_id, **values), now=LATER)


def test_a_bounce_for_good_marks_the_notice_and_the_address(sent):
    assert bounce(sent) == 1
    assert bounce(sent) == 0  # the same mail again

    sent.refresh_from_db()
    dead = DeadAddress.objects.get()
    assert (sent.state, sent.sent_at) == (State.BOUNCED, NOW)
    assert (dead.address, dead.person, dead.reason) == (sent.person.email.lower(), sent.person, "BOUNCED")
    assert "user unknown" in dead.detail
    assert Event.objects.filter(kind="notice.bounced", subject_uuid=sent.uuid).count() == 1


def test_the_office_hears_of_it_once(sent):
    registrar = RoleGrantFactory(role=Role.REGISTRAR, organisation=sent.registration.register.association).user
    bounce(sent)
    bounce(sent)

    plan_event_notices(on=TODAY, now=LATER)

    told = Notice.objects.get(kind="address-found-dead-office")
    assert (told.address, deliver(told, at=LATER)) == (registrar.email, State.SENT)
    assert sent.person.full_name in told.body


def test_another_message_to_it_is_not_sent_until_there_is_another_address(sent, post):
    bounce(sent)
    reminder = NoticeFactory(cycle=sent.cycle, milestone="earn:3 months", due_on=TODAY)
    assert deliver(reminder, at=LATER) == State.SKIPPED

    type(sent.person).objects.update(email="new@person.example")
    again = NoticeFactory(cycle=sent.cycle, milestone="earn:1 month", due_on=TODAY)
    assert deliver(again, at=LATER) == State.SENT

    assert [mail["To"].addresses[0].addr_spec for mail in post.mails][1:] == ["new@person.example"]
    assert not DeadAddress.objects.standing().exists()


def test_a_bounce_of_the_old_address_does_not_harm_the_new_one(sent):
    old = sent.person.email.lower()
    type(sent.person).objects.update(email="new@person.example")

    bounce(sent)

    assert DeadAddress.objects.get().address == old


def test_what_may_arrive_another_time_kills_no_address(sent):
    bounce(sent, status="5.2.2", said="smtp; 552 5.2.2 mailbox full")

    sent.refresh_from_db()
    assert (sent.state, DeadAddress.objects.count()) == (State.BOUNCED, 0)


def test_who_calls_a_message_spam_gets_no_more_and_the_message_stays_sent(sent):
    read_mail(content=complained(sent.message_id), now=LATER)

    sent.refresh_from_db()
    assert (sent.state, DeadAddress.objects.get().reason) == (State.SENT, "COMPLAINED")


def test_a_report_settles_what_was_unknown(sent):
    Notice.objects.update(state=State.UNKNOWN, sent_at=None, lease_until=NOW + timedelta(minutes=5))

    bounce(sent, action="delivered", status="2.0.0")

    sent.refresh_from_db()
    assert (sent.state, sent.sent_at) == (State.SENT, NOW)


def test_a_report_about_no_message_of_ours_is_not_believed(sent):
    assert read_mail(content=returned("", address=sent.person.email), now=LATER) == 0
    assert read_mail(content=returned("<00000000-0000-4000-8000-000000000000@x.example>"), now=LATER) == 0
    assert not DeadAddress.objects.exists()


def test_its_owner_clears_an_address_that_works_after_all(sent):
    bounce(sent)
    dead = DeadAddress.objects.get()
    actor = Actor(user_id=UserFactory(person=sent.person).pk, person_id=sent.person_id)

    clear_dead_address(dead=dead, actor=actor, now=LATER)

    reminder = NoticeFactory(cycle=sent.cycle, milestone="earn:1 month", due_on=TODAY)
    assert deliver(reminder, at=LATER) == State.SENT
    assert Event.objects.filter(kind="address.cleared", subject_uuid=dead.uuid).exists()


def test_the_mail_box_is_read_once_and_goes_on_where_it_broke(sent):
    with mailbox() as box:
        box.mails = [returned(sent.message_id), b"Subject: Afwezig\r\n\r\nTot morgen", returned(sent.message_id)]
        box.breaks_at_fetch = 2
        with pytest.raises(MailboxUnusable):
            read_bounces(mailbox_url=box.url, clock=lambda: LATER)
        assert (box.seen, DeadAddress.objects.count()) == ({1}, 1)

        box.breaks_at_fetch = 0
        assert read_bounces(mailbox_url=box.url, clock=lambda: LATER) == 2
        assert read_bounces(mailbox_url=box.url, clock=lambda: LATER) == 0


@pytest.mark.parametrize("wrong", ["imap://bounces:wrong@{host}/", "imap://b:b@127.0.0.1:9/", "http://box.example/"])
def test_a_mail_box_that_cannot_be_read_says_so(wrong):
    with mailbox() as box, pytest.raises(MailboxUnusable):
        read_bounces(mailbox_url=wrong.format(host=box.url.rpartition("@")[2].partition("/")[0]), clock=lambda: NOW)


def test_the_command_reads_files_or_the_mail_box(sent, tmp_path, settings, capsys):
    file = tmp_path / "bounce.eml"
    file.write_bytes(returned(sent.message_id))

    call_command("notices", "read-bounces", str(file))
    assert capsys.readouterr().out == f"{file}: 1 changed\n"
    with mailbox() as box:
        settings.BOUNCE_MAILBOX_URL = box.url
        call_command("notices", "read-bounces", "--mailbox")
    assert capsys.readouterr().out == "0 read\n"
    for wrong in ([], [str(file), "--mailbox"], [str(tmp_path / "none.eml")]):
        with pytest.raises(CommandError):
            call_command("notices", "read-bounces", *wrong)


@pytest.fixture
def mail_service(settings):
    settings.ANYMAIL = {"WEBHOOK_SECRET": ["service:secret-of-the-service"]}
    routes = mail_service_routes("brevo", secrets=settings.ANYMAIL["WEBHOOK_SECRET"])
    settings.ROOT_URLCONF = tuple([*urlpatterns, *routes])


AUTH = {"Authorization": "Basic c2VydmljZTpzZWNyZXQtb2YtdGhlLXNlcnZpY2U="}
ADDRESS = "/mail-service/brevo/tracking"


def reported(**event):
    return json.dumps({"event": "hard_bounce", "ts_epoch": 1795341600000, "date": "2026-11-22 10:00:00", **event})


@pytest.mark.usefixtures("mail_service")
def test_a_mail_service_reports_with_its_secret(sent, client):
    event = reported(email=sent.person.email, **{"message-id": sent.message_id, "reason": "550 5.1.1 unknown"})
    refused = client.post(ADDRESS, event, content_type="application/json")
    assert (refused.status_code, DeadAddress.objects.count()) == (400, 0)

    answers = [client.post(ADDRESS, event, content_type="application/json", headers=AUTH) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    sent.refresh_from_db()
    assert (sent.state, DeadAddress.objects.get().notice) == (State.BOUNCED, sent)


@pytest.mark.usefixtures("mail_service")
def test_a_mail_service_is_believed_about_an_address_alone(client):
    person = PersonFactory(email="Known@person.example")
    for email in ("known@PERSON.example", "nobody@person.example"):
        client.post(ADDRESS, reported(email=email), content_type="application/json", headers=AUTH)

    assert list(DeadAddress.objects.values_list("address", "person")) == [("known@person.example", person.pk)]


def test_without_a_mail_service_there_is_no_such_address(client):
    assert client.post(ADDRESS, headers=AUTH).status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("mail-service")


@pytest.mark.parametrize(("service", "secrets"), [("nobody", ["a:b"]), ("mailgun", []), ("mailgun", ["word"])])
def test_a_mail_service_without_a_secret_stops_the_start(service, secrets):
    with pytest.raises(ImproperlyConfigured):
        mail_service_routes(service, secrets=secrets)


def test_each_message_has_an_address_of_its_own_to_come_back_to(notice, post, settings):
    settings.BOUNCE_ADDRESS = "bounces@leerregister.example"
    Notice.objects.update(message_id=f"<{TOKEN}@leerregister.example>")
    notice.refresh_from_db()

    deliver(notice)

    assert post.senders == [f"bounces+{TOKEN}@leerregister.example"]
    assert post.mails[0]["From"].addresses[0].addr_spec == "noreply@leerregister.example"
