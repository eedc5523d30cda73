import datetime as dt
import json
from dataclasses import replace

import pytest

from triage_app.domain.correction import (
    ADDED,
    ORDER_ADDED,
    ORDER_REMOVED,
    REMOVED,
    Change,
    changes,
)
from triage_app.domain.drug_test import DrugTest
from triage_app.domain.orders import Order, Ordered, OrderKind
from triage_app.domain.referral import Custody, OffenceGiven, Particulars, Referral

THEFT = OffenceGiven("TH68010", "Theft from a shop", "CE", dt.date(2026, 5, 10), row=1)
AFFRAY = OffenceGiven("PU86003", "Affray", "CE", dt.date(2026, 5, 10), row=2)
HELD = Referral(
    Particulars("Nia Wyn", born=dt.date(1990, 2, 3)), Custody("HW/1", "haverfordwest"), (THEFT,)
)


def test_nothing_has_changed_between_two_that_are_the_same():
    assert changes(HELD, HELD) == ()
    assert changes(HELD, replace(HELD, person_id=4, another_person=True)) == ()


def test_each_field_that_differs_is_a_change():
    after = replace(
        HELD,
        person=replace(HELD.person, born=dt.date(1991, 2, 3), unavailable=("mon.morning",)),
        custody=replace(HELD.custody, drug_test=DrugTest.REFUSED),
        offences=(replace(THEFT, place="Quay Street"),),
    )

    assert changes(HELD, after) == (
        Change("born", dt.date(1990, 2, 3), dt.date(1991, 2, 3)),
        Change("unavailable", (), ("mon.morning",)),
        Change("drug_test", None, DrugTest.REFUSED),
        Change("place", "", "Quay Street", ("TH68010", "Theft from a shop")),
    )


def test_orders_and_bail_are_told_one_by_one():
    licence = Order(OrderKind.LICENCE, "Swansea", dt.date(2026, 9, 1))
    bail = Order(OrderKind.POLICE_BAIL, another_matter=True)
    before = replace(HELD, ordered=Ordered(court_order=True, orders=(licence,)))
    after = replace(HELD, ordered=Ordered(court_order=False, bail=True, orders=(bail,)))

    assert [(one.field, one.needs_reason) for one in changes(before, after)] == [
        ("court_order", True),
        ("bail", False),
        (ORDER_REMOVED, True),
        (ORDER_ADDED, False),
    ]


def test_an_offence_is_known_by_its_row_wherever_it_stands():
    before = replace(HELD, offences=(THEFT, AFFRAY))
    after = replace(HELD, offences=(AFFRAY, replace(THEFT, row=None)))

    assert changes(before, after) == (
        Change(REMOVED, ("TH68010", "Theft from a shop"), None),
        Change(ADDED, None, ("TH68010", "Theft from a shop")),
    )


@pytest.mark.parametrize(
    ("change", "needed"),
    [
        (Change("born", dt.date(1990, 2, 3), dt.date(1991, 2, 3)), True),
        (Change("born", dt.date(1990, 2, 3), None), True),
        (Change("born", None, dt.date(1990, 2, 3)), False),
        (Change("released", None, dt.datetime(2026, 5, 11, tzinfo=dt.UTC)), False),
        (Change("telephone", "", "01632 960111"), False),
        (Change("interpreter", False, True), True),
        (Change("unavailable", (), ("mon.morning",)), False),
        (Change("unavailable", ("mon.morning",), ()), True),
        (Change(ADDED, None, ("TH68010", "")), True),
        (Change(REMOVED, ("TH68010", ""), None), True),
    ],
)
def test_a_reason_is_needed_where_something_known_is_changed(change, needed):
    assert change.needs_reason is needed


@pytest.mark.parametrize(
    "change",
    [
        Change("born", dt.date(1990, 2, 28), None),
        Change("released", None, dt.datetime(2026, 5, 11, 7, 0, tzinfo=dt.UTC)),
        Change("unavailable", (), ("mon.morning",)),
        Change("name", "2026-05-11", "أحمد 😀 <b>"),
        Change("interpreter", False, True),
        Change("first_day", dt.date(2026, 5, 10), None, ("TH68010", "Theft from a shop")),
        Change(ADDED, None, ("TH68010", "Theft from a shop")),
        Change(ORDER_ADDED, None, ("licence", "Swansea", dt.date(2026, 9, 1), None)),
    ],
)
def test_a_change_is_read_again_as_it_was_made(change):
    kept = json.loads(json.dumps(change.as_record()))

    assert Change.from_record(kept) == change
