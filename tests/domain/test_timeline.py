"""What of a timeline fits what is looked for."""

import datetime as dt

import pytest

from triage_app.domain.timeline import Sought, Told, kind_of

DAY = dt.date(2024, 2, 29)
MARKED = (Told.TRACKING, "Mared Hawthorn", "Cofnodwyd presenoldeb: tŷ", DAY)


@pytest.mark.parametrize(
    ("sought", "fits"),
    [
        (Sought(), True),
        (Sought(kind=Told.TRACKING), True),
        (Sought(kind=Told.PAPERS), False),
        (Sought(by="Mared Hawthorn"), True),
        (Sought(by="Osian Thistlewood"), False),
        (Sought(words="PRESENOLDEB  ty"), True),
        (Sought(words="hawthorn"), True),
        (Sought(words="presenoldeb oriau"), False),
        (Sought(words="<b> 🐑"), True),  # signs alone are no words
        (Sought(Told.TRACKING, "Mared Hawthorn", "cofn"), True),
        (Sought(since=DAY, until=DAY), True),
        (Sought(since=dt.date(2024, 3, 1)), False),
        (Sought(until=dt.date(2024, 2, 28)), False),
        (Sought(Told.TRACKING, until=DAY, words="oriau"), False),
    ],
)
def test_every_part_that_is_said_must_fit(sought, fits):
    assert sought.fits(*MARKED) is fits


def test_what_no_kind_is_known_of_is_another_thing():
    assert kind_of("tracking.did_marked") is Told.TRACKING
    assert kind_of("tea.did_made") is Told.OTHER
