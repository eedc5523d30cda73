"""The rarer fields of a referral: in folds, tidied, doubted, and kept in a draft."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.walks import problems
from triage_app.domain.identifiers import NumberForm
from triage_app.services import drafts, referrals
from triage_app.storage.models import Case
from ui.referral.new import NewReferral

ALL = {
    "known_as": "O’Dell <b>",
    "pnc": "2001/0171310S",
    "cro": "85227/65g",
    "who_answers": "His mother 😀",
    "safe_times": "بعد الخامسة",
    "emergency_name": "N" * 301,
    "unavailable": ["mon.morning"],
    "unavailable_why": ["work"],
    "crime_reference": "not yet known",
    "co_accused": True,
    "co_accused_names": "Rhys & Rees",
    "drug_test": "tested",
    "drug_result": "both",
    "drug_test_day": "29/2/2026",
}


def test_a_draft_keeps_everything_and_opens_what_it_lies_in(write, room, show, desk, assessor):
    page = write()
    page.form.restore(page.form.raw() | ALL)
    page.keep()

    kept = drafts.all_kept(desk, assessor, referrals.DRAFT)
    again = show(NewReferral(room, kept[0].about)).form

    assert {name: again.raw()[name] for name in ALL} == ALL
    assert {again.folds[name].is_open for name in ("pnc", "who_answers", "unavailable")} == {True}
    assert not again.rows["co_accused_names"].isHidden()
    assert not again.rows["drug_result"].isHidden()


def test_a_problem_in_a_fold_opens_it(write):
    page = write(emergency_name="N" * 301)
    page.form.folds["emergency_name"].head.click()

    page.form.submitted.emit()

    assert problems(page.form).keys() == {"emergency_name"}
    assert page.form.folds["emergency_name"].is_open
    assert page.form.rows["emergency_name"].control.hasFocus()


def test_a_fold_opens_by_keyboard_and_leads_into_it(page, qtbot):
    fold = page.form.folds["pnc"]
    assert page.form.rows["pnc"].control.isVisible() is False

    fold.head.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)

    assert page.form.rows["known_as"].control.hasFocus()
    assert page.form.rows["pnc"].control.isVisible()


@pytest.mark.parametrize(
    ("field", "typed", "shown", "warned"),
    [
        ("pnc", "2002/73319z", "2002/0073319Z", ""),
        ("pnc", "2001/0171310s", "2001/0171310S", "last letter"),
        ("pnc", "2001", "2001", "2002/0073319Z"),
        ("cro", "85227/65g", "085227/65G", "last letter"),
        ("asn", "26/0000/00/1566y", "26/0000/00/00000001566Y", ""),
        ("asn", "26/0000/00/1566z", "26/0000/00/00000001566Z", "last letter"),
        ("telephone", "01632960111", "01632 960111", ""),
        ("telephone", "12", "12", "telephone number"),
    ],
)
def test_a_number_is_tidied_on_leaving_and_doubted_beside_it(
    write, rows, field, typed, shown, warned
):
    page = write()
    page.form.unfold(field)
    page.form.rows[field].control.setFocus()
    page.form.rows[field].control.setText(typed)
    assert not page.form.rows[field].warning.text
    page.form.name.setFocus()

    assert page.form.rows[field].control.text() == shown
    assert warned in page.form.rows[field].warning.text
    assert bool(warned) is bool(page.form.rows[field].warning.text)
    page.form.submitted.emit()
    assert len(rows(Case)) == 1


def test_the_week_is_one_stop_and_the_arrows_move_in_it(page, qtbot):
    form = page.form
    form.unfold("unavailable")
    form.rows["unavailable"].control.setFocus()
    keys = (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Up)
    for key in (*keys, Qt.Key.Key_Up):
        qtbot.keyClick(QApplication.focusWidget(), key)

    assert form.values()["unavailable"] == ("mon.morning", "tue.afternoon")
    assert QApplication.focusWidget().accessibleName() == "Tuesday, Morning: cannot come"
    stops = [one for one in form.rows["unavailable"].control.boxes().values() if stop(one)]
    assert stops == [QApplication.focusWidget()]


def stop(widget):
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def test_a_number_not_formed_as_the_forces_own_is_doubted_where_the_force_says_how(
    make_room, show, desk
):
    form = NumberForm(r"[A-Z]{2}/\d+/\d{2}", "HW/1001/26")
    book = desk.schemes
    told = tuple(replace(one, numbers={"custody_record": form}) for one in book.schemes)
    room = replace(make_room(), desk=replace(desk, schemes=replace(book, schemes=told)))
    page = show(NewReferral(room)).form
    record = page.rows["custody_record"]

    record.control.setText("HW 7")
    assert record.warning.text == (
        "This does not look like one, such as HW/1001/26. It is kept as it is."
    )
    record.control.setText("hw/7/26")
    assert record.warning.text == ""
    page.rows["officer_number"].control.setText("anything")
    assert page.rows["officer_number"].warning.text == ""
