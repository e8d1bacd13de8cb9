"""Visitors find what is published, however they spell it."""

from datetime import date

import pytest

from accreditation.models import CatalogueEntry, CatalogueWord
from accreditation.selectors.catalogue import Near, Wanted, courses_wanted, editions_wanted
from accreditation.services.courses import revise_course
from accreditation.services.editions import cancel_edition
from register.models import Organisation
from tests.factories.accreditation import AccreditationFactory, CourseFactory, EditionFactory, ProviderFactory
from tests.factories.register import NOW, RegisterFactory

pytestmark = pytest.mark.django_db
TODAY = date(2025, 1, 1)


def published(title="Wondzorg", *, worth=None, **fields):
    """A course that a register accredits."""
    course = CourseFactory(title=title, **fields)
    AccreditationFactory(course=course, **(worth or {}))
    return course


def found(**wanted):
    return [course.title for course in courses_wanted(Wanted(**wanted), on=TODAY).order_by("id")]


def editions(**wanted):
    return [edition.code for edition in editions_wanted(Wanted(**wanted)).order_by("order")]


@pytest.mark.parametrize(
    "text",
    ["wondzorg", "WONDZORG", "wond", "wondzrog", "wonzorg", "zorg wond", "Wóndzorg", "wondzorg: de basis!", "W1"],
)
def test_a_course_is_found_by_its_words_in_any_spelling(text):
    published("Wondzorg: basis voor de zorg", code="W1")
    published("Suïcidepreventie")

    assert found(text=text) == ["Wondzorg: basis voor de zorg"]


@pytest.mark.parametrize("text", ["suïcide", "suicide", "suicidepreventie", "suicidprevenie", "SUÏCIDE"])
def test_diacritics_do_not_matter(text):
    published("Wondzorg")
    published("Suïcidepreventie")

    assert found(text=text) == ["Suïcidepreventie"]


def test_all_words_must_be_there():
    published("Wondzorg in de wijk")
    published("Wondzorg op school")

    assert found(text="wondzorg wijk") == ["Wondzorg in de wijk"]
    assert found(text="wondzorg theater") == []


def test_what_has_no_words_is_no_search():
    published()

    assert found(text="?! '") == found(text="") == ["Wondzorg"]


@pytest.mark.parametrize("text", ["wond'zorg", "wond:*", "a & b | !c", "<->", "\\", "wond\\' zorg", "½ ﬁ", "🙂 zorg"])
def test_signs_of_a_query_language_are_only_signs(text):
    published("Wondzorg")

    assert found(text=text) in ([], ["Wondzorg"])


def test_a_course_is_found_by_what_is_said_of_it_and_by_its_provider():
    published(
        provider=ProviderFactory(name="Academie Vakwerk"),
        version__summary="Over decubitus.",
        version__teachers=["Noor Bakker"],
    )

    for text in ("decubitus", "bakker", "vakwerk wondzorg"):
        assert found(text=text) == ["Wondzorg"]


def test_what_a_course_is_found_by_follows_its_newest_version_and_the_name_of_its_provider():
    course = published(provider=ProviderFactory(name="Oud"))

    revise_course(course=course, changes={"title": "Brandwonden"}, actor=None, now=NOW)
    Organisation.objects.filter(pk=course.provider_id).update(name="Nieuw")

    assert found(text="brandwonden nieuw") == ["Brandwonden"]
    assert found(text="wondzorg") == found(text="oud") == []
    assert {"brandwonden", "nieuw"} <= set(CatalogueWord.objects.values_list("word", flat=True))


def test_only_what_a_register_accredits_now_or_later_is_published():
    CourseFactory(title="Nooit")
    published("Voorbij", worth={"valid_before": TODAY})
    published("Vervangen", worth={"replaced_at": NOW})
    published("Straks", worth={"valid_from": date(2026, 1, 1)})

    assert found() == ["Straks"]


def test_a_course_is_found_by_register_category_competence_provider_and_language():
    nova = RegisterFactory(code="nova")
    law = published("Recht", worth={"register": nova, "category": "legal"}, version__languages=["en"])
    care = published("Zorg", version__competences=["clinical-reasoning"], version__languages=["nl", "en"])

    assert found(register="nova") == found(category="legal") == found(register="nova", category="legal") == ["Recht"]
    assert found(register="nova", category="accredited") == found(register="none") == []
    assert found(competence="clinical-reasoning") == found(provider=care.provider.uuid) == ["Zorg"]
    assert found(language="nl") == ["Zorg"]
    assert found(language="en") == ["Recht", "Zorg"]
    assert found(text="recht", provider=law.provider.uuid) == ["Recht"]


