"""An offence is found by code or words, and so is an attempt at it, in either language."""

import pytest

from triage_app.services import offence_search


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("TH68010", ("TH68010", "Theft from a shop")),
        ("shop theft", ("TH68010", "Theft from a shop")),
        ("th68010a", ("TH68010A", "Attempt: theft from a shop")),
        ("attempt theft shop", ("TH68010A", "Attempt: theft from a shop")),
        ("theft shop attem", ("TH68010A", "Attempt: theft from a shop")),
        ("ceisio dwyn siop", ("TH68010A", "Attempt: theft from a shop")),
        ("aid affray", ("PU86003B", "Aiding: affray")),
        ("conspiracy affray", ("PU86003C", "Conspiracy: affray")),
    ],
)
def test_what_is_offered_first(desk, typed, first):
    found = offence_search.find(desk, typed, "en")

    assert (found[0].code, found[0].title) == first


def test_it_is_offered_in_the_language_of_the_screen(desk):
    found = offence_search.find(desk, "attempt theft shop", "cy")

    assert found[0].title == "Ymgais: dwyn o siop"


@pytest.mark.parametrize("typed", ["", "attempt", "zebra", "attempt zebra", "con affray zebra"])
def test_and_nothing_otherwise(desk, typed):
    assert offence_search.find(desk, typed, "en") == ()
