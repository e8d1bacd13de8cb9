"""Notices about events: who hears of what happened, once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accreditation.catalogue import State
from notifications.catalogue import EVENT_KINDS, KINDS, Audience
from notifications.catalogue.digests import DIGEST
from notifications.models import Notice
from notifications.selectors.recipients import recipients_of
from notifications.services.hearing import LOOKED_BACK, STILL_NEWS, plan_event_notices
from portfolio.services.claims.deciding import decide_claim
from register.access import Actor, Role
from register.models import Event, Person
from register.services.events import record_event
from tests.factories.accreditation import ProviderFactory
from tests.factories.applications import make_desk
from tests.factories.portfolio import ClaimFactory
from tests.factories.register import NOW, PersonFactory, RegisterFactory, RoleGrantFactory, UserFactory
from tests.notifications.steps import TODAY, deliver

pytestmark = pytest.mark.django_db


def decided(*, granted: bool = True, quantity: Decimal | None = None, reason: str = "", **fields):
    claim = ClaimFactory(**fields)
    assessor = Actor(user_id=UserFactory().pk)
    return decide_claim(claim=claim, granted=granted, quantity=quantity, reason=reason, decided_by=assessor, now=NOW)


def test_a_professional_hears_once_that_a_claim_was_granted():
    claim = decided()

    assert plan_event_notices(on=TODAY, now=NOW) == 1
    assert plan_event_notices(on=TODAY, now=NOW) == 0

    notice = Notice.objects.get()
    assert (notice.kind, notice.person, notice.event.kind) == (
        "claim-granted",
        claim.registration.person,
        "claim.granted",
    )


def test_the_mail_says_in_the_readers_language_what_was_decided_and_why(post):
    person = PersonFactory(given_name="Anna", family_name="<b>Bold</b>", language="en")
    claim = decided(granted=False, reason="No <evidence> attached.", registration__person=person)
    plan_event_notices(on=TODAY, now=NOW)

    assert deliver(Notice.objects.get()) == Notice.State.SENT

    (mail,) = post.mails
    assert mail["Subject"] == f"{claim.title}: not granted"
    text = mail.get_body(("plain",)).get_content()
    assert "No <evidence> attached." in text
    assert str(claim.uuid) in text
    page = mail.get_body(("html",)).get_content()
    assert "No &lt;evidence&gt; attached." in page
    assert '<html lang="en">' in page
    assert "<b>" not in page


def test_a_grant_in_part_names_what_counts(post):
    decided(quantity=Decimal("1.5"), reason="Deels eigen werk.")
    plan_event_notices(on=TODAY, now=NOW)

    deliver(Notice.objects.get())

    (mail,) = post.mails
    assert "deels toegekend" in mail["Subject"]
    assert "Daarvan telt 1,5 uur mee." in mail.get_body(("plain",)).get_content()


def test_whoever_has_no_address_reads_it_in_the_inbox_and_the_row_says_why_no_mail_went():
    decided(registration__person=PersonFactory(email=""))
    plan_event_notices(on=TODAY, now=NOW)

    deliver(notice := Notice.objects.get())

    assert (notice.state, notice.reason) == (Notice.State.SKIPPED, Notice.Reason.NO_ADDRESS)
    assert notice.subject
    assert notice.body


def test_old_news_is_not_sent_and_very_old_news_is_not_dug_up():
    decided()

    plan_event_notices(on=TODAY, now=NOW + LOOKED_BACK + timedelta(seconds=1))
    assert not Notice.objects.exists()

    plan_event_notices(on=TODAY, now=NOW + STILL_NEWS + timedelta(seconds=1))
    assert Notice.objects.get().reason == Notice.Reason.TOO_LATE


def test_an_event_that_concerns_nobody_is_looked_at_once(django_assert_max_num_queries):
    decided()
    ClaimFactory()
    plan_event_notices(on=TODAY, now=NOW)

    with django_assert_max_num_queries(3):
        assert plan_event_notices(on=TODAY, now=NOW) == 0


def test_more_events_than_are_heard_at_once_are_all_heard(monkeypatch):
    monkeypatch.setattr("notifications.services.hearing.EVENTS_AT_ONCE", 2)
    for _ in range(5):
        decided()

    assert plan_event_notices(on=TODAY, now=NOW) == 5


def event(kind: str = "thing.happened", **fields) -> Event:
    someone = PersonFactory()
    return record_event(kind=kind, subject_type="thing", subject_uuid=someone.uuid, now=NOW, actor=None, **fields)


def test_a_providers_business_is_told_to_those_who_manage_its_courses_now():
    provider = ProviderFactory()
    manager = RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider, user__person=PersonFactory()).user
    RoleGrantFactory(role=Role.PROVIDER_SUBMITTER, organisation=provider, user__person=PersonFactory())
    RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider, user__person=PersonFactory(), ends_before=TODAY)
    RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=ProviderFactory(), user__person=PersonFactory())

    named = event(data={"provider": str(provider.uuid)}, organisation_id=RegisterFactory().association_id)
    own = event(organisation_id=provider.pk)

    for told in (named, own):
        assert recipients_of(told, Audience.PROVIDER, on=TODAY) == [manager.person]


def test_the_office_of_the_register_hears_and_whoever_did_it_does_not():
    register = RegisterFactory()
    registrar = RoleGrantFactory(role=Role.REGISTRAR, organisation=register.association, user__person=PersonFactory())
    doer = RoleGrantFactory(role=Role.REGISTRAR, organisation=register.association, user__person=PersonFactory())
    elsewhere = RegisterFactory(association=register.association, code="another")
    RoleGrantFactory(
        role=Role.REGISTRAR, organisation=register.association, register=elsewhere, user__person=PersonFactory()
    )
    told = record_event(
        kind="thing.happened",
        subject_type="thing",
        subject_uuid=register.uuid,
        register_id=register.pk,
        organisation_id=register.association_id,
        now=NOW,
        actor=Actor(user_id=doer.user_id),
    )

    assert recipients_of(told, Audience.OFFICE, on=TODAY) == [registrar.user.person]


def test_whoever_the_table_of_the_desk_names_is_told_of_each_step(post):
    desk = make_desk()
    Person.objects.filter(user=desk.users["manager"]).update(language="en")
    assessment = desk.bring(State.QUESTIONED)

    plan_event_notices(on=TODAY, now=NOW)

    told = {(notice.kind, notice.person_id) for notice in Notice.objects.all()}
    person = {name: user.person_id for name, user in desk.users.items()}
    assert told == {
        ("application-submitted-office", person["registrar"]),
        ("receipt-given", person["manager"]),
        ("application-accepted-provider", person["manager"]),
        ("application-assigned", person["assessor"]),
        ("application-question-asked-provider", person["manager"]),
    }
    assert deliver(Notice.objects.get(kind="application-question-asked-provider")) == Notice.State.SENT
    (mail,) = post.mails
    assert mail["Subject"] == f"Question about your application: {assessment.application.course.title}"
    text = mail.get_body(("plain",)).get_content()
    assert "Assessment waits for you." in text
    assert f"Register: {assessment.register.name}" in text
    assert f"assessments/{assessment.uuid}" in text


def test_each_kind_is_about_one_event_for_one_audience_and_has_words():
    for kind in KINDS.values():
        assert bool(kind.deadline) != bool(kind.event) or kind.code == DIGEST
        assert not kind.says or set(kind.says) == {"nl", "en"}
    told = [(kind.event, kind.audience) for kinds in EVENT_KINDS.values() for kind in kinds]
    assert len(told) == len(set(told))
