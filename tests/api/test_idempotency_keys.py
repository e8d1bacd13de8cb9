"""A request with an Idempotency-Key is carried out once, whoever sends it, and answered alike each time."""

from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from accreditation.models import Edition
from portfolio.models import Evidence
from register.access import Role
from register.models import KeptAnswer, RoleGrant
from register.services import kept_answers
from tests.conftest import client_of
from tests.factories.accreditation import CourseFactory, ProviderFactory
from tests.factories.files import png
from tests.factories.register import PersonFactory, RegistrationFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
EDITION = {"code": "E-1", "startsOn": "2026-05-12", "endsOn": "2026-05-12"}
KEY = "8e03978e-40d5-43dd-bc93-6894a57f9324"


@pytest.fixture
def course():
    return CourseFactory(provider=ProviderFactory())


@pytest.fixture
def manager(course):
    return RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=course.provider).user


def machine_of(provider, *, scopes=("courses:write",)):
    user = RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=provider, user__is_machine=True).user
    return client_of(user, scopes=frozenset(scopes))


def add_edition(client, course, *, key=KEY, **changes):
    headers = {"Idempotency-Key": key, "Accept-Language": "en"}
    return client.post(f"/api/v1/courses/{course.uuid}/editions", EDITION | changes, headers=headers)


def test_the_same_request_again_gets_the_same_answer_and_does_nothing(manager, course):
    client = client_of(manager)
    first, again = add_edition(client, course), add_edition(client, course, key=f'"{KEY}"')

    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.content, again["Location"]) == (first.content, first["Location"])
    assert ("Idempotency-Replayed" in first, again["Idempotency-Replayed"]) == (False, "true")
    assert Edition.objects.count() == 1


def test_the_same_key_for_something_else_is_refused(manager, course):
    client = client_of(manager)
    add_edition(client, course)

    other_body = add_edition(client, course, code="E-2")
    other_address = add_edition(client, CourseFactory(provider=course.provider))

    for answer in (other_body, other_address):
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-used-otherwise")
    assert Edition.objects.count() == 1


def test_a_key_belongs_to_an_organisation_for_its_machines_and_else_to_an_account(manager, course):
    colleague = RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=course.provider).user
    stranger = machine_of(ProviderFactory())
    add_edition(machine_of(course.provider), course)

    assert "Idempotency-Replayed" in add_edition(machine_of(course.provider), course)
    assert add_edition(stranger, course).status_code == 403
    assert add_edition(client_of(manager), course, code="E-2").status_code == 201
    assert add_edition(client_of(colleague), course, code="E-3").status_code == 201


def test_another_machine_of_the_organisation_hears_nothing_that_it_may_not_do_itself(course):
    add_edition(machine_of(course.provider), course)

    assert add_edition(machine_of(course.provider, scopes=["attendance:write"]), course).status_code == 403


def test_who_lost_the_right_since_is_not_told_again(manager, course):
    add_edition(client_of(manager), course)
    RoleGrant.objects.filter(user=manager).delete()

    assert add_edition(client_of(manager), course).status_code == 403


@pytest.mark.parametrize(("changes", "status"), [({"endsOn": "2026-05-11"}, 400), ({"code": "TAKEN"}, 409)])
def test_what_was_refused_is_forgotten_and_may_be_tried_again(manager, course, changes, status):
    client = client_of(manager)
    add_edition(client, course, code="TAKEN", key="another")

    assert add_edition(client, course, **changes).status_code == status
    assert add_edition(client, course).status_code == 201


def test_a_machine_must_send_a_key_where_doing_it_twice_would_double_something(course):
    user = RoleGrantFactory(role=Role.PROVIDER_MANAGER, organisation=course.provider, user__is_machine=True).user
    client = APIClient()
    client.force_authenticate(user, token=frozenset({"courses:write", "attendance:write"}))

    refused = client.post(f"/api/v1/courses/{course.uuid}/editions", EDITION)
    list_ = "registration_number,attended_on,course\n1,2026-05-12,x\n"
    taken = client.generic("POST", "/api/v1/attendance-batches", list_, content_type="text/csv")

    assert (refused.status_code, refused.json()["code"]) == (400, "idempotency-key-missing")
    assert taken.status_code == 202


@pytest.mark.parametrize("key", ["", "a b", 'half"', "x" * 201, "a,b", "a;b", "\xe9"])
def test_a_key_is_one_text(manager, course, key):
    answer = add_edition(client_of(manager), course, key=key)

    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-malformed")


def test_a_file_is_known_by_what_is_in_it():
    registration = RegistrationFactory(person=PersonFactory())
    client = client_of(UserFactory(person=registration.person))

    def send(content):
        body = {"file": SimpleUploadedFile("proof.png", content)}
        return client.post("/api/v1/evidence-files", body, format="multipart", headers={"Idempotency-Key": KEY})

    first, again, other = send(png()), send(png()), send(png(20, 20))

    assert (first.status_code, again.content, other.status_code) == (201, first.content, 422)
    assert Evidence.objects.count() == 1


def test_what_is_kept_can_be_read_by_nobody_without_the_key(manager, course):
    add_edition(client_of(manager), course, code="SECRET-CODE")
    kept = KeptAnswer.objects.get()

    assert KEY.encode() not in bytes(kept.key)
    assert b"SECRET-CODE" not in bytes(kept.answer)


def test_after_another_secret_the_request_is_still_done_once(manager, course, monkeypatch):
    add_edition(client_of(manager), course)
    monkeypatch.setattr(kept_answers, "_box", lambda key: Fernet(Fernet.generate_key()))
    answer = add_edition(client_of(manager), course)

    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-key-in-use")
    assert Edition.objects.count() == 1


def test_answers_are_kept_for_a_month(manager, course):
    add_edition(client_of(manager), course)
    made = KeptAnswer.objects.get().given_at

    assert kept_answers.forget_answers(now=made + timedelta(days=30)) == 0
    assert kept_answers.forget_answers(now=made + timedelta(days=32)) == 1
