"""What rests on rows of others is complete behind the wall, too: it would be wrong without an error."""

import json
from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.db import connection

from accreditation.catalogue import State
from accreditation.models import Assignment
from accreditation.rules.worth import Line
from accreditation.selectors.applications import candidates_for
from accreditation.services.interests import declare_interest
from portfolio.models import Credential
from portfolio.services.credentials import status_lists
from register.access import Actor, Role
from register.models import Regulation
from register.reach import WEB, clear_reach, reach_of, set_reach
from register.selectors import rules_of
from tests.conftest import client_of
from tests.decisions.committee import Office
from tests.factories.applications import TODAY, at, make_desk
from tests.factories.credentials import CredentialFactory, issued
from tests.factories.register import NOW, RegisterFactory, RegistrationFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _wall_up(settings):
    settings.DATABASE_WALL = True


@contextmanager
def behind_the_wall(actor: Actor):
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {WEB}")
        set_reach(reach_of(actor))
        yield
        clear_reach()
        cursor.execute("RESET ROLE")


def test_an_office_hears_of_interests_and_of_work_for_other_registers():
    desk, elsewhere = make_desk(), make_desk(code="nova")
    assessment = desk.bring(State.SUBMITTED)
    category = min(rules_of(Regulation.objects.get(register=elsewhere.register)).categories)
    elsewhere.bring(State.ASSESSING, lines=(Line(category, Decimal(3), "hour"),))
    Assignment.objects.update(assessor=desk.users["assessor"])
    declare_interest(course=desk.course, reason="Familie.", actor=desk.actor("third assessor"), now=at())

    with behind_the_wall(desk.actor("registrar")):
        candidates = candidates_for(assessment, on=TODAY)

    asked = {one.user: one.open for one in candidates}
    assert asked == {desk.users["second assessor"]: 0, desk.users["assessor"]: Assignment.objects.count()}


def test_everybody_reads_which_certificates_are_revoked(anonymous):
    holder = RegistrationFactory()
    certificate = issued(holder, user=UserFactory(person=holder.person))
    Credential.objects.update(revoked_at=NOW, ground=Credential.Ground.REPLACED)

    published = json.loads(anonymous.get(f"/status-lists/{certificate.status_list.uuid}").content)

    as_it_is = status_lists.unsigned_list(status_list=certificate.status_list, now=NOW)
    assert published["credentialSubject"]["encodedList"] == as_it_is["credentialSubject"]["encodedList"]


def test_a_place_that_somebody_elses_certificate_has_is_not_given_again(monkeypatch):
    taken = CredentialFactory(registration=RegistrationFactory(), place=7)
    drawn = iter([7, 8])
    monkeypatch.setattr(status_lists.secrets, "randbelow", lambda size: next(drawn))

    association = taken.registration.register.association
    with behind_the_wall(Actor(user_id=0)):
        assert status_lists.free_place(association=association, now=NOW) == (taken.status_list, 8)


def test_an_office_hears_what_holds_a_dossier_in_another_register():
    there = Office()
    there.object(there.known(there.taken()))
    person = there.cycle.registration.person
    here = RegistrationFactory(person=person, register=RegisterFactory(code="here"))
    office = client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=here.register.association).user)

    preview = office.get(f"/api/v1/persons/{person.uuid}/erasure-previews").json()
    office.post(f"/api/v1/persons/{person.uuid}/erasures", {})
    (asked,) = office.get("/api/v1/erasures").json()["results"]

    assert (
        [one["kind"] for one in preview["heldBy"]]
        == [one["kind"] for one in asked["heldBy"]]
        == ["objection", "decision"]
    )
