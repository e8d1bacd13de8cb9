"""A reminder from a real beat through a real worker to a real mail server: once, also when the worker is killed."""

from datetime import timedelta
from email.message import EmailMessage
from functools import partial
from threading import Event

import pytest
from django.db.models import Max

from demo.sockets import HOST
from notifications.models import Notice
from portfolio.models import LedgerEntry
from portfolio.services.ledger import record_entry
from register.clock import now, today
from register.models import Cycle, JobRun
from register.rules.periods import add_months
from tests.factories.register import AttributeFactory, CycleFactory
from tests.notifications.mail_server import MailServer, mail_server
from tests.worker.processes import Background

pytestmark = [pytest.mark.worker, pytest.mark.servers, pytest.mark.django_db(transaction=True)]
FORTY_YEARS = str(40 * 365 * 24 * 3600)
# A beat without a memory starts what is daily at once; the renewals that opens are not meant here.
QUICK = {"REMINDER_PLANNING_SECONDS": "1", "SWEEP_SECONDS": "1", "DAILY_SECONDS": FORTY_YEARS}


@pytest.fixture
def post():
    with mail_server() as server:
        yield server


def nurse() -> Cycle:
    """A nurse whose cycle ends in a month: the last milestone is today."""
    last_day = add_months(today(), 1)
    cycle = CycleFactory(starts_on=add_months(last_day, -60), ends_before=last_day + timedelta(days=1))
    AttributeFactory(registration=cycle.registration, starts_on=cycle.starts_on)
    return cycle


def start(background: Background, post: MailServer):
    """A worker and a beat that are quick, and send to this mail server."""
    return background.worker(EMAIL_URL=f"smtp://{HOST}:{post.port}"), background.beat(**QUICK)


def last_run(name: str) -> int:
    """The row of the last run that is over; of runs that found nothing to do only the last has one."""
    return JobRun.objects.filter(name=name, state=JobRun.State.DONE).aggregate(last=Max("pk"))["last"] or 0


def ran_after(name: str, run: int) -> bool:
    return last_run(name) > run


def several_more_ticks(background: Background) -> None:
    for name in ("plan_reminders", "deliver_due") * 3:
        background.until(partial(ran_after, name, last_run(name)))


def text_of(mail: EmailMessage) -> str:
    return str(mail.get_body(("plain",)).get_content())


def test_beat_plans_and_a_worker_sends_the_personal_shortfall_exactly_once(background, post):
    cycle = nurse()
    person = cycle.registration.person
    record_entry(
        person=person,
        registration=cycle.registration,
        kind="activity",
        on=today() - timedelta(days=100),
        category="oda",
        quantity=40,
        unit="hour",
        source_key="test/oda",
        validation=LedgerEntry.Validation.OFFICE,
        actor=None,
        now=now(),
    )

    start(background, post)
    background.beat(**QUICK)  # a second clock by mistake
    background.until(lambda: Notice.objects.filter(state=Notice.State.SENT).exists())
    several_more_ticks(background)

    notice = Notice.objects.get()
    (mail,) = post.mails
    assert (mail["To"].addresses[0].addr_spec, mail["Message-ID"]) == (person.email, notice.message_id)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert f"Beste {person.full_name}," in text_of(mail)
    assert "Nog 144 punten nodig. U hebt nu 40 van 184 punten." in text_of(mail)
    assert (notice.milestone, notice.attempts) == ("earn:1 month", 1)


def test_a_worker_killed_while_sending_leaves_that_one_unknown_and_doubles_nothing(background, post):
    for _ in range(3):
        nurse()
    post.hold = Event()
    worker, _ = start(background, post)

    background.until(post.receiving.is_set)
    background.kill(worker)
    post.hold.set()
    (left,) = Notice.objects.filter(state=Notice.State.SENDING)
    assert left.body

    # The minutes of the lease, and of what the dead worker had taken from the queue, go by.
    past = now() - timedelta(seconds=1)
    Notice.objects.filter(pk=left.pk).update(lease_until=past)
    Notice.objects.filter(state=Notice.State.QUEUED).update(handed_until=past)
    background.worker(EMAIL_URL=f"smtp://{HOST}:{post.port}")
    background.until(lambda: Notice.objects.filter(state=Notice.State.SENT).count() == 2)
    background.until(lambda: Notice.objects.filter(state=Notice.State.UNKNOWN).exists())
    several_more_ticks(background)

    left.refresh_from_db()
    assert left.state == Notice.State.UNKNOWN
    assert post.ids == {notice.message_id: 1 for notice in Notice.objects.all()}
