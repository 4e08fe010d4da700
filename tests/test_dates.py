"""Dates: what each form of EDTF means, and what is said about texts that are none."""

from __future__ import annotations

from datetime import date, timedelta
from time import struct_time

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.dates import LAST_DAY, DateError, decade_date, month_date, parse_date, year_date


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("2025-11-21", "2025-11-21", "2025-11-21", "day"),
        ("2024-02-29", "2024-02-29", "2024-02-29", "day"),
        ("2025-11", "2025-11-01", "2025-11-30", "month"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2025-11-XX", "2025-11-01", "2025-11-30", "month"),
        ("2025", "2025-01-01", "2025-12-31", "year"),
        ("0001", "0001-01-01", "0001-12-31", "year"),
        ("9999", "9999-01-01", "9999-12-31", "year"),
        ("2025-XX", "2025-01-01", "2025-12-31", "year"),
        ("2025-XX-XX", "2025-01-01", "2025-12-31", "year"),
        ("198X", "1980-01-01", "1989-12-31", "decade"),
        ("198X-XX-XX", "1980-01-01", "1989-12-31", "decade"),
        ("000X", "0001-01-01", "0009-12-31", "decade"),
        ("19XX", "1900-01-01", "1999-12-31", "century"),
        ("19XX-XX", "1900-01-01", "1999-12-31", "century"),
        ("00XX", "0001-01-01", "0099-12-31", "century"),
        ("2025-21", "2025-03-01", "2025-05-31", "season"),
        ("2025-22", "2025-06-01", "2025-08-31", "season"),
        ("2025-23", "2025-09-01", "2025-11-30", "season"),
        ("2023-24", "2023-12-01", "2024-02-29", "season"),
        ("1964/1965", "1964-01-01", "1965-12-31", "interval"),
        ("1964/1964", "1964-01-01", "1964-12-31", "interval"),
        ("1964-05/1964", "1964-05-01", "1964-12-31", "interval"),
        ("1964~/1965-06?", "1964-01-01", "1965-06-30", "interval"),
        ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "interval"),
        ("198X/1995", "1980-01-01", "1995-12-31", "interval"),
        ("1964/..", "1964-01-01", LAST_DAY, "interval"),
        ("1964/", "1964-01-01", LAST_DAY, "interval"),
        ("../1964-05", "1964-05-01", "1964-05-31", "interval"),
        ("/1964", "1964-01-01", "1964-12-31", "interval"),
    ],
)
def test_a_date_spans_the_days_that_it_can_mean(text, start, end, precision):
    parsed = parse_date(text)

    assert (parsed.text, parsed.start, parsed.end, parsed.precision) == (text, start, end, precision)


@pytest.mark.parametrize("qualifier", ["~", "?", "%"])
@pytest.mark.parametrize("text", ["1987", "1987-05", "1987-05-03", "198X", "1987-21"])
def test_a_qualifier_changes_nothing_but_the_certainty(text, qualifier):
    certain, qualified = parse_date(text), parse_date(text + qualifier)

    assert qualified.qualifier == qualifier
    assert certain.qualifier == ""
    assert (qualified.start, qualified.end, qualified.precision) == (
        certain.start,
        certain.end,
        certain.precision,
    )


def test_a_season_keeps_its_number():
    assert parse_date("1987-24").season == 24
    assert parse_date("1987-12").season == 0


def test_spaces_around_a_date_are_nothing():
    assert parse_date(" 2025-11-21 ").text == "2025-11-21"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2025-11-21T10:20", "10:20"),
        ("2025-11-21T10:20:30", "10:20:30"),
        ("2025-11-21T10:20:30Z", "10:20:30Z"),
        ("2025-11-21T10:20+07:00", "10:20+07:00"),
        ("2025-11-21T10:20:30-03:30", "10:20:30-03:30"),
        ("1985-04-12T23:20:30-04", "23:20:30-04:00"),
        ("2025-11-21T00:00+14:00", "00:00+14:00"),
    ],
)
def test_a_time_keeps_its_own_offset(text, time):
    parsed = parse_date(text)

    assert parsed.time == time
    assert parsed.start == parsed.end == text[:10]
    assert parsed.html == f"{text[:10]}T{time}"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("2025-11-21", "2025-11-21"),
        ("2025-11", "2025-11"),
        ("2025-XX-XX", "2025"),
        ("0987", "0987"),
        ("198X", ""),
        ("19XX", ""),
        ("2025-21", ""),
        ("1964/1965", ""),
    ],
)
def test_html_says_a_date_where_it_can(text, html):
    assert parse_date(text).html == html


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2025-11-21", (2025, 11, 21)),
        ("2025-11", (2025, 11, None)),
        ("2025", (2025, None, None)),
        ("198X", (1980, None, None)),
        ("1964-05/1965", (1964, None, None)),
        ("../1965", (1965, None, None)),
    ],
)
def test_parts_are_as_close_as_the_date(text, parts):
    parsed = parse_date(text)

    assert (parsed.year, parsed.month, parsed.day) == parts


