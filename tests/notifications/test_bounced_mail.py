"""What a mail that comes back says: which message, whose address, and whether another one could arrive."""

from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from notifications.rules.bounces import Outcome, Report, reports_in, return_address
from notifications.rules.mail_services import report_in
from tests.notifications.bounced_mail import complained, returned

TOKEN = "7c9e6679-7425-40de-944b-e07fc1f90ae7"
ID = f"<{TOKEN}@leerregister.example>"


def test_a_report_names_the_message_the_address_and_what_was_said():
    (report,) = reports_in(returned(ID, address="Zoe@Person.example"))

    assert report == Report(Outcome.BOUNCED, TOKEN, "zoe@person.example", "5.1.1 smtp; 550 5.1.1 user unknown")


@pytest.mark.parametrize("copy", ["text/rfc822-headers", "message/rfc822-headers"])
def test_the_headers_alone_name_the_message_as_well(copy):
    (report,) = reports_in(returned(ID, copy=copy))

    assert report.token == TOKEN


def test_a_report_without_our_message_is_known_by_the_address_it_came_back_to():
    to = return_address("bounces@leerregister.example", ID)

    (report,) = reports_in(returned("", to=to))

    assert to == f"bounces+{TOKEN}@leerregister.example"
    assert report.token == TOKEN


@pytest.mark.parametrize(
    ("action", "status", "said", "outcome"),
    [
        ("failed", "5.1.10", "smtp; 556 5.1.10 null MX", Outcome.BOUNCED),
        ("failed", "5.2.1", "smtp; 550 5.2.1 disabled", Outcome.BOUNCED),
        ("failed", "5.4.4", "x-postfix; host not found", Outcome.BOUNCED),
        ("failed", "5.0.0", "smtp; 550 5.1.1 no such user", Outcome.BOUNCED),
        ("failed", "5.0.0", "smtp; 550 no mailbox by that name", Outcome.BOUNCED),
        ("failed", "5.2.2", "smtp; 552 5.2.2 mailbox full", Outcome.RETURNED),
        ("failed", "5.7.1", "smtp; 550 5.7.1 looks like spam", Outcome.RETURNED),
        ("failed", "5.1.8", "smtp; 550 5.1.8 bad sender", Outcome.RETURNED),
        ("failed", "4.4.7", "delivery time expired", Outcome.RETURNED),
        ("delayed", "4.4.1", "connection timed out", Outcome.DELAYED),
        ("delivered", "2.0.0", "smtp; 250 ok", Outcome.DELIVERED),
        ("relayed", "2.0.0", "", Outcome.DELIVERED),
    ],
)
def test_only_what_concerns_the_address_itself_is_for_good(action, status, said, outcome):
    (report,) = reports_in(returned(ID, action=action, status=status, said=said))

    assert report.outcome == outcome


def test_a_complaint_names_the_message():
    (report,) = reports_in(complained(ID))

    assert (report.outcome, report.token) == (Outcome.COMPLAINED, TOKEN)


@pytest.mark.parametrize(
    "mail",
    [b"", b"Subject: Afwezig\n\nIk ben er niet.", returned(ID, action="weird"), returned("", address="")],
    ids=["empty", "absence", "unknown action", "about nothing"],
)
def test_other_mail_reports_nothing(mail):
    assert reports_in(mail) == []


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 900), st.integers(0, 60))
def test_no_mail_stops_the_reader(noise, at, gone):
    mail = returned(ID)

    for damaged in (noise, mail[:at] + noise + mail[at + gone :], mail.replace(b"rfc822", noise[:9])):
        assert all(report.token == str(UUID(report.token)) for report in reports_in(damaged) if report.token)


@pytest.mark.parametrize(
    ("event_type", "reason", "said", "outcome"),
    [
        ("bounced", "bounced", "550 5.1.1 unknown", Outcome.BOUNCED),
        ("bounced", "bounced", "552 5.2.2 full", Outcome.RETURNED),
        ("bounced", "bounced", "", Outcome.BOUNCED),
        ("bounced", "other", "", Outcome.RETURNED),
        ("rejected", "spam", "", Outcome.COMPLAINED),
        ("rejected", "blocked", "", Outcome.RETURNED),
        ("complained", "", "", Outcome.COMPLAINED),
        ("failed", "", "", Outcome.RETURNED),
        ("deferred", "", "", Outcome.DELAYED),
        ("delivered", "", "", Outcome.DELIVERED),
    ],
)
def test_what_a_mail_service_reports_means_the_same(event_type, reason, said, outcome):
    report = report_in(
        event_type=event_type, reject_reason=reason, said=said, recipient="Zoe@person.example", named=f"x {ID}"
    )

    assert report == Report(outcome, TOKEN, "zoe@person.example", said)


def test_a_bounce_that_a_service_calls_soft_kills_no_address():
    event = {"event_type": "bounced", "reject_reason": "bounced", "said": "later", "recipient": "a@b.example"}
    report = report_in(**event, named='{"event": "soft_bounce"}')

    assert report.outcome == Outcome.RETURNED


@pytest.mark.parametrize("event_type", ["opened", "clicked", "queued", "sent", "unsubscribed", "unknown"])
def test_what_says_nothing_about_arriving_is_no_report(event_type):
    assert report_in(event_type=event_type, reject_reason="", said="", recipient="", named="") is None
