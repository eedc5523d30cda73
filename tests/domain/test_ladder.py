"""The ladder as a table: after so many misses, and what has followed, who stands where."""

import pytest

from triage_app.config import RESOURCES
from triage_app.domain.ladder import on_ladder
from triage_app.domain.scheme import Rung
from triage_app.domain.wording import Wording
from triage_app.reference import load_schemes

SCHEMES = load_schemes(RESOURCES / "schemes").schemes
LETTER, REVIEW = "written_warning", "supervisor_review"
OTHER = tuple(Rung(code, Wording(code, code), n) for code, n in (("call", 1), ("board", 4)))

# misses, what has followed, | the rung they stand on, what is due now, what the next miss brings
STANDS = (
    (0, (), None, None, LETTER),
    (1, (), LETTER, LETTER, REVIEW),
    (1, (LETTER,), LETTER, None, REVIEW),
    (2, (LETTER,), REVIEW, REVIEW, None),
    (2, (), REVIEW, REVIEW, None),  # both at once: the higher one stands for both
    (2, (LETTER, REVIEW), REVIEW, None, None),
    (3, (LETTER, REVIEW), REVIEW, None, None),
    (0, (LETTER,), LETTER, None, None),  # the miss was excused later; the letter stays written
)


@pytest.mark.parametrize(("misses", "followed", "rung", "due", "brings"), STANDS)
def test_each_miss_brings_what_the_table_says(misses, followed, rung, due, brings):
    for scheme in SCHEMES:
        if not scheme.has_contract:
            continue

        found = on_ladder(misses, followed, scheme.ladder)

        assert [one and one.code for one in (found.rung, found.due, found.brings)] == [
            rung,
            due,
            brings,
        ]


def test_another_schemes_ladder_is_climbed_by_its_own_steps():
    found = on_ladder(2, ("call",), OTHER)

    assert (found.rung.code, found.due, found.brings) == ("call", None, None)
    assert found.coming.code == "board"
    assert on_ladder(3, ("call",), OTHER).brings.code == "board"


def test_every_scheme_with_a_contract_says_what_a_new_offence_brings():
    codes = {one.new_offence.code for one in SCHEMES if one.has_contract}

    assert codes == {"supervisor_decides"}
