"""The assessments of a live case: the next begun, one put right, and what has changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton

from tests.services.verbs_assessment import put
from tests.services.verbs_occasions import finished, living
from tests.ui.assessment.verbs import go, place, run_of, said
from tests.ui.walks import cut, is_well_made, sideways
from triage_app.domain.occasion import Occasion
from triage_app.domain.wording import Language
from triage_app.domain.workflow import State
from triage_app.services import audit
from triage_app.services.assessment_record import Given
from triage_app.services.assessments import STARTED, answer, complete, start
from triage_app.storage.models import Assessment, AuditEntry, Case, Draft, Paper
from ui.assessment.change_picture import ChangePicture
from ui.assessment.course import CoursePage
from ui.assessment.earlier import Earlier
from ui.assessment.papers import Papers
from ui.assessment.running import Running
from ui.links import Link
from ui.paper_panel import PaperPanel
from ui.theme import DARK, LIGHT, Look

MIDWAY, EXIT = Occasion.MIDWAY, Occasion.EXIT


@pytest.fixture
def case_id(desk, assessor, supervisor):
    return living(desk, assessor, supervisor, AC1="own_home")


@pytest.fixture
def changed(desk, assessor, case_id):
    """A case in which less is left of one need, and more of another."""
    view = start(desk, assessor, case_id, Language.ENGLISH, MIDWAY)
    finished(desk, assessor, view, AC1="outside", AL1="most_days", FI2="will_not_say")
    return case_id


def buttons(step):
    found = [one for one in step.findChildren(QPushButton) if one.isVisible()]
    return {one.text().replace("&", "").strip(): one for one in found}


def press(step, name):
    buttons(step)[name].click()
    QApplication.processEvents()


# ── The next ──


def test_the_next_is_begun_in_the_persons_language(case_id, open_step, desk, assessor, rows):
    with desk.sessions.begin() as session:
        session.get_one(Case, case_id).person.speaks = "cy"
        audit.record(session, desk, assessor, STARTED, case_id)
    step = open_step(case_id)

    press(step, "Begin the midway assessment")

    assert (run_of(step).view.occasion, run_of(step).language) == (MIDWAY, "cy")
    assert place(step) == "AC1"
    assert [one.occasion for one in rows(Assessment)] == ["entry", "midway"]
    assert "Midway assessment" in said(step)


def test_it_can_be_begun_by_keyboard_from_a_row_in_today(case_id, open_step, press):
    step = open_step(case_id)

    step.go_to("exit")
    press("Enter")

    assert run_of(step).view.occasion is EXIT


def test_once_completed_it_is_read_and_the_one_after_is_offered(changed, open_step):
    step = open_step(changed)

    assert any(one.startswith("Midway assessment. Completed by") for one in said(step))
    assert {"Begin the final assessment"} == {one for one in buttons(step) if "Begin" in one}


def test_completing_a_later_one_says_nothing_of_drafting_a_contract(
    desk, assessor, case_id, open_step, listener
):
    view = start(desk, assessor, case_id, Language.ENGLISH, MIDWAY)
    step = open_step(case_id)
    listener.answer = False

    run_of(step).complete()

    assert view.open
    assert "contract" not in listener.asked[0][0]


# ── The answer before ──


@pytest.fixture
def again(desk, assessor, case_id, open_step):
    """The midway assessment at its first question, on the screen."""
    start(desk, assessor, case_id, Language.ENGLISH, MIDWAY)
    return open_step(case_id)


def beside(step):
    return step.findChild(Earlier)


def test_the_answer_before_is_hidden_until_asked_for(again, rows):
    assert beside(again).isVisible()
    assert said(beside(again)) == []
    assert "change.earlier_seen" not in [one.action for one in rows(AuditEntry)]

    beside(again).findChild(Link).click()

    (when, answered) = said(beside(again))
    assert when.startswith("First assessment, ")
    assert answered == "In my own home"
    assert "change.earlier_seen" in [one.action for one in rows(AuditEntry)]


def test_the_next_question_hides_it_again(again):
    beside(again).findChild(Link).click()
    go(again, "AC2")

    assert [one for one in said(beside(again)) if one] == []
    assert beside(again).isVisible()


def test_where_nothing_was_asked_before_there_is_no_link(running):
    assert not beside(running).isVisible()


def test_it_is_reached_by_keyboard_and_named(again):
    link = beside(again).findChild(Link)

    assert link.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert link.accessibleName() == "Show what was answered before"
    link.click()
    assert link.accessibleName() == "Hide what was answered before"
    is_well_made(again)


# ── One put right ──


def test_a_completed_one_is_corrected_with_a_reason_and_says_so(changed, open_step, desk, assessor):
    step = open_step(changed)
    (first, second) = [one for name, one in corrections(step)]
    second.click()
    form = step._page._stages.form
    form.submitted.emit()
    assert form.rows["correction"].problem.text
    form.rows["correction"].control.set_value("A slip <b> & ŵ")
    form.submitted.emit()
    QApplication.processEvents()

    assert "Midway assessment, being corrected" in said(step)
    view = run_of(step).view
    view = answer(desk, assessor, changed, view.version, {"AC1": Given("own_home")})
    complete(desk, assessor, changed, view.version)
    step.refresh()

    lines = said(step)
    assert lines.count("Corrected: A slip <b> & ŵ") == 2  # in the summary, and in the list
    assert first is not None


def corrections(step):
    found = [one for one in step.findChildren(QPushButton) if one.isVisible()]
    return [
        (one.accessibleName(), one)
        for one in found
        if one.accessibleName().startswith("Correct a mistake")
    ]


def test_each_correction_says_of_which_it_is(changed, open_step):
    names = [name for name, _ in corrections(open_step(changed))]

    assert names == ["Correct a mistake: First assessment", "Correct a mistake: Midway assessment"]


def test_a_reason_half_typed_is_kept_and_stays_through_a_refresh(changed, open_step, rows):
    step = open_step(changed)
    corrections(step)[0][1].click()
    control = step._page._stages.form.rows["correction"].control
    control.set_value("Half a")
    control.changed.emit()
    step.refresh()
    assert step._page._stages.form.raw()["correction"] == "Half a"

    step.leave()

    assert [one.form for one in rows(Draft)] == ["change.correction"]


def test_nothing_is_put_right_once_the_case_is_closed(changed, open_step, desk, assessor):
    put(desk, assessor, changed, State.CLOSED)

    assert corrections(open_step(changed)) == []


# ── The picture ──


def test_there_is_no_picture_before_there_are_two(case_id, open_step):
    assert open_step(case_id).findChild(ChangePicture) is None


@pytest.mark.parametrize("language", ["en", "cy"])
def test_who_cannot_see_the_picture_is_told_all_of_it(changed, open_step, language):
    name = open_step(changed, language=language).findChild(ChangePicture).accessibleName()

    more, then = {"en": ("More need", "Then nothing"), "cy": ("Mwy o angen", "Bryd hynny dim")}[
        language
    ]
    assert more in name
    assert then in name
    assert "%" not in name


def test_the_picture_is_drawn_again_in_the_dark_and_at_another_width(changed, open_step, theme):
    picture = open_step(changed).findChild(ChangePicture)
    assert is_near(ink_of(picture), LIGHT.ink)

    theme.wear(Look(DARK))
    QApplication.processEvents()

    assert is_near(ink_of(picture), DARK.ink)
    assert picture.heightForWidth(320) > picture.heightForWidth(700)


def is_near(colour, name):
    """Whether it is a colour, but for what SVG's percentages round."""
    wanted = QColor(name)
    pairs = zip(colour.getRgb(), wanted.getRgb(), strict=True)
    return all(abs(one - other) <= 2 for one, other in pairs)


