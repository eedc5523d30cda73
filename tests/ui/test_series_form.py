"""A series of meetings as an assessor books it: every day of it is told before it is saved."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.services.verbs_tracking import running
from tests.ui.keyboard import save
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.booking import LONDON
from triage_app.domain.series import Every
from triage_app.storage.models import Appointment
from ui.theme import LIGHT, Look
from ui.tracking.step import TrackingStep


@pytest.fixture
def open_form(desk, assessor, supervisor, make_room, show):
    """Return a function that opens the form for a meeting, with a series typed into it."""
    case_id = running(desk, assessor, supervisor)

    def open_form(times=4, width=1150, **room):
        step, area = TrackingStep(make_room(**room), case_id), QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(step)
        show(area, width, 900)
        step.buttons["meeting"].click()
        form = step.recorder.form
        starts = dt.datetime.combine(dt.date(2026, 5, 18), dt.time(14), LONDON)
        third = step.view.conditions[2].id
        form.fill({"condition": third, "starts": starts, "place_code": "", "place": "The hub"})
        form.fill({"every": Every.WEEK, "times": times})
        form.show_series()
        return step, form

    return open_form


def test_every_day_of_a_series_is_told_with_its_bank_holiday(open_form):
    _, form = open_form()

    lines = form.told.text().splitlines()

    assert [one.split(".")[0] for one in lines] == [
        "Monday 18 May 2026 14:00",
        "Monday 25 May 2026 14:00",
        "Monday 1 June 2026 14:00",
        "Monday 8 June 2026 14:00",
    ]
    assert "Spring bank holiday" in lines[1]


def test_a_series_is_saved_whole(open_form, rows):
    before = len(rows(Appointment))
    _, form = open_form()
    form.go_to("times")

    save()

    assert len(rows(Appointment)) == before + 4


def test_a_series_too_long_says_so_and_books_nothing(open_form, rows):
    before = len(rows(Appointment))
    _, form = open_form(times=30)
    form.go_to("times")

    save()

    assert "after the contract ends" in form.rows["times"].problem.text
    assert len(rows(Appointment)) == before


@pytest.mark.parametrize("text", [100, 200])
def test_one_after_the_contract_ends_says_so_beside_its_day(open_form, rows, theme, text):
    theme.wear(Look(LIGHT, text / 100))
    before = len(rows(Appointment))
    step, form = open_form(width=1290 if text == 200 else 900)
    after = dt.datetime.combine(step.view.course.ends + dt.timedelta(days=1), dt.time(9), LONDON)
    form.fill({"starts": after, "every": None})
    form.go_to("starts")

    save()

    assert "The contract ends on" in form.rows["starts"].problem.text
    assert len(rows(Appointment)) == before
    is_well_made(step)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("text", [100, 200])
def test_the_series_is_well_made(open_form, theme, language, text):
    theme.wear(Look(LIGHT, text / 100))
    step, _ = open_form(language=language, width=1290 if text == 200 else 900)
    QApplication.processEvents()

    is_well_made(step)
    assert sideways(step) == []
    theme.wear(Look(LIGHT))
