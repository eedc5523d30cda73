import datetime as dt

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

from triage_app.domain.charge_clock import Charged, charge_clock, expected_signing

TODAY = dt.date(2026, 2, 10)
BUFFER, TERM, SHORTEST = 28, 4, 60
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2060, 12, 31))


def day(text):
    return dt.date.fromisoformat(text)


def charged(code="PU86116", category="CS", first_day="2026-01-10", **more):
    title = "as charged"
    return Charged(code, title, category, first_day and day(first_day), **more)


@pytest.fixture
def clock(reference):
    """Return a function that sets the clock for some offences."""
    return lambda *offences: charge_clock(offences, reference.offences, BUFFER, TODAY)


@pytest.mark.parametrize(
    ("given", "reason", "last"),
    [
        (("PU86116", "CS", "2026-01-10", None, None), "summary", "2026-07-10"),
        (("RT88026", "CM", "2026-01-10", None, None), "summary", "2026-07-10"),
        (("TH68010", "CE", "2026-01-10", None, None), "no_limit", None),
        (("OF61016", "CI", "2026-01-10", None, None), "no_limit", None),
        # Criminal Justice Act 1988 s39A: only where domestic abuse is ticked
        (("CJ88001", "CS", "2026-01-10", False, "2026-05-01"), "summary", "2026-07-10"),
        (("CJ88001", "CS", "2026-01-10", None, "2026-05-01"), "summary", "2026-07-10"),
        (("CJ88001", "CS", "2026-01-10", True, "2026-05-01"), "domestic_abuse", "2026-11-01"),
        (("CJ88116", "CS", "2023-05-01", True, "2023-09-27"), "domestic_abuse", "2024-03-27"),
        (("CJ88116", "CS", "2026-01-10", True, "2027-12-01"), "domestic_abuse", "2028-01-10"),
        (("CJ88116", "CS", "2026-01-10", True, None), "domestic_abuse", "2026-07-10"),
        (("CJ88116", "CS", "2022-06-27", True, "2022-12-01"), "summary", "2022-12-27"),
        (("CJ88159", "CE", "2026-01-10", True, None), "no_limit", None),
        # Communications Act 2003 s127(5)
        (("CA03005", "CS", "2026-01-10", None, "2026-09-27"), "communications", "2027-03-26"),
        (("CA03006", "CS", "2026-01-10", None, "2028-12-01"), "communications", "2029-01-09"),
        (("CA03009", "CS", "2026-01-10", None, None), "communications", "2026-07-09"),
        (("CA03005", "CS", "2015-04-12", None, "2015-09-01"), "summary", "2015-10-12"),
        # Theft Act 1968 s12(4A): not pedal cycles
        (("TH68050", "CS", "2026-01-10", None, "2026-02-01"), "vehicle", "2026-07-31"),
        (("TH68052", "CS", "2026-03-01", None, "2029-01-01"), "vehicle", "2029-02-28"),
        (("TH68054", "CS", "2026-01-10", None, None), "vehicle", "2026-07-09"),
        (("TH68056", "CS", "2026-01-10", None, "2026-02-01"), "summary", "2026-07-10"),
        (("TH68057", "CS", "2026-01-10", None, None), "summary", "2026-07-10"),
        # An attempt at an offence goes by the offence
        (("TH68050A", "CS", "2026-01-10", None, "2026-02-01"), "vehicle", "2026-07-31"),
        # Anything else is asked about, and meanwhile runs from the offence
        (("", None, "2026-01-10", None, None), "unknown", "2026-07-10"),
        (("XX00123", "VP", "2026-01-10", None, None), "unknown", "2026-07-10"),
    ],
)
def test_what_limits_the_charge(clock, given, reason, last):
    code, category, first, ticked, base = given
    offence = charged(code, category, first, domestic_abuse=ticked, base_day=base and day(base))

    limit = clock(offence).limits[0]

    assert (limit.reason, limit.last_day) == (reason, last and day(last))
    assert limit.known
    assert limit.limit.source


