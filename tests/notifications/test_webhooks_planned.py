"""What a webhook is told: the business of its organisation, once, in order, and nothing of anybody else's."""

from datetime import date, timedelta

import pytest

from notifications.models import WebhookDelivery
from notifications.services.webhooks.planning import plan_deliveries
from notifications.services.webhooks.replaying import replay_since
from portfolio.models import Share
from register.access import Actor
from register.models import Employer
from register.services.events import record_event
from tests.factories.accreditation import ProviderFactory
from tests.factories.register import NOW, CycleFactory, RegisterFactory, UserFactory
from tests.factories.webhooks import WebhookFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=5)


def happened(kind, *, at=NOW + timedelta(minutes=1), **where):
    subject = where.pop("subject", None)
    return record_event(
        kind=kind,
        subject_type=subject._meta.model_name if subject else "assessment",
        subject_uuid=(subject or RegisterFactory()).uuid,
        actor=None,
        now=at,
        **where,
    )


def someone():
    return Actor(user_id=UserFactory().pk)


def told(webhook):
    return list(
        WebhookDelivery.objects.filter(subscription=webhook).order_by("sequence").values_list("event", "sequence")
    )


def in_register(register, **also):
    return {"register_id": register.pk, "organisation_id": register.association_id, **also}


def test_an_association_hears_of_its_own_registers_only():
    mine, other = RegisterFactory(), RegisterFactory(code="nova")
    webhook = WebhookFactory(organisation=mine.association, kinds=["claim.granted", "provider.authorised"])
    first = happened("claim.granted", **in_register(mine))
    happened("claim.granted", **in_register(other))
    happened("claim.refused", **in_register(mine))
    second = happened("provider.authorised", organisation_id=mine.association_id)

    plan_deliveries(now=LATER)

    assert told(webhook) == [(first.pk, 1), (second.pk, 2)]


def test_a_provider_hears_of_its_own_applications_only():
    register, mine, other = RegisterFactory(), ProviderFactory(), ProviderFactory()
    webhook = WebhookFactory(organisation=mine, kinds=["application.granted", "attendance.reported"])
    first = happened("application.granted", **in_register(register, data={"provider": str(mine.uuid)}))
    happened("application.granted", **in_register(register, data={"provider": str(other.uuid)}))
    second = happened("attendance.reported", organisation_id=mine.pk)
    happened("attendance.reported", organisation_id=other.pk)

    plan_deliveries(now=LATER)

    assert told(webhook) == [(first.pk, 1), (second.pk, 2)]


def test_an_employer_hears_only_of_parts_that_a_professional_shares_and_while_it_is_shared():
    registration, stranger = CycleFactory().registration, CycleFactory().registration
    employer = Employer.objects.create(code="zorg", name="Zorg")
    webhook = WebhookFactory(
        organisation=employer, kinds=["claim.granted", "decision.taken", "share.given-to-employer", "claim.refused"]
    )
    during = {"starts_on": date(2026, 1, 15), "ends_before": date(2026, 1, 16)}
    share = Share.objects.create(
        person=registration.person, employer=employer, parts=["claims"], reason="Gesprek", given_at=NOW,
        closes_at=NOW + timedelta(days=9), **during,
    )  # fmt: skip
    share.refresh_from_db()
    about = {"person_id": registration.person_id}
    given = happened("share.given-to-employer", subject=share, **about)
    granted = happened("claim.granted", **in_register(registration.register, **about))
    happened("claim.refused", at=NOW + timedelta(days=1), **in_register(registration.register, **about))
    happened("decision.taken", **in_register(registration.register, **about))  # a part that is not shared
    happened("claim.granted", **in_register(registration.register, person_id=stranger.person_id))

    plan_deliveries(now=NOW + timedelta(days=2))
    assert told(webhook) == [(given.pk, 1), (granted.pk, 2)]

    Share.objects.update(withdrawn_at=LATER)
    happened("claim.granted", at=LATER, **in_register(registration.register, **about))
    plan_deliveries(now=NOW + timedelta(days=2))
    assert len(told(webhook)) == 2


def test_planning_again_plans_nothing_and_an_event_that_was_committed_late_is_still_seen():
    register = RegisterFactory()
    webhook = WebhookFactory(organisation=register.association, kinds=["claim.granted"])
    happened("claim.granted", at=NOW + timedelta(minutes=50), **in_register(register))
    assert plan_deliveries(now=NOW + timedelta(hours=1)) == 1
    assert plan_deliveries(now=NOW + timedelta(hours=1)) == 0

    happened("claim.granted", at=NOW + timedelta(minutes=20), **in_register(register))
    assert plan_deliveries(now=NOW + timedelta(hours=1)) == 1
    assert [sequence for _, sequence in told(webhook)] == [1, 2]


def test_what_was_before_the_webhook_is_told_on_request_and_what_happens_in_a_pause_afterwards():
    register = RegisterFactory()
    webhook = WebhookFactory(organisation=register.association, kinds=["claim.granted"])
    before = happened("claim.granted", at=NOW - timedelta(days=3), **in_register(register))
    happened("claim.granted", at=NOW - timedelta(days=40), **in_register(register))
    type(webhook).objects.update(state="PAUSED")
    meanwhile = happened("claim.granted", **in_register(register))
    assert plan_deliveries(now=LATER) == 0

    type(webhook).objects.update(state="ACTIVE")
    assert plan_deliveries(now=NOW + timedelta(days=9)) == 1
    replay_since(subscription=webhook, since=NOW - timedelta(days=90), actor=someone(), now=NOW + timedelta(days=9))
    assert plan_deliveries(now=NOW + timedelta(days=9)) == 1
    assert [event for event, _ in told(webhook)] == [meanwhile.pk, before.pk]
