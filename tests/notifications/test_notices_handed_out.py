"""Handing queued notices to workers, and the decisions that are left to people."""

from datetime import timedelta

import pytest

from notifications.errors import NoticeNotUndelivered
from notifications.models import Notice
from notifications.services.handing_out import HANDED, hand_out_due
from notifications.services.outcomes import Settlement, settle_undelivered_notice
from register.access import Actor, Role
from tests.factories.notifications import NoticeFactory
from tests.factories.register import NOW, CycleFactory, RoleGrantFactory, UserFactory
from tests.notifications.steps import deliver

pytestmark = pytest.mark.django_db
State = Notice.State


def test_due_notices_are_handed_out_oldest_first_and_not_twice_in_a_row(notice):
    older = NoticeFactory(cycle=CycleFactory(regulation=notice.cycle.regulation), not_before=NOW - timedelta(minutes=1))
    NoticeFactory(cycle=CycleFactory(regulation=notice.cycle.regulation), not_before=NOW + timedelta(minutes=1))

    assert hand_out_due(now=NOW, limit=1) == [[older.pk]]
    assert hand_out_due(now=NOW, limit=10) == [[notice.pk]]
    assert hand_out_due(now=NOW, limit=10) == []


def test_what_a_lost_queue_took_along_is_handed_out_again(notice):
    hand_out_due(now=NOW, limit=10)

    assert hand_out_due(now=NOW + HANDED, limit=10) == [[notice.pk]]


def test_a_person_decides_that_an_unknown_notice_arrived(notice, post):
    post.hang_up = True
    deliver(notice)

    settle_undelivered_notice(notice=notice, settlement=Settlement.ARRIVED, actor=staff(), now=NOW + timedelta(days=3))

    notice.refresh_from_db()
    assert (notice.state, notice.sent_at) == (State.SENT, NOW)
    with pytest.raises(NoticeNotUndelivered):
        settle_undelivered_notice(notice=notice, settlement=Settlement.SEND_AGAIN, actor=staff(), now=NOW)


def test_a_person_lets_an_unknown_notice_go_again_as_the_same_message(notice, post):
    post.hang_up = True
    deliver(notice)
    post.hang_up = False

    settle_undelivered_notice(notice=notice, settlement=Settlement.SEND_AGAIN, actor=staff(), now=NOW)

    assert deliver(notice) == State.SENT
    assert post.ids == {notice.message_id: 2}


def staff() -> Actor:
    return Actor(user_id=UserFactory().pk)


def officer_of(register, role: Role):
    account = UserFactory(is_staff=True)
    return RoleGrantFactory(user=account, role=role, organisation=register.association, register=register).user


def decide(client, notice, action):
    address = "/admin/notifications/notice/"
    return client.post(address, {"action": action, "_selected_action": [notice.pk]}, follow=True)


@pytest.mark.parametrize(("action", "state"), [("mark_arrived", State.SENT), ("send_again", State.QUEUED)])
def test_the_register_office_decides_in_the_admin(notice, client, action, state):
    Notice.objects.update(state=State.UNKNOWN, lease_until=NOW, body="Beste …")
    client.force_login(officer_of(notice.registration.register, Role.REGISTRAR))

    assert decide(client, notice, action).status_code == 200

    notice.refresh_from_db()
    assert notice.state == state


def test_the_office_of_another_register_neither_sees_nor_decides(notice, client):
    Notice.objects.update(state=State.UNKNOWN, lease_until=NOW, body="Beste …")
    elsewhere = CycleFactory(registration__register__code="gdc").registration.register
    client.force_login(officer_of(elsewhere, Role.REGISTRAR))

    assert str(notice.registration) not in client.get("/admin/notifications/notice/").content.decode()
    decide(client, notice, "mark_arrived")

    notice.refresh_from_db()
    assert notice.state == State.UNKNOWN
