"""Whoever asks more often than they may hears of it alike everywhere: which limit it was, and how long to wait."""

import re
from dataclasses import replace

import pytest

from accreditation.services import provider_sign_ups
from notifications.services import contact_addresses
from portfolio.services.competence import feedback
from portfolio.services.conversations import proposing
from portfolio.services.records import statements
from register.errors import DomainError, TooOften
from tests.api.permission_matrix import MATRIX
from tests.api.test_permissions import ask, routes

# Each address with a limit of its own, and the limit or the setting that says how often.
FLOODS = {
    "new-provider-sign-ups": (provider_sign_ups, "PER_EMAIL"),
    "record-statements": (statements, "A_DAY"),
    "conversations": (proposing, "A_DAY"),
    "conversation-invitations": (proposing, "A_DAY"),
    "feedback-rounds": (feedback, "A_DAY"),
    "feedback-round-invitations": (feedback, "A_DAY"),
    "contact-addresses": (contact_addresses, "CODES"),
    "association-number-checks": "NUMBER_CHECKS_PER_HOUR",
    "register-number-checks": "NUMBER_CHECKS_PER_HOUR",
}


def test_every_address_with_a_limit_of_its_own_is_known_here():
    assert {name for name, view in routes() if getattr(view, "counted", ())} == set(FLOODS)


@pytest.mark.parametrize("route", FLOODS)
def test_who_does_it_too_often_is_told_which_limit_it_was_and_when_there_is_room(world, route, monkeypatch, settings):
    where = FLOODS[route]
    if isinstance(where, str):
        setattr(settings, where, 0)
    else:
        monkeypatch.setattr(*where, replace(getattr(*where), most=1))
    line = next(line for line in MATRIX if (line.method, line.route) == ("POST", route))
    role = "anonymous" if line.open else line.statuses[min(line.statuses)].split()[0]

    answers = [ask(world, line, role) for _ in range(2)]

    refused = answers[-1]
    assert refused.status_code == 429, refused.content
    wait = int(refused["Retry-After"])
    own = re.search(r'"(?!visitor)([\w-]+)";r=0;t=(\d+)', refused["RateLimit"])
    assert int(own[2]) == wait > 0
    told = re.search(rf'"{own[1]}";q=(\d+);w=(\d+)', refused["RateLimit-Policy"])
    assert int(told[2]) >= wait
    assert ('"visitor";r=' in refused["RateLimit"]) == line.open


def test_nothing_else_is_refused_for_being_asked_too_often():
    def below(error):
        return {error, *(lower for one in error.__subclasses__() for lower in below(one))}

    assert {error for error in below(DomainError) if error.status == 429} == below(TooOften)
