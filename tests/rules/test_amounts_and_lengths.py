"""Amounts, units, rounding and lengths of time, to the letter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from register.rules.amounts import Quantity, as_decimal, convert, plain, round_to, unit_of
from register.rules.facts import Period
from register.rules.periods import Length, add_months, calendar_months_touched, months_by_days, whole_months

DAY = date(2022, 5, 12)


@pytest.mark.parametrize(
    ("number", "text"), [("100", "100"), ("1.50", "1.5"), ("0", "0"), ("1E+2", "100"), ("2.0", "2")]
)
def test_an_amount_is_written_without_exponent_and_trailing_zeros(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


@pytest.mark.parametrize(
    ("fraction", "text"),
    [(Fraction(1, 3), "0.333333"), (Fraction(2, 3), "0.666667"), (Fraction(1, 8), "0.125"), (Fraction(0), "0")],
)
def test_what_does_not_end_is_given_to_six_places(fraction: Fraction, text: str) -> None:
    assert plain(as_decimal(fraction)) == text


@pytest.mark.parametrize(
    ("word", "unit"), [("hours", "hour"), ("hour", "hour"), ("hourx", None), ("dogs", None), ("s", None)]
)
def test_a_unit_may_be_plural(word: str, unit: str | None) -> None:
    assert unit_of(word) == unit


@pytest.mark.parametrize("text", ["1", "hour", "x hours", "1.2.3 hours", "-1 hour", "1 moon"])
def test_an_amount_in_a_row_has_a_number_and_a_unit(text: str) -> None:
    with pytest.raises(ValueError, match="is not an amount"):
        Quantity.parse(text)


@pytest.mark.parametrize(
    ("number", "unit", "to", "result"),
    [
        (90, "minute", "hour", Fraction(3, 2)),
        (1, "day", "half-day", Fraction(2)),
        (1, "day", "hour", None),
        (1, "word", "point", None),
        (1, "hour", "word", None),
        (3, "point", "point", Fraction(3)),
    ],
)
def test_only_what_has_a_fixed_size_is_converted(number: int, unit: str, to: str, result: Fraction | None) -> None:
    assert convert(Fraction(number), unit, to) == result


@pytest.mark.parametrize(("direction", "result"), [("down", 1), ("up", 2), ("half-up", 2)])
def test_half_a_step_is_rounded(direction: str, result: int) -> None:
    assert round_to(Fraction(3, 2), Fraction(1), direction) == result  # type: ignore[arg-type]


def test_the_months_of_a_period() -> None:
    period = Period(date(2024, 1, 15), date(2024, 3, 20))

    assert (calendar_months_touched(period), whole_months(period)) == (3, 2)
    assert months_by_days(period) == 2 + Fraction(5, 31)
    assert calendar_months_touched(Period(DAY, DAY)) == whole_months(Period(DAY, DAY)) == 0
    assert calendar_months_touched(Period(date(2024, 1, 31), date(2024, 2, 1))) == 1


def test_a_month_after_the_last_of_january_is_the_last_of_february() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2023, 1, 31), 1) == date(2023, 2, 28)
    assert add_months(date(2024, 3, 31), -13) == date(2023, 2, 28)
    assert add_months(date(2024, 1, 28), 1) == date(2024, 2, 28)
    assert Length.parse("2 weeks").after(DAY, times=-1) == date(2022, 4, 28)
    assert Length.parse("1 month").least_days == 28


@pytest.mark.parametrize("text", ["5", "years", "5 moons", "-5 years", "1.5 years", "5 years 2 months", ""])
def test_a_length_of_time_has_a_whole_number_and_a_unit(text: str) -> None:
    with pytest.raises(ValueError, match="is not a length of time"):
        Length.parse(text)


@pytest.mark.parametrize(
    ("fraction", "text"),
    [
        (Fraction(1, 128), "0.0078125"),  # it ends, so it is given in full
        (Fraction(1, 2**34), "0.0000000000582076609134674072265625"),
        (Fraction(1, 2**35), "0"),  # of more than 24 digits: to six places
        (Fraction(30_000_001, 3_000_000), "10"),
        (Fraction(100), "100"),
    ],
)
def test_what_ends_is_given_in_full_as_far_as_anybody_reads(fraction: Fraction, text: str) -> None:
    assert plain(as_decimal(fraction)) == text
    assert "E+" not in str(as_decimal(fraction))


@pytest.mark.parametrize(
    ("number", "direction", "result"),
    [
        ("1.2", "down", "1"), ("1.2", "up", "1.5"), ("1.2", "half-up", "1"),
        ("1.25", "half-up", "1.5"), ("1.75", "half-up", "2"), ("1.5", "up", "1.5"),
    ],
)  # fmt: skip
def test_an_amount_is_rounded_to_the_step(number: str, direction: str, result: str) -> None:
    assert round_to(Fraction(number), Fraction(1, 2), direction) == Fraction(result)
