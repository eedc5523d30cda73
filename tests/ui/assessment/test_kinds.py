"""Every kind of question there is, answered on the screen: no card offers a day or a scale."""

import dataclasses
import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton

from tests.services.verbs_assessment import begun
from tests.ui.assessment.verbs import answers, go, page, place, run_of, said
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.instrument import Kind, Question, Scale
from triage_app.domain.wording import Wording
from ui.assessment.beside import Beside
from ui.assessment.hand_over import HandOver
from ui.assessment.pages import working_keys
from ui.theme import LIGHT, Look

ENDS = Scale(0, 10, Wording("not at all", "ddim o gwbl"), Wording("wholly", "yn llwyr"))
CTRL = Qt.KeyboardModifier.ControlModifier


def question(code, kind, **more):
    asked = Wording(f"What of {code}?", f"Beth am {code}?")
    return Question(code, kind, asked, Wording(code, code), **more)


@pytest.fixture
def of_kinds(desk, assessor, open_step):
    """A function that opens an assessment whose first pathway is asked in every other kind."""
    view = begun(desk, assessor)
    code = view.instrument.code
    held = desk.instruments[code]
    asked = (
        question("KS", Kind.SCALE, scale=ENDS),
        question("KF", Kind.SCALE, scale=Scale(1, 5, ENDS.low, ENDS.high)),
        question("KL", Kind.SCALE, scale=Scale(0, 100, ENDS.low, ENDS.high)),
        question("KD", Kind.DATE),
        question("KT", Kind.TEXT),
    )
    first = dataclasses.replace(held.sections[0], questions=asked)
    sections = (first, *held.sections[1:])
    desk.instruments[code] = dataclasses.replace(
        held, sections=sections, alarms=(), contradictions=()
    )
    return lambda size=(1166, 554), **who: open_step(view.case_id, size, **who)


@pytest.mark.parametrize(
    ("keys", "kept"), [(("7",), "7"), (("9",), "9"), (("1", "0"), "10"), (("1", "0", "0"), "0")]
)
def test_figures_go_along_a_scale_and_are_kept_at_once(of_kinds, press, rows, keys, kept):
    step = of_kinds()
    assert place(step) == "KS"

    press(*keys)

    assert answers(rows) == {"KS": kept}
    assert QApplication.focusWidget().text() == kept


def test_what_a_scale_has_not_is_no_answer_and_nine_says_nothing_of_it(of_kinds, press, rows):
    step = of_kinds()
    go(step, "KF")
    press("0", "7")
    assert answers(rows) == {}

    press("9")

    assert answers(rows) == {"KF": "will_not_say"}
    press("3")
    assert answers(rows) == {"KF": "3"}
    assert not page(step)._cards.cards[-1].isChecked()


def test_a_scale_can_be_pressed_and_says_what_its_ends_mean(of_kinds, rows):
    step = of_kinds()
    assert "0: not at all. 10: wholly." in said(page(step))
    buttons = page(step)._form.findChildren(QRadioButton)
    assert [one.text() for one in buttons] == [str(one) for one in range(11)]

    buttons[4].click()

    assert answers(rows) == {"KS": "4"}


def test_the_keys_at_the_foot_are_those_that_answer(of_kinds):
    step = of_kinds()
    assert working_keys(run_of(step))[0][0] == "0\N{EN DASH}10"
    assert "9" not in [key for key, _ in working_keys(run_of(step))]
    go(step, "KF")
    assert [key for key, _ in working_keys(run_of(step))][:2] == ["1\N{EN DASH}5", "9"]


@pytest.mark.parametrize(
    ("code", "keys"),
    [
        ("KD", ["Enter", "Esc"]),
        ("KT", ["Ctrl+Enter", "Esc"]),
        ("KL", ["Enter", "Backspace", "W", "N", "L", "H", "Esc"]),
    ],
)
def test_the_keys_at_the_foot_of_what_is_written_are_those_that_work_in_its_field(
    of_kinds, code, keys
):
    step = of_kinds()
    go(step, code)

    assert [key for key, _ in working_keys(run_of(step))] == keys


def test_a_long_scale_is_typed(of_kinds, press, rows):
    step = of_kinds()
    go(step, "KL")

    press("85", "Enter")

    assert answers(rows) == {"KL": "85"}
    assert place(step) == "KD"


def test_a_day_is_typed_as_people_write_it_and_read_back_in_full(of_kinds, press, rows):
    step = of_kinds()
    go(step, "KD")
    press("29/2/2024", "Enter")
    assert answers(rows) == {"KD": "2024-02-29"}

    go(step, "KD")

    day = run_of(step).room.texts.date(dt.date(2024, 2, 29))
    assert page(step)._typed.text() == day
    assert day in said(step.findChild(Beside))


def test_a_day_there_was_not_is_told_beside_the_field(of_kinds, press, rows):
    step = of_kinds()
    go(step, "KD")

    press("30/2/2024", "Enter")

    assert place(step) == "KD"
    assert page(step)._form.rows["answer_day"].problem.text
    assert answers(rows) == {}


def test_words_are_an_answer(of_kinds, press, rows):
    step = of_kinds()
    go(step, "KT")
    press("With my mam")
    press("Enter", modifier=CTRL)

    assert answers(rows) == {"KT": "With my mam"}


def test_the_person_can_answer_each_with_the_screen_in_their_hands(of_kinds, press, rows):
    step = of_kinds()
    press("h")
    handed = step.window().findChild(HandOver)
    handed._page._form.findChildren(QRadioButton)[6].click()
    press("Enter")
    press("4", "Enter")

    assert answers(rows) == {"KS": "6", "KF": "4"}
    assert "0: not at all. 100: wholly." in said(handed._page)


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [(1.0, 1166), (2.0, 1290)], ids=["100", "200"])
def test_each_is_well_made(theme, of_kinds, language, size):
    theme.wear(Look(LIGHT, size[0]))
    step = of_kinds((size[1], 554), language=language)
    for code in ("KS", "KD", "KT"):
        go(step, code)
        is_well_made(step)
        assert sideways(step) == []
