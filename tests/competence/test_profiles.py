"""Competence profiles: proposed in any form, adopted by another person, never changed, given back as CASE."""

import copy
import json

import pytest
from django.db import IntegrityError, transaction

from register.access import Role
from register.models import CompetenceProfile, Event
from tests.conftest import client_of
from tests.factories.competence import DOCUMENT, ProfileFactory
from tests.factories.register import PersonFactory, RegisterFactory, RoleGrantFactory, UserFactory

pytestmark = pytest.mark.django_db
TABLE = """kind;code;parent;title_nl;title_en;level;for
profile;p;;Profiel van de jobcoach;;proficient;
level;starting;;Startbekwaam;Starting;;
level;proficient;;Vakbekwaam;Proficient;;
specialisation;youth;;Jeugd;Youth;;
competence;c-law;;Werkt volgens de wet;Works within the law;;
indicator;c-law.1;c-law;Legt een besluit uit;;starting;
competence;c-network;;Werkt samen;;;youth
ask;c-law;youth;;;starting;
"""


@pytest.fixture
def register():
    return RegisterFactory()


@pytest.fixture
def office(register):
    def client(role, **user):
        return client_of(RoleGrantFactory(role=role, organisation=register.association, user=UserFactory(**user)).user)

    return client


@pytest.fixture
def address(register):
    return f"/api/v1/registers/{register.code}/competence-profiles"


def test_a_profile_holds_once_another_person_adopts_it(office, address):
    registrar, committee, reader = office(Role.REGISTRAR), office(Role.COMMITTEE), office(Role.READER)
    proposed = registrar.post(address, {"inForceFrom": "2026-01-01", "document": DOCUMENT})
    before = reader.get(f"{address}?on=2026-03-01").json()["results"]

    adopted = committee.post(f"{proposed['Location']}/adoptions", {})

    (after,) = reader.get(f"{address}?on=2026-03-01").json()["results"]
    assert (proposed.status_code, adopted.status_code, before) == (201, 201, [])
    assert (after["uuid"], after["digest"][:7]) == (proposed.json()["uuid"], "sha256:")
    assert reader.get(f"{address}?on=2025-12-31").json()["results"] == []
    kinds = Event.objects.filter(subject_uuid=after["uuid"]).order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["competence-profile.proposed", "competence-profile.adopted"]


def test_who_proposes_does_not_adopt_not_even_from_another_account(office, address, register):
    draft = office(Role.REGISTRAR, person=PersonFactory()).post(address, {"inForceFrom": "2026-01-01", "csv": TABLE})
    profile = CompetenceProfile.objects.get()
    other = office(Role.COMMITTEE)
    RoleGrantFactory(role=Role.COMMITTEE, organisation=register.association, user=profile.proposed_by)

    answer = client_of(profile.proposed_by).post(f"{draft['Location']}/adoptions", {})

    assert (answer.status_code, answer.json()["code"]) == (409, "four-eyes-required")
    assert other.post(f"{draft['Location']}/adoptions", {}).status_code == 201
    again = other.post(f"{draft['Location']}/adoptions", {})
    assert (again.status_code, again.json()["code"]) == (409, "competence-profile-already-adopted")


def test_two_versions_cannot_begin_on_one_day(office, address):
    committee = office(Role.COMMITTEE)
    drafts = [office(Role.REGISTRAR).post(address, {"inForceFrom": "2026-01-01", "csv": TABLE}) for _ in range(2)]

    answers = [committee.post(f"{draft['Location']}/adoptions", {}).status_code for draft in drafts]

    assert answers == [201, 409]


@pytest.mark.parametrize("change", [lambda row: row.save(), lambda row: row.delete()])
def test_the_database_keeps_an_adopted_profile_as_it_is(change):
    profile = ProfileFactory()

    with pytest.raises(IntegrityError, match="is adopted"), transaction.atomic():
        change(profile)


def test_a_table_says_the_same_as_a_document(office, address):
    answer = office(Role.REGISTRAR).post(address, {"inForceFrom": "2026-01-01", "csv": TABLE})

    assert answer.json()["document"] == {
        "title": {"nl": "Profiel van de jobcoach"},
        "asked": "proficient",
        "levels": [
            {"code": "starting", "title": {"nl": "Startbekwaam", "en": "Starting"}},
            {"code": "proficient", "title": {"nl": "Vakbekwaam", "en": "Proficient"}},
        ],
        "specialisations": [{"code": "youth", "title": {"nl": "Jeugd", "en": "Youth"}, "asks": {"c-law": "starting"}}],
        "competences": [
            {
                "code": "c-law",
                "title": {"nl": "Werkt volgens de wet", "en": "Works within the law"},
                "indicators": [
                    {"code": "c-law.1", "text": {"nl": "Legt een besluit uit"}, "level": "starting"},
                ],
            },
            {"code": "c-network", "title": {"nl": "Werkt samen"}, "for": ["youth"]},
        ],
    }


@pytest.mark.parametrize(
    ("wrong", "location", "code"),
    [
        (TABLE.replace("indicator;c-law.1;c-law", "indicator;c-law.1;c-lw"), "line 7 parent", "unknown-parent"),
        (TABLE.replace("competence;c-law", "competance;c-law"), "line 6 kind", "unknown-kind"),
        (TABLE.replace("title_nl", "titel_nl"), "line 1 titel_nl", "unknown-column"),
        (TABLE.replace("competence;c-network", "competence;c-law"), "#/competences[1].code", "code-twice"),
        (TABLE.replace(";;youth", ";;yuth"), "#/competences[1].for[0]", "unknown-specialisation"),
    ],
)
def test_what_is_wrong_in_a_table_is_named_by_its_place(office, address, wrong, location, code):
    answer = office(Role.REGISTRAR).post(address, {"inForceFrom": "2026-01-01", "csv": wrong})

    (problem, *_) = answer.json()["errors"]
    assert (answer.status_code, problem["location"], problem["code"]) == (400, location, code)
    assert not CompetenceProfile.objects.exists()


def test_a_profile_is_given_in_one_form(office, address):
    registrar = office(Role.REGISTRAR)

    none = registrar.post(address, {"inForceFrom": "2026-01-01"})
    both = registrar.post(address, {"inForceFrom": "2026-01-01", "csv": TABLE, "document": DOCUMENT})

    assert (none.status_code, both.status_code) == (400, 400)


def test_a_package_of_case_goes_out_and_comes_back_the_same(office, address, anonymous):
    profile = ProfileFactory()
    package = anonymous.get(f"/api/v1/catalogue/competence-profiles/{profile.uuid}/case-packages").json()

    back = office(Role.REGISTRAR).post(address, {"inForceFrom": "2028-01-01", "case": package})

    assert back.status_code == 201
    assert (back.json()["document"], back.json()["digest"]) == (
        {"source": "Made up for this test.", **DOCUMENT},
        profile.digest,
    )


def test_a_draft_is_no_package_yet(anonymous):
    draft = ProfileFactory(adopted_by=None, adopted_at=None)

    assert anonymous.get(f"/api/v1/catalogue/competence-profiles/{draft.uuid}/case-packages").status_code == 404


def test_a_document_that_asks_an_unknown_level_is_refused(office, address):
    document = copy.deepcopy(DOCUMENT)
    document["competences"][0]["asked"] = "profisient"

    answer = office(Role.REGISTRAR).post(address, {"inForceFrom": "2026-01-01", "document": document})

    (problem,) = answer.json()["errors"]
    assert (problem["location"], problem["code"]) == ("#/competences[0].asked", "unknown-level")
    assert "proficient" in json.dumps(problem)
