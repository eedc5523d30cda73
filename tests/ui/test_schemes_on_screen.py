"""What the screens make of four schemes: which are offered, which suites, and no contract."""

import datetime as dt
import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.conftest import STAFF
from tests.services.test_services_alone import SERVICE
from tests.services.verbs_assessment import put
from tests.services.verbs_schemes import DURHAM, PILOT, WILTSHIRE, booked
from tests.ui.walks import is_well_made, primaries, sideways
from triage_app.config import RESOURCES, Config
from triage_app.domain.workflow import State
from triage_app.services import directory
from triage_app.storage.models import Case, ServiceReferral
from triage_app.texts import Texts
from ui.admin.screen import AdminScreen
from ui.case.page import CasePage
from ui.caseload.screen import CaseloadScreen
from ui.feedback import Feedback
from ui.referral.form import suites_of
from ui.referral.new import NewReferral
from ui.room import Room
from ui.signin.entrance import Entrance
from ui.theme import LIGHT, Look

NOW = dt.datetime(2026, 5, 11, 8, 30, tzinfo=dt.UTC)
LOOKS = pytest.mark.parametrize(
    ("language", "scale"), [("en", 1.0), ("cy", 1.0), ("en", 2.0), ("cy", 2.0)]
)


@pytest.fixture
def room_at(desk, clock, assessor, theme, listener):
    """Return a function that makes a room at a walk's suite, on its day."""

    def room_at(walk, actor=assessor, language="en"):
        clock.set(f"{walk.day} 09:30")
        there = replace(desk, suite=walk.suite)
        texts = there.texts(language)
        return Room(there, actor, texts, theme, Feedback(listener, texts))

    yield room_at
    theme.wear(Look(LIGHT))


@pytest.fixture
def first_start(tmp_path, theme, show):
    config = Config(data=tmp_path / "data")
    return show(Entrance(config, lambda: NOW, Texts(config.wording, "en"), theme)).page


def offered(pick):
    """What a list offers to choose, its empty line apart."""
    return [text for number in range(pick.count()) if (text := pick.itemText(number))]


def test_the_first_start_offers_every_scheme_that_goes_on(first_start):
    assert offered(first_start.scheme) == [
        "Durham Checkpoint",
        "Dyfed-Powys diversionary scheme",
        "Wiltshire deferred caution",
    ]


@pytest.mark.parametrize(
    ("scheme", "suites"),
    [
        ("durham-checkpoint", ["Bishop Auckland", "Darlington", "Durham", "Peterlee"]),
        ("wiltshire-deferred", ["Melksham", "Swindon"]),
    ],
)
def test_a_scheme_offers_its_own_suites_and_says_what_no_paper_gives(first_start, scheme, suites):
    first_start.scheme.setFocus()
    while first_start.scheme.value() != scheme:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)

    assert offered(first_start.suite) == suites
    assert "no paper gives" in first_start.form.rows["scheme"].warning.text


@pytest.mark.parametrize(
    ("walk", "suites"),
    [
        (DURHAM, ["bishop-auckland", "darlington", "durham", "peterlee"]),
        (WILTSHIRE, ["melksham", "swindon"]),
    ],
    ids=["durham", "wiltshire"],
)
def test_a_referral_offers_the_suites_of_the_offices_own_force(room_at, walk, suites):
    assert [code for code, _ in suites_of(room_at(walk))] == suites


def test_whoever_the_pilot_does_not_take_is_told_beside_the_suite(room_at, show, rows):
    page = show(NewReferral(room_at(PILOT)), 1166, 692)
    page.form.fill({"name": "Osian Sandpiper", "sex": "male", "custody_record": "HW/1"})
    page.form.fill({"offences": (PILOT.offence,)})
    page.form.submitted.emit()

    told = page.form.rows["suite"].problem.text
    assert "Haverfordwest women’s pilot" in told
    assert "Women, from 1 January 2016" in told
    assert rows(Case) == []
    assert sideways(page) == []


