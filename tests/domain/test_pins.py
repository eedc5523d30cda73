"""What a PIN must be, and how long a wrong one is slowed."""

import pytest

from triage_app.domain.pins import TRIES, fault_in, wait_after


@pytest.mark.parametrize(
    ("pin", "fault"),
    [
        ("830274", None),
        ("908172635410", None),
        ("83027", "too_short"),
        ("", "not_figures"),
        ("8302741", None),
        ("9081726354101", "too_long"),
        ("83 274", "not_figures"),
        ("83027a", "not_figures"),
        ("\u0668\u0663\u0660\u0662\u0667\u0664", "not_figures"),  # figures of another script
        ("000000", "too_common"),
        ("123456", "too_common"),
        ("987654", "too_common"),
        ("890123", "too_common"),
        ("121212", "too_common"),
        ("482482", "too_common"),
    ],
)
def test_a_pin_is_six_to_twelve_figures_that_nobody_thinks_of_first(pin, fault):
    assert fault_in(pin) == fault


def test_each_wrong_one_is_slowed_twice_as_long():
    assert [wait_after(wrong) for wrong in range(TRIES)] == [0, 2, 4, 8, 16]
