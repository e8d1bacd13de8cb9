"""When two names are of one provider."""

import pytest

from accreditation.rules.provider_names import Likeness, likeness, name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Académie Zorg B.V.", "academie zorg"),
        ("ACADEMIE  ZORG bv", "academie zorg"),
        ("Stichting Academie-Zorg", "academie zorg"),
        ("Ørsted & Søn GmbH", "orsted en son"),
        ("Straße 9", "strasse 9"),
        ("B.V.", "bv"),
        ("V.O.F. De Leerschool", "de leerschool"),
    ],
)
def test_a_name_is_compared_without_accents_capitals_and_legal_form(name, key):
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("name", "postcode", "found"),
    [
        ("Académie Zorg B.V.", "3511ab", Likeness.SAME),
        ("academie zorg", "3511 AB", Likeness.SAME),
        ("Academie Zorg", "9711 LM", Likeness.NEAR),
        ("Academie Zorg", "", Likeness.NEAR),
        ("Academie voor Zorg", "3511 AB", Likeness.NEAR),
        ("Akademie Zorg", "9711 LM", Likeness.NEAR),
        ("Academie voor Zorg", "9711 LM", Likeness.OTHER),
        ("Wondacademie", "3511 AB", Likeness.OTHER),
    ],
)
def test_the_same_name_at_the_same_postcode_is_the_same_provider(name, postcode, found):
    assert likeness(name, postcode, other_name="Academie Zorg", other_postcode="3511 AB") is found
