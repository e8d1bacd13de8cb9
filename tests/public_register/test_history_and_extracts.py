"""What a registration was on a day, and an extract of it that anybody can verify."""

import json
from datetime import UTC, date, datetime

import jwt
import pytest

from portfolio.services.credentials.keys import make_key
from register.access import Role
from tests.conftest import client_of
from tests.factories.register import NOW, PersonFactory, RegistrationFactory, StatusChangeFactory, UserFactory

pytestmark = pytest.mark.django_db
LATER = datetime(2024, 6, 1, tzinfo=UTC)


@pytest.fixture
def registration(association):
    """Suspended from March 2024 by a decision that was taken back in June."""
    person = PersonFactory(given_name="Zoë", prefix="de", family_name="Vries")
    registration = RegistrationFactory(register__association=association, person=person, number="0012345")
    change = {"registration": registration, "recorded_at": datetime(2024, 2, 20, tzinfo=UTC)}
    StatusChangeFactory(value="SUSPENDED", starts_on=date(2024, 3, 1), withdrawn_at=LATER, **change)
    StatusChangeFactory(axis="endorsement:wound-care", value="HELD", starts_on=date(2023, 1, 1), **change)
    return registration


def history(client, registration, **asked):
    return client.get(f"/api/v1/registrations/{registration.uuid}/histories", asked)


def test_a_day_is_told_as_it_is_known_now_and_as_it_was_known_then(registration, staff):
    office = staff(Role.READER)

    now = history(office, registration, on="2024-04-01").json()
    then = history(office, registration, on="2024-04-01", knownAt="2024-05-01T00:00:00Z").json()
    before = history(office, registration, on="2021-01-01").json()

    assert (now["status"], then["status"], before["status"]) == ("REGISTERED", "SUSPENDED", None)
    assert [one["withdrawnAt"] is not None for one in now["changes"]] == [False, True]
    assert [one["withdrawnAt"] for one in then["changes"]] == [None, None]
    assert [one["code"] for one in now["endorsements"]] == ["wound-care"]
    assert before["changes"] == []
    assert history(office, registration, on="2030-01-01").status_code == 400


def test_it_is_for_its_owner_and_the_office_alone(registration, anonymous):
    owner, other = UserFactory(person=registration.person), UserFactory(person=PersonFactory())

    assert history(client_of(owner), registration).status_code == 200
    assert history(client_of(other), registration).status_code == 404
    assert history(anonymous, registration).status_code == 401


def test_an_extract_verifies_and_a_changed_byte_does_not(registration, staff, anonymous, association):
    key = make_key(association=association, now=NOW)
    answer = staff(Role.READER).get(f"/api/v1/registrations/{registration.uuid}/extracts?on=2024-04-01")
    token = answer.json()["token"]

    verdict = verify(anonymous, token)
    assert verdict["verified"]
    extract = verdict["extract"]
    assert (extract["name"], extract["asOf"], extract["status"]) == ("Zoë de Vries", "2024-04-01", "REGISTERED")
    (correction,) = [one for one in extract["changes"] if one["withdrawnAt"]]
    assert (correction["value"], correction["withdrawnAt"]) == ("SUSPENDED", "2024-06-01T00:00:00+00:00")

    # By what is published alone, without asking us.
    issuer = anonymous.get(f"/associations/{association.code}/did.json").json()
    kid = jwt.get_unverified_header(token)["kid"]
    (method,) = [one for one in issuer["verificationMethod"] if one["id"] == kid]
    public = jwt.PyJWK.from_json(json.dumps(method["publicKeyJwk"]))
    assert jwt.decode(token, public.key, algorithms=["EdDSA"])["extract"] == extract

    for place in (len(token) // 3, len(token) // 2, len(token) - 10):
        changed = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        assert verify(anonymous, changed) == {"verified": False, "extract": None}
    type(key).objects.update(state="WITHDRAWN", private_key="", withdrawn_at=NOW)
    assert not verify(anonymous, token)["verified"], "the key may be in other hands"


def verify(client, token):
    answer = client.post("/api/v1/extract-verifications", {"token": token})
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_without_a_key_nothing_is_signed(registration, staff):
    answer = staff(Role.READER).get(f"/api/v1/registrations/{registration.uuid}/extracts")

    assert (answer.status_code, answer.json()["code"]) == (503, "credentials-not-set-up")
