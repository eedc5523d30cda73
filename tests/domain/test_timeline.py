"""What of a timeline fits what is looked for."""

import pytest

from triage_app.domain.timeline import Sought, Told, kind_of

MARKED = (Told.TRACKING, "Mared Hawthorn", "Cofnodwyd presenoldeb: tŷ")


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
        (Sought(Told.TRACKING, "Mared Hawthorn", "cofn"), True),
    ],
)
def test_every_part_that_is_said_must_fit(sought, fits):
    assert sought.fits(*MARKED) is fits


def test_what_no_kind_is_known_of_is_another_thing():
    assert kind_of("tracking.did_marked") is Told.TRACKING
    assert kind_of("tea.did_made") is Told.OTHER
