"""The directory's screen takes in files by keys: what is wrong first, and nothing before a yes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.services.test_directory_files import FULL
from tests.ui.pressing import press
from tests.ui.test_directory_screen import go, language, open_screen  # noqa: F401 - fixtures
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.directory import MOST_CONTACTS, Contact
from triage_app.services import directory
from ui.directory.card import ServiceFacts, ServiceForm
from ui.directory.filing import save, write
from ui.directory.taking_in import TakingIn

HEAD = "Name,Helps with,Where,Languages spoken,Address,Telephone"
GOOD = "Practice Bakery,Volunteering,Powys,English,1 Loaf Lane,01632 960333"
BAD = "Practice Mill,Grinding,Powys,English,2 Loaf Lane,01632 960334"


@pytest.fixture
def taking(open_screen, tmp_path):  # noqa: F811
    """Return a function that opens a file of services on the directory's screen."""

    def taking(*lines, language="en"):  # noqa: F811
        path = tmp_path / "services.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        screen = open_screen(language=language)
        screen.takers["services"].click()
        QApplication.processEvents()
        screen.card.form.fill({"file": str(path)})
        screen.card.look()
        QApplication.processEvents()
        return screen

    return taking


def test_every_row_is_shown_with_what_is_wrong_first_and_taken_in_once_asked(
    qtbot, taking, desk, supervisor, listener
):
    screen = taking(HEAD, GOOD, BAD)
    rows = screen.card.table.model().rows()
    assert [one.about for one in rows] == ["Practice Mill", "Practice Bakery"]
    shown = screen.card.table.model().columns[-1].show(rows[0])
    assert shown.startswith("Helps with: “Grinding” is not known here.")
    assert directory.services(desk, supervisor) == ()
    assert QApplication.focusWidget() is screen.card.table
    press(qtbot, screen.card, "Take in the good rows")
    assert [one.name for one in directory.services(desk, supervisor)] == ["Practice Bakery"]
    assert listener.heard[-1] == "From services.csv: 1 taken in, 1 not."
    assert screen.card is None


def test_a_file_that_is_none_is_told_beside_its_path(open_screen, tmp_path):  # noqa: F811
    screen = open_screen()
    screen.takers["services"].click()
    screen.card.form.fill({"file": str(tmp_path / "nothing.csv")})
    screen.card.look()
    assert "no file nothing.csv" in screen.card.form.rows["file"].problem.text
    assert screen.card.preview is None


def test_what_each_may_take_in_is_offered(open_screen, assessor, administrator):  # noqa: F811
    assert {*open_screen().takers} == {"services", "replies"}
    assert {*open_screen(assessor).takers} == {"replies"}
    assert {*open_screen(administrator).takers} == {"services"}


def test_the_page_of_a_file_is_well_made(taking, language):  # noqa: F811
    screen = taking(HEAD, GOOD, BAD, language=language)
    assert isinstance(screen.card, TakingIn)
    is_well_made(screen)


def test_the_directory_is_saved_where_it_can_be_and_said_where_it_cannot(
    make_room, supervisor, tmp_path, listener
):
    room = make_room(supervisor)
    save(room, tmp_path / "services.csv")
    assert (tmp_path / "services.csv").read_bytes().startswith(b"\xef\xbb\xbfName")
    write(room, tmp_path / "no" / "services.csv", b"")
    assert "cannot be written" in listener.heard[-1]


def test_everything_said_of_a_service_is_read_back_as_it_was_filled_in(
    open_screen, desk, supervisor, assessor  # noqa: F811
):  # fmt: skip
    directory.add(desk, supervisor, FULL)
    screen = open_screen()
    screen.table.setFocus()
    screen.table.selectRow(0)
    screen._open_row(screen.model.rows()[0])
    assert isinstance(screen.card, ServiceForm)
    values = screen.card.form.values()
    assert {name: values[name] for name in ("funding_pence", "route", "contacts")} == {
        "funding_pence": 625_050,
        "route": "email",
        "contacts": FULL.contacts,
    }
    raw = screen.card.form.raw()
    screen.card.form.restore(raw)
    assert screen.card.form.raw() == raw
    assert sideways(screen.card) == []
    reading = open_screen(assessor)
    reading._open_row(reading.model.rows()[0])
    assert isinstance(reading.card, ServiceFacts)


def test_a_contact_is_added_and_removed_by_keys(qtbot, open_screen):  # noqa: F811
    screen = open_screen()
    go(screen, "new")
    field = screen.card.form.rows["contacts"].control
    field.more.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClicks(QApplication.focusWidget(), "The duty worker")
    assert [one.name for one in field.value()] == ["The duty worker"]
    field.blocks()[0].remove.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert field.value() == ()
    assert QApplication.focusWidget() is field.more


def test_where_one_of_the_most_contacts_is_removed_the_keyboard_is_on_adding_one(
    qtbot, open_screen  # noqa: F811
):  # fmt: skip
    screen = open_screen()
    go(screen, "new")
    field = screen.card.form.rows["contacts"].control
    field.set_value([Contact(name="The duty worker")] * MOST_CONTACTS)
    assert not field.more.isEnabled()
    field.blocks()[0].remove.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert len(field.value()) == MOST_CONTACTS - 1
    assert QApplication.focusWidget() is field.more
