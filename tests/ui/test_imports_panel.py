"""The administrator's panel of reference data: what is in force, importing, cancelling."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from tests.exchange.lists import AMMANFORD, code_point, offences_json
from triage_app.domain.editions import Kind
from triage_app.domain.entry import Unreadable
from triage_app.services import imports
from triage_app.services.imports import Wanted, bring_in
from triage_app.storage.models import Edition, OutwardCode
from ui.admin.imports import ImportsPanel
from ui.admin.screen import AdminScreen
from ui.tasks import Tasks

FEBRUARY = dt.date(2024, 2, 1)


@pytest.fixture
def panel(make_room, administrator, show):
    panel = show(ImportsPanel(make_room(administrator)))
    yield panel
    panel._room.tasks.stop()


@pytest.fixture
def postcodes(panel):
    return panel.lists[Kind.POSTCODES]


@pytest.fixture
def offences(panel):
    return panel.lists[Kind.OFFENCES]


@pytest.fixture
def file(folder):
    return code_point(folder / "codepo-2024-02.zip", {"sa": AMMANFORD})


def said(widget):
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def type_in(field, text):
    field.setFocus()
    field.setText(text)
    QTest.keyClick(field, Qt.Key.Key_Tab)


def test_where_nothing_is_imported_it_says_what_answers(postcodes, offences):
    assert "the scheme’s figures" in said(postcodes)
    assert "came with the program" in said(offences)


def test_a_file_is_recognised_and_imported_by_keyboard(postcodes, file, qtbot, listener, rows):
    type_in(postcodes.file, str(file))
    qtbot.waitUntil(lambda: "It is Code-Point Open." in said(postcodes))
    assert postcodes.form.rows["vintage"].control.text() == "February 2024"

    postcodes.begin.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert postcodes.progress.isVisible()
    assert QApplication.focusWidget() is postcodes.progress.cancel
    qtbot.waitUntil(lambda: "Code-Point Open, February 2024" in said(postcodes))

    assert not postcodes.progress.isVisible()
    assert listener.heard[-1].startswith("Imported, and in force from now: Code-Point Open")
    assert [one.code for one in rows(OutwardCode)] == ["SA18"]
    assert "In the force area: 2." in said(postcodes)
    assert "Imported by Dewi Sandpiper" in said(postcodes)


def test_it_is_cancelled_by_keyboard_and_nothing_has_changed(
    postcodes, file, qtbot, listener, rows, desk, administrator
):
    before = bring_in(desk, administrator, Wanted(Kind.POSTCODES, file, FEBRUARY))
    type_in(postcodes.file, str(file))
    qtbot.waitUntil(lambda: "It is Code-Point Open." in said(postcodes))
    postcodes.form.submitted.emit()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not postcodes.progress.isVisible())

    assert listener.heard[-1] == "Cancelled. Nothing has changed."
    assert imports.in_force(desk, administrator) == {Kind.POSTCODES: before}
    assert len(rows(Edition)) == 1


def test_what_is_wrong_with_a_file_stands_beside_it_before_anything_is_done(
    postcodes, folder, qtbot, rows
):
    type_in(postcodes.file, str(offences_json(folder / "index.json")))
    row = postcodes.form.rows["file_postcodes"]
    qtbot.waitUntil(lambda: bool(row.problem.text))

    assert row.problem.text.startswith("This is no list of postcodes.")
    assert rows(Edition) == []


def test_a_file_that_is_refused_on_importing_leaves_the_form_as_it_was(
    postcodes, folder, qtbot, rows
):
    elsewhere = code_point(folder / "elsewhere.zip", {"s": [("S1 1AA", "E08000019")]})
    type_in(postcodes.file, str(elsewhere))
    type_in(postcodes.form.rows["vintage"].control, "2/2024")
    postcodes.form.submitted.emit()
    row = postcodes.form.rows["file_postcodes"]
    qtbot.waitUntil(lambda: "No postcode of this file" in row.problem.text)

    assert postcodes.form.isVisible()
    assert postcodes.file.value() == str(elsewhere)
    assert rows(Edition) == []


@pytest.mark.parametrize(
    ("name", "vintage", "field"),
    [
        ("", "2/2024", "file_postcodes"),
        ("x.zip", "", "vintage"),
        ("x.zip", "soon", "vintage"),
        ("x.zip", "2/2204", "vintage"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(postcodes, name, vintage, field):
    postcodes.form.raw()
    postcodes.form.rows["file_postcodes"].control.setText(name)
    postcodes.form.rows["vintage"].control.setText(vintage)
    postcodes.form.submitted.emit()

    assert postcodes.form.rows[field].problem.text
    assert not postcodes.progress.isVisible()


def test_the_index_of_offences_wants_no_month(offences, folder, qtbot, listener, desk):
    type_in(offences.file, str(offences_json(folder / "index.json")))
    offences.form.submitted.emit()
    qtbot.waitUntil(lambda: bool(listener.heard))

    assert listener.heard[-1].endswith("Offences: 4.")
    assert desk.offences.find("coach drunk")


def test_an_import_goes_on_while_the_screen_is_made_anew(
    make_room, administrator, show, file, qtbot, listener
):
    room = make_room(administrator)
    first = show(ImportsPanel(room)).lists[Kind.POSTCODES]
    type_in(first.file, str(file))
    qtbot.waitUntil(lambda: "It is Code-Point Open." in said(first))
    first.form.submitted.emit()
    again = show(ImportsPanel(room)).lists[Kind.POSTCODES]
    qtbot.waitUntil(lambda: "In the force area: 2." in said(again))

    assert listener.heard[-1].startswith("Imported, and in force from now")
    room.tasks.stop()


def test_signing_out_ends_an_import_without_trace(desk, administrator, file, rows):
    class Someone(Tasks):
        def follow_it(self, task):
            pass

    tasks = Someone()
    wanted = Wanted(Kind.POSTCODES, file, FEBRUARY)
    tasks.run("x", lambda tell: bring_in(desk, administrator, wanted, tell), tasks.follow_it)
    tasks.settle()
    tasks.stop()

    assert rows(Edition) == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_administrators_screen_holds_it_in_both_languages(
    make_room, administrator, show, language, desk, file
):
    bring_in(desk, administrator, Wanted(Kind.POSTCODES, file, FEBRUARY))
    screen = show(AdminScreen(make_room(administrator, language)))

    month = {"en": "February 2024", "cy": "Chwefror 2024"}[language]
    assert f"Code-Point Open, {month}" in said(screen)
    screen.imports._room.tasks.stop()


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("2/2024", FEBRUARY),
        ("02-2024", FEBRUARY),
        ("2024-02", FEBRUARY),
        ("202402", FEBRUARY),
        ("Feb 2024", FEBRUARY),
        ("Chwefror 2024", FEBRUARY),
        ("february 24", FEBRUARY),
        ("13/2024", None),
        ("2024", None),
        ("1 February 2024", None),
    ],
)
def test_a_month_is_read_as_people_write_it(panel, typed, month):
    field = panel.lists[Kind.POSTCODES].form.rows["vintage"].control
    field.setText(typed)
    if month is None:
        with pytest.raises(Unreadable):
            field.value()
    else:
        assert field.value() == month
