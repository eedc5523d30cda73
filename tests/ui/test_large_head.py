"""The head of a case at large text: little room, and nothing that must be seen is missing."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.services.verbs_referral import refer
from tests.services.verbs_tracking import miss, running
from tests.ui import walks
from triage_app.domain.journey import StepCode
from triage_app.services import casefile
from triage_app.services.casefile import CaseTag, ClockView
from ui.case.large_head import LargeHead
from ui.case.page import CasePage
from ui.theme import LIGHT, Look

PAGE = (1286, 632)  # of a window of 1366 by 768 at twice the text
FLAG = CaseTag("casefile.tag_call_safely", flag=True)
ADULT, WELSH = CaseTag("casefile.tag_appropriate_adult"), CaseTag("casefile.tag_speaks_welsh")
LATE = ClockView(
    days_left=3,
    last_day=dt.date(2026, 5, 14),
    safe_day=dt.date(2026, 5, 1),
    start=dt.date(2025, 11, 14),
    known=True,
    fits=False,
    buffer=28,
)


@pytest.fixture(params=["en", "cy"])
def bar(request, make_room, show, theme):
    """The head at twice the text, in either language."""
    theme.wear(Look(LIGHT, 2.0))
    return show(LargeHead(make_room(language=request.param)), *PAGE)


@pytest.fixture
def head(desk, clock, assessor, supervisor):
    """A case whose contract runs, with a miss that nothing excused."""
    case_id = running(desk, assessor, supervisor)
    miss(desk, clock, assessor, case_id)
    return casefile.head(desk, assessor, case_id)


def read(widget):
    QApplication.processEvents()
    return " ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_what_must_be_seen_is_seen_in_a_quarter_of_the_window(bar, head):
    calm = replace(LATE, days_left=117, fits=True)
    bar.show_case(replace(head, tags=(FLAG, WELSH), clock=calm), StepCode.TRACKING)
    texts, rung = bar._room.texts, head.ladder.rung.name
    seen = read(bar)
    assert head.name in seen
    assert texts("casefile.tag_ladder", n=1, rung=rung) in seen
    assert texts("casefile.tag_call_safely") in seen
    assert bar.clock.isVisible()
    assert bar.clock.accessibleName().startswith("117 ")
    assert bar.action.text() == texts(head.next_action)
    assert len([cell for cell in bar.steps.cells if cell.isVisible()]) == len(head.stages)
    assert bar.heightForWidth(PAGE[0]) <= 768 / 4
    walks.is_well_made(bar)


def test_no_line_of_it_is_wider_than_the_page(bar, head):
    tags = (FLAG, replace(FLAG, code="casefile.tag_no_message"), ADULT, WELSH)
    for folded in (True, False):
        bar.set_folded(folded)
        bar.show_case(replace(head, tags=tags), StepCode.TRACKING)
        QApplication.processEvents()
        shown = [one for one in bar.findChildren(QLabel) if one.isVisible()]
        for part in (*shown, *bar.steps.cells, bar.action, bar.past, bar.fold, bar.clock):
            right = part.mapTo(bar, part.rect().topRight()).x()
            assert right < bar.width(), part
            assert part.width() >= min(part.sizeHint().width(), PAGE[0] / 2)


def test_a_key_and_a_click_show_the_rest_and_put_it_away(bar, head, qtbot):
    bar.show_case(replace(head, tags=(WELSH, ADULT)), StepCode.TRACKING)
    texts = bar._room.texts
    rest = (head.number, texts(WELSH.code), texts(ADULT.code), texts("state.live"))
    assert not any(one in read(bar) for one in rest)
    bar.action.setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert all(one in read(bar) for one in rest)
    walks.is_well_made(bar)
    qtbot.mouseClick(bar.fold, Qt.MouseButton.LeftButton)
    assert not any(one in read(bar) for one in rest)


def test_a_time_limit_that_is_near_says_what_to_do_even_folded(bar, head):
    bar.show_case(head, StepCode.TRACKING)
    calm = read(bar)
    bar.show_case(replace(head, clock=LATE), StepCode.TRACKING)
    texts = bar._room.texts
    told = texts("casefile.last_day_tell", day=texts.short_date(LATE.last_day))
    assert told in read(bar)
    assert told not in calm


@pytest.mark.parametrize("name", ["Gwenllian Nightingale-Ash " * 11, "Llanfairpwll<b>" * 20])
def test_a_name_of_many_letters_has_a_line_and_is_told_in_full(bar, head, name):
    name = name.strip()
    bar.show_case(replace(head, name=name), StepCode.TRACKING)
    QApplication.processEvents()
    assert bar._name.accessibleName() == name
    assert "<b>" not in bar._name.toolTip()
    assert bar._name.text().endswith("…")
    assert bar.heightForWidth(PAGE[0]) <= 768 / 3
    bar.set_folded(False)
    QApplication.processEvents()
    assert bar._name.text().replace("\u200b", "") == name
    assert walks.cut(bar) == []


def test_it_stays_unfolded_from_step_to_step(make_room, show, theme, desk, assessor):
    theme.wear(Look(LIGHT, 2.0))
    page = show(CasePage(make_room(), refer(desk, assessor)), *PAGE)
    page.open()
    assert page.bar.folded
    page.bar.fold.click()
    page.open("referral")
    QApplication.processEvents()
    assert page.head.number in read(page.bar)
