import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from tests.services.verbs_referral import refer, someone
from tests.ui import walks
from ui.case.steps import STEPS
from ui.opened_later import kind
from ui.room import Place
from ui.shell import CASE_PAGE, ENTRIES, Shell
from ui.step import Screen, Step
from ui.theme import LIGHT, Look

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def open_shell(make_room, show):
    """Return a function that shows the frame for somebody, where their work begins."""

    def open_shell(*actor, language="en"):
        shell = show(Shell(make_room(*actor, language=language)))
        shell.go(shell.first)
        QApplication.processEvents()
        return shell

    return open_shell


def press(qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()


def test_only_what_the_role_may_use_is_there(
    open_shell, assessor, supervisor, administrator, auditor
):
    sections = {actor.role: [*open_shell(actor).entries] for actor in (assessor, auditor)}
    assert "log" not in sections[assessor.role]
    assert sections[auditor.role] == ["log"]
    assert "admin" in open_shell(administrator).entries
    assert "today" in open_shell(supervisor).entries


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_section_opens_and_is_well_made(open_shell, supervisor, qapp, language):
    shell = open_shell(supervisor, language=language)
    strays = walks.Strays(shell)
    qapp.installEventFilter(strays)
    for code in shell.entries:
        shell.go(Place(code))
        QApplication.processEvents()
        walks.is_well_made(shell)
    qapp.removeEventFilter(strays)
    assert strays.seen == []


def test_the_sections_choose_their_letters_first(open_shell):
    shell = open_shell()
    assert [item.text().count("&") for item in shell.rail.items] == [1] * len(shell.rail.items)
    assert shell.rail.items[0].text() == "&Today"


def test_alt_and_its_letter_open_a_section(open_shell, qtbot):
    shell = open_shell()
    press(qtbot, Qt.Key.Key_R, ALT)
    qtbot.waitUntil(lambda: shell.here.screen == "referrals")  # the button is seen to be pressed


def test_arrows_walk_the_sections_and_enter_opens_one(open_shell, qtbot):
    shell = open_shell()
    shell.rail.items[0].setFocus()
    press(qtbot, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is shell.rail.items[1]
    press(qtbot, Qt.Key.Key_Return)
    assert shell.here.screen == shell.rail.items[1].section.code


def test_escape_goes_back_where_one_was(open_shell, qtbot):
    shell = open_shell()
    shell.go(Place("agenda"))
    shell.go(Place("caseload"))
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here.screen == "agenda"
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here.screen == "today"


def test_escape_goes_past_what_would_show_the_very_same_again(open_shell, qtbot, desk, assessor):
    case_id = refer(desk, assessor)
    shell = open_shell()
    shell.go(Place("agenda"))
    shell.go(Place("case", case_id))  # as a search does: at the step in which the next thing is
    shell.go(Place("case", case_id, "referral"))
    shell.go(Place("case", case_id, "eligibility"))
    shell.go(Place("case", case_id, "eligibility", "reason"))
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here.step == "referral"
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here == Place("case", case_id)
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here == Place("agenda")

    shell.go(Place("case", case_id))
    shell.go(Place("case", case_id, "eligibility"))
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here == Place("agenda")


def test_ctrl_n_starts_a_referral_from_anywhere(open_shell, qtbot):
    shell = open_shell()
    press(qtbot, Qt.Key.Key_N, CTRL)
    assert shell.here == Place("referrals", field="new")


def test_ctrl_k_finds_somebody_and_enter_opens_their_case(open_shell, qtbot, desk, assessor):
    case_id = refer(desk, assessor, person=someone(name="Lowri Kingfisher"))
    shell = open_shell()
    press(qtbot, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), "kingf")
    press(qtbot, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is shell.top.finder.list
    press(qtbot, Qt.Key.Key_Return)
    assert shell.here == Place("case", case_id)
    assert shell.top.finder.line.text() == ""


def test_nobody_found_is_said_in_words_and_escape_puts_it_away(open_shell, qtbot):
    finder = open_shell().top.finder
    finder.take_keyboard()
    qtbot.keyClicks(QApplication.focusWidget(), "Zzyzx")
    finder.search()
    assert finder.nobody.isVisible()
    press(qtbot, Qt.Key.Key_Escape)
    assert not finder.results.isVisible()
    assert finder.line.text() == ""


def test_escape_clears_the_find_box_and_gives_the_keyboard_back(open_shell, qtbot):
    shell = open_shell()
    shell.go(Place("agenda"))
    shell.page.later.setFocus()
    for typed in ("kingf", ""):
        press(qtbot, Qt.Key.Key_K, CTRL)
        qtbot.keyClicks(QApplication.focusWidget(), typed)
        press(qtbot, Qt.Key.Key_Escape)
        assert shell.top.finder.line.text() == ""
        assert QApplication.focusWidget() is shell.page.later
    assert not shell.top.finder._settle.isActive()
    assert shell.here == Place("agenda")
    press(qtbot, Qt.Key.Key_Escape)
    assert shell.here == Place("today")


def test_what_was_typed_into_the_find_box_does_not_stay_on_another_screen(open_shell, qtbot):
    shell = open_shell()
    press(qtbot, Qt.Key.Key_K, CTRL)
    qtbot.keyClicks(QApplication.focusWidget(), "kingf")
    shell.go(Place("agenda"))
    assert shell.top.finder.line.text() == ""


def test_a_screen_without_a_paper_says_so(open_shell, qtbot, listener):
    open_shell().go(Place("directory"))
    press(qtbot, Qt.Key.Key_P, CTRL)
    assert listener.heard == ["There is nothing to print on this screen."]


def test_f1_shows_the_keys_and_escape_puts_them_away(open_shell, qtbot):
    shell = open_shell()
    press(qtbot, Qt.Key.Key_F1)
    assert shell.keys.isVisible()
    walks.is_well_made(shell)
    press(qtbot, Qt.Key.Key_Escape)
    assert not shell.keys.isVisible()
    assert shell.here.screen == "today"


@pytest.mark.parametrize("section", ["today", "agenda", "directory"])
def test_the_keys_leave_the_page_whole_however_large_the_text(open_shell, theme, qtbot, section):
    theme.wear(Look(LIGHT, 2.0))
    shell = open_shell()
    shell.resize(1366, 768)
    shell.go(Place(section))
    press(qtbot, Qt.Key.Key_F1)
    assert walks.cut(shell) == []
    theme.wear(Look(LIGHT))


def test_a_count_is_seen_and_spoken(open_shell):
    shell = open_shell()
    shell.rail.count("today", 3)
    assert shell.rail.items[0].accessibleName() == "Today, 3 waiting"


def test_every_entry_has_its_icon_and_words(texts):
    for entry in ENTRIES:
        assert texts.has(f"shell.{entry.section.code}")


def test_every_name_has_a_screen_behind_it():
    for name in (CASE_PAGE, *(entry.screen for entry in ENTRIES)):
        assert kind(name, Screen)
    for place in STEPS.values():
        assert kind(place.screen, Step)


def test_a_name_of_something_else_is_refused():
    with pytest.raises(TypeError, match=r"ui\.room:Room"):
        kind("ui.room:Room", Screen)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_section_is_cut_however_much_waits_in_it(make_room, supervisor, show, language):
    shell = show(Shell(make_room(actor=supervisor, language=language)))
    for item in shell.rail.items:
        shell.rail.count(item.section.code, 12)
        said = shell.room.texts(f"shell.{item.section.code}")
        wanted = QFontMetricsF(shell.room.theme.look.font(bold=True)).horizontalAdvance(said)
        assert wanted <= item.room_for_words().width() + 1, said
