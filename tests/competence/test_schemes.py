"""Schemes: kept by an association, for whom is data, matched to a person by what is known and said."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accreditation.rules.scheme_conditions import FACTS, condition_problems, judge
from register.access import Role
from register.clock import today
from register.models import Event
from tests.conftest import client_of
from tests.factories.competence import SchemeFactory
from tests.factories.register import AttributeFactory, RegisterFactory, RegistrationFactory, RoleGrantFactory

BODY = {
    "kind": "RIGHT",
    "title": {"nl": "Ontwikkelbudget", "en": "Development budget"},
    "condition": {"register": "venvn", "hours_per_week": {"at_least": "12"}},
    "amount": "500",
    "unit": "EUR",
    "per": "YEAR",
    "validFrom": "2026-01-01",
    "source": "https://cao.example/budget",
}
MATCHES = "/api/v1/incentive-matches"


@pytest.fixture
def registrar(association):
    return client_of(RoleGrantFactory(role=Role.REGISTRAR, organisation=association).user)


@pytest.fixture
def address(association):
    return f"/api/v1/associations/{association.uuid}/incentive-schemes"


@pytest.fixture
def nurse(person):
    """On the nurses' register, as one."""
    registration = RegistrationFactory(register=RegisterFactory(), person=person)
    AttributeFactory(registration=registration)
    return registration


def titles(answer):
    return [(one["scheme"]["title"]["nl"], one["fits"], one["asks"]) for one in answer.json()["matches"]]


@pytest.mark.django_db
def test_a_scheme_is_kept_changed_and_ended_with_a_trail(registrar, address):
    made = registrar.post(address, BODY)
    place = made["Location"]

    changed = registrar.post(f"{place}/changes", {"amount": "600"}, headers={"If-Match": "*"})
    ended = registrar.post(f"{place}/endings", {"endsBefore": "2027-01-01"})

    assert (made.status_code, changed.status_code, ended.status_code) == (201, 201, 201)
    shown = registrar.get(place).json()
    assert (shown["amount"], shown["validBefore"], shown["checkedOn"]) == ("600", "2027-01-01", today().isoformat())
    kinds = Event.objects.filter(subject_uuid=shown["uuid"]).order_by("id").values_list("kind", flat=True)
    assert [kind.partition(".")[2] for kind in kinds] == ["added", "changed", "ended"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "location", "code"),
    [
        ({"condition": {"regoin": "Oost"}}, "#/condition/regoin", "unknown-fact"),
        ({"condition": {"any": []}}, "#/condition/any", "wrong-type"),
        ({"condition": {"hours_per_week": {"minimum": 3}}}, "#/condition/hours_per_week/minimum", "wrong-bound"),
        ({"condition": {"not": {"title": 3}}}, "#/condition/not/title", "wrong-type"),
        ({"validBefore": "2025-01-01"}, "#/validBefore", "ends-before-start"),
        ({"unit": ""}, "#/unit", "required"),
        ({"title": {}}, "#/title/nl", "required"),
    ],
)
def test_what_is_wrong_is_named_by_its_place(registrar, address, change, location, code):
    answer = registrar.post(address, BODY | change)

    (problem,) = answer.json()["errors"]
    assert (answer.status_code, problem["location"], problem["code"]) == (400, location, code)


@pytest.mark.django_db
def test_what_the_register_knows_and_what_is_said_decide_and_what_is_unknown_is_asked(professional, nurse):
    SchemeFactory(title={"nl": "Iedereen"})
    SchemeFactory(title={"nl": "Verpleegkundigen"}, condition={"register": "venvn", "title": "nurse"})
    SchemeFactory(title={"nl": "Verzorgenden"}, condition={"title": "carer"})
    SchemeFactory(title={"nl": "Grote baan"}, condition={"hours_per_week": {"at_least": "24"}})
    SchemeFactory(title={"nl": "Oost"}, condition={"any": [{"region": "Oost"}, {"employer": "Zorgplein"}]})

    nothing_said = titles(professional.get(MATCHES))
    said = titles(professional.get(MATCHES, {"hoursPerWeek": "16", "employer": "zorgplein"}))

    assert nothing_said == [
        ("Iedereen", True, []),
        ("Verpleegkundigen", True, []),
        ("Grote baan", False, ["hours_per_week"]),
        ("Oost", False, ["employer", "region"]),
    ]
    assert said == [("Iedereen", True, []), ("Verpleegkundigen", True, []), ("Oost", True, [])]


@pytest.mark.django_db
def test_what_is_over_or_too_late_to_ask_is_left_out_and_what_ends_soonest_comes_first(professional, nurse):
    tomorrow = today() + timedelta(days=1)
    SchemeFactory(title={"nl": "Voorbij"}, valid_before=today())
    SchemeFactory(title={"nl": "Te laat"}, apply_by=today() - timedelta(days=1))
    SchemeFactory(title={"nl": "Nog niet"}, valid_from=tomorrow)
    SchemeFactory(title={"nl": "Blijft"})
    SchemeFactory(title={"nl": "Bijna"}, apply_by=today())

    assert [title for title, *_ in titles(professional.get(MATCHES))] == ["Bijna", "Blijft"]


@pytest.mark.django_db
def test_years_on_a_register_are_whole_years(professional, person):
    RegistrationFactory(register=RegisterFactory(), person=person, registered_on=date(today().year - 3, 1, 1))
    SchemeFactory(condition={"years_registered": {"less_than": "3"}})
    SchemeFactory(title={"nl": "Ervaren"}, condition={"years_registered": {"at_least": 3}})

    assert titles(professional.get(MATCHES)) == [("Ervaren", True, [])]


TEXTS = st.sampled_from(["a", "b"])
TESTS = st.dictionaries(st.sampled_from(sorted(FACTS)), TEXTS | st.lists(TEXTS, min_size=1, max_size=2), max_size=2)
ANY_KEY = st.sampled_from([*FACTS, "any", "not"])


def composed(inner):
    several = st.lists(inner, min_size=1, max_size=2)
    return st.fixed_dictionaries({}, optional={"any": several, "all": several, "not": inner})


@given(
    st.recursive(TESTS, composed, max_leaves=4),
    st.dictionaries(st.sampled_from(sorted(FACTS)), st.sets(TEXTS, max_size=2)),
)
def test_what_is_sure_stays_so_whatever_else_becomes_known(condition, known):
    assert list(condition_problems(condition)) == []
    verdict = judge(condition, known)

    whole = {name: {"a"} for name in FACTS} | known
    if verdict.holds is not None:
        assert judge(condition, whole).holds == verdict.holds
    else:
        assert verdict.asks
        assert verdict.asks.isdisjoint(known)
    assert judge(condition, whole).holds is not None


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=3),
        lambda inner: st.lists(inner) | st.dictionaries(ANY_KEY, inner),
    )
)
def test_a_condition_without_problems_can_be_judged(anything):
    if not list(condition_problems(anything)):
        judge(anything, {"region": {"a"}})
