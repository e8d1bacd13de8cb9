"""What an application costs falls due once, by the tariff of the day, and the office records what became of it."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from accreditation.errors import FeeCannotMove
from accreditation.models import Fee, FeeChange
from accreditation.selectors import unpaid_fees_of
from accreditation.services.fees import change_fee, charge_fee
from register.access import Actor
from register.errors import InvalidInput
from register.models import Event
from tests.factories.accreditation import ProviderFactory
from tests.factories.provider_desk import TODAY, FeeFactory, PolicyFactory
from tests.factories.register import NOW, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return Actor(user_id=UserFactory().pk)


@pytest.fixture
def charge():
    policy = PolicyFactory()

    def charged(application=None, **changes):
        asked = {"provider": ProviderFactory(), "kind": "WHOLE", "urgent": False, "repeat": False, "editions": 1}
        application = application or uuid4()
        return charge_fee(
            register=policy.register, application_uuid=application, on=TODAY, now=NOW, **(asked | changes)
        )

    return charged


def test_the_first_line_of_the_tariff_that_fits_falls_due(charge):
    usual, urgent = charge(), charge(urgent=True)

    assert (usual.tariff, usual.amount, usual.currency) == ("usual", Decimal("225.50"), "EUR")
    assert (urgent.tariff, urgent.amount) == ("urgent", Decimal("450.00"))
    assert (usual.state, usual.charged_on, usual.pay_by) == (Fee.State.DUE, TODAY, date(2026, 1, 29))


def test_nothing_falls_due_where_no_line_fits_or_the_line_says_nothing(charge):
    assert charge(repeat=True) is None
    assert charge(provider=ProviderFactory(sort="employer")) is None
    assert not Fee.objects.exists()


def test_an_application_is_charged_once_per_register_however_often_it_is_asked(charge):
    application, provider = uuid4(), ProviderFactory()

    first = charge(application, provider=provider)
    again = charge(application, provider=provider, urgent=True)

    assert again == first
    assert list(unpaid_fees_of(application)) == [first]
    assert Event.objects.filter(kind="fee.charged", subject_uuid=first.uuid).count() == 1


def test_a_fee_that_was_withdrawn_can_be_charged_anew(charge, actor):
    application, provider = uuid4(), ProviderFactory()
    fee = charge(application, provider=provider)
    change_fee(fee=fee, to="WITHDRAWN", on=TODAY, reason="Application withdrawn.", actor=actor, today=TODAY, now=NOW)

    anew = charge(application, provider=provider, urgent=True)

    assert (anew.pk != fee.pk, anew.tariff) == (True, "urgent")


ALLOWED = {(source, to) for source, targets in Fee.TRANSITIONS.items() for to in targets}


@pytest.mark.parametrize("to", Fee.State)
@pytest.mark.parametrize("source", Fee.State)
def test_a_fee_moves_as_the_table_says_and_no_other_way(source, to, actor):
    fee = FeeFactory(state=source)

    if (source, to) not in ALLOWED:
        with pytest.raises(FeeCannotMove):
            change_fee(fee=fee, to=to, on=TODAY, reason="Bank 17", actor=actor, today=TODAY, now=NOW)
        assert not FeeChange.objects.exists()
        return
    moved = change_fee(fee=fee, to=to, on=TODAY, reason="Bank 17", actor=actor, today=TODAY, now=NOW)

    change = FeeChange.objects.get()
    assert (moved.state, change.state, change.on, change.reason) == (to, to, TODAY, "Bank 17")
    assert (change.changed_by_id, Event.objects.get(subject_uuid=fee.uuid).actor_id) == (actor.user_id, actor.user_id)


def test_nothing_is_paid_tomorrow(actor):
    with pytest.raises(InvalidInput):
        change_fee(
            fee=FeeFactory(), to="PAID", on=date(2026, 1, 16), reason="Bank 17", actor=actor, today=TODAY, now=NOW
        )
    assert Fee.objects.get().state == Fee.State.DUE
