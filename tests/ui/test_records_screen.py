"""The screen of records to review, by keys: each opens where its review is answered."""

import pytest
from dateutil.relativedelta import relativedelta
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.services.verbs_after import dispose, laid_down
from tests.ui.keyboard import press
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.retention import Reviewed
from triage_app.domain.roles import Role
from triage_app.services import retention
from triage_app.services.desk import Actor
from ui.records.screen import RecordsScreen
from ui.room import Place
from ui.shell import Shell
from ui.theme import LIGHT, Look

SECOND = Actor(9, "second.supervisor", "Second Supervisor", Role.SUPERVISOR)
PROPOSED = Reviewed("dispose", None, "Nothing is open.")


@pytest.fixture
def records(desk, assessor):
    """Records whose years are over; one waits for a second person, one is kept, one is gone."""
    names = ("Gwenllian Quillfeather", "O’Neil <b>& Ŵyn</b>", "Rowan Pebble", "Alder Brook")
    days = [desk.today() - relativedelta(years=9 - number) for number in range(4)]
    return [
        laid_down(desk, assessor, name, day, number)
        for number, (name, day) in enumerate(zip(names, days, strict=True))
    ]


@pytest.fixture
def decided(desk, supervisor, records):
    until = desk.today() + relativedelta(years=2)
    retention.decide(desk, supervisor, records[1], PROPOSED)
    retention.decide(desk, supervisor, records[2], Reviewed("keep", until, "A claim."))
    dispose(desk, supervisor, SECOND, records[3])
    return records


def words_of(widget):
    return [one.text() for one in widget.findChildren(QLabel)]


def test_an_empty_queue_says_what_belongs_there(make_room, supervisor, show, texts):
    assert texts("retention.nothing") in words_of(show(RecordsScreen(make_room(supervisor))))


def test_each_record_stands_under_what_it_waits_for(make_room, supervisor, show, decided, texts):
    said = words_of(show(RecordsScreen(make_room(supervisor))))

    places = [
        said.index(texts(f"retention.{one}"))
        for one in ("to_confirm", "to_review", "kept_longer", "disposed_of")
    ]
    assert places == sorted(places)
    confirm, review, kept, done = places
    assert any(one.startswith("O’Neil <b>& Ŵyn</b>") for one in said[confirm:review])
    assert texts("retention.own") in said[confirm:review]
    assert any("Gwenllian Quillfeather" in one for one in said[review:kept])
    assert any("Rowan Pebble" in one for one in said[kept:done])
    assert f"Record {decided[3]} of the log" in said[-1]
    assert not any("Alder Brook" in one for one in said)


def test_a_record_is_opened_by_keys_where_it_is_answered(make_room, show, decided):
    screen, gone_to = show(RecordsScreen(make_room(SECOND))), []
    screen.went.connect(gone_to.append)
    screen.go_to("")

    press(Qt.Key.Key_Space, Qt.Key.Key_Tab, Qt.Key.Key_Space)

    assert gone_to == [
        Place("case", decided[1], "outcome", "choice"),
        Place("case", decided[0], "outcome", "choice"),
    ]


@pytest.mark.usefixtures("decided")
def test_the_rail_counts_what_waits_for_who_may_and_is_not_there_for_others(
    qtbot, make_room, assessor, show
):
    shell = show(Shell(make_room(SECOND)), 1366, 768)
    shell.go(shell.first)
    items = {item.section.code: item for item in shell.rail.items}
    qtbot.waitUntil(lambda: (items["records"].count, items["approvals"].count) == (1, 1))
    assert "records" not in Shell(make_room(assessor)).entries


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.usefixtures("decided")
def test_it_is_well_made_in_both_languages_and_at_any_size(
    theme, make_room, supervisor, show, language, scale
):
    theme.wear(Look(LIGHT, scale))
    screen = show(RecordsScreen(make_room(supervisor, language)), 1150, 700)
    is_well_made(screen)
    assert sideways(screen) == []
    theme.wear(Look(LIGHT))