@LOOKS
def test_without_a_contract_a_case_is_worked_to_its_end(
    room_at, show, theme, listener, rows, language, scale
):
    theme.wear(Look(LIGHT, scale))
    room = room_at(PILOT, language=language)
    case_id = booked(room.desk, room.actor, PILOT)
    page = show(CasePage(room, case_id), 1166, 692)

    page.open("outcome", "note")
    assert len(page.bar.steps.cells) == 5
    assert not page.bar.clock.isVisible()
    assert len(primaries(page)) == 1
    assert sideways(page) == []
    is_well_made(page)

    listener.answer = False
    page.step.ending.left.form.fill({"note": "Seen by a worker of her own"})
    page.step.ending.left.form.submitted.emit()
    assert rows(Case)[0].state is State.CONSENTED

    listener.answer = True
    page.step.ending.left.form.submitted.emit()
    assert rows(Case)[0].state is State.CLOSED
    assert page.step.ending.left.form is None
    assert not page.bar.action.isVisible()


def test_what_was_typed_of_the_services_is_kept_as_a_draft(room_at, show):
    room = room_at(PILOT)
    case_id = booked(room.desk, room.actor, PILOT)
    page = show(CasePage(room, case_id), 1166, 692)
    page.open("outcome")
    page.step.ending.left.form.fill({"note": "Half a sen"})
    page.open("consent")

    page.open("outcome")

    assert page.step.ending.left.form.values()["note"] == "Half a sen"


def test_where_no_service_is_recorded_the_reason_is_asked_beside_the_field(room_at, show, rows):
    room = room_at(PILOT)
    page = show(CasePage(room, booked(room.desk, room.actor, PILOT)), 1166, 692)
    page.open("outcome")

    page.step.ending.left.form.submitted.emit()

    assert page.step.ending.left.form.rows["note"].problem.text
    assert rows(Case)[0].state is State.CONSENTED


def test_services_are_referred_to_where_the_case_ends(room_at, show, supervisor, rows):
    room = room_at(PILOT)
    service = directory.add(room.desk, supervisor, SERVICE)
    page = show(CasePage(room, booked(room.desk, room.actor, PILOT)), 1166, 692)
    page.open("outcome")
    page.step.ending.left.support.open()
    given = {"service_id": service, "purpose": "finance", "consent_how": "in_person"}
    page.step.ending.left.support.form.fill(given | {"consent_language": "en"})

    page.step.ending.left.support.form.submitted.emit()

    assert [one.service_id for one in rows(ServiceReferral)] == [service]
    page.step.ending.left.form.submitted.emit()
    assert rows(Case)[0].state is State.CLOSED


@pytest.mark.parametrize("number", [6, 7])
def test_a_step_that_a_case_does_not_have_is_not_opened_by_its_number(room_at, show, number):
    room = room_at(PILOT)
    page = show(CasePage(room, booked(room.desk, room.actor, PILOT)), 1166, 692)
    page.open("consent")

    page.bar.steps.press(number)

    assert page.here == "consent"


def test_the_caseload_names_services_and_no_time_to_charge(room_at, show):
    room = room_at(PILOT)
    put(room.desk, room.actor, booked(room.desk, room.actor, PILOT), State.ASSESSED)

    screen = show(CaseloadScreen(room), 1166, 692)

    model = screen.table.model()
    told = [model.index(0, column).data() for column in range(model.columnCount())]
    assert "Services" in told
    assert not any("limit" in str(one) for one in told)


@LOOKS
def test_administration_says_in_plain_words_what_the_scheme_says(
    room_at, show, theme, language, scale
):
    theme.wear(Look(LIGHT, scale))
    screen = show(AdminScreen(room_at(WILTSHIRE, STAFF[2], language)), 1166, 692)
    panel = screen.scheme
    assert not panel.rest.isVisible()

    panel.show_all.click()
    QApplication.processEvents()

    assert panel.rest.isVisible()
    assert screen.findChildren(QScrollArea)[-1].horizontalScrollBar().maximum() == 0
    panel.show_all.click()
    assert not panel.rest.isVisible()


@pytest.fixture
def damaged(tmp_path):
    """What the program reads, with a mistake in a scheme."""
    resources = tmp_path / "resources"
    shutil.copytree(RESOURCES, resources)
    file = resources / "schemes" / "durham-checkpoint-2015-04.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("term_months = 4", "term_months = -4"), encoding="utf-8")
    return Config(data=tmp_path / "data", resources=resources)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_scheme_with_a_mistake_is_told_at_the_way_in(damaged, theme, show, language):
    texts = Texts(damaged.wording, language)

    entrance = show(Entrance(damaged, lambda: NOW, texts, theme))

    said = entrance.told.notice.label.text()
    assert "durham-checkpoint-2015-04.toml" in said
    assert "term_months" in said
    assert entrance.page is None