# Domain tables, row by row: six months from the offence, and the two ways of counting.
MONTH_ENDS = [
    ("2026-01-10", "2026-07-10", "2026-07-09"),
    ("2026-08-28", "2027-02-28", "2027-02-27"),
    ("2026-08-29", "2027-02-28", "2027-02-27"),
    ("2026-08-30", "2027-02-28", "2027-02-27"),
    ("2026-08-31", "2027-02-28", "2027-02-27"),
    ("2027-08-28", "2028-02-28", "2028-02-27"),
    ("2027-08-29", "2028-02-29", "2028-02-28"),
    ("2027-08-31", "2028-02-29", "2028-02-28"),
    ("2028-02-29", "2028-08-29", "2028-08-28"),
    ("2026-10-31", "2027-04-30", "2027-04-29"),
    ("2026-12-31", "2027-06-30", "2027-06-29"),
    ("2026-03-01", "2026-09-01", "2026-08-31"),
    ("2026-09-01", "2027-03-01", "2027-02-28"),
]


@pytest.mark.parametrize(("first", "after", "beginning_with"), MONTH_ENDS)
def test_six_months_by_either_way_of_counting(clock, first, after, beginning_with):
    summary, message, vehicle = (
        charged(first_day=first),
        charged("CA03009", first_day=first),
        charged("TH68052", first_day=first),
    )

    last = [limit.last_day for limit in clock(summary, message, vehicle).limits]

    assert last == [day(after), day(beginning_with), day(beginning_with)]


@pytest.mark.parametrize("suffix", ["", "A", "B", "C"])
@pytest.mark.parametrize(
    ("code", "category", "reason"),
    [
        ("PU86116", "CS", "summary"),
        ("TH68010", "CE", "no_limit"),
        ("TH68050", "CS", "vehicle"),
        ("TH68054", "CS", "vehicle"),
        ("TH68056", "CS", "summary"),
        ("CA03005", "CS", "communications"),
        ("CJ88001", "CS", "domestic_abuse"),
        ("CJ88116", "CS", "domestic_abuse"),
    ],
)
def test_an_attempt_aiding_or_a_conspiracy_has_the_limit_of_the_offence(
    clock, code, category, reason, suffix
):
    offence = charged(f"{code}{suffix}", category, domestic_abuse=True)

    assert clock(offence).limits[0].reason == reason


@pytest.mark.parametrize(
    ("code", "first", "base", "last"),
    [
        # whichever comes first: six months from the base day, or the years from the offence
        ("CJ88001", "2026-01-10", "2026-01-10", "2026-07-10"),
        ("CJ88001", "2026-01-10", "2027-07-10", "2028-01-10"),
        ("CJ88001", "2026-01-10", "2027-07-09", "2028-01-09"),
        ("CJ88001", "2026-02-28", "2026-08-31", "2027-02-28"),
        ("CJ88116", "2024-02-29", "2026-01-01", "2026-02-28"),
        ("CA03006", "2026-01-10", "2028-07-10", "2029-01-09"),
        ("CA03006", "2026-01-10", "2028-07-09", "2029-01-08"),
        ("TH68050", "2024-02-29", "2027-01-01", "2027-02-27"),
    ],
)
def test_of_two_limits_the_first_to_end_governs(clock, code, first, base, last):
    offence = charged(code, "CS", first, domestic_abuse=True, base_day=day(base))

    assert clock(offence).limits[0].last_day == day(last)


def test_what_is_asked_of_an_offence_is_what_its_limit_hangs_on(clock):
    plain, theft, gate, assault, told, message = clock(
        charged(),
        charged("TH68010", "CE"),
        charged("", None),
        charged("CJ88001"),
        charged("CJ88001", domestic_abuse=True),
        charged("CA03005"),
    ).limits

    def asked(limit):
        return limit.category_missing, limit.abuse_missing, limit.base_missing

    assert [asked(one) for one in (plain, theft)] == [(False, False, False)] * 2
    assert asked(gate) == (True, False, False)
    assert asked(assault) == (False, True, False)
    assert asked(told) == asked(message) == (False, False, True)


def test_a_missing_base_day_is_worth_asking_for(clock):
    asked = clock(charged("CA03005"), charged("CA03005", base_day=day("2026-02-01")), charged())

    assert [limit.base_missing for limit in asked.limits] == [True, False, False]


def test_the_earliest_limit_governs_and_each_is_shown(clock):
    late, early, never = charged(first_day="2026-01-20"), charged(), charged("TH68010", "CE")

    shown = clock(late, early, never)

    assert shown.governing.offence is early
    assert shown.last_day == day("2026-07-10")
    assert [limit.last_day for limit in shown.limits] == [day("2026-07-20"), shown.last_day, None]


