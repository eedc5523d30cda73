"""The picture of a contract's months keeps to its own room, whatever stands in it."""

import datetime as dt

import pytest

from triage_app.documents.band import Band, Flag, Visit, draw_band

STARTS, ENDS = dt.date(2026, 5, 15), dt.date(2026, 9, 15)
MONTHS = [(dt.date(2026, month, 15), f"month {month - 4}") for month in range(5, 9)]
FLAGS = [Flag(STARTS, "Start 15 May"), Flag(ENDS, "End 15 Sept")]


@pytest.mark.parametrize("visits", [(), (Visit(dt.date(2026, 6, 6), "3"),)])
@pytest.mark.parametrize("today", [None, STARTS, dt.date(2026, 6, 6), ENDS])
def test_nothing_stands_out_of_it_into_the_words_above(today, visits):
    drawn = draw_band(Band([*MONTHS, (ENDS, "")], FLAGS, visits, today), width=480)
    bounds = [one.getBounds() for one in drawn.contents]
    assert min(left for left, *_ in bounds) >= 0
    assert max(high for *_, high in bounds) <= drawn.height
