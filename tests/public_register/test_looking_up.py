"""Anybody looks somebody up: by a name with a slip of the pen, by number, on a page; and nobody gets a list."""

from datetime import UTC, date, datetime

import pytest

from register.clock import today
from register.models import OptOut, Person
from register.rules.periods import add_months
from tests.conftest import client_of
from tests.factories.publishing import PUBLICATION, public_register
from tests.factories.register import NOW, PersonFactory, RegistrationFactory, StatusChangeFactory, UserFactory

pytestmark = pytest.mark.django_db
HTML = {"accept": "text/html,*/*;q=0.8"}
SEARCHES = "/api/v1/public-registers/open/searches"


@pytest.fixture
def register(association):
    return public_register(association=association)


def enter(register, given="Zoë", family="Brûlée", prefix="", **row):
    person = PersonFactory(given_name=given, prefix=prefix, family_name=family, email="zoe@person.example")
    return RegistrationFactory(register=register, person=person, **row)


def names(client, **asked):
    answer = client.post(SEARCHES, asked)
    assert answer.status_code == 200, answer.content
    return [one["name"] for one in answer.json()["found"]]


def status(registration, value, on, **change):
    return StatusChangeFactory(registration=registration, value=value, starts_on=on, **change)


@pytest.mark.parametrize(
    "typed",
    ["Brûlée", "brulee", "BRUL", "zoe brul", "Brulée Zoë", "de brul", "Brulle", "Burlee-Smit", "Zoe Brulle"],
)
def test_a_name_is_found_as_people_type_it(register, anonymous, typed):
    enter(register, prefix="de", family="Brûlée-Smit")
    enter(register, given="Piet", family="Jansen")

    assert names(anonymous, name=typed) == ["Zoë de Brûlée-Smit"]


def test_who_is_named_exactly_hides_who_is_named_alike(register, anonymous):
    enter(register, family="Jansen")
    enter(register, family="Janssen")

    assert names(anonymous, name="Janss") == ["Zoë Janssen"]
    assert names(anonymous, name="Jansenn") == ["Zoë Jansen"]


@pytest.mark.parametrize("typed", ["Br", "Zo Br", "%%%", "...", "_ _"])
def test_two_letters_find_nobody(register, anonymous, typed):
    enter(register)

    answer = anonymous.post(SEARCHES, {"name": typed})

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "too-short")


@pytest.mark.parametrize("typed", ["Zoë", "Zoe Zoe", "van der", "Xyzzy", "Zoe%"])
def test_without_the_family_name_nobody_is_found(register, anonymous, typed):
    enter(register, prefix="van der")

    assert names(anonymous, name=typed) == []


def test_too_many_of_a_name_are_not_shown_and_nothing_can_be_paged_or_listed(register, anonymous):
    for _ in range(10):
        enter(register, given="Piet", family="Jansen")
    assert len(names(anonymous, name="jansen")) == 10
    enter(register, given="Noor", family="Jansen")

    assert anonymous.post(SEARCHES, {"name": "jansen"}).json() == {"found": [], "tooMany": True}
    assert names(anonymous, name="noor jansen") == ["Noor Jansen"]
    assert anonymous.post(f"{SEARCHES}?cursor=x", {"name": "jansen"}).status_code == 400
    assert anonymous.get(SEARCHES).status_code == 405


