"""Who hears of which step in an audit."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from notifications.catalogue import EVENT_KINDS
from notifications.models import Notice
from notifications.selectors.subjects import words_about
from notifications.services.hearing import plan_event_notices
from portfolio.catalogue.audit_cases import AUDITS
from portfolio.services.audit_cases.keeping_time import end_terms
from register.models import Event, User
from tests.audits.auditing import DRAWN_AT, LATER, TODAY, Auditing

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]


def told(on):
    Notice.objects.all().delete()
    plan_event_notices(on=on, now=LATER)
    return list(Notice.objects.order_by("kind").values_list("kind", "person"))


def test_the_person_and_the_auditor_hear_of_what_each_has_to_do_and_by_when():
    one = Auditing()
    last = one.audit.rounds.get().reply_by
    auditor = User.objects.get(pk=one.auditor.user_id)

    assert told(TODAY) == [
        ("audit-asked", one.registration.person_id),
        ("audit-assigned-auditor", auditor.person_id),
    ]
    assert words_about(Event.objects.get(kind="audit.asked"), language="nl")["due_on"] == last
    assert all(kind.statutory for kind in EVENT_KINDS["audit.asked"])

    end_terms(today=last + timedelta(days=1), now=DRAWN_AT)
    assert told(last) == [
        ("audit-term-ended", one.registration.person_id),
        ("audit-term-ended-auditor", auditor.person_id),
    ]


def test_every_event_of_an_audit_is_told_or_the_book_says_why_not():
    files = (ROOT / "portfolio" / "services" / "audit_cases").glob("*.py")
    raised = set(re.findall(r"\"(audit\.[a-z-]+)\"", "".join(path.read_text() for path in files)))
    raised |= {step.event for step in AUDITS.values()}
    rows = [row.split("|")[1] for row in (ROOT / "docs" / "notices.md").read_text().splitlines() if row[:3] == "| `"]
    argued = set(re.findall(r"`(.*?)`", " ".join(rows)))

    assert len(raised) > 15
    assert raised - set(EVENT_KINDS) - argued == set()
    assert not raised & set(EVENT_KINDS) & argued