def test_a_weekend_does_not_extend_it(clock):
    shown = clock(charged(first_day="2026-01-11"))

    assert shown.last_day == day("2026-07-11")  # a Saturday
    assert shown.last_working_day == day("2026-07-10")


def test_the_clock_counts_down_to_nought_and_below(clock, reference):
    shown = clock(charged())
    assert (shown.days_left, shown.safe_day) == (150, day("2026-06-12"))

    over = charge_clock([charged()], reference.offences, BUFFER, day("2026-07-11"))
    assert (over.days_left, over.out_of_time) == (-1, True)
    last = charge_clock([charged()], reference.offences, BUFFER, day("2026-07-10"))
    assert (last.days_left, last.out_of_time) == (0, False)


def test_without_a_limit_any_term_fits(clock):
    shown = clock(charged("TH68010", "CE"))

    assert (shown.last_day, shown.days_left, shown.safe_day) == (None, None, None)
    assert shown.known
    assert shown.fit(TODAY, TERM, SHORTEST).fits is True


@pytest.mark.parametrize("offences", [[], [charged(first_day=None)]])
def test_without_a_day_nothing_is_known(clock, offences):
    shown = clock(*offences)

    assert not shown.known
    assert shown.fit(TODAY, TERM, SHORTEST).fits is None


def test_an_offence_without_a_day_may_yet_make_a_fitting_term_too_long(clock):
    shown = clock(charged(), charged(first_day=None))

    assert shown.last_day == day("2026-07-10")
    assert shown.fit(day("2026-02-12"), TERM, SHORTEST).fits is None
    assert shown.fit(day("2026-03-10"), TERM, SHORTEST).fits is False


@pytest.mark.parametrize(
    ("released_after", "ends", "left"),
    [(0, "2026-05-13", 58), (30, "2026-06-12", 28), (56, "2026-07-10", 0), (90, "2026-08-13", -34)],
)
def test_a_contract_signed_three_days_after_release_eats_the_time(
    clock, released_after, ends, left
):
    released = day("2026-01-10") + dt.timedelta(days=released_after)
    shown = clock(charged())

    fit = shown.fit(expected_signing(released, released, 72), TERM, SHORTEST)

    assert fit.ends == day(ends)
    assert (shown.last_day - fit.ends).days == left
    assert fit.fits is (left >= BUFFER)


@pytest.mark.parametrize(
    ("signed", "fits", "longest"),
    [
        ("2026-02-12", True, 120),
        ("2026-03-10", False, 94),
        ("2026-04-13", False, 60),
        ("2026-04-14", False, None),
    ],
)
def test_the_longest_term_that_fits_is_an_end_date(clock, signed, fits, longest):
    fit = clock(charged()).fit(day(signed), TERM, SHORTEST)

    assert (fit.fits, fit.longest_days) == (fits, longest)
    assert longest is None or fit.longest_end == day("2026-06-12")


@generated(first=DAYS, wait=st.integers(0, 200))
def test_no_term_offered_ends_past_the_safe_day(reference, first, wait):
    signed = first + dt.timedelta(days=wait)
    offence = Charged("PU86116", "as charged", "CS", first)
    shown = charge_clock([offence], reference.offences, BUFFER, signed)

    fit = shown.fit(signed, TERM, SHORTEST)

    assert shown.last_day - shown.safe_day == dt.timedelta(days=BUFFER)
    assert fit.longest_end is None or fit.longest_end <= shown.safe_day
    assert fit.fits is (fit.ends <= shown.safe_day)
    assert (fit.days_over == 0) is fit.fits


@generated(st.lists(DAYS, min_size=1, max_size=5))
def test_one_more_offence_never_gives_more_time(reference, firsts):
    offences = [Charged("PU86116", "as charged", "CS", first) for first in firsts]

    whole = charge_clock(offences, reference.offences, BUFFER, TODAY)
    fewer = charge_clock(offences[:-1] or offences, reference.offences, BUFFER, TODAY)

    assert whole.last_day <= fewer.last_day


@pytest.mark.parametrize(
    ("released", "today", "signing"),
    [
        (None, "2026-05-11", "2026-05-14"),
        ("2026-05-10", "2026-05-11", "2026-05-13"),
        ("2026-05-01", "2026-05-11", "2026-05-11"),
    ],
)
def test_signing_is_expected_when_the_first_meeting_is_due(released, today, signing):
    assert expected_signing(released and day(released), day(today), 72) == day(signing)
