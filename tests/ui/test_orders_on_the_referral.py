"""Orders and bail on the referral's form: none, some, or not known; each with its end."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from tests.services.verbs_referral import refer
from tests.ui import walks
from tests.ui.walks import problems
from triage_app.domain.orders import Order, Ordered, OrderKind
from triage_app.domain.problems import Stale
from triage_app.services import drafts, referrals
from triage_app.storage.models import Case, CaseOrder
from ui.orders_field import OrdersField
from ui.referral.new import NewReferral
from ui.theme import LIGHT, Look

NAMED = "Llys Ynadon <b>Hwlffordd</b> & Co = “مكرر” 🙂"
BAIL = Order(OrderKind.COURT_BAIL, NAMED, dt.date(2028, 2, 29), another_matter=False)
LICENCE = Order(OrderKind.LICENCE)


def fill(field, **typed):
    """Say that there is bail, and type into the first row of it."""
    field.bail.answer.set_value(True)
    block = field.bail.blocks()[0]
    for name, value in typed.items():
        control = block.rows[name].control
        (control.set_raw if name in ("court", "until") else control.set_value)(value)
    return block


def test_an_order_is_saved_with_its_referral_and_shown_again(write, rows, desk, assessor):
    page = write()
    page.form.orders.court_order.answer.set_value(False)
    typed = {"kind": OrderKind.COURT_BAIL, "court": NAMED, "until": "29/2/2028"}
    fill(page.form.orders, **typed, another_matter=False)

    page.form.submitted.emit()

    kept = referrals.view(desk, assessor, rows(Case)[0].id).referral.ordered
    assert kept == Ordered(False, True, (BAIL,))
    assert rows(CaseOrder)[0].court == NAMED


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ({"court": "Gwent Police"}, "kind"),
        ({"kind": "police_bail", "until": "30 February"}, "until"),
    ],
)
def test_what_is_missing_or_unreadable_is_told_and_nothing_is_saved(write, rows, typed, row):
    page = write()
    block = fill(page.form.orders, **typed)

    page.form.submitted.emit()

    assert problems(page.form).keys() == {"ordered"}
    assert bool(block.rows["until"].problem.text) is (row == "until")
    assert rows(Case) == []


def test_an_empty_row_is_none_and_a_yes_stays_a_yes(write, rows):
    page = write()
    fill(page.form.orders)

    page.form.submitted.emit()

    assert (rows(Case)[0].bail, rows(Case)[0].court_order, rows(CaseOrder)) == (True, None, [])


def test_a_half_typed_order_comes_back_with_its_draft(page, room, show, desk, assessor):
    fill(page.form.orders, court=NAMED, until="29 Feb")
    page.form.name.set_value("Lowri Dipper")
    page.keeper.keep_now()
    content = drafts.all_kept(desk, assessor, referrals.DRAFT)[0].content

    again = show(NewReferral(room))
    again.form.restore(content)

    block = again.form.orders.bail.blocks()[0]
    assert (block.court.raw(), block.until.raw()) == (NAMED, "29 Feb")


def test_rows_are_added_and_removed_and_none_takes_them_away(room, show):
    field = show(OrdersField(room))
    field.set_value(Ordered(True, None, (LICENCE,)))
    field.court_order.more.click()
    assert [one.remove.text() for one in field.court_order.blocks()] == [
        "Remove order 1",
        "Remove order 2",
    ]
    field.court_order.blocks()[0].remove.click()
    field.court_order.blocks()[0].kind.set_value(OrderKind.RESTRAINING)
    assert field.value() == Ordered(True, None, (Order(OrderKind.RESTRAINING),))

    field.court_order.answer.set_value(False)

    assert field.value() == Ordered(court_order=False)


def test_each_sort_offers_its_own_kinds_and_only_bail_asks_for_which_matter(room, show):
    field = show(OrdersField(room))
    field.set_value(Ordered(True, True, (LICENCE, BAIL)))
    order, bail = field.court_order.blocks()[0], field.bail.blocks()[0]

    assert "another_matter" in bail.rows
    assert "another_matter" not in order.rows
    assert order.kind.count() + bail.kind.count() == len(OrderKind) + 2  # an empty first in each
    assert field.words(field.value())


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_looks_right(make_room, show, theme, language, scale):
    theme.wear(Look(LIGHT, scale))
    field = show(OrdersField(make_room(language=language)), 797 if scale == 1.0 else 1238)

    field.set_value(Ordered(True, True, (LICENCE, BAIL)))

    QApplication.processEvents()
    assert walks.nameless(field) == []
    assert walks.cut(field) == []
    assert walks.sideways(field) == []


def test_what_somebody_else_saved_stands_beside_what_is_typed(desk, assessor, supervisor):
    case_id = refer(desk, assessor)
    seen = referrals.view(desk, assessor, case_id)
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).bail = None

    with pytest.raises(Stale) as stale:
        referrals.amend(desk, supervisor, case_id, seen.referral, seen.versions)

    assert stale.value.theirs["ordered"] == Ordered(court_order=False)
