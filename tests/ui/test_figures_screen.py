"""The screen of figures on re-offending: none that tells who, and a file for whoever asks."""

import csv
import io

import pytest
from dateutil.relativedelta import relativedelta
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from tests.services.verbs_after import ended_then, laid_down, looked_at, something_found
from tests.ui.keyboard import press, save
from tests.ui.walks import is_well_made, sideways
from triage_app.services import reoffending
from triage_app.storage.models import AuditEntry
from ui.figures.screen import FiguresScreen
from ui.theme import LIGHT, Look


@pytest.fixture
def checked(desk, assessor):
    """Twelve people whose case ended eight months ago: ten are looked up, and five offended."""
    ended = desk.today() - relativedelta(months=8)
    looked_at(desk, assessor, ended, [True] * 5 + [False] * 5 + [None] * 2)


def words_of(widget):
    return [one.text() for one in widget.findChildren(QLabel)]


def test_an_empty_screen_says_what_belongs_there(make_room, supervisor, show, texts):
    screen = show(FiguresScreen(make_room(supervisor)))
    assert texts("figures.nothing") in words_of(screen)
    assert screen.export.isHidden()


@pytest.mark.usefixtures("checked")
def test_what_is_due_done_unknown_and_re_offended_stands_beside_its_definition(
    make_room, supervisor, show, desk
):
    said = words_of(show(FiguresScreen(make_room(supervisor))))

    definition = desk.schemes.version("dyfed-powys-2019-11").reoffending.definition["en"]
    assert definition in said
    at = said.index("6")
    assert said[at : at + 6] == ["6", "12", "10", "2", "10", "5"]


def test_a_figure_that_might_tell_who_is_not_given(make_room, supervisor, show, desk, assessor):
    ended = desk.today() - relativedelta(months=8)
    looked_at(desk, assessor, ended, [True] * 4 + [False] * 8)

    said = words_of(show(FiguresScreen(make_room(supervisor))))
    at = said.index("6")
    assert said[at : at + 6] == ["6", "12", "12", "0", "10", "too few to tell"]


@pytest.mark.usefixtures("checked")
def test_one_more_who_is_looked_up_changes_no_figure_of_who_offended(
    make_room, supervisor, show, desk, assessor
):
    screen = show(FiguresScreen(make_room(supervisor)))
    before = words_of(screen)
    case_id = laid_down(desk, assessor, "One more", desk.today(), 99)
    ended_then(desk, assessor, case_id, desk.today() - relativedelta(months=8))
    day = desk.today() - relativedelta(months=7)
    reoffending.record(desk, assessor, case_id, something_found(desk, 6, day))

    screen.refresh()

    after = words_of(screen)
    at = before.index("6")
    assert (before[at + 4 : at + 6], after[at + 4 : at + 6]) == (["10", "5"], ["10", "5"])
    assert (before[at + 2], after[at + 2]) == ("10", "11")


@pytest.mark.usefixtures("checked")
def test_the_figures_are_exported_and_whom_for_is_logged(
    make_room, supervisor, show, desk, tmp_path, listener
):
    screen = show(FiguresScreen(make_room(supervisor)))
    file = tmp_path / "figures.csv"

    screen.save_to(file, "Scrutiny panel", "csv")

    _, row, note = csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig")))
    assert row[1:7] == ["6", "12", "10", "2", "10", "5"]
    assert "fewer than 5" in note[0]
    with desk.sessions() as session:
        query = select(AuditEntry).where(AuditEntry.action == "reoffending.exported")
        (entry,) = session.scalars(query)
    assert (entry.recipient, entry.category) == ("Scrutiny panel", "disclosure")
    assert listener.heard == ["Exported to figures.csv"]


@pytest.mark.usefixtures("checked")
def test_whom_for_is_asked_by_keys_before_anything_is_written(make_room, supervisor, show):
    screen = show(FiguresScreen(make_room(supervisor)))
    screen.go_to("")
    press(Qt.Key.Key_Space)
    save()

    assert screen.form.rows["recipient"].problem.text == "Fill this in."


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.usefixtures("checked")
def test_it_is_well_made_in_both_languages_and_at_any_size(
    theme, make_room, supervisor, show, language, scale
):
    theme.wear(Look(LIGHT, scale))
    screen = show(FiguresScreen(make_room(supervisor, language)), 1150, 700)
    screen.export.click()
    is_well_made(screen)
    assert sideways(screen) == []
    theme.wear(Look(LIGHT))