def test_dates_sort_by_first_day_then_time_then_closeness():
    in_time = ["1987", "1987-05", "1987-05-03", "1987-05-03T09:00", "1987-05-03T10:00", "1988"]

    shuffled = in_time[::-1]
    assert sorted(shuffled, key=lambda text: parse_date(text).sort_key) == in_time
    assert parse_date("1987-05-01").sort_key < parse_date("1987-05").sort_key
    assert parse_date("1987-01-01").sort_key < parse_date("1987-01").sort_key < parse_date("1987").sort_key


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("2025-02-31", "February 2025 has 28 days, so “2025-02-31” is no date"),
        ("2025-11-00", "November 2025 has 30 days, so “2025-11-00” is no date"),
        ("2025-13", "There is no month 13 in “2025-13”"),
        ("2025-00", "There is no month 0 in “2025-00”"),
        ("2025-21-03", "There is no month 21 in “2025-21-03”"),
        ("0000", "There is no year 0 in “0000”"),
        ("0000-05", "There is no year 0 in “0000-05”"),
        ("198X-05", "“198X-05” gives a month of an unknown year"),
        ("198X-XX-05", "“198X-XX-05” gives a month of an unknown year"),
        ("1987-XX-05", "“1987-XX-05” gives a day of an unknown month"),
        ("9999-24", "“9999-24” ends after the year 9999"),
        ("21/11/2025", "“21/11/2025” is not written as year-month-day with two digits each: 2025-11-21"),
        ("11/21/2025", "“11/21/2025” is not written as year-month-day with two digits each: 2025-11-21"),
        ("3.12.2025", "“3.12.2025” could mean 2025-12-03 or 2025-03-12; write the one that it means"),
        ("5-5-2025", "“5-5-2025” is not written as year-month-day with two digits each: 2025-05-05"),
        ("2025/11/21", "“2025/11/21” is not written as year-month-day with two digits each: 2025-11-21"),
        ("2025-1-5", "“2025-1-5” is not written as year-month-day with two digits each: 2025-01-05"),
        ("2025.11.1", "“2025.11.1” is not written as year-month-day with two digits each: 2025-11-01"),
        ("99.99.2025", "“99.99.2025” is not a date"),
        ("1965/1964", "“1965/1964” ends before it begins"),
        ("../..", "“../..” has neither a beginning nor an end"),
        ("/", "“/” has neither a beginning nor an end"),
        ("1964/1965/1966", "An interval has one “/”, as in 1964/1965, but “1964/1965/1966” has 2"),
        ("1964-02-30/1965", "February 1964 has 29 days, so “1964-02-30” is no date"),
        ("2025-11-21T10", "“2025-11-21T10” is not a date"),
        ("2025-11T10:20", "“2025-11T10:20” is not a date"),
        ("2025-11-21T24:00", "There is no time of day “24:00”"),
        ("2025-11-21T10:60", "There is no time of day “10:60”"),
        ("2025-11-21T10:20:60", "There is no time of day “10:20:60”"),
        ("2025-11-21T10:20+15:00", "“+15:00” is no offset from UTC"),
        ("2025-11-21T10:20+07:60", "“+07:60” is no offset from UTC"),
        ("2025-02-31T10:20", "February 2025 has 28 days, so “2025-02-31” is no date"),
        ("", "“” is not a date"),
        ("yesterday", "“yesterday” is not a date"),
        ("١٩٨٧", "“١٩٨٧” is not a date"),
        ("-0044", "“-0044” is not a date"),
        ("Y170000002", "“Y170000002” is not a date"),
        ("1987~?", "“1987~?” is not a date"),
        ("XXXX", "“XXXX” is not a date"),
    ],
)
def test_a_text_that_is_no_date_is_refused_with_advice(text, advice):
    with pytest.raises(DateError) as error:
        parse_date(text)

    assert str(error.value) == advice


def test_dates_of_whole_years_months_and_decades():
    assert year_date(987).text == "0987"
    assert month_date(1987, 5).text == "1987-05"
    assert decade_date(1986).text == "198X"
    assert decade_date(5).text == "000X"


DAYS = st.dates(min_value=date(1, 1, 1))
CALENDAR = st.builds(lambda day, length: day.isoformat()[:length], DAYS, st.sampled_from([4, 7, 10]))
UNSPECIFIED = st.builds(
    lambda year, form: form.format(year=year),
    st.integers(1000, 9999).map(str),
    st.sampled_from(["{year:.3}X", "{year:.2}XX", "{year}-XX", "{year}-XX-XX", "{year}-02-XX"]),
)


@settings(max_examples=50, deadline=None)  # The other package takes its time.
@given(CALENDAR | UNSPECIFIED)
def test_days_agree_with_the_edtf_package(text):
    parsed, other = parse_date(text), edtf.parse_edtf(text)

    assert parsed.start == _day(other.lower_strict())
    assert parsed.end == _day(other.upper_strict())


@settings(max_examples=30, deadline=None)
@given(st.dates(max_value=date(9900, 1, 1)), st.integers(0, 10_000))
def test_intervals_agree_with_the_edtf_package(day, length):
    text = f"{day}/{day + timedelta(days=length)}"
    parsed, other = parse_date(text), edtf.parse_edtf(text)

    assert (parsed.start, parsed.end) == (_day(other.lower_strict()), _day(other.upper_strict()))


def _day(moment: struct_time) -> str:
    return f"{moment.tm_year:04}-{moment.tm_mon:02}-{moment.tm_mday:02}"


NEARLY_DATES = st.text(alphabet="0123456789X-/.~?%T:+Z ", max_size=25)


@given(st.text() | NEARLY_DATES | st.from_regex(r"\d{1,4}[-/.]\d{1,4}[-/.]\d{1,4}"))
def test_any_text_is_a_date_or_refused(text):
    try:
        parsed = parse_date(text)
    except DateError:
        return
    assert date.fromisoformat(parsed.start) <= date.fromisoformat(parsed.end)
