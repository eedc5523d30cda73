from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.services.verbs_referral import a_stay, refer, someone
from tests.services.verbs_schemes import decided
from tests.ui import walks
from triage_app.domain.leaving import Reason
from triage_app.domain.workflow import Event
from triage_app.services.cover import absences
from triage_app.storage.models import Case
from ui.caseload.columns import reason_code
from ui.caseload.filters import TIMES
from ui.caseload.screen import CaseloadScreen
from ui.room import Place
from ui.shell import Shell
from ui.theme import LIGHT, Look


@pytest.fixture
def open_caseload(make_room, show, supervisor):
    """Return a function that shows the caseload, to the supervisor unless another is named."""

    def open_caseload(actor=supervisor, language="en"):
        screen = show(CaseloadScreen(make_room(actor, language)), 1166, 692)
        screen.go_to("")
        return screen

    return open_caseload


@pytest.fixture
def two(desk, assessor, supervisor):
    """Two cases of two people."""
    first = refer(desk, assessor)
    custody = a_stay(custody_record="HW/1002/26")
    return first, refer(desk, supervisor, person=someone(name="Lowri Kingfisher"), custody=custody)


def names(screen):
    return [row.name for row in screen.model.rows()]


def test_an_empty_caseload_says_what_belongs_here(open_caseload):
    screen = open_caseload()
    assert screen.empty.isVisible()
    walks.is_well_made(screen)


def test_an_empty_caseload_at_large_text_never_gives_the_keyboard_to_what_is_hidden(
    open_caseload, theme
):
    theme.wear(Look(LIGHT, 2.0))
    screen = open_caseload()

    assert screen.filter.hasFocus()


def test_enter_opens_a_case(open_caseload, two, qtbot):
    screen = open_caseload()
    with qtbot.waitSignal(screen.went) as went:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert went.args[0] in [Place("case", case_id) for case_id in two]


@pytest.mark.usefixtures("two")
def test_what_is_typed_filters(open_caseload):
    screen = open_caseload()
    screen.filters.typed.setText("kingf")
    assert names(screen) == ["Lowri Kingfisher"]
    screen.filters.typed.setText("zzz")
    assert screen.empty_here.isVisible()


@pytest.mark.usefixtures("two")
def test_a_tile_shows_one_assessors_cases_and_pressed_again_all(open_caseload, assessor):
    screen = open_caseload()
    (tile,) = (one for one in screen.tiles.tiles if one.load.member_id == assessor.id)
    tile.click()
    assert names(screen) == ["Osian Sandpiper"]
    tile.click()
    assert len(names(screen)) == 2


@pytest.mark.usefixtures("two")
def test_sort_and_filter_are_kept_and_what_was_typed_is_not(open_caseload):
    screen = open_caseload()
    screen.filters.sort.set_value("person")
    screen.filters.typed.setText("low")
    screen.filters.state.set_value("referred")
    screen.leave()
    again = open_caseload()
    assert again.filters.state.value() == "referred"
    assert names(again) == ["Lowri Kingfisher", "Osian Sandpiper"]


@pytest.mark.usefixtures("two")
def test_chosen_cases_are_given_to_another(open_caseload, supervisor, rows):
    screen = open_caseload()
    screen.table.selectAll()
    screen.give.click()
    form = screen.giving.form
    form.submitted.emit()
    assert form.rows["taker"].problem.text == "Choose an answer."
    form.fill({"taker": supervisor.id})
    form.submitted.emit()
    assert form.rows["reason"].problem.text == "Fill this in."
    form.fill({"reason": "Mared is on a course."})
    form.submitted.emit()
    assert {case.assessor_id for case in rows(Case)} == {supervisor.id}


