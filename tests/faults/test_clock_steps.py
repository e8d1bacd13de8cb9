"""A clock that steps back an hour or ahead a day, in the application alone: no date lies, no order turns."""

from datetime import timedelta

import pytest

from portfolio.errors.decisions import ClockBehind
from portfolio.models import LedgerEntry
from portfolio.services.decisions.trail import broken_links
from portfolio.services.ledger import reverse_entry
from register import clock
from tests.decisions.committee import Office
from tests.evidence.desk import send
from tests.factories.files import GOOD_PDF
from tests.factories.portfolio import LedgerEntryFactory
from tests.factories.register import NOW

pytestmark = pytest.mark.django_db
BACK, AHEAD = -timedelta(hours=1), timedelta(days=1)


def test_no_decision_is_dated_before_its_preparation():
    office = Office()
    ready = office.answer(office.intend(office.prepare()))

    with pytest.raises(ClockBehind):
        office.take(ready, now=NOW + BACK)

    ready.refresh_from_db()
    assert (ready.state, ready.decided_at) == ("INTENDED", None)
    assert office.take(ready).decided_at >= ready.prepared_at


def test_documents_follow_one_another_by_number_also_when_the_clock_was_ahead_for_the_first():
    office = Office()
    plain = {"result": "granted", "adverse": False, "effect": {}}
    office.take(office.prepare(**plain), now=NOW + AHEAD)

    office.take(office.prepare(**plain))

    assert list(broken_links(office.registration.register)) == []


def test_what_reverses_comes_after_what_it_reverses_by_number_whatever_the_clock_says():
    entry = LedgerEntryFactory(recorded_at=NOW)

    reversal = reverse_entry(entry=entry, reason="Dubbel.", actor=None, now=NOW + BACK)

    assert list(LedgerEntry.objects.order_by("id")) == [entry, reversal]


@pytest.mark.parametrize(("step", "status"), [(BACK, 200), (timedelta(seconds=60), 200), (AHEAD, 403)])
def test_a_link_to_a_file_bears_a_clock_that_steps_back_or_a_minute_ahead(professional, monkeypatch, step, status):
    sent = send(professional, GOOD_PDF)
    url = professional.post(f"/api/v1/evidence-files/{sent['uuid']}/links", {}).json()["url"]
    real = clock.timezone.now

    monkeypatch.setattr(clock.timezone, "now", lambda: real() + step)

    assert professional.get(url).status_code == status
