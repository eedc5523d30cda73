"""Copies that make themselves, on the administrator's screen; and what calls on every screen."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.ui.walks import is_well_made, letters_twice, sideways
from triage_app.domain.copies import Occasion
from triage_app.services import aside, audit, scheduled_copies
from triage_app.services.audit import Category, Deed
from ui.admin.screen import AdminScreen
from ui.parts import BREAK
from ui.room import Place
from ui.shell import Shell
from ui.theme import LIGHT, Look

LOOKED = Deed("members.seen", Category.CONSULTATION)


@pytest.fixture
def admin(make_room, administrator, show):
    return show(AdminScreen(make_room(administrator)))


@pytest.fixture
def late(make_room, desk, clock, administrator, show):
    """Return a function that opens a screen two days after what was never copied."""

    def late(screen):
        audit.look(desk, administrator, LOOKED)
        clock.advance(days=2)
        shell = show(Shell(make_room(administrator)))
        shell.go(Place(screen))
        QApplication.processEvents()
        return shell

    return late


def said(widget):
    QApplication.processEvents()
    shown = [one.text() for one in widget.findChildren(QLabel) if one.isVisibleTo(widget)]
    return [one.replace(BREAK, "") for one in shown]


def choose(admin, folder):
    admin.go_to("place")
    assert admin.copies.place.hasFocus() or admin.copies.place.isAncestorOf(admin.focusWidget())
    admin.copies.place.set_value(str(folder))
    admin.copies.form.submitted.emit()


def test_a_second_place_is_chosen_and_its_last_good_copy_stands_there(
    admin, place, texts, listener, clock
):
    assert texts("copies.no_place") in said(admin.copies)

    choose(admin, place)

    assert listener.heard == [texts("copies.chosen")]
    told = said(admin.copies)
    assert told.count(texts("copies.last", when=texts.moment(clock.now))) == 2
    assert str(place) in told
    assert len(list(place.glob("*.backup"))) == 1


def test_a_place_that_is_none_is_said_beside_its_field(admin, tmp_path, texts):
    choose(admin, tmp_path / "not there")

    problem = admin.copies.form.rows["place"].problem.text
    assert problem == texts("copies.no_such_place")


def test_a_stick_that_was_taken_out_is_said_with_when_and_why(
    admin, desk, administrator, place, texts
):
    choose(admin, place)
    pocket = place.rename(place.with_name("pocket"))
    scheduled_copies.copy(desk, administrator, Occasion.CHOSEN)

    admin.copies.refresh()

    assert texts("copies.unreached", folder=place) in said(admin.copies)
    pocket.rename(place)
    damaged = place / "custody-triage.disposed"
    damaged.write_text("not a list")
    scheduled_copies.copy(desk, administrator, Occasion.CHOSEN)
    admin.copies.refresh()
    why = texts("safekeeping.disposed_damaged", file=damaged)
    assert texts("copies.failed", day=desk.today(), why=why) in said(admin.copies)


def test_what_a_restore_kept_aside_is_deleted_after_being_asked_once(admin, desk, clock, listener):
    files = aside.aside_files(scheduled_copies.files_of(desk.config), clock.now)
    files.database.write_bytes(b"what stood there")
    admin.copies.refresh()
    assert any(files.database.name in one for one in said(admin.copies))

    listener.answer = False
    admin.copies.deleting[0].click()
    assert files.database.exists()
    listener.answer = True
    admin.copies.deleting[0].click()

    assert not files.database.exists()
    assert admin.copies.deleting == []


def test_what_is_late_calls_on_every_screen_and_leads_an_administrator_to_it(late, texts):
    shell = late("directory")
    assert [one.label.text() for one in shell.standing.notices] == [
        texts("upkeep.never_here", why="").strip(),
        texts("upkeep.no_place"),
    ]

    shell.standing.asked.emit()

    assert shell.here.screen == "admin"
    assert shell.page.copies.form.isAncestorOf(shell.focusWidget())


def test_it_stays_until_it_is_mended_and_goes_then(late, place):
    shell = late("admin")
    assert shell.standing.isVisible()

    choose(shell.page, place)

    assert not shell.standing.isVisible()


def test_what_stands_and_what_is_told_lie_above_the_page(late):
    shell = late("directory")
    shell.notices.tell("Something.")
    QApplication.processEvents()

    tops = [one.y() for one in (shell.standing, shell.notices, shell.page)]
    assert tops == sorted(set(tops))


def test_a_supervisor_is_told_too_and_an_assessor_is_not(
    make_room, desk, clock, assessor, supervisor, show
):
    audit.look(desk, assessor, LOOKED)
    clock.advance(days=2)
    for actor, told in ((supervisor, 2), (assessor, 0)):
        shell = show(Shell(make_room(actor)))
        shell.go(shell.first)
        QApplication.processEvents()
        assert len(shell.standing.notices) == told
        assert letters_twice(shell) == []


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_it_is_well_made_in_both_languages_and_at_any_size(
    theme, make_room, desk, clock, administrator, show, place, language, scale
):
    theme.wear(Look(LIGHT, scale))
    scheduled_copies.choose_place(desk, administrator, str(place))
    place.rename(place.with_name("pocket"))
    clock.advance(days=2)
    scheduled_copies.copy(desk, administrator, Occasion.LEAVING)
    files = aside.aside_files(scheduled_copies.files_of(desk.config), clock.now)
    files.database.write_bytes(b"what stood there")
    shell = show(Shell(make_room(administrator, language)), 1366, 768)
    shell.go(Place("admin"))

    is_well_made(shell.page)
    assert sideways(shell.page) == []
