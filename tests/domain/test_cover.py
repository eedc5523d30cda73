import datetime as dt
from itertools import permutations

import pytest

from triage_app.domain.cover import Away, absence_problems, covered_by

TODAY = dt.date(2026, 5, 11)
ANN, BEN, CAT = 1, 2, 3


def day(number):
    return TODAY + dt.timedelta(days=number)


def away(member, other, first=0, last=4):
    return Away(member, other, day(first), day(last))


@pytest.mark.parametrize(
    ("number", "covered"), [(-1, False), (0, True), (2, True), (4, True), (5, False)]
)
def test_cover_begins_with_the_first_day_and_ends_by_itself_after_the_last(number, covered):
    assert covered_by([away(ANN, BEN)], BEN, day(number)) == ({ANN} if covered else set())


def test_whoever_covers_and_is_away_as_well_hands_on_what_they_cover():
    both = [away(ANN, BEN), away(BEN, CAT, 2, 3)]

    assert covered_by(both, BEN, day(0)) == {ANN}
    assert covered_by(both, BEN, day(2)) == set()
    assert covered_by(both, CAT, day(2)) == {ANN, BEN}


def test_nobody_sees_to_cases_that_go_round_in_a_ring():
    ring = [away(ANN, BEN), away(BEN, ANN)]

    assert [covered_by(ring, one, TODAY) for one in (ANN, BEN, CAT)] == [set()] * 3


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_chain_of_cover_ends_with_one_person_however_it_was_recorded(order):
    chain = [away(ANN, BEN), away(BEN, CAT), away(CAT, 4)]

    held = [chain[place] for place in order]

    assert [covered_by(held, one, TODAY) for one in (ANN, BEN, CAT)] == [set()] * 3
    assert covered_by(held, 4, TODAY) == {ANN, BEN, CAT}


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        (away(ANN, BEN), []),
        (away(ANN, BEN, -3, 0), []),
        (away(ANN, BEN, 0, 365), []),
        (away(ANN, BEN, 0, 366), [("last", "cover.too_long")]),
        (away(ANN, BEN, -3, -1), [("last", "cover.over_already")]),
        (away(ANN, BEN, 2, 1), [("last", "cover.last_before_first")]),
        (away(ANN, ANN), [("covered_by", "cover.not_oneself")]),
        (
            Away(None, None, None, None),
            [
                ("member", "problem.choose"),
                ("covered_by", "problem.choose"),
                ("first", "problem.missing"),
                ("last", "problem.missing"),
            ],
        ),
    ],
)
def test_what_is_wrong_with_an_absence_is_said_at_its_field(given, problems):
    found = list(absence_problems(given, [], TODAY))
    assert [(one.field, one.code) for one in found] == problems


@pytest.mark.parametrize(("first", "last", "clash"), [(4, 9, True), (5, 9, False), (1, 2, True)])
def test_nobody_is_away_twice_on_one_day(first, last, clash):
    found = list(absence_problems(away(ANN, CAT, first, last), [away(ANN, BEN)], TODAY))
    assert [(one.field, one.code) for one in found] == [("first", "cover.away_already")] * clash


def test_whoever_is_away_does_not_cover():
    (found,) = absence_problems(away(ANN, BEN, 3, 8), [away(BEN, CAT)], TODAY)
    assert (found.field, found.code) == ("covered_by", "cover.is_away")
    assert found.values == {"first": day(0), "last": day(4)}
