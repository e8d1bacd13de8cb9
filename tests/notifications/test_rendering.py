"""What a member reads: right words, right numbers, in their language, safe and readable without images."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext

from notifications.catalogue import KINDS
from notifications.catalogue.names import NAMES, called
from notifications.rules.shortfall import labels_met, nothing_short, shortfalls
from notifications.selectors.editions import fitting_editions
from notifications.services.rendering import write_notice
from portfolio.services.standings import standing_document
from register.models import Person
from register.rules.shortfalls import categories_needed, findings_short
from tests.factories.accreditation import AccreditationFactory, EditionFactory
from tests.factories.register import NOW, RegisterFactory
from tests.notifications.page import Page
from tests.notifications.steps import TODAY


def requirement(code="total", **changes):
    fields = {
        "code": code,
        "qualifier": None,
        "label": {"nl": "Punten in totaal", "en": "Points in total"},
        "article": "3.1",
        "unit": "point",
        "required": "20",
        "counted": "12.5",
        "carriedIn": "0",
        "carriedOut": "0",
        "short": "7.5",
        "met": False,
        "advisory": False,
        "window": {"from": "2022-03-01", "until": "2027-03-01"},
        "dueOn": "2027-02-28",
        "partOf": None,
        "explanation": {"nl": "12,5 van 20 punten geteld.", "en": "12.5 of 20 points counted."},
    }
    return fields | changes


def standing(*requirements):
    return {"met": all(r["met"] or r["advisory"] for r in requirements), "requirements": list(requirements)}


def write(notice, *requirements, language="nl", on=TODAY):
    notice.person.language = language
    return write_notice(notice=notice, standing=standing(*requirements), on=on, now=NOW)


def test_in_dutch_the_member_reads_what_is_short_with_a_decimal_comma_and_by_when(notice):
    written = write(notice, requirement())

    assert written.text.startswith("Beste Zoë van der Brûlée-Núñez,\n")
    assert "* Punten in totaal\n  Nog 7,5 punten nodig. U hebt nu 12,5 van 20 punten.\n" in written.text
    assert "  Uiterlijk 28 februari 2027.\n" in written.text
    assert "u hebt nog 184 dagen" in written.text
    assert written.subject == "Kwaliteitsregister: dit ontbreekt nog voor 28 februari 2027"


def test_in_english_the_member_reads_the_same_with_a_decimal_point(notice):
    written = write(notice, requirement(), language="en")

    assert written.text.startswith("Dear Zoë van der Brûlée-Núñez,\n")
    assert "* Points in total\n  7.5 points more needed. You now have 12.5 of 20 points.\n" in written.text
    assert "  By 28 February 2027.\n" in written.text
    assert written.subject == "Kwaliteitsregister: what you still need by 28 February 2027"


def test_one_is_a_singular(notice):
    written = write(notice, requirement(required="1", counted="0", short="1"))

    assert "Nog 1 punt nodig. U hebt nu 0 van 1 punt." in written.text


def test_what_is_met_stands_in_one_line(notice):
    met = [requirement(f"m{n}", label={"nl": f"Eis {n}", "en": ""}, met=True, short="0") for n in (1, 2)]

    assert "\nAl in orde: Eis 1, Eis 2.\n" in write(notice, requirement(), *met).text


def test_there_is_one_link_and_it_leads_to_the_standing(notice, settings):
    settings.PUBLIC_URL = "https://register.example/"
    written = write(notice, requirement())

    address = f"https://register.example/api/v1/registrations/{notice.registration.uuid}/standing"
    assert written.text.count("https://") == 1
    assert f"\n{address}\n" in written.text
    assert Page.of(written.html).links == [address]


def test_a_year_that_has_passed_is_not_asked_for_as_if_it_could_still_be_earned(notice):
    year = requirement("year", label={"nl": "Jaar 2024", "en": "Year 2024"}, dueOn="2024-12-31")

    written = write(notice, year, requirement())

    later, earlier = written.text.split("Van eerder ontbreekt nog iets")
    assert "Punten in totaal" in later
    assert "Jaar 2024" not in later
    assert "De termijn liep tot en met 31 december 2024." in earlier


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", ["text", "html"])
def test_markup_in_a_name_is_text_and_quotes_in_plain_text_stay_quotes(notice, language, form):
    notice.person.family_name = "O'Hara <b>&"
    written = write(notice, requirement(), language=language)

    if form == "text":
        assert "van der O'Hara <b>&,\n" in written.text
    else:
        assert "van der O&#x27;Hara &lt;b&gt;&amp;" in written.html


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.code)
@pytest.mark.parametrize("language", [code for code, _ in Person._meta.get_field("language").choices])
def test_every_kind_has_its_words_in_every_language(kind, language):
    assert get_template(f"notifications/{kind.template}.{language}.txt")
    assert called(kind, language)
    assert NAMES[kind.template]


def test_a_real_standing_is_told_without_gaps(notice):
    document = standing_document(registration=notice.registration, on=TODAY, now=NOW)
    written = write_notice(notice=notice, standing=document, on=TODAY, now=NOW)

    assert "Nog 184 punten nodig. U hebt nu 0 van 184 punten." in written.text
    assert "Nog 80 punten nodig. U hebt nu 0 van 80 punten." in written.text
    assert "\n\n\n" not in written.text
    assert "None" not in written.text + written.html


def test_advice_is_never_short():
    assert nothing_short(standing(requirement(advisory=True)))


def test_a_requirement_of_parts_gives_way_to_the_parts_that_are_short():
    whole = requirement("all", unit="part", required="2", counted="1", short="1")
    parts = [requirement("a", partOf="all"), requirement("b", partOf="all", met=True, short="0")]

    assert [finding["code"] for finding in findings_short(standing(whole, *parts))] == ["a"]


def test_of_several_ways_only_the_nearest_is_told():
    either = requirement("either")
    ways = [requirement("way-1", partOf="either"), requirement("way-2", partOf="either", short="19")]

    assert [finding["code"] for finding in findings_short(standing(either, *ways))] == ["either"]


def test_a_way_that_was_not_taken_is_not_short():
    either = requirement("either", met=True, short="0")

    assert nothing_short(standing(either, requirement("way-2", partOf="either")) | {"met": False})


def test_what_was_carried_in_is_had():
    (told,) = shortfalls(standing(requirement(carriedIn="2", short="5.5")), language="en", on=TODAY)

    assert (told.counted, told.short) == ("14.5", "5.5 points")


def test_too_many_is_told_in_the_words_of_the_regulation(notice):
    words = {"nl": "31 punten, ten hoogste 20 punten. 11 punten te veel.", "en": "too many"}
    written = write(notice, requirement(counted="31", short="11", explanation=words))

    assert "11 punten te veel." in written.text
    assert "Nog 11" not in written.text


def test_repeated_requirements_carry_their_year():
    years = [requirement("year", qualifier=str(year), met=True, short="0") for year in (2025, 2026)]

    assert labels_met(standing(*years), language="en") == ["Points in total (2025)", "Points in total (2026)"]


def test_the_categories_needed_are_those_that_unmet_requirements_select_with_all_below():
    document = {
        "categories": {"learning": {"includes": {"course": {}, "book": {}}}, "work": {}, "other": {}},
        "requirements": [
            {"code": "total", "sum": {"of": {"category": "learning", "not": {"category": "other"}}}},
            {"code": "hours", "sum": {"of": {"category": "work"}}},
        ],
    }

    found = standing(requirement(), requirement("hours", met=True, short="0"))
    assert categories_needed(found, document) == {"learning", "course", "book"}


def offer(register, starts_on, *, days=1, category="accredited", title="Wondzorg", valid_before=date(2028, 1, 1)):
    accreditation = AccreditationFactory(
        register=register, category=category, course__title=title, valid_before=valid_before
    )
    return EditionFactory(
        course=accreditation.course, starts_on=starts_on, ends_on=starts_on + timedelta(days=days - 1)
    )


def fitting(notice, **changes):
    asked = {
        "register": notice.registration.register,
        "person": notice.person,
        "categories": (),
        "after": TODAY,
        "until": notice.deadline_on,
        "since": notice.cycle.starts_on,
    }
    return [edition.title for edition in fitting_editions(**(asked | changes))]


def test_the_three_soonest_editions_that_fit_are_shown_one_per_course(notice):
    register = notice.registration.register
    offer(register, TODAY, title="vandaag begonnen")
    offer(register, date(2026, 12, 1), title="derde")
    first = offer(register, date(2026, 9, 1), title="eerste")
    EditionFactory(course=first.course, starts_on=date(2026, 9, 2), ends_on=date(2026, 9, 2))
    offer(register, date(2026, 10, 1), title="tweede")
    offer(register, date(2027, 2, 1), title="vierde")
    offer(register, date(2027, 2, 28), days=2, title="eindigt te laat")
    offer(register, date(2026, 9, 1), title="niet meer geaccrediteerd", valid_before=date(2026, 9, 1))
    offer(RegisterFactory(code="gdc"), date(2026, 9, 1), title="ander register")

    assert fitting(notice) == ["eerste", "tweede", "derde"]


def test_editions_in_a_needed_category_go_first(notice):
    offer(notice.registration.register, date(2026, 9, 1), category="oda", title="eerder")
    offer(notice.registration.register, date(2026, 11, 1), category="accredited", title="nodig")

    assert fitting(notice, categories={"accredited"}) == ["nodig", "eerder"]


def test_a_course_that_was_attended_this_cycle_is_not_offered_again(notice):
    edition = offer(notice.registration.register, date(2026, 9, 1))
    notice.person.ledger_entries.create(
        kind="activity", effective_on=date(2025, 1, 1), edition=edition, source_key="x", recorded_at=NOW,
        validation="OFFICE", quantity=Decimal(1), unit="hour",
    )  # fmt: skip

    assert fitting(notice) == []


def test_fitting_editions_are_one_query_and_shown_with_place_date_and_worth(notice):
    edition = offer(notice.registration.register, date(2026, 9, 1), title="Wondzorg in de wijk")
    assert fitting(notice)
    with CaptureQueriesContext(connection) as queries:
        assert fitting(notice) == ["Wondzorg in de wijk"]

    written = write(notice, requirement())
    assert len(queries) == 1
    assert f"  1 september 2026, Utrecht. {edition.course.provider.name}, 6 punten.\n" in written.text