def test_a_number_finds_exactly_one_and_asking_too_often_is_refused(register, anonymous, settings):
    enter(register, number="0012345")

    assert names(anonymous, number="0012345") == ["Zoë Brûlée"]
    assert names(anonymous, number="001234") == []
    assert anonymous.post(SEARCHES, {"number": "0012345", "name": "brulee"}).status_code == 400
    settings.PUBLIC_RATE = "2/min"
    answers = [anonymous.post(SEARCHES, {"number": "1"}, REMOTE_ADDR="198.51.100.7") for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert "Retry-After" in answers[-1]


def test_a_card_says_what_the_register_shows_and_nothing_of_a_person_besides_the_name(register, anonymous):
    registration = enter(register, number="0012345", registered_on=date(2020, 1, 1))
    recently, long_ago = add_months(today(), -6), add_months(today(), -36)
    status(registration, "HELD", long_ago, axis="endorsement:wound-care")
    status(registration, "HELD", long_ago, axis="endorsement:past")
    status(registration, "ENDED", recently, axis="endorsement:past")
    status(registration, "HELD", long_ago, axis="annotation:reprimand")
    status(registration, "ENDED", recently, axis="annotation:reprimand")
    status(registration, "SUSPENDED", long_ago)
    status(registration, "REGISTERED", recently)
    status(registration, "STRUCK_OFF", long_ago, withdrawn_at=NOW)

    answer = anonymous.get(f"/api/v1/public-registrations/{registration.uuid}")

    card = answer.json()
    assert (card["name"], card["number"], card["status"]) == ("Zoë Brûlée", "0012345", "REGISTERED")
    assert card["formerStatuses"] == [{"status": "SUSPENDED", "startsOn": str(long_ago), "endsBefore": str(recently)}]
    assert [(one["code"], one["endsBefore"]) for one in card["endorsements"]] == [("wound-care", None)]
    assert [(one["code"], one["endsBefore"]) for one in card["annotations"]] == [("reprimand", str(recently))]
    assert b"person.example" not in answer.content
    assert card["page"].endswith(f"/public-registrations/{registration.uuid}")


@pytest.mark.parametrize(("months", "seen"), [(0, True), (59, True), (60, False), (61, False)])
def test_who_was_struck_off_is_shown_as_long_as_the_rule_says(register, anonymous, months, seen):
    registration = enter(register, registered_on=date(2015, 1, 1))
    status(registration, "STRUCK_OFF", add_months(today(), -months))

    assert bool(names(anonymous, name="brulee")) is seen
    card = anonymous.get(f"/api/v1/public-registrations/{registration.uuid}")
    assert (card.status_code, card.json()["status"]) == ((200, "STRUCK_OFF") if seen else (404, 404))


def test_a_status_that_is_not_in_the_rule_and_a_register_without_one_show_nobody(register, anonymous, association):
    status(enter(register), "LEFT", date(2024, 1, 1))
    public_register("private", publication="", association=association)

    assert names(anonymous, name="brulee") == []
    assert [one["code"] for one in anonymous.get("/api/v1/public-registers").json()["registers"]] == ["open"]
    assert anonymous.get("/api/v1/public-registers/private").status_code == 404


def test_who_opted_out_looks_exactly_like_who_was_never_there(register, anonymous):
    registration = enter(register, number="0012345")
    owner = client_of(UserFactory(person=registration.person))
    card = f"/api/v1/public-registrations/{registration.uuid}"
    never = "/api/v1/public-registrations/8a8f3a5e-5c39-4a43-a2f7-2f1c6a0b7d19"
    assert names(anonymous, name="brulee")

    assert owner.post(f"/api/v1/registrations/{registration.uuid}/opt-outs", {}).json() == {"optedOut": True}
    assert owner.post(f"/api/v1/registrations/{registration.uuid}/opt-outs", {}).status_code == 409

    assert names(anonymous, name="brulee") == names(anonymous, number="0012345") == []
    for room, headers in (("", {}), ("/api/v1", HTML)):
        hidden, unknown = (anonymous.get(path.removeprefix(room), headers=headers) for path in (card, never))
        assert (hidden.status_code, hidden.content) == (unknown.status_code, unknown.content)
        assert hidden.status_code == 404
    assert owner.post(f"/api/v1/registrations/{registration.uuid}/opt-ins", {}).status_code == 201
    assert anonymous.get(card).status_code == 200


def test_opting_out_and_searching_by_name_are_there_only_if_the_register_offers_them(association, anonymous):
    rule = PUBLICATION.replace("opt_out: true", "names: false")
    registration = enter(public_register(publication=rule, association=association), number="7")
    user = UserFactory(person=registration.person)

    refused = client_of(user).post(f"/api/v1/registrations/{registration.uuid}/opt-outs", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "opt-out-not-offered")
    assert anonymous.post(SEARCHES, {"name": "brulee"}).json()["code"] == "names-not-searched"
    # What was kept out before the rule changed is no longer kept out.
    OptOut.objects.create(registration=registration, recorded_at=datetime(2024, 1, 1, tzinfo=UTC), recorded_by=user)
    assert names(anonymous, number="7")


def test_whose_name_was_erased_is_not_shown(register, anonymous):
    registration = enter(register, number="7")
    Person.objects.filter(pk=registration.person_id).update(given_name="", prefix="", family_name="")

    assert names(anonymous, number="7") == []
