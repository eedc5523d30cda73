"""What no database takes is left out of what is typed, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage_app.domain.storable import is_storable, storable

ANYTHING = st.text(st.characters(), max_size=40)  # halves of letters and NUL among them


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("Siân <b> & 🦆 مريم \u200f\u202e\x07\t\n\ufffe", None),
        ("Al\x00der\x00", "Alder"),
        ("\x00", ""),
        ("a\ud83db", "ab"),
        ("\ud83d\udc00", "🐀"),
        ("\ud83d\x00\udc00", ""),
        ("\udc00\ud83d", ""),
        ("ŵ\x00🦆\ud800", "ŵ🦆"),
    ],
)
def test_what_cannot_be_kept_goes_and_the_rest_stays(typed, kept):
    assert storable(typed) == (typed if kept is None else kept)


@given(ANYTHING)
def test_whatever_is_typed_can_be_kept_and_loses_nothing_that_could_be(typed):
    kept = storable(typed)

    assert is_storable(kept)
    assert "\x00" not in kept.encode().decode()
    assert storable(kept) == kept
    if is_storable(typed):
        assert kept == typed
    following = iter(kept)
    assert all(one in following for one in typed if is_storable(one))