def ink_of(picture):
    """The colour of the line under the first row, at the far left where no words are."""
    image = picture.grab().toImage()
    column = [image.pixelColor(1, y) for y in range(image.height())]
    ground = column[0]
    return max(column, key=lambda one: abs(one.lightness() - ground.lightness()))


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("size", [(1.0, 1166), (2.0, 1290)], ids=["100", "200"])
def test_the_page_is_named_whole_and_never_scrolled_sideways(
    changed, open_step, theme, language, size
):
    theme.wear(Look(LIGHT, size[0]))
    step = open_step(changed, (size[1], 554), language=language)
    corrections_of = [one for one in step.findChildren(QPushButton) if one.accessibleName()]
    assert corrections_of

    is_well_made(step)
    assert sideways(step) == []
    assert cut(step) == []


def test_the_page_is_a_course_and_running_it_is_as_the_first_time(changed, open_step):
    step = open_step(changed)

    assert step.findChild(CoursePage)
    press(step, "Begin the final assessment")
    assert step.findChild(Running)


# ── On paper ──


def test_their_own_page_is_made_shown_and_listed(changed, open_step, rows):
    step = open_step(changed)

    press(step, "Make their own page")

    made = rows(Paper)[-1]
    panel = step.findChild(PaperPanel)
    assert panel.sheet.isVisible()
    assert (made.kind, panel.sheet.paper_id) == ("OWN_PAGE", made.id)
    step.print_paper()
    is_well_made(step)


def test_the_assessment_for_the_file_is_made_in_the_language_chosen(changed, open_step, rows):
    step = open_step(changed)
    step.findChild(Papers)._language.fill({"file_language": "cy"})

    press(step, "Make the assessment for the file")

    made = rows(Paper)[-1]
    assert (made.kind, made.language) == ("ASSESSMENT", "cy")
    assert step.findChild(PaperPanel).sheet.paper_id == made.id
    is_well_made(step)
