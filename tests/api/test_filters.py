"""Filters of lists: they keep what was asked for and leave out the rest."""

import pytest

from tests.factories.accreditation import AccreditationFactory

DESKS = False


def found(client, path):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    return [row.get("uuid") for row in answer.json()["results"]]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("registrations?number={registration.number}", "registration"),
        ("registrations?person={person.uuid}&register=venvn", "registration"),
        ("registers/venvn/registrations?number={registration.number}", "registration"),
        ("courses?code={course.code}", "course"),
        ("courses?register=venvn&provider={provider.uuid}", "course"),
        ("editions?register=venvn&place=utrecht&language=nl", "edition"),
        ("editions?from=2025-05-13&until=2025-05-13", "edition"),
        ("editions?from=2025-05-01&until=2025-05-12", "edition"),
        ("claims?register=venvn&state=SUBMITTED", "claim"),
        ("claims?registration={registration.uuid}", "claim"),
        ("ledger-entries?kind=activity&from=2025-05-12&until=2025-05-12", "entry"),
        ("ledger-entries?person={person.uuid}", "entry"),
        ("notices?state=QUEUED&register=venvn", "notice"),
    ],
)
def test_a_filter_keeps_what_was_asked_for(world, path, name):
    assert found(world.client("registrar"), path.format_map(world.rows)) == [str(world[name].uuid)]


@pytest.mark.parametrize(
    "path",
    [
        "registrations?number=none",
        "registrations?register=nova",
        "registrations?number=%25",
        "courses?register=nova",
        "courses?provider=00000000-0000-4000-8000-000000000000",
        "editions?register=nova",
        "editions?from=2025-05-14",
        "editions?until=2025-05-11",
        "editions?language=en",
        "claims?state=GRANTED",
        "ledger-entries?kind=leave",
        "ledger-entries?until=2025-05-11",
        "notices?state=SENT",
        "job-runs?state=FAILED",
    ],
)
def test_a_filter_leaves_out_the_rest(world, path):
    assert found(world.client("registrar"), path) == []


def test_people_are_looked_for_in_a_body(world):
    name = world["person"].family_name
    registrar = world.client("registrar")

    answer = registrar.post("/api/v1/persons/searches", {"familyName": name[:3].lower()})
    assert str(world["person"].uuid) in [person["uuid"] for person in answer.json()["results"]]
    assert registrar.post("/api/v1/persons/searches", {"familyName": "%"}).json() == {"results": [], "complete": True}
    assert registrar.get(f"/api/v1/persons?familyName={name}").status_code == 400


def test_a_course_accredited_twice_is_listed_once(world):
    AccreditationFactory(
        course=world["course"], register=world["register"], valid_from="2028-01-01", valid_before="2029-01-01"
    )

    assert found(world.client("member"), "courses?register=venvn") == [str(world["course"].uuid)]


def test_members_see_their_own_and_offices_their_registers(world):
    for name, own in (("registrations", 1), ("claims", 2), ("ledger-entries", 1), ("notices", 1)):
        assert len(found(world.client("member"), name)) == own  # of the claims one is a draft
        assert found(world.client("other_registrar"), name) == []
        assert found(world.client("machine"), name) == []
    assert len(found(world.client("registrar"), "registrations")) == 2
    assert found(world.client("rival"), "attendance-batches") == []
