import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from triage_app.domain.problems import Invalid, Problem, Refused, Stale
from ui.drafts import DraftKeeper
from ui.forms import Form


@pytest.fixture
def form(room, show):
    """A form over wording that is there for every form."""
    form = Form(room, "common")
    form.line("save")
    form.day("change")
    form.moment("open")
    form.pick("add", [("a", "Ash"), ("b", "Birch")])
    form.yes_no("close")
    form.number("print")
    form.tick("remove")
    form.area("back")
    form.buttons("common.save")
    return show(form)


def type_into(qtbot, text):
    qtbot.keyClicks(QApplication.focusWidget(), text)


def test_an_empty_form_says_nothing(form):
    assert form.values() == {
        "save": "",
        "change": None,
        "open": None,
        "add": None,
        "close": None,
        "print": None,
        "remove": False,
        "back": "",
    }


def test_values_shown_are_values_read(form):
    values = {
        "save": "Wren",
        "change": dt.date(1990, 2, 3),
        "open": dt.datetime(2026, 5, 11, 8, 30, tzinfo=dt.UTC),
        "add": "b",
        "close": False,
        "print": 12,
        "remove": True,
        "back": "One\nTwo",
    }
    form.fill(values)
    assert form.values() == values


def test_a_day_is_shown_back_in_full_on_leaving(form, qtbot):
    form.go_to("change")
    type_into(qtbot, "3/2/90")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert form.rows["change"].control.text() == "Saturday 3 February 1990"


def test_what_cannot_be_read_stays_and_is_told_on_reading(form, qtbot):
    form.go_to("change")
    type_into(qtbot, "30 February")
    with pytest.raises(Invalid) as invalid:
        form.values()
    assert [(one.field, one.code) for one in invalid.value.problems] == [
        ("change", "problem.no_such_day")
    ]


def test_the_hour_that_comes_twice_is_asked_and_no_other(form):
    field = form.rows["open"].control
    form.restore({"open": {"day": "25/10/2026", "time": "01:30", "which": None}})
    assert not field.which.isHidden()
    with pytest.raises(Invalid):
        form.values()
    field.which.set_value(1)
    assert form.values()["open"] == dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC)
    form.restore({"open": {"day": "26/10/2026", "time": "01:30", "which": None}})
    assert field.which.isHidden()


def test_problems_stand_at_the_field_and_in_a_summary_that_jumps(form, qtbot):
    form.show_problems([Problem("print", "problem.missing"), Problem("save", "problem.missing")])
    assert QApplication.focusWidget() is form.rows["print"].control
    assert form.rows["save"].problem.text == "Fill this in."
    _first, second = form.summary.links()
    second.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert QApplication.focusWidget() is form.rows["save"].control
    form.clear_problems()
    assert form.summary.isHidden()


def test_a_refusal_is_told_in_words(form, room, listener):
    with room.feedback.answering(form):
        raise Refused("problem.in_future")
    assert listener.heard == ["This is in the future. Check it."]


def test_another_version_stands_beside_what_was_typed_and_can_be_taken(form):
    form.fill({"save": "Mine", "print": 3})
    form.show_theirs({"save": "Theirs", "print": 3, "version": 7}, "Dewi Sandpiper")
    assert form.values()["save"] == "Mine"
    assert form.version == 7
    form.their_version.taken.emit("save")
    assert form.values()["save"] == "Theirs"


@pytest.mark.parametrize(("others", "submits"), [((), True), (("back",), False)])
def test_enter_submits_where_one_line_is_all_there_is_to_fill_in(
    room, show, qtbot, others, submits
):
    form = Form(room, "common")
    form.day("change")
    for one in others:
        form.line(one)
    form.buttons("common.save")
    heard = []
    form.submitted.connect(lambda: heard.append(form.values()["change"]))
    show(form).go_to("change")
    type_into(qtbot, "11/5/26")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert heard == ([dt.date(2026, 5, 11)] if submits else [])


def test_a_hidden_field_says_nothing(form):
    form.fill({"save": "Wren", "print": 3})
    form.reveal("save", False)
    form.reveal("print", False)
    assert (form.values()["save"], form.values()["print"]) == ("", None)


def test_a_draft_is_kept_and_comes_back(room, qtbot, show):
    def open_form():
        form = Form(room, "common")
        form.line("save")
        keeper = DraftKeeper(room, form, "test", 1)
        return show(form), keeper

    form, keeper = open_form()
    form.go_to("save")
    type_into(qtbot, "Half a na")
    keeper.keep_now()
    again, keeper_again = open_form()
    assert again.values()["save"] == "Half a na"
    assert "Draft" in keeper.said.text() or "draft" in keeper.said.text()
    keeper_again.settled()
    assert open_form()[0].values()["save"] == ""


def test_abandoning_asks_once_and_shows_what_is_saved(room, listener, show):
    form = Form(room, "common")
    form.line("save")
    form.fill({"save": "Saved"})
    keeper = DraftKeeper(room, form, "test", 2)
    show(form)
    form.fill({"save": "Typed"})
    keeper.keep_now()
    listener.answer = False
    keeper.abandon()
    assert form.values()["save"] == "Typed"
    listener.answer = True
    keeper.abandon()
    assert form.values()["save"] == "Saved"
    assert len(listener.asked) == 2


def test_a_stale_save_shows_both(form, room, listener):
    form.fill({"save": "Mine"})
    with room.feedback.answering(form):
        raise Stale({"save": "Theirs"}, "Dewi Sandpiper")
    assert "Dewi Sandpiper" in listener.heard[0]
    assert not form.their_version.isHidden()


def test_what_no_database_takes_is_pasted_and_does_not_count(form):
    QApplication.clipboard().setText("Al\x00der 🦆\x00")
    for name in ("save", "back"):
        form.rows[name].control.paste()

    assert [form.values()[name] for name in ("save", "back")] == ["Alder 🦆"] * 2
    assert [form.raw()[name] for name in ("save", "back")] == ["Alder 🦆"] * 2