def test_a_category_is_looked_for_in_the_register_that_is_named():
    course = published("Recht", worth={"register": RegisterFactory(code="nova"), "category": "legal"})
    AccreditationFactory(course=course, register=RegisterFactory(code="mfn"), category="knowledge")

    assert found(register="nova", category="knowledge") == []
    assert found(register="mfn", category="knowledge") == ["Recht"]


def test_a_withdrawn_category_is_no_longer_found():
    course = published(worth={"replaced_at": NOW, "category": "old"})
    AccreditationFactory(course=course, register=course.accreditations.get().register, category="new")

    assert (found(category="old"), found(category="new")) == ([], ["Wondzorg"])
    assert "category/old" in CatalogueEntry.objects.get(course=course).marks  # a mark only says: look there


def test_editions_come_in_the_order_of_their_last_days():
    course = published()
    for code, start, end in (("C", "05-01", "05-09"), ("A", "05-02", "05-03"), ("B", "05-03", "05-03")):
        EditionFactory(course=course, code=code, starts_on=f"2025-{start}", ends_on=f"2025-{end}")

    assert editions() == ["A", "B", "C"]
    assert editions(after=date(2025, 5, 4)) == ["C"]
    assert editions(until=date(2025, 5, 1)) == ["C"]
    assert editions(after=date(2025, 5, 3), until=date(2025, 5, 2)) == ["A", "C"]


@pytest.mark.parametrize(
    ("worth", "there"),
    [
        ({"valid_from": date(2025, 5, 13)}, True),
        ({"valid_from": date(2025, 5, 14)}, False),
        ({"valid_before": date(2025, 5, 13)}, True),
        ({"valid_before": date(2025, 5, 12)}, False),
    ],
)
def test_an_edition_is_published_when_a_decision_holds_on_one_of_its_days(worth, there):
    EditionFactory(course=published(worth=worth))  # 12 and 13 May 2025

    assert bool(editions()) == there


def test_a_cancelled_edition_is_not_on_offer():
    edition = EditionFactory(course=published())
    cancel_edition(edition=edition, reason="Ziek.", actor=None, now=NOW)

    assert editions() == []


def test_editions_are_found_by_place_language_online_and_course():
    course = published()
    EditionFactory(course=course, code="A", place="’s-Hertogenbosch")
    EditionFactory(course=course, code="B", place="", language="en")
    EditionFactory(course=published("Anders"), code="C", place="Zürich", online=True)

    assert editions(place="’S-HERTOGENBOSCH") == ["A"]
    assert editions(place="zurich") == ["C"]
    assert editions(place="zur") == []
    assert editions(language="en") == ["B"]
    assert editions(online=True) == ["B", "C"]
    assert editions(online=False) == ["A"]
    assert editions(course=course.uuid) == ["A", "B"]
    assert editions(text="wondzrog", place="zurich") == []


def test_editions_are_found_from_nearby():
    course = published()
    EditionFactory(course=course, code="Utrecht", latitude="52.090700", longitude="5.121400")
    EditionFactory(course=course, code="Arnhem", latitude="51.985100", longitude="5.898700")
    EditionFactory(course=course, code="unknown")

    def around(km):
        return editions(near=Near(latitude=52, longitude=5, km=km))

    assert (around(10), around(14), around(61), around(63)) == ([], ["Utrecht"], ["Utrecht"], ["Utrecht", "Arnhem"])


def test_a_worth_is_told_per_register_with_its_days():
    course = published(worth={"quantity": 6})
    AccreditationFactory(
        course=course,
        register=RegisterFactory(code="nova"),
        category="legal",
        quantity=3,
        unit="hour",
        valid_from=date(2026, 1, 1),
    )
    EditionFactory(course=course)  # in 2025

    (edition,) = editions_wanted(Wanted())
    (told,) = courses_wanted(Wanted(), on=TODAY)

    assert [(one.register.code, one.quantity) for one in edition.worth()] == [("venvn", 6)]
    assert [one.register.code for one in told.accreditations.all()] == ["nova", "venvn"]
