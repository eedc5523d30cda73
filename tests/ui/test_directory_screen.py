"""The directory as it is searched, read and amended: by keys to whatever has the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.services.verbs_contract import stock
from tests.ui.keyboard import held, press, save
from tests.ui.walks import is_well_made, sideways
from triage_app.services import directory
from ui.directory.card import NEW, ServiceFacts, ServiceForm
from ui.directory.screen import DirectoryScreen
from ui.theme import LIGHT, Look


@pytest.fixture
def services(desk, supervisor):
    return stock(desk, supervisor)


@pytest.fixture(params=[("en", 1.0), ("cy", 1.0), ("en", 2.0), ("cy", 2.0)], ids=str)
def language(request, theme):
    """A language, in the text size that the theme then wears."""
    language, scale = request.param
    theme.wear(Look(LIGHT, scale))
    return language


@pytest.fixture
def open_screen(make_room, show, supervisor):
    """Return a function that opens the directory: for a supervisor, if nobody else is named."""

    def open_screen(actor=supervisor, language="en"):
        screen = show(DirectoryScreen(make_room(actor, language)), 1166, 692)
        screen.go_to("")
        QApplication.processEvents()
        return screen

    return open_screen


def go(screen, field):
    screen.go_to(field)
    QApplication.processEvents()


def shown(screen):
    return [row.name for row in screen.model.rows()]


def test_what_is_typed_is_found_in_any_column_and_in_any_order(open_screen, services):
    screen = open_screen()
    assert len(shown(screen)) == len(services)
    press("powys money")
    assert shown(screen) == ["Practice Money Line"]


def test_nothing_found_says_so(open_screen):
    screen = open_screen()
    assert screen.empty.isVisible()
    assert not screen.table.isVisible()


def test_an_assessor_reads_a_service_and_cannot_amend_it(open_screen, services, assessor):
    assert services
    screen = open_screen(assessor)
    assert screen.new.isHidden()
    screen.table.setFocus()
    press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert isinstance(screen.card, ServiceFacts)
    press(Qt.Key.Key_Return)
    assert screen.card is None
    assert held() is screen.table


def test_a_service_is_added_by_keys_alone(desk, supervisor, open_screen):
    screen = open_screen()
    go(screen, NEW)
    press("Practice Bakery", Qt.Key.Key_Tab, "Practice Bread", Qt.Key.Key_Tab, Qt.Key.Key_Space)
    for wanted in ("areas", "address", "telephone"):
        while not screen.card.form.rows[wanted].isAncestorOf(held()):
            press(Qt.Key.Key_Tab)
        typed = {"areas": Qt.Key.Key_Space, "address": "1 Loaf Lane", "telephone": "01632 960333"}
        press(typed[wanted])
    save()
    (added,) = directory.services(desk, supervisor)
    assert added.entry.name == "Practice Bakery"
    assert added.entry.pathways == ("accommodation",)
    assert added.entry.areas == ("carmarthenshire",)
    assert shown(screen) == ["Practice Bakery"]


def test_what_is_missing_is_told_beside_its_field(open_screen):
    screen = open_screen()
    go(screen, NEW)
    save()
    marked = {name for name, row in screen.card.form.rows.items() if row.problem.text}
    assert marked == {"name", "pathways", "areas", "address", "telephone"}
    assert held() is screen.card.form.rows["name"].control


def test_a_service_is_retired_once_asked_and_found_again_only_when_wanted(
    desk, supervisor, open_screen, services, listener
):
    assert services
    screen = open_screen()
    press("garden")
    screen.table.setFocus()
    press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    assert isinstance(screen.card, ServiceForm)
    screen.card._turn()
    assert len(listener.asked) == 1
    assert shown(screen) == []
    screen.with_retired.setChecked(True)
    assert shown(screen) == ["Practice Garden"]
    assert "Practice Garden" not in [one.name for one in directory.services(desk, supervisor)]


def test_anothers_change_is_shown_beside_and_not_overwritten(
    desk, supervisor, administrator, open_screen, services
):
    screen = open_screen(administrator)
    press("garden")
    screen.table.setFocus()
    press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    service = next(one for one in directory.services(desk, supervisor) if "Garden" in one.name)
    theirs = {**vars_of(service.entry), "telephone": "01632 960444"}
    directory.amend(desk, supervisor, services["Practice Garden"], 1, type(service.entry)(**theirs))
    screen.card.form.go_to("address")
    press(" and beyond")
    save()
    assert screen.card.form.their_version.isVisible()
    save()
    now = next(one for one in directory.services(desk, supervisor) if "Garden" in one.name)
    assert now.entry.address.endswith("and beyond")


def vars_of(entry):
    return {name: getattr(entry, name) for name in entry.__dataclass_fields__}


def test_the_directory_is_well_made(open_screen, services, language):
    assert services
    screen = open_screen(language=language)
    is_well_made(screen)
    go(screen, NEW)
    is_well_made(screen)
    assert sideways(screen.card) == []


def test_a_service_to_be_read_is_well_made(open_screen, services, assessor, language):
    assert services
    screen = open_screen(assessor, language)
    screen.table.setFocus()
    press(Qt.Key.Key_Home, Qt.Key.Key_Return)
    is_well_made(screen)
