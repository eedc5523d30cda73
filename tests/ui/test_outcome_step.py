"""The ending of a contract, and what a supervisor decides, by keys to whatever has the keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from tests.services.verbs_referral import an_offence, refer
from tests.services.verbs_tracking import PROPOSAL, kept, miss, propose, returned, running
from tests.ui.keyboard import press, save
from tests.ui.walks import is_well_made, sideways
from triage_app.domain.workflow import State
from triage_app.services import prosecution, supervision, ways_out
from triage_app.storage.models import Appointment, Breach, Case, Ending, FileSent, Paper
from ui.approvals.screen import ApprovalsScreen
from ui.outcome.prosecution import ProsecutionPart
from ui.outcome.step import OutcomeStep
from ui.theme import LIGHT, Look

SUMMARY = an_offence(
    code="CJ88116", category="CS", title="Assault by beating", domestic_abuse=False
)


@pytest.fixture
def open_step(make_room, show):
    """Return a function that opens the step of a case as its page would."""

    def open_step(case_id, width=1150, height=700, **room):
        step, area = OutcomeStep(make_room(**room), case_id), QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(step)
        show(area, width, height)
        return step

    return open_step


@pytest.fixture
def state(rows):
    return lambda: rows(Case)[0].state


def test_completion_is_confirmed_told_and_closed_by_keys(
    desk, clock, assessor, supervisor, open_step, rows, state
):
    case_id = kept(desk, clock, assessor, running(desk, assessor, supervisor))
    step = open_step(case_id)
    step.go_to("outcome")

    save()
    assert state() is State.COMPLETED
    assert step.papers.sheet.isVisible()

    step.go_to("told_on")
    save()
    step.go_to("acknowledged_on")
    save()
    step.go_to("result_on")
    press(f"{desk.today():%d/%m/%Y}")
    save()

    assert state() is State.CLOSED
    assert rows(Ending)[0].result == "22"


def test_a_contract_that_runs_says_until_when_and_offers_no_confirmation(
    desk, assessor, supervisor, open_step
):
    step = open_step(running(desk, assessor, supervisor))

    assert not any("outcome" in form.rows for form in step.forms)


def test_a_breach_is_proposed_by_keys(desk, assessor, supervisor, open_step, rows, state):
    step = open_step(running(desk, assessor, supervisor))
    step.go_to("")
    press(Qt.Key.Key_Return)

    press(*[Qt.Key.Key_Tab] * 2, Qt.Key.Key_Space, *[Qt.Key.Key_Tab] * 3)
    press("Missed two", Qt.Key.Key_Tab, "Rang twice", Qt.Key.Key_Tab, "Not engaging")
    press(Qt.Key.Key_Tab, "No bus", Qt.Key.Key_Tab, "Uneasy")
    save()

    assert state() is State.BREACH_PROPOSED
    [row] = rows(Breach)
    assert (row.conditions, row.account, row.effect) == ([3], "No bus", "Uneasy")


def test_what_nothing_excuses_is_ticked_to_be_quoted(
    desk, clock, assessor, supervisor, open_step, rows
):
    case_id = running(desk, assessor, supervisor)
    miss(desk, clock, assessor, case_id, 0)
    step = open_step(case_id)
    step.go_to("quoted")
    assert step.forms[0].given().quoted == (rows_of_misses(rows),)

    press(Qt.Key.Key_Space)  # it is looked at, and left out

    assert step.forms[0].given().quoted == ()


def rows_of_misses(rows):
    [one] = [row for row in rows(Appointment) if row.attendance == "missed_unacceptable"]
    return f"missed:{one.id}"


def test_a_proposal_sent_back_is_taken_up_where_it_was_left(desk, assessor, supervisor, open_step):
    case_id = running(desk, assessor, supervisor)
    waiting = propose(desk, assessor, case_id)
    seen = (waiting.breach_id, waiting.version)
    supervision.send_back(desk, supervisor, seen, "Ask the service for its register.")

    step = open_step(case_id)
    step.go_to("conditions")

    form = step.forms[0]
    assert form.given() == PROPOSAL
    assert any("Ask the service for its register." in one.text() for one in labels(form))


def labels(widget):
    return widget.findChildren(QLabel)


def test_a_supervisor_sends_it_back_by_keys(desk, assessor, supervisor, open_step, state):
    case_id = running(desk, assessor, supervisor)
    propose(desk, assessor, case_id)
    step = open_step(case_id, actor=supervisor)
    form = step.decision.form
    form.fill({"found": "more"})
    step.decision.go_to("reason")

    press("What did the service say?")
    save()

    assert state() is State.LIVE


@pytest.mark.parametrize("whose", ["proposing", "deciding"])
def test_the_last_day_to_charge_stands_first_before_anything_is(
    whose, desk, assessor, supervisor, open_step
):
    case_id = running(desk, assessor, supervisor, offences=[SUMMARY])
    if whose == "deciding":
        propose(desk, assessor, case_id)
    step = open_step(case_id, actor=supervisor if whose == "deciding" else assessor)
    step.go_to("conditions")

    part = step.decision if whose == "deciding" else step.forms[0]
    said = [one.text() for one in labels(part) if one.text()]
    place = next(number for number, text in enumerate(said) if "10 November 2026" in text)
    assert "left to charge" in said[place]
    assert place <= 1  # after the form's own heading at most


def test_an_empty_proposal_says_what_is_missing_and_keeps_what_was_typed(
    desk, assessor, supervisor, open_step
):
    step = open_step(running(desk, assessor, supervisor))
    step.go_to("conditions")

    save()

    form = step.forms[0]
    assert [name for name, row in form.rows.items() if row.problem.text] == [
        "conditions",
        "evidence",
        "alternatives",
        "view",
        "account",
    ]


def test_whoever_may_not_decide_reads_why(desk, assessor, supervisor, open_step):
    case_id = running(desk, assessor, supervisor)
    propose(desk, supervisor, case_id)

    step = open_step(case_id, actor=supervisor)

    assert step.decision is not None
    assert step.decision.form is None


def test_a_returned_case_is_watched_until_proceedings_begin(
    desk, assessor, supervisor, open_step, state
):
    case_id = returned(desk, assessor, supervisor, offences=[SUMMARY])
    step = open_step(case_id)
    step.go_to("result")

    press(Qt.Key.Key_Space, Qt.Key.Key_Tab, f"{desk.today():%d/%m/%Y}")
    save()

    assert state() is State.CLOSED


def test_saving_one_form_loses_nothing_typed_into_another(desk, assessor, supervisor, open_step):
    step = open_step(returned(desk, assessor, supervisor))
    step.forms[-1].rows["note"].control.setPlainText("Rang the officer")
    step.go_to("manner")
    press(Qt.Key.Key_Down)

    save()

    assert step.file is not None
    assert step.forms[-1].raw()["note"] == "Rang the officer"


def test_out_of_time_before_its_day_says_so_beside_the_field(
    desk, assessor, supervisor, open_step, state
):
    step = open_step(returned(desk, assessor, supervisor, offences=[SUMMARY]))
    form = step.forms[-1]
    form.fill({"result": "out_of_time", "result_on": desk.today()})
    step.go_to("result")

    save()

    assert "not out of time yet" in form.rows["result"].problem.text
    assert state() is State.RETURNED


def test_a_case_not_taken_on_is_worked_in_the_same_step(desk, assessor, open_step):
    case_id = refer(desk, assessor)
    ways_out.take(desk, assessor, case_id, "not_suitable", "Too grave")

    assert open_step(case_id).left is not None


# ── Approvals ────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def screen(make_room, supervisor, show):
    """Return a function that opens the approvals of a supervisor."""

    def screen(width=1166, **room):
        return show(ApprovalsScreen(make_room(actor=supervisor, **room)), width, 700)

    return screen


def test_a_supervisor_decides_by_keys(desk, assessor, supervisor, screen, rows, state, qtbot):
    propose(desk, assessor, running(desk, assessor, supervisor))
    shown = screen()
    shown.go_to("")

    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space, Qt.Key.Key_Tab, "Two misses and no answer")
    with qtbot.waitSignal(shown.went) as went:
        save()

    assert state() is State.RETURNED
    assert "BREACH" in [one.kind for one in rows(Paper)]
    assert went.args[0].step == "outcome"


def test_a_decision_half_typed_is_there_again(desk, assessor, supervisor, screen):
    propose(desk, assessor, running(desk, assessor, supervisor))
    shown = screen()
    shown.go_to("")
    press(Qt.Key.Key_Return, Qt.Key.Key_Tab, "Two misses")
    shown.leave()

    again = screen()
    again.go_to("")
    press(Qt.Key.Key_Return)

    assert again.part.form.raw()["reason"] == "Two misses"


def test_an_empty_queue_says_what_belongs_there(screen):
    assert screen().rows == []


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("text", [100, 200])
def test_the_screens_are_well_made(
    desk, assessor, supervisor, open_step, screen, theme, language, text
):
    case_id = running(desk, assessor, supervisor, offences=[SUMMARY])
    theme.wear(Look(LIGHT, text / 100))
    width = 1290 if text == 200 else 900
    proposing = open_step(case_id, width, language=language)
    proposing.go_to("conditions")
    propose(desk, assessor, case_id)
    queue = screen(width, language=language)
    queue.go_to("")
    press(Qt.Key.Key_Return)
    deciding = open_step(case_id, width, language=language, actor=supervisor)
    deciding.decision.form.fill({"found": True, "reason": "No answer"})
    deciding.go_to("found")
    save()
    watching = open_step(case_id, width, language=language)

    for step in (proposing, queue, deciding, watching):
        is_well_made(step)
        assert sideways(step) == []
    theme.wear(Look(LIGHT))


def test_the_prosecution_file_is_made_by_one_key_and_shown(
    desk, assessor, supervisor, open_step, rows
):
    step = open_step(returned(desk, assessor, supervisor, offences=[SUMMARY]))
    step.go_to("file")

    press(Qt.Key.Key_Return)

    assert rows(Paper)[-1].kind == "PROSECUTION"
    assert step.papers.sheet.isVisible()
    assert step.file.form is not None


def test_the_file_goes_by_a_password_shown_once_by_keys(
    desk, assessor, supervisor, make_room, show, rows, tmp_path
):
    case_id = returned(desk, assessor, supervisor)
    prosecution.make(desk, assessor, case_id)
    path = tmp_path / "file.pdf"
    part = ProsecutionPart(make_room(), case_id, where=lambda *_: path)
    show(part, 900, 700)
    part.go_to("recipient")

    save()

    assert path.read_bytes().startswith(b"%PDF")
    assert rows(Ending)[0].told_how == "sealed"
    assert any("Password:" in one.text() for one in labels(part.password))
    press(Qt.Key.Key_Return)  # it was told
    assert part.password is None


def test_a_sending_to_nobody_says_so_beside_the_field(
    desk, assessor, supervisor, make_room, show, rows
):
    case_id = returned(desk, assessor, supervisor)
    prosecution.make(desk, assessor, case_id)
    part = ProsecutionPart(make_room(), case_id, where=lambda *_: None)
    show(part, 900, 700)
    part.form.fill({"recipient": ""})
    part.go_to("recipient")

    save()

    assert part.form.rows["recipient"].problem.text
    assert rows(FileSent) == []
