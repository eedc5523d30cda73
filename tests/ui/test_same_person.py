"""Who may be the same person is shown beside what is typed, and answered with one key."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.services.test_merging import order
from tests.services.verbs_referral import a_stay, refer, someone
from triage_app.domain.workflow import State
from triage_app.services import merging
from triage_app.storage.models import AuditEntry, Case, Person
from ui.referral.new import NewReferral

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def known(desk, assessor):
    """Return a function that refers somebody whose case is closed, unless it is said not to be."""
    count = []

    def known(name="Dafydd ap Rhys", *, closed=True, **changes):
        count.append(name)
        given = {"born": dt.date(1990, 2, 3), "telephone": "07700 900123"} | changes
        stay = a_stay(custody_record=f"CR/{9000 + len(count)}")
        person = someone(name=name, **given)
        case_id = refer(desk, assessor, person=person, custody=stay, another_person=True)
        with desk.sessions.begin() as session:
            case = session.get_one(Case, case_id)
            case.state = State.CLOSED if closed else case.state
            return case.person_id

    return known


def said(page):
    """Everything the panel says, in the order it stands there."""
    return [one.text().replace("\u200b", "") for one in page.form.same.findChildren(QLabel)]


def press(qtbot, key):
    qtbot.keyClick(QApplication.focusWidget(), key, CTRL)


def test_they_are_shown_as_the_name_is_typed_with_what_matches_and_what_differs(page, known, qtbot):
    known(sex="male", pnc="2002/0073319Z")
    page.form.name.setFocus()

    qtbot.keyClicks(QApplication.focusWidget(), "David Rees")
    page.form.born.setText("2/3/1990")
    qtbot.waitUntil(lambda: not page.form.rows["same_person"].isHidden())

    words = said(page)
    assert "Dafydd ap Rhys" in words
    assert "3 February 1990" in words
    assert "2 March 1990" in words
    assert words.count("nearly") == 2  # the name, and day and month the wrong way round
    assert "2002/0073319Z" in words
    assert page.form.name.hasFocus()  # nothing took the keyboard away


def test_who_they_were_before_two_records_were_made_one_is_said_to_be_of_an_earlier_one(
    page, known, desk, supervisor
):
    kept, other = known("Osian Kestrel", born=dt.date(1995, 5, 14)), known()
    merging.merge(desk, supervisor, order(desk, supervisor, kept, other))
    page.form.name.setText("Dafydd ap Rhys")
    page.form.born.setText("3/2/1990")

    page.form._look_for_same()

    assert "On an earlier record, since merged with the record of: Osian Kestrel." in said(page)


def test_nobody_like_it_is_no_panel(page, known):
    known()
    page.form.name.setText("Lowri Dipper")

    page.form._look_for_same()

    assert page.form.rows["same_person"].isHidden()


@pytest.mark.parametrize(
    ("field", "typed"), [("telephone", "+44 7700 900 123"), ("pnc", "02/73319Z")]
)
def test_a_number_alone_brings_them_if_the_name_does_not_speak_against_it(
    page, known, field, typed
):
    known(pnc="2002/0073319Z")
    page.form.name.setText("Dai Rees")
    page.form.rows[field].control.setText(typed)

    page.form._look_for_same()

    assert not page.form.rows["same_person"].isHidden()


def test_one_key_takes_the_known_person_and_shows_what_is_known_of_them(write, known, qtbot, rows):
    person_id = known(address="9 Practice Lane")
    page = write(name="David Rees", born="3/2/90", telephone="01632 960999")
    page.form._look_for_same()
    page.form.name.setFocus()

    press(qtbot, Qt.Key.Key_1)

    assert page.form.same.value() == person_id
    assert page.form.name.text() == "Dafydd ap Rhys"
    assert page.form.rows["address"].control.value() == "9 Practice Lane"
    assert page.form.rows["telephone"].control.text() == "01632 960999"  # what was typed is newer
    assert "Case DP-26-0001, with Mared Hawthorn" in said(page)
    page.form.submitted.emit()
    assert (len(rows(Person)), len(rows(Case))) == (1, 2)


def test_one_key_says_that_it_is_another_person(write, known, qtbot, rows):
    known()
    page = write(name="Dafydd ap Rhys", born="3/2/90")
    page.form._look_for_same()
    page.form.name.setFocus()

    press(qtbot, Qt.Key.Key_0)
    page.form.submitted.emit()

    assert len(rows(Person)) == 2


def test_it_never_blocks_asked_once_and_saved_again_it_is_another_person(write, known, rows):
    known()
    page = write(name="Dafydd ap Rhys", born="3/2/90")

    page.form.submitted.emit()
    assert len(rows(Case)) == 1
    assert not page.form.rows["same_person"].isHidden()
    page.form.submitted.emit()

    assert (len(rows(Person)), len(rows(Case))) == (2, 2)


def test_a_case_that_is_not_closed_is_told_with_a_way_to_open_it(page, known, qtbot):
    known(closed=False)
    page.form.name.setText("Dafydd ap Rhys")
    page.form.born.setText("3/2/90")
    page.form._look_for_same()
    opening = next(
        one for one in page.form.same.findChildren(QPushButton) if "DP-26-0001" in one.text()
    )

    with qtbot.waitSignal(page.went) as went:
        opening.setFocus()
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert went.args[0].case_id == 1
    assert any("DP-26-0001 is not closed" in words for words in said(page))


def test_looking_again_is_no_second_entry_unless_more_is_typed(page, known, rows):
    known()
    page.form.name.setText("Dafydd ap Rhys")
    page.form._look_for_same()
    before = [one.action for one in rows(AuditEntry)].count("person.found")

    page.form.same.set_value(1)
    page.form._look_again_for_same()

    assert not page.form._settling.isActive()
    assert [one.action for one in rows(AuditEntry)].count("person.found") == before == 1


def test_somebody_looked_for_at_the_start_is_gone_on_with(page, known, qtbot):
    person_id = known(pnc="2002/0073319Z")
    page.finder.line.setFocus()
    qtbot.keyClicks(QApplication.focusWidget(), "02/73319Z")

    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.finder.list)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)

    assert page.form.same.value() == person_id
    assert page.form.name.text() == "Dafydd ap Rhys"


@pytest.mark.parametrize("name", ["N" * 300, "<b>Nia</b> & Co", "أحمد العلي", "😀 😀"])
def test_any_name_is_shown_as_it_is(page, known, name):
    known(name)
    page.form.name.setText(name)
    page.form.born.setText("3/2/90")

    page.form._look_for_same()

    assert name in said(page)
    assert page.form.same.width() <= page.width()


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_answer_and_button_has_a_name(make_room, show, known, language):
    known(closed=False)
    page = show(NewReferral(make_room(language=language)))
    page.form.name.setText("Dafydd ap Rhys")
    page.form._look_for_same()

    buttons = page.form.same.findChildren(QPushButton)
    answers = page.form.same._answers.values()
    assert buttons
    assert all(one.accessibleName() for one in (*buttons, *answers))
    assert "Dafydd ap Rhys" in next(iter(answers)).accessibleName()
