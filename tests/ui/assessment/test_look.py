"""How each place of an assessment is made: named, whole, in both languages and sizes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QRadioButton

from tests.services.verbs_assessment import (
    answered,
    begun,
    consented,
    ready,
)
from tests.ui.assessment.verbs import go, page, said
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.needs import Level
from triage_app.domain.wording import Language
from triage_app.services.assessments import (
    beginning,
    keep_place,
)
from ui.assessment.beginning import BeginningPage
from ui.case.page import CasePage
from ui.theme import DARK, LIGHT, Look

CTRL = Qt.KeyboardModifier.ControlModifier


# ── How it is made ──


@pytest.fixture
def make_halfway(desk, assessor):
    """Return a function that makes an assessment, answered, standing at a place."""

    def make_halfway(language, where):
        view = begun(desk, assessor, Language(language))
        given = {"FI2": "a_lot", "AL1": "most_days", "FA1": "with_me"}
        view = answered(desk, assessor, view.case_id, view, **given)
        keep_place(desk, assessor, view.case_id, where)
        return view.case_id

    return make_halfway


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [(1.0, 1166), (2.0, 1290)], ids=["100", "200"])
@pytest.mark.parametrize(
    "where", ["AC5", "AL2", "DR1", "FA3", "view.finance", "risk", "ranking", "finish"]
)
def test_every_place_is_named_whole_and_never_scrolled_sideways(
    make_halfway, theme, open_step, language, size, where
):
    theme.wear(Look(LIGHT, size[0]))
    case_id = make_halfway(language, where)
    step = open_step(case_id, (size[1], 554), language=language)

    is_well_made(step)
    assert sideways(step) == []


@pytest.mark.parametrize("language", ["en", "cy"])
def test_at_large_text_what_is_judged_is_read_from_its_heading(
    make_halfway, theme, open_step, language
):
    theme.wear(Look(LIGHT, 2.0))
    step = open_step(make_halfway(language, "AC5"), (1290, 497), language=language)
    for where in ("view.attitudes", "view.drugs", "risk", "ranking"):
        go(step, where)
        QApplication.processEvents()
        heading = page(step).findChild(QLabel)
        assert heading.visibleRegion().boundingRect() == heading.rect(), where
        held = QApplication.focusWidget()
        assert page(step).isAncestorOf(held)
        assert not held.visibleRegion().isEmpty()


def test_the_keys_stand_at_the_foot_of_the_page_of_a_case(desk, assessor, make_room, show):
    case_id = begun(desk, assessor).case_id
    page = show(CasePage(make_room(language="cy"), case_id), 1166, 692)
    page.open("assessment")
    QApplication.processEvents()

    assert page.area.verticalScrollBar().maximum() == 0


def test_nothing_of_a_score_stands_on_the_screen(desk, assessor, open_step):
    view = ready(desk, assessor, AC1="outside", FI2="a_lot")
    step = open_step(view.case_id)

    for where in ("AC1", "view.finance", "ranking"):
        go(step, where)
        lines = " ".join(said(step)).casefold()
        assert "score" not in lines
        assert "%" not in lines


def test_it_is_drawn_in_the_dark_too(running, theme):
    light = running.grab().toImage()

    theme.wear(Look(DARK))
    QApplication.processEvents()

    assert running.grab().toImage() != light


def test_levels_are_words_and_nothing_is_chosen_for_anybody(running):
    go(running, "risk")

    assert page(running).form.values()["reoffending"] is None
    assert [one.value for one in Level] == ["low", "medium", "high"]


def test_beginning_is_well_made(desk, assessor, open_step):
    step = open_step(consented(desk, assessor))

    assert step.findChild(BeginningPage)
    is_well_made(step)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_language_to_choose_is_cut_where_questionnaires_stand_below(
    desk, assessor, make_room, show, language
):
    case_id = consented(desk, assessor)
    given = beginning(desk, assessor, case_id)
    page = show(BeginningPage(make_room(language=language), case_id, given), 1166, 554)
    page.setFixedHeight(page.layout().totalHeightForWidth(page.width()))
    QApplication.processEvents()

    choices = page.findChildren(QRadioButton)
    assert [one.height() >= one.sizeHint().height() for one in choices] == [True, True]
