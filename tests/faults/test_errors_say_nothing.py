"""Whatever breaks, wherever: a plain problem with the id of the request, the cause in the log and nowhere else."""

import logging

import pytest
from django.middleware.common import CommonMiddleware

from config.http.renderers import JsonRenderer
from register.api.organisations import AssociationList

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/associations"
SECRET = "secret-of-the-inside"


def breaks(*_given, **_named):
    raise RuntimeError(SECRET)


PLACES = {
    "view": (AssociationList, "get"),
    "serializer": (AssociationList, "page"),
    "middleware": (CommonMiddleware, "process_request"),
    "renderer": (JsonRenderer, "render"),
}


@pytest.mark.parametrize("place", PLACES)
def test_an_error_anywhere_says_nothing_of_itself_but_its_id_and_is_logged(place, professional, monkeypatch, caplog):
    owner, name = PLACES[place]
    broken = breaks
    if place == "renderer":
        render, answers = owner.render, []

        def broken(self, data, *given):
            if not answers:
                answers.append(data)
                raise RuntimeError(SECRET)
            return render(self, data, *given)

    monkeypatch.setattr(owner, name, broken)

    with caplog.at_level(logging.ERROR):
        answer = professional.get(ADDRESS)

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer.json()["code"] == "failed"
    assert answer["Request-Id"]
    said = answer.content.decode() + str(answer.headers)
    assert SECRET not in said
    assert "Traceback" not in said
    assert SECRET in caplog.text
