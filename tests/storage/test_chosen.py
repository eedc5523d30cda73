"""Rows chosen by their numbers, given as one value however many they are."""

import pytest
from sqlalchemy import select

from tests.conftest import STAFF
from triage_app.storage.chosen import CHOSEN, choose
from triage_app.storage.models import Member

AMONG = select(Member.id).where(Member.id.in_(CHOSEN)).order_by(Member.id)
EVERYBODY = [one.id for one in STAFF]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ((), []),
        ((2,), [2]),
        ((3, 1, 3), [1, 3]),
        (range(100_000), EVERYBODY),  # more than either database takes as values of their own
    ],
    ids=["none", "one", "one twice", "more than there are"],
)
def test_a_statement_asks_among_whichever_numbers_are_given_with_it(database, numbers, found):
    with database.sessions() as session:
        assert session.scalars(AMONG, choose(numbers)).all() == found
