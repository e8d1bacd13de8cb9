"""Two people at the provider desk at the same moment: one wins, the other reads why, and nothing is done twice."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connections

from accreditation.errors import (
    AuthorisationCannotMove,
    FeeCannotMove,
    ProviderExists,
    SignUpAlreadyDecided,
    TrustCannotMove,
)
from accreditation.models import Fee, FeeChange, Provider
from accreditation.services.fees import change_fee, charge_fee
from accreditation.services.provider_authorisations import grant_authorisation, refuse_authorisation
from accreditation.services.provider_sign_ups import accept_sign_up, refuse_sign_up
from accreditation.services.provider_users import end_role
from accreditation.services.providers import add_provider
from accreditation.services.trust import confirm_trust, refuse_trust
from register.access import Actor, Role
from register.errors import LastGiver
from register.models import Event, RoleGrant
from tests.factories.accreditation import AuthorisationFactory, ProviderFactory
from tests.factories.provider_desk import TODAY, FeeFactory, PolicyFactory, SignUpFactory, TrustMoveFactory
from tests.factories.register import NOW, RoleGrantFactory, UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
SEVERAL = 6


def at_once(deed, refusal):
    """What several do at the same moment: their answers, with None for who was refused."""
    actors = [Actor(user_id=UserFactory().pk) for _ in range(SEVERAL)]
    barrier = threading.Barrier(SEVERAL)

    def act(number):
        try:
            barrier.wait(timeout=10)
            return deed(number, actors[number])
        except refusal:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(SEVERAL) as pool:
        return list(pool.map(act, range(SEVERAL)))


def won(answers):
    return len([answer for answer in answers if answer is not None])


def test_a_question_for_authorisation_is_answered_once():
    row = AuthorisationFactory(state="ASKED", starts_on=None, asked_at=NOW)

    def answer(number, actor):
        mine = type(row).objects.get(pk=row.pk)
        if number % 2:
            return refuse_authorisation(authorisation=mine, reason="No.", actor=actor, now=NOW)
        return grant_authorisation(
            authorisation=mine, starts_on=TODAY, ends_before=None, reason="", actor=actor, now=NOW
        )

    assert won(at_once(answer, AuthorisationCannotMove)) == 1
    assert Event.objects.filter(subject_uuid=row.provider.uuid).count() == 1


def test_a_sign_up_is_accepted_or_refused_once():
    sign_up = SignUpFactory()

    def decide(number, actor):
        mine = type(sign_up).objects.select_related("association").get(pk=sign_up.pk)
        if number % 2:
            return refuse_sign_up(sign_up=mine, reason="No.", actor=actor, now=NOW)
        return accept_sign_up(sign_up=mine, code=f"code-{number}", confirmed=False, actor=actor, today=TODAY, now=NOW)

    assert won(at_once(decide, SignUpAlreadyDecided)) == 1
    assert Provider.objects.count() <= 1


def test_the_same_provider_is_added_once():
    def add(number, actor):
        return add_provider(code=f"code-{number}", name="Zorg B.V.", postcode="3511 AB", actor=actor, now=NOW)

    assert won(at_once(add, ProviderExists)) == 1
    assert Provider.objects.count() == 1


def test_managers_who_all_leave_at_once_leave_one_behind():
    provider = ProviderFactory()
    managers = [RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider).user for _ in range(SEVERAL)]

    def leave(number, actor):
        return end_role(
            provider=provider,
            user_uuid=managers[number].uuid,
            role=Role.PROVIDER_MANAGER,
            reason="Works elsewhere.",
            actor=actor,
            today=TODAY,
            now=NOW,
        )

    assert won(at_once(leave, LastGiver)) == SEVERAL - 1
    assert RoleGrant.objects.filter(organisation=provider).held_on(TODAY).count() == 1


def test_an_application_is_charged_once():
    register, provider, application = PolicyFactory().register, ProviderFactory(), uuid4()

    def charge(number, actor):
        return charge_fee(
            provider=provider,
            register=register,
            application_uuid=application,
            kind="WHOLE",
            urgent=False,
            repeat=False,
            editions=1,
            on=TODAY,
            now=NOW,
        )

    answers = at_once(charge, ())

    assert {answer.pk for answer in answers} == {Fee.objects.get().pk}
    assert Event.objects.filter(kind="fee.charged").count() == 1


def test_a_fee_is_paid_or_exempted_once():
    fee = FeeFactory()

    def change(number, actor):
        mine = Fee.objects.get(pk=fee.pk)
        to = "PAID" if number % 2 else "EXEMPT"
        return change_fee(fee=mine, to=to, on=TODAY, reason="Bank", actor=actor, today=TODAY, now=NOW)

    assert won(at_once(change, FeeCannotMove)) == 1
    assert FeeChange.objects.count() == 1


def test_a_step_up_is_confirmed_or_refused_once():
    move = TrustMoveFactory(state="PROPOSED", effective_on=None)

    def decide(number, actor):
        mine = type(move).objects.get(pk=move.pk)
        if number % 2:
            return refuse_trust(move=mine, reason="No.", actor=actor, now=NOW)
        return confirm_trust(move=mine, actor=actor, today=TODAY, now=NOW)

    assert won(at_once(decide, TrustCannotMove)) == 1
    assert Event.objects.filter(subject_uuid=move.uuid).count() == 1
