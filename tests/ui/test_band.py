"""The contract's picture: the days and stretches it shows, their words, and how it is walked."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from triage_app.config import RESOURCES
from triage_app.texts import Texts
from ui.band import BandView, Lane
from ui.band_days import FAR, Days, picture
from ui.theme import LIGHT, Look, Standing, Tone

TODAY = dt.date(2026, 11, 20)
ENDS = dt.date(2027, 3, 20)
READY = Standing("good", "Ready", Tone.GOOD)
ENGLISH = Texts(RESOURCES / "wording", "en")


def drawn(**days):
    known = {"today": TODAY, "starts": TODAY, "ends": ENDS} | days
    return picture(ENGLISH, Days(**known), "Contract", "Note")


def lane(number):
    return Lane(number, f"Condition {number}", "detail", READY, ((TODAY, READY),), (TODAY, ENDS))


def test_with_time_to_spare_three_days_rule_and_four_stretches_follow_each_other():
    shown = drawn(safe=dt.date(2027, 4, 8), last=dt.date(2027, 5, 6))
    assert [flag.words for flag in shown.flags] == [
        "Contract ends, Sat 20 Mar 2027",
        "Safe last day, Thu 8 Apr 2027",
        "Last day to charge, Thu 6 May 2027",
    ]
    assert [zone.words[0] for zone in shown.zones] == [
        "4 months",
        "19 days to spare",
        "28 days to act",
        "Too late",
    ]
    starts = [zone.start for zone in shown.zones]
    assert starts[1:] == [zone.end for zone in shown.zones[:-1]]


def test_without_a_limit_only_the_end_rules():
    shown = drawn()
    assert [flag.tone for flag in shown.flags] == [Tone.INK]
    assert [zone.words[0] for zone in shown.zones] == ["4 months"]


def test_a_last_day_far_off_is_not_drawn_and_does_not_press_the_months_together():
    last = ENDS + FAR + dt.timedelta(days=1)
    assert drawn(safe=last - dt.timedelta(days=28), last=last) == drawn()


def test_a_term_of_other_than_whole_months_is_named_by_its_days():
    assert drawn(ends=TODAY + dt.timedelta(days=94)).zones[0].words[0] == "94 days"


def test_a_term_past_the_safe_day_has_nothing_to_spare():
    shown = drawn(safe=dt.date(2027, 3, 1), last=dt.date(2027, 3, 29))
    assert [zone.words[0] for zone in shown.zones] == ["4 months", "28 days to act", "Too late"]


def test_a_term_past_the_safe_day_is_named_where_it_is_seen():
    safe = dt.date(2027, 1, 29)
    shown = drawn(safe=safe, last=dt.date(2027, 2, 26))
    term, to_act, too_late = shown.zones
    assert (term.end, shown.seen(term).end) == (ENDS, safe)
    assert [shown.seen(zone) for zone in (to_act, too_late)] == [to_act, too_late]


def test_in_welsh_the_days_are_counted_as_welsh_counts():
    days = Days(TODAY, TODAY, ENDS, ENDS + dt.timedelta(days=2), ENDS + dt.timedelta(days=30))
    shown = picture(ENGLISH.other(), days, "Contract", "Nodyn")
    assert shown.zones[1].words[0] == "2 ddiwrnod yn sbâr"


somewhen = st.dates(dt.date(2025, 1, 1), dt.date(2029, 12, 31))


@given(somewhen, somewhen, st.integers(1, 200), st.none() | somewhen)
def test_the_term_is_always_in_the_picture_and_no_stretch_runs_backwards(
    today, starts, length, last
):
    ends = starts + dt.timedelta(days=length)
    safe = last and last - dt.timedelta(days=28)
    shown = picture(ENGLISH, Days(today, starts, ends, safe, last), "", "")
    first, end = shown.days
    assert first <= starts < ends <= end
    assert all(zone.start <= zone.end for zone in shown.zones)
    assert first <= shown.today.day <= end


@pytest.fixture
def band(theme, show):
    """Return a function that shows a picture of five lanes in some width."""

    def band(width=1118, scale=1.0):
        theme.wear(Look(LIGHT, scale))
        view = BandView(theme, "The contract")
        shown = drawn(safe=dt.date(2027, 4, 8), last=dt.date(2027, 5, 6))
        view.show_contract(shown, [lane(number) for number in range(1, 6)])
        return show(view, width, 400)

    return band


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [700, 1118])
def test_it_is_as_high_as_its_rows_and_never_scrolls(band, width, scale):
    view = band(width, scale)
    QApplication.processEvents()
    rows = [view.visualRect(view.model().index(row, 0)) for row in range(6)]
    assert rows[-1].bottom() < view.viewport().height()
    assert view.verticalScrollBar().maximum() == 0
    assert not view.grab().isNull()


def test_arrows_walk_the_lanes_and_enter_opens_one(band, qtbot):
    view = band()
    view.setFocus()
    view.walk_to(2)
    with qtbot.waitSignal(view.walked) as walked:
        QTest.keyClick(view, Qt.Key.Key_Down)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert (walked.args, opened.args) == ([3], [3])


def test_a_lane_stays_chosen_when_the_picture_is_drawn_anew_and_nothing_is_announced(band, qtbot):
    view = band()
    view.walk_to(4)
    with qtbot.assertNotEmitted(view.walked):
        view.show_contract(drawn(), [lane(number) for number in range(1, 6)])
    assert view.number() == 4