def test_of_many_given_those_that_cannot_be_say_why_and_the_rest_are(
    open_caseload, supervisor, two, listener, rows
):
    theirs = two[1]
    screen = open_caseload()
    screen.table.selectAll()
    screen.give.click()
    screen.giving.form.fill({"taker": supervisor.id, "reason": "Mared is on a course."})
    screen.giving.form.submitted.emit()

    assert {case.id: case.assessor_id for case in rows(Case)} == dict.fromkeys(two, supervisor.id)
    number = next(case.number for case in rows(Case) if case.id == theirs)
    assert listener.heard[-1] == (
        "1 case is Osian Thistlewood’s now. These stayed where they were:\n"
        f"Lowri Kingfisher, {number}: Osian Thistlewood has it already."
    )


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("state", "referred", ["Lowri Kingfisher"]),
        ("state", "not_taken_on", ["Osian Sandpiper"]),
        ("suite", "brecon", ["Lowri Kingfisher"]),
        ("suite", "haverfordwest", ["Osian Sandpiper"]),
        ("time", "time_past", []),
        ("time", "time_month", []),
        ("time", "time_quarter", []),
        ("time", "time_unlimited", ["Lowri Kingfisher"]),  # of the other nobody minds the time
        ("time", "time_unknown", []),
    ],
)
def test_a_supervisor_cuts_it_down_by_state_suite_and_time_to_charge(
    open_caseload, desk, assessor, two, field, value, shown
):
    decided(desk, assessor, two[0], Event.DECIDED_NOT_ELIGIBLE)
    with desk.sessions.begin() as session:
        session.get_one(Case, two[1]).suite = "brecon"
    screen = open_caseload()
    assert screen.filters.suite.isVisible()

    getattr(screen.filters, field).set_value(value)

    assert sorted(names(screen)) == shown


@pytest.mark.parametrize(
    ("time", "days"),
    [
        ("time_past", {-1}),
        ("time_month", {0, 28}),
        ("time_quarter", {0, 28, 29, 90}),
    ],
)
def test_the_days_left_to_charge_fall_under_one_heading_or_more(time, days):
    found = {-1, 0, 28, 29, 90, 91, None}
    assert {one for one in found if TIMES[time](SimpleNamespace(days_left=one))} == days


@pytest.mark.usefixtures("two")
def test_where_nobody_can_say_how_long_there_is_the_table_says_so(open_caseload, desk, two):
    with desk.sessions.begin() as session:
        offence = session.get_one(Case, two[1]).offences[0]
        offence.category, offence.domestic_abuse, offence.first_day = "CS", False, None

    screen = open_caseload()
    days = [one.code for one in screen.model.columns].index("days")
    shown = [screen.model.index(row, days).data() for row in range(len(names(screen)))]
    assert dict(zip(names(screen), shown, strict=True)) == {
        "Osian Sandpiper": "No limit",
        "Lowri Kingfisher": "Not known",
    }

    screen.filters.time.set_value("time_unlimited")
    assert names(screen) == ["Osian Sandpiper"]
    screen.filters.time.set_value("time_unknown")
    assert names(screen) == ["Lowri Kingfisher"]


def test_giving_nothing_says_to_choose_first(open_caseload, listener):
    screen = open_caseload()
    screen.table.clearSelection()
    screen.give.click()
    assert listener.heard[-1].startswith("Choose the cases first")


@pytest.mark.usefixtures("two")
def test_an_assessor_gives_and_exports_nothing(open_caseload, assessor):
    screen = open_caseload(assessor)
    assert not screen.give.isVisible()
    assert not screen.export.isVisible()
    assert not screen.tiles.isVisible()


@pytest.mark.usefixtures("two")
def test_an_export_writes_what_is_shown(open_caseload, tmp_path, listener):
    screen = open_caseload()
    screen.filters.typed.setText("kingf")
    screen.save_to(tmp_path / "list.csv", "Performance meeting", "csv")
    written = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert "Lowri Kingfisher" in written
    assert "Osian Sandpiper" not in written
    assert listener.heard == ["Exported to list.csv"]


@pytest.mark.usefixtures("two")
def test_an_export_for_nobody_is_told_at_its_field(open_caseload):
    screen = open_caseload()
    screen.export.click()
    screen.exporting.form.submitted.emit()
    assert screen.exporting.form.rows["recipient"].problem.text == "Fill this in."


@pytest.mark.usefixtures("two")
def test_a_place_that_cannot_be_written_is_told(open_caseload, tmp_path, listener):
    open_caseload().save_to(tmp_path / "none" / "list.csv", "A meeting", "csv")
    assert listener.heard[-1].startswith("The file list.csv cannot be written")


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.usefixtures("two")
def test_the_caseload_is_well_made(open_caseload, theme, language, scale):
    theme.wear(Look(LIGHT, scale))
    screen = open_caseload(language=language)
    assert screen.table.grab().width() > 0
    walks.is_well_made(screen)


@pytest.mark.usefixtures("two")
def test_the_model_keeps_qts_rules(open_caseload, qtmodeltester):
    qtmodeltester.check(open_caseload().model)


