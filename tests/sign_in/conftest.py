"""Codes of apps change every half minute; in tests they stand still, and passwords are hashed fast."""

import pytest
from allauth.mfa.totp.internal import auth

from register.access import Actor, Role
from register.clock import now
from register.services.account_invitations import invite_to_account
from tests.factories.register import PersonFactory, RegistrationFactory, RoleGrantFactory
from tests.sign_in.doors import HALF_MINUTE


@pytest.fixture(autouse=True)
def _the_same_half_minute(monkeypatch):
    tolerance = auth.app_settings.TOTP_TOLERANCE
    counters = range(HALF_MINUTE - tolerance, HALF_MINUTE + tolerance + 1)
    monkeypatch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter(counters))


@pytest.fixture(autouse=True)
def _hashed_fast(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def invited(db):
    """Invited by the office, with the key in their mail."""
    registration = RegistrationFactory(person=PersonFactory(email="zoe@thuis.example"))
    office = RoleGrantFactory(role=Role.REGISTRAR, organisation=registration.register.association).user
    return invite_to_account(registration=registration, actor=Actor(user_id=office.pk), now=now())
