import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.domain.entry import Unreadable, moment, read_birth, read_day, read_time

TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    "typed",
    [
        "3/2/90",
        "3.2.1990",
        "03-02-1990",
        "030290",
        "03021990",
        "1990-02-03",
        "3 Feb 1990",
        "3rd February 1990",
        "3 feb 90",
        "Saturday, 3 February 1990",
        "Sat 3 Feb 1990",
        "3 Chwefror 1990",
        "dydd Sadwrn 3 Chwefror 1990",
        "ddydd Sadwrn 3 Chwef 1990",
        "3ydd o Chwefror 1990",
    ],
)
def test_a_date_is_read_as_people_write_it(typed):
    assert read_day(typed, TODAY) == dt.date(1990, 2, 3)


WELSH_MONTHS = [
    "Ionawr",
    "Chwefror",
    "Mawrth",
    "Ebrill",
    "Mai",
    "Mehefin",
    "Gorffennaf",
    "Awst",
    "Medi",
    "Hydref",
    "Tachwedd",
    "Rhagfyr",
]
WELSH_MONTHS_AFTER_O = [
    "Ionawr",
    "Chwefror",
    "Fawrth",
    "Ebrill",
    "Fai",
    "Fehefin",
    "Orffennaf",
    "Awst",
    "Fedi",
    "Hydref",
    "Dachwedd",
    "Ragfyr",
]
FULL = "January February March April May June July August September October November December"


@pytest.mark.parametrize("names", [WELSH_MONTHS, WELSH_MONTHS_AFTER_O, FULL.split()])
@pytest.mark.parametrize("form", ["9 {} 1990", "9 {}", "dydd Iau 9 {} 1990", "9 o {} 90"])
def test_every_month_is_read_in_both_languages(form, names):
    read = [read_day(form.format(name), TODAY) for name in names]
    assert [(day.day, day.month) for day in read] == [(9, month) for month in range(1, 13)]


def test_every_day_of_the_month_is_read_as_welsh_counts_it():
    endings = [
        "1af",
        "2il",
        "3ydd",
        "4ydd",
        "5ed",
        "6ed",
        "7fed",
        "8fed",
        "9fed",
        "10fed",
        "11eg",
        "12fed",
        "13eg",
        "14eg",
        "15fed",
        "16eg",
        "17eg",
        "18fed",
        "19eg",
        "20fed",
        "21ain",
        "22ain",
        "23ain",
        "24ain",
        "25ain",
        "26ain",
        "27ain",
        "28ain",
        "29ain",
        "30ain",
        "31ain",
    ]
    read = [read_day(f"{said} o Ragfyr 2026", TODAY).day for said in endings]
    assert read == list(range(1, 32))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", TODAY),
        ("heddiw", TODAY),
        ("ddoe", dt.date(2026, 11, 20)),
        ("20 Nov", dt.date(2026, 11, 20)),
        ("20-Nov-26", dt.date(2026, 11, 20)),  # as spreadsheets write it
        ("3-Jan", dt.date(2027, 1, 3)),
        ("3 Jan", dt.date(2027, 1, 3)),
        ("5/6", dt.date(2026, 6, 5)),
        ("29 Feb 1992", dt.date(1992, 2, 29)),
        ("29/2", None),
        ("dydd Mawrth 3 Mawrth 2026", dt.date(2026, 3, 3)),
        ("3 Mawrth 2026", dt.date(2026, 3, 3)),
        ("2 o Fehefin 2026", dt.date(2026, 6, 2)),
        ("1 Hydref 2026", dt.date(2026, 10, 1)),
    ],
)
def test_and_a_day_near_today_needs_no_year(typed, day):
    if day is None:
        with pytest.raises(Unreadable, match="no_such_day"):
            read_day(typed, TODAY)
        return
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("30 February 2026", "no_such_day"),
        ("29/2/2026", "no_such_day"),
        ("31/4/2026", "no_such_day"),
        ("3/13/2026", "no_such_day"),
        ("0/1/2026", "no_such_day"),
        ("", "date_unreadable"),
        ("soon", "date_unreadable"),
        ("3/2/1", "date_unreadable"),
        ("<b>3</b>", "date_unreadable"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(typed, code):
    with pytest.raises(Unreadable, match=code):
        read_day(typed, TODAY)


@pytest.mark.parametrize(("typed", "year"), [("3/2/90", 1990), ("3/2/27", 1927), ("3/2/08", 2008)])
def test_nobody_is_born_in_the_future(typed, year):
    assert read_birth(typed, TODAY).year == year


@given(st.dates(dt.date(1910, 1, 1), TODAY))
def test_a_short_year_is_a_birth_within_the_last_hundred(born):
    read = read_birth(f"{born:%d/%m/%y}", TODAY) if (born.month, born.day) != (2, 29) else born

    assert (read.day, read.month) == (born.day, born.month)
    assert read.year <= TODAY.year


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))
def test_a_whole_date_is_read_back_in_every_form(day):
    for form in ("%d/%m/%Y", "%d %B %Y", "%Y-%m-%d", "%A %d %b %Y", "%d%m%Y"):
        assert read_day(day.strftime(form), TODAY) == day


@pytest.mark.parametrize(
    ("typed", "hour", "minute"),
    [
        ("9:30", 9, 30),
        ("09.30", 9, 30),
        ("0930", 9, 30),
        ("930", 9, 30),
        ("9.30pm", 21, 30),
        ("9 pm", 21, 0),
        ("12am", 0, 0),
        ("12:15 yh", 12, 15),
        ("2 y prynhawn", 14, 0),
        ("23:59", 23, 59),
        ("00:00", 0, 0),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, hour, minute):
    assert read_time(typed) == dt.time(hour, minute)


@pytest.mark.parametrize("typed", ["", "9", "24:00", "9:60", "13pm", "noonish", "9:5"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(Unreadable, match="time_unreadable"):
        read_time(typed)


CLOCKS_BACK, CLOCKS_FORWARD = dt.date(2026, 10, 25), dt.date(2026, 3, 29)


def test_an_hour_that_comes_twice_is_asked_about():
    with pytest.raises(Unreadable, match="hour_twice"):
        moment(CLOCKS_BACK, dt.time(1, 30))

    first, second = (moment(CLOCKS_BACK, dt.time(1, 30), fold) for fold in (0, 1))
    assert second.timestamp() - first.timestamp() == 3600


def test_an_hour_that_never_comes_is_refused():
    with pytest.raises(Unreadable, match="impossible_hour"):
        moment(CLOCKS_FORWARD, dt.time(1, 30))


@given(st.dates(dt.date(2000, 1, 1), dt.date(2037, 1, 1)), st.times())
def test_every_other_hour_is_taken_as_it_stands(day, at):
    changes = (day.month, day.isoweekday(), at.hour) in {(3, 7, 1), (10, 7, 1)}

    if not changes or day.day < 25:
        read = moment(day, at)
        assert (read.date(), read.time()) == (day, at)
        assert read.tzinfo
