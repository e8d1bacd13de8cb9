"""How far a register trusts a provider: the level of the day, by the policy of the day."""

from datetime import date

import pytest

from accreditation.models import TrustMove
from accreditation.selectors import trust_level_of
from tests.factories.accreditation import ProviderFactory
from tests.factories.provider_desk import PolicyFactory, TrustMoveFactory
from tests.factories.register import RegisterFactory

pytestmark = pytest.mark.django_db


def test_without_levels_in_the_policy_nobody_has_one():
    assert trust_level_of(ProviderFactory(), RegisterFactory(), on=date(2026, 1, 1)) is None


def test_a_provider_that_was_never_moved_is_at_the_lowest_level():
    assert trust_level_of(ProviderFactory(), PolicyFactory().register, on=date(2026, 1, 1)).code == "new"


def test_the_level_is_that_of_the_day():
    register = PolicyFactory().register
    move = TrustMoveFactory(register=register, level="trusted", effective_on=date(2024, 1, 1))
    TrustMoveFactory(register=register, provider=move.provider, level="known", effective_on=date(2025, 1, 1))
    days = (date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1))

    assert [trust_level_of(move.provider, register, on=day).code for day in days] == [
        "new",
        "trusted",
        "trusted",
        "known",
    ]


def test_what_is_only_proposed_does_not_hold_nor_what_another_register_decided():
    register = PolicyFactory().register
    move = TrustMoveFactory(register=register, state=TrustMove.State.PROPOSED, effective_on=None)
    TrustMoveFactory(register=RegisterFactory(code="nova"), provider=move.provider)

    assert trust_level_of(move.provider, register, on=date(2026, 1, 1)).code == "new"


def test_a_level_the_policy_no_longer_has_is_the_lowest():
    register = PolicyFactory().register
    move = TrustMoveFactory(register=register, level="gone")

    assert trust_level_of(move.provider, register, on=date(2026, 1, 1)).code == "new"