@pytest.mark.usefixtures("two")
def test_somebody_away_is_covered_and_is_back_again(
    open_caseload, desk, assessor, supervisor, listener
):
    screen = open_caseload()
    screen.cover.click()
    form = screen.away.form
    form.submitted.emit()
    assert form.rows["member"].problem.text == "Choose an answer."
    form.restore({"first": "11/5/26", "last": "15/5/26"})
    form.fill({"member": assessor.id, "covered_by": supervisor.id})
    form.submitted.emit()
    assert listener.heard == ["The absence is recorded."]
    assert [one.member for one in absences(desk, supervisor)] == [assessor.name]

    screen.cover.click()
    said = " ".join(label.text() for label in screen.away.findChildren(QLabel))
    assert "Mared Hawthorn is away until Friday 15 May 2026." in said
    (back,) = (
        one
        for one in screen.away.findChildren(QPushButton)
        if one.accessibleName() == "End the absence of Mared Hawthorn now"
    )
    back.click()
    assert absences(desk, supervisor) == ()


@pytest.mark.usefixtures("two")
def test_an_assessor_records_no_absence(open_caseload, assessor):
    assert not open_caseload(assessor).cover.isVisible()


def test_why_cases_ended_is_a_filter_that_shows_the_closed_too(open_caseload, desk, assessor, two):
    decided(desk, assessor, two[0], Event.DECIDED_NOT_ELIGIBLE)
    screen = open_caseload()
    assert screen.filters.reason.isVisible()
    screen.filters.reason.set_value("not_suitable")
    assert names(screen) == ["Osian Sandpiper"]
    screen.leave()

    again = open_caseload()
    assert names(again) == ["Osian Sandpiper"]
    again.filters.reason.set_value(None)
    assert len(names(again)) == 2


@pytest.mark.parametrize("list_code", ["ends_soon", "silent"])
@pytest.mark.usefixtures("two")
def test_a_list_that_is_named_is_shown_at_once(open_caseload, list_code):
    screen = open_caseload()
    screen.go_to(list_code)
    assert getattr(screen.filters, list_code).value()
    assert names(screen) == []


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("panel", ["cover", "give"])
@pytest.mark.usefixtures("two")
def test_what_opens_in_the_caseload_is_well_made(open_caseload, theme, language, scale, panel):
    theme.wear(Look(LIGHT, scale))
    screen = open_caseload(language=language)
    getattr(screen, panel).click()
    walks.is_well_made(screen)


@pytest.mark.usefixtures("two")
def test_in_large_text_the_filters_make_room_for_giving_and_still_hold(open_caseload, theme):
    theme.wear(Look(LIGHT, 2.0))
    screen = open_caseload(language="cy")
    screen.filter.click()
    assert screen.filters.isVisible()
    wanted = screen.filters.wanted()
    screen.table.selectAll()
    screen.give.click()

    assert screen.giving.isVisible()
    assert not screen.filters.isVisible()
    assert screen.filters.wanted() == wanted


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.usefixtures("two")
def test_with_cases_chosen_it_is_no_wider_than_its_window(open_caseload, language):
    screen = open_caseload(language=language)
    screen.table.selectAll()
    QApplication.processEvents()
    assert screen.minimumSizeHint().width() <= 1166


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize(
    "reason",
    [
        *Reason,
        *("completed", "returned", "withdrawn", "services", "moved_away", "in_prison", "died"),
        *("transferred", "opened_in_error", "under_age"),
    ],
)
def test_every_reason_for_which_a_case_ends_has_its_words_in_the_filter(desk, reason, language):
    assert desk.texts(language)(reason_code(reason))


@pytest.mark.usefixtures("two")
def test_giving_at_large_text_is_never_squeezed_under_a_notice(
    make_room, show, supervisor, theme, qtbot
):
    theme.wear(Look(LIGHT, 2.0))
    shell = show(Shell(make_room(supervisor)))
    shell.go(Place("caseload"))
    shell.notices.tell("The absence is recorded.")
    shell.page.give.click()
    form = shell.page.giving.form
    qtbot.waitUntil(lambda: form.isVisible() and form.height() >= form.sizeHint().height())
    assert QApplication.focusWidget() is form.rows["taker"].control
    for field in ("reason", "taker"):
        form.go_to(field)
        QApplication.processEvents()
        control = form.rows[field].control
        assert control.visibleRegion().boundingRect().height() == control.height(), field
