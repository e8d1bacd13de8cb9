"""Codes of apps change every half minute; in tests they stand still, and passwords are hashed fast."""

import pytest
from allauth.mfa.totp.internal import auth

from tests.sign_in.doors import HALF_MINUTE


@pytest.fixture(autouse=True)
def _the_same_half_minute(monkeypatch):
    tolerance = auth.app_settings.TOTP_TOLERANCE
    counters = range(HALF_MINUTE - tolerance, HALF_MINUTE + tolerance + 1)
    monkeypatch.setattr(auth, "yield_hotp_counters_from_time", lambda: iter(counters))


@pytest.fixture(autouse=True)
def _hashed_fast(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
