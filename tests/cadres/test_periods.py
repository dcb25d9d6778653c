"""Quarters and years: written, read, counted on."""

from datetime import date

import pytest

from cadres.periods import PeriodConverter, Quarter, QuarterConverter, Year, parse_period


@pytest.mark.parametrize(
    ("text", "first", "last", "days"),
    [
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), 90),
        ("2024-Q1", date(2024, 1, 1), date(2024, 3, 31), 91),
        ("2026-Q2", date(2026, 4, 1), date(2026, 6, 30), 91),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30), 92),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), 92),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), 365),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), 366),
    ],
)
def test_a_period_has_its_days(text, first, last, days):
    period = parse_period(text)
    assert (period.first_day, period.last_day, period.days) == (first, last, days)
    assert str(period) == text
    assert first in period
    assert last in period
    assert date(2027, 1, 1) not in period


@pytest.mark.parametrize(
    "text",
    [
        "2026-Q5",
        "2026-Q0",
        "2026-Q",
        "26-Q1",
        "2026-q1",
        "2026Q1",
        "2026-Q11",
        " 2026-Q1",
        "",
        "x",
        "２０２６",
        "0000",
        "0000-Q1",
        "20260",
        "2026-Q1\n",
    ],
)
def test_what_is_no_period_is_a_value_error(text):
    with pytest.raises(ValueError, match="not a period"):
        parse_period(text)


@pytest.mark.parametrize("number", [0, 5, -1])
def test_there_are_four_quarters(number):
    with pytest.raises(ValueError, match="not a quarter"):
        Quarter(2026, number)


def test_periods_follow_each_other():
    assert Quarter(2026, 4).next() == Quarter(2027, 1)
    assert Quarter(2026, 1).next() == Quarter(2026, 2)
    assert Quarter(2026, 1).previous() == Quarter(2025, 4)
    assert Quarter(2026, 4).previous() == Quarter(2026, 3)
    assert Year(2026).next() == Year(2027)
    assert Year(2026).previous() == Year(2025)
    assert sorted([Quarter(2026, 2), Quarter(2025, 4)]) == [Quarter(2025, 4), Quarter(2026, 2)]


def test_a_year_has_its_quarters_and_a_quarter_its_year():
    assert [str(quarter) for quarter in Year(2026).quarters()] == [
        "2026-Q1",
        "2026-Q2",
        "2026-Q3",
        "2026-Q4",
    ]
    assert Quarter(2026, 2).quarters() == (Quarter(2026, 2),)
    assert Quarter(2026, 2).whole_year() == Year(2026) == Year(2026).whole_year()


@pytest.mark.parametrize("month", range(1, 13))
def test_each_day_lies_in_one_quarter(month):
    quarter = Quarter.of(date(2026, month, 15))
    assert quarter.number == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4][month - 1]
    assert date(2026, month, 15) in quarter
    assert Year.of(date(2026, month, 15)) == Year(2026)


def test_labels_in_both_languages():
    assert Quarter(2026, 2).label() == "2026年第2季度"
    assert Quarter(2026, 2).label("en") == "2026 Q2"
    assert Year(2026).label("zh-hans") == "2026年"
    assert Year(2026).label("en-gb") == "2026"


def test_the_converters_read_urls():
    assert QuarterConverter().to_python("2026-Q1") == Quarter(2026, 1)
    assert QuarterConverter().to_url(Quarter(2026, 1)) == "2026-Q1"
    assert PeriodConverter().to_python("2026") == Year(2026)
    assert PeriodConverter().to_url("2026-Q4") == "2026-Q4"
    with pytest.raises(ValueError, match="not a quarter"):
        QuarterConverter().to_python("2026-Q5")
    with pytest.raises(ValueError, match="not a period"):
        PeriodConverter().to_python("2026-Q7")
