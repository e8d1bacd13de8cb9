"""What may be lost is away: nobody gets more than otherwise, and what counts tries does not go on without counting."""

import pytest
from django.core.cache import cache
from redis.exceptions import RedisError

from tests.factories.register import UserFactory

pytestmark = pytest.mark.django_db
AWAY = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:9/0"}}
PASSWORD = "correct horse battery staple"


def test_without_a_counter_of_tries_nobody_is_signed_in(client, settings):
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    settings.CACHES = AWAY
    client.raise_request_exception = False
    with pytest.raises(RedisError):
        cache.get("anything")

    answer = client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})

    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "_auth_user_id" not in client.session


def test_without_it_no_address_opens_that_was_closed(client, settings):
    settings.CACHES = AWAY

    assert client.get("/api/v1/registrations").status_code == 401
    assert client.get("/api/v1/catalogue/courses").status_code == 200
